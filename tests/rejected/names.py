"""Public names that cannot be, and names that are given twice."""

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_function  # E: duplicate-name
async def fetch() -> None: ...


@api.wrap_class(name="fetch")  # E: duplicate-name
class Fetch: ...


@api.wrap_function(name="class")  # E: bad-name
async def keyword() -> None: ...


@api.wrap_function(name="not a name")  # E: bad-name
async def spaces() -> None: ...


other = Module("rejected.other")


@other.wrap_class  # E: duplicate-class
@api.wrap_class  # E: duplicate-class
class Twice: ...
