"""Explanations of what cannot be translated exactly."""

from __future__ import annotations

from ...codegen.diagnostics import Code
from .example import Explanation

TRANSLATION = {
    Code.UNTRANSLATABLE: Explanation(
        "A wrapped class stands inside a type whose values cannot be converted, such as a queue or somebody else's generic "
        "class. Handing the value on would leak objects of the implementation.",
        """
from asyncio import Queue


@api.wrap_class
class Station: ...


@api.wrap_function
async def stations() -> Queue[Station]: ...
""",
        """
@api.wrap_class
class Station: ...


@api.wrap_function
async def stations() -> set[Station]: ...
""",
    ),
    Code.AMBIGUOUS_UNION: Explanation(
        "The members of a union need different conversions, and which of them a value is cannot be told at run time: an empty list "
        "belongs to both `list[Station]` and `list[int]`.",
        """
from typing import Union


@api.wrap_class
class Station: ...


@api.wrap_function
async def find(keys: Union[list[Station], list[int]]) -> None: ...
""",
        """
@api.wrap_class
class Station: ...


@api.wrap_function
async def find(keys: list[Station]) -> None: ...


@api.wrap_function
async def find_numbers(keys: list[int]) -> None: ...
""",
    ),
    Code.NOT_COMPILED: Explanation(
        "A signature mentions a class that is registered in a Module which is not compiled along, so that its wrapper is not known.",
        """
$ synchronicity generate -m _impl weather -o .
# --- _models.py
from synchronicity import Module

models = Module("weather.models")


@models.wrap_class
class Station: ...
# --- _impl.py
from _models import Station
from synchronicity import Module

api = Module("weather.api")


@api.wrap_function
async def find() -> Station: ...
""",
        """
$ synchronicity generate -m _impl -m _models weather -o .
# --- _models.py
from synchronicity import Module

models = Module("weather.models")


@models.wrap_class
class Station: ...
# --- _impl.py
from _models import Station
from synchronicity import Module

api = Module("weather.api")


@api.wrap_function
async def find() -> Station: ...
""",
    ),
    Code.UNSUPPORTED: Explanation(
        "There is no public form for this, or not yet.",
        """
@api.wrap_class
class Client:
    async def __getattr__(self, name: str) -> int:
        return 1
""",
        """
@api.wrap_class
class Client:
    async def get(self, name: str) -> int:
        return 1
""",
    ),
    Code.KIND_CLASH: Explanation(
        "What a function is and what its annotation says do not fit: an `async def` with `yield` gives an async iterator, a "
        "decorator makes another kind of function.",
        """
@api.wrap_function
async def numbers() -> int:
    yield 1
""",
        """
from collections.abc import AsyncIterator


@api.wrap_function
async def numbers() -> AsyncIterator[int]:
    yield 1
""",
    ),
    Code.ASYNC_PROPERTY: Explanation(
        "The getter of a property is asynchronous. Reading an attribute cannot wait for it, and has no second face.",
        """
@api.wrap_class
class Station:
    @property
    async def temperature(self) -> float: ...
""",
        """
@api.wrap_class
class Station:
    async def temperature(self) -> float: ...
""",
    ),
    Code.ASYNC_CONSTRUCTOR: Explanation(
        "`__init__` is asynchronous, and Python never awaits it.",
        """
@api.wrap_class
class Client:
    async def __init__(self, url: str) -> None: ...
""",
        """
@api.wrap_class
class Client:
    def __init__(self, url: str) -> None: ...

    async def connect(self) -> None: ...
""",
    ),
    Code.WRAPPED_EXCEPTION: Explanation(
        "An exception class is registered. What is raised must be the same object on both sides, or `except` would not catch it; "
        "so exceptions are handed on as they are.",
        """
@api.wrap_class
class FetchError(Exception): ...
""",
        """
class FetchError(Exception): ...


api.manual_export("FetchError")
""",
    ),
    Code.NESTING_TOO_DEEP: Explanation(
        "Containers around a wrapped class are nested more than fifteen deep: the conversion would be one expression that some "
        "versions of Python cannot compile.",
        f"""
@api.wrap_class
class Leaf: ...


@api.wrap_function
async def tree() -> {"list[" * 16}Leaf{"]" * 16}: ...
""",
        """
@api.wrap_class
class Leaf: ...


@api.wrap_class
class Tree:
    branches: "list[Tree]"
    leaf: Leaf


@api.wrap_function
async def tree() -> Tree: ...
""",
    ),
}
