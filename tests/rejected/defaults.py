"""Defaults that do not fit."""

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_function
async def implicit(text: str = None) -> None: ...  # type: ignore[assignment]  # E: bad-annotation
