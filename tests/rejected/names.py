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


LIMIT = None
api.manual_export("LIMIT")
api.manual_export("MISSING")  # E: unresolved-name
api.manual_export("cwd", source_module="no_such_module")  # E: unresolved-name
api.manual_export("cwd", source_name="getcwd", source_module="os")


other = Module("rejected.other")


@other.wrap_class
@api.wrap_class
class Twice: ...  # E: duplicate-class
