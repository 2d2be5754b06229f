"""Targets that cannot be generated."""

from synchronicity import Module

here = Module("rejected_targets")
bad = Module("rejected.not-a-name")
holds = Module("rejected.class")


@here.wrap_function  # E: bad-target
async def one() -> None: ...


@bad.wrap_function  # E: bad-target
async def two() -> None: ...


@holds.wrap_function  # E: bad-target
async def three() -> None: ...
