"""Explanations of what is wrong with a registration."""

from __future__ import annotations

from ...codegen.diagnostics import Code
from .example import Explanation

REGISTRATION = {
    Code.BAD_TARGET: Explanation(
        "The name in `Module(…)` cannot be that of a generated module. It is a dotted name of identifiers, is neither the "
        "implementation itself nor a package that holds it nor in the standard library, and leads to a file below the output "
        "directory that can be made.",
        """
from synchronicity import Module

api = Module("_impl")


@api.wrap_function
async def fetch() -> None: ...
""",
        """
from synchronicity import Module

api = Module("weather.api")


@api.wrap_function
async def fetch() -> None: ...
""",
    ),
    Code.DUPLICATE_NAME: Explanation(
        "Two things have the same public name in one generated module. Leading underscores are dropped from public names, so "
        "that `_fetch` and `fetch` meet, too.",
        """
@api.wrap_function
async def fetch() -> None: ...


@api.wrap_function
async def _fetch() -> None: ...
""",
        """
@api.wrap_function
async def fetch() -> None: ...


@api.wrap_function(name="fetch_quietly")
async def _fetch() -> None: ...
""",
    ),
    Code.DUPLICATE_CLASS: Explanation(
        "A class is registered in two Modules. It has one wrapper, or `isinstance` would depend on where an object came from; "
        "other modules import that one.",
        """
from synchronicity import Module

api = Module("weather.api")
models = Module("weather.models")


@models.wrap_class
@api.wrap_class
class Station: ...
""",
        """
from synchronicity import Module

api = Module("weather.api")
models = Module("weather.models")


@models.wrap_class
class Station: ...


@api.wrap_function
async def find(city: str) -> Station: ...
""",
    ),
    Code.BAD_NAME: Explanation(
        "A public name is not an identifier, or is a keyword, so that no module can define it.",
        """
@api.wrap_function(name="import")
async def fetch() -> None: ...
""",
        """
@api.wrap_function(name="import_")
async def fetch() -> None: ...
""",
    ),
    Code.NOT_REGISTRABLE: Explanation(
        "A class of plain values (an enumeration, a NamedTuple, a TypedDict) is registered. Such values need no wrapper: they are "
        "the same object on both sides, and handed on by the name that signatures mention. Or `register_transformer` was called "
        "for a class that is not generic, or with something that does not make another object of it.",
        """
import enum


@api.wrap_class
class Color(enum.Enum):
    RED = 1
""",
        """
import enum


class Color(enum.Enum):
    RED = 1


api.manual_export("Color")
""",
    ),
    Code.UNKNOWN_MEMBER: Explanation(
        "`include=` or `exclude=` names a member that the class does not have.",
        """
@api.wrap_class(exclude=["clsoe"])
class Client:
    async def close(self) -> None: ...
""",
        """
@api.wrap_class(exclude=["close"])
class Client:
    async def close(self) -> None: ...
""",
    ),
}
