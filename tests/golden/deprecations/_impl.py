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
