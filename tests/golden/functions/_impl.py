"""Functions of the module: coroutines, plain ones, every kind of parameter, defaults, values handed on."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any, NewType, Optional, TypedDict

from synchronicity import Module

api = Module("golden.functions.api")

DEFAULT_TIMEOUT = 2.5
UserId = NewType("UserId", int)


class Color(enum.Enum):
    """A value class: handed on as it is."""

    RED = "red"
    BLUE = "blue"


class Options(TypedDict, total=False):
    depth: int


@dataclass
class Limits:
    rows: int = 10


class FetchError(Exception):
    """Raised for a bad address."""


_MISSING = object()
api.manual_export("FetchError")
api.manual_export("TIMEOUT", source_name="DEFAULT_TIMEOUT")


@api.wrap_function
async def fetch(url: str, *, retries: int = 3) -> str:
    """Fetch a page.

    Args:
        url: its address.
        retries: how often to try again.

    Raises:
        FetchError: the address is empty.
    """
    if not url:
        raise FetchError(url)
    return url * retries


@api.wrap_function
def title(text: str) -> str:
    """No waiting: plain on both faces."""
    return text.title()


@api.wrap_function(name="total")
async def _sum_up(first: int, second: int = 2, /, *others: int, scale: float = 1.0, **named: int) -> float:
    return (first + second + sum(others) + sum(named.values())) * scale


@api.wrap_function
async def wait(timeout: float = DEFAULT_TIMEOUT, marker: object = _MISSING, tags: Optional[list[str]] = None) -> bool:
    return timeout == DEFAULT_TIMEOUT and marker is _MISSING and tags is None


@api.wrap_function
async def paint(color: Color, options: Options, limits: Limits = Limits(), user: Optional[UserId] = None) -> Color:
    return color if limits.rows and "depth" in options and user is None else Color.BLUE


@api.wrap_function
async def awkward(self: int, _impl: str, value: str, result: str, **kwargs: int) -> str:
    """Parameters may be called anything."""
    return f"{self}{_impl}{value}{result}{sorted(kwargs)}"


@api.wrap_function
async def nothing() -> None:
    pass


@api.wrap_function
async def anything(value: Any) -> Any:
    return value
