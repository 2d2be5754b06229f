"""Explanations of what cannot be read in an implementation."""

from __future__ import annotations

from ...codegen.diagnostics import Code
from .example import Explanation

READING = {
    Code.NO_SOURCE: Explanation(
        "Signatures are taken from source text, and this object has none, nor anything else that tells its types: it was made at "
        "run time, or is written in C.",
        """
import math

api.wrap_function(math.hypot)
""",
        """
import math


@api.wrap_function
def hypot(x: float, y: float) -> float:
    return math.hypot(x, y)
""",
    ),
    Code.STALE_SOURCE: Explanation(
        "The source of a function is not the one that was loaded: its `def` does not stand at the line which the loaded code "
        "names. The file was changed while it was imported, an old `.pyc` is used, or the code was made from text.",
        """
exec(compile("async def fetch() -> None: ...", __file__, "exec"))
api.wrap_function(fetch)
""",
        """
@api.wrap_function
async def fetch() -> None: ...
""",
    ),
    Code.LOCAL_OBJECT: Explanation(
        "A function or class is made inside a function, or its module does not have it under its name, so that generated code "
        "has nothing to import.",
        """
def make() -> None:
    @api.wrap_function
    async def fetch() -> None: ...


make()
""",
        """
@api.wrap_function
async def fetch() -> None: ...
""",
    ),
    Code.OPAQUE_DECORATOR: Explanation(
        "A decorator replaces what it decorates, and nothing says with what: it has no annotations, and its wrapper does not use "
        "`functools.wraps`.",
        """
class Logged:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)


@api.wrap_function
@Logged
async def fetch(url: str) -> str: ...
""",
        """
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@api.wrap_function
@logged
async def fetch(url: str) -> str: ...
""",
    ),
    Code.BAD_ANNOTATION: Explanation(
        "An annotation is not a type: it is a value, or means nothing where it stands, or does not allow the parameter's default.",
        """
@api.wrap_function
async def fetch(url: str = None) -> str: ...
""",
        """
from typing import Optional


@api.wrap_function
async def fetch(url: Optional[str] = None) -> str: ...
""",
    ),
    Code.UNRESOLVED_NAME: Explanation(
        "A name in an annotation is neither defined in its module nor imported there, not even for type checkers.",
        """
@api.wrap_function
async def fetch() -> "Page": ...
""",
        """
@api.wrap_function
async def fetch() -> "Page": ...


@api.wrap_class
class Page: ...
""",
    ),
    Code.MISSING_ANNOTATION: Explanation(
        "A public signature lacks an annotation, so that its users would get no types. `--allow-untyped` (or `allow-untyped = true`) "
        "takes what is missing for `Any`.",
        """
@api.wrap_function
async def fetch(url) -> str: ...
""",
        """
@api.wrap_function
async def fetch(url: str) -> str: ...
""",
    ),
    Code.REPLACED_CLASS: Explanation(
        "A decorator above the registration makes a new class, as `dataclass(slots=True)` does, so that the registered class is "
        "not the one that the module has. The registration belongs on top.",
        """
def renewed(cls: type) -> type:
    return type(cls.__name__, (), dict(cls.__dict__))


@renewed
@api.wrap_class
class Station: ...
""",
        """
import dataclasses


@api.wrap_class
@dataclasses.dataclass
class Station: ...
""",
    ),
    Code.IMPORT_FAILED: Explanation(
        "A module could not be imported, has no Module, or imports what is generated from it. To compile a module is to import it, and "
        "the package around it: what that imports from a generated module must be going to be there.",
        """
import weather.api
""",
        """
@api.wrap_function
async def fetch() -> None: ...
""",
    ),
}
