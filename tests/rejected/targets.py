"""Targets that cannot be generated."""

from synchronicity import Module

here = Module("rejected_targets")
bad = Module("rejected.not-a-name")
holds = Module("rejected.class")
hides = Module("queue")


@here.wrap_function
async def one() -> None: ...  # E: bad-target


@bad.wrap_function
async def two() -> None: ...  # E: bad-target


@holds.wrap_function
async def three() -> None: ...  # E: bad-target


@hides.wrap_function
async def four() -> None: ...  # E: bad-target
