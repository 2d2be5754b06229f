"""Public names that cannot be, and names that are given twice."""

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_function
async def fetch() -> None: ...  # E: duplicate-name


@api.wrap_class(name="fetch")
class Fetch: ...  # E: duplicate-name


@api.wrap_function(name="class")
async def keyword() -> None: ...  # E: bad-name


@api.wrap_function(name="not a name")
async def spaces() -> None: ...  # E: bad-name


other = Module("rejected.other")


@other.wrap_class
@api.wrap_class
class Twice: ...  # E: duplicate-class
