"""What should not be used any more (PEP 702)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Union, overload

from typing_extensions import Self, deprecated

from synchronicity import Module

api = Module("golden.deprecations.api")


@api.wrap_function
@deprecated("use `get`")
async def fetch(url: str, tries: int = 3) -> str:
    """Fetch a page."""
    return url * tries


@api.wrap_function
@deprecated('use "list"')
async def each(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


@api.wrap_function
@deprecated("compute it")
def plain(number: int) -> int:
    return number


@api.wrap_function
@deprecated("for checkers only", category=None)
async def silent() -> int:
    return 1


@api.wrap_function
@deprecated("soon", category=PendingDeprecationWarning)
async def pending() -> int:
    return 1


@overload
async def either(value: int) -> int: ...
@overload
async def either(value: str) -> str: ...
@api.wrap_function
@deprecated("choose")
async def either(value: Union[int, str]) -> Union[int, str]:
    return value


@api.wrap_class
class Client:
    @deprecated("use `ask`")
    async def query(self, text: str) -> str:
        """Ask, the old way."""
        return text

    async def ask(self, text: str) -> str:
        return text

    @deprecated("see `ask`")
    def size(self) -> int:
        return 0

    @classmethod
    @deprecated("construct it")
    async def make(cls) -> Self:
        return cls()

    @staticmethod
    @deprecated("nobody needs it")
    def zero() -> int:
        return 0


@api.wrap_class
class Newer(Client):
    async def query(self, text: str) -> str:
        """Not deprecated here."""
        return text + text


@api.wrap_class
@deprecated("use `Client`")
class Old:
    def __init__(self, name: str) -> None:
        self.name = name

    async def get(self) -> str:
        return self.name


@api.wrap_class
@deprecated("use nothing")
class Bare:
    """Has no constructor of its own."""


@overload
@deprecated("give a str")
async def one_of(value: int) -> int: ...
@overload
async def one_of(value: str) -> str: ...
@api.wrap_function
async def one_of(value: Union[int, str]) -> Union[int, str]:
    return value


@api.wrap_class
class Gauge:
    @overload
    def __init__(self, level: int) -> None: ...
    @overload
    @deprecated("give a number")
    def __init__(self, level: str) -> None: ...
    def __init__(self, level: Union[int, str]) -> None:
        self._level = int(level)

    @property
    @deprecated("use `level`")
    def value(self) -> int:
        """The level, the old way."""
        return self._level

    @property
    def level(self) -> int:
        return self._level

    @level.setter
    @deprecated("nobody sets it")
    def level(self, level: int) -> None:
        self._level = level

    @level.deleter
    @deprecated("nobody deletes it")
    def level(self) -> None:
        self._level = 0

    @property
    @deprecated("itself")
    def same(self) -> Gauge:
        return self

    @overload
    def add(self, number: int) -> int: ...
    @overload
    @deprecated("give an int")
    def add(self, number: float) -> float: ...
    def add(self, number: float) -> float:
        return self._level + number


@api.wrap_class
class NewGauge(Gauge):
    @property
    def value(self) -> int:
        """Not deprecated here."""
        return -self._level
