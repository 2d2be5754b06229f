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


@api.wrap_function
async def again() -> None: ...  # E: duplicate-name


@api.wrap_function
async def again() -> None: ...  # type: ignore[no-redef]  # noqa: F811  # E: duplicate-name


@api.wrap_class
class Again: ...  # E: duplicate-name


@api.wrap_class
class Again: ...  # type: ignore[no-redef]  # noqa: F811  # E: duplicate-name


@api.wrap_function
async def ﬁle() -> None: ...  # E: duplicate-name


@api.wrap_function
async def file() -> None: ...  # type: ignore[no-redef]  # noqa: F811  # E: duplicate-name


double = lambda x: 2 * x  # noqa: E731
api.wrap_function(double)  # E: missing-annotation
api.wrap_function(lambda x: x)  # E: local-object


other = Module("rejected.other")


@other.wrap_class
@api.wrap_class
class Twice: ...  # E: duplicate-class
