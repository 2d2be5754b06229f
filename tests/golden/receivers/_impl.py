"""Members that some objects of their class have: `self` is annotated with type arguments."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from typing import Any, Generic, Literal, Protocol, TypeVar, Union, overload

from synchronicity import Module

api = Module("golden.receivers.api")

T = TypeVar("T")
V = TypeVar("V")


@api.wrap_class
class Page:
    def __init__(self, url: str) -> None:
        self.url = url


@api.wrap_class
class Shelf(Generic[T]):
    """Some of its members are for some shelves only: of numbers, of books, of shelves."""

    @overload
    def __init__(self: Shelf[int], *, count: int) -> None: ...
    @overload
    def __init__(self, *items: T) -> None: ...
    def __init__(self, *items: Any, count: int = 0) -> None:
        self._items: list[Any] = [*items, *range(count)]

    @property
    def longest(self: Shelf[str]) -> str:
        """The longest text."""
        return max(self._items, key=len)

    def total(self: Shelf[int]) -> int:
        """The sum of all."""
        return sum(self._items)

    async def scaled(self: Shelf[int], factor: int = 2) -> list[int]:
        """All numbers, multiplied."""
        return [factor * item for item in self._items]

    async def pages(self: Shelf[Page], start: int = 0) -> list[Page]:
        return self._items[start:]

    async def flat(self: Shelf[Shelf[V]]) -> Shelf[V]:
        """One shelf of what is on all."""
        found: Shelf[V] = Shelf()
        found._items += [item for shelf in self._items for item in shelf._items]
        return found

    async def each(self: Shelf[Page]) -> AsyncIterator[Page]:
        for page in self._items:
            yield page

    @overload
    async def first(self: Shelf[int]) -> int: ...
    @overload
    async def first(self: Shelf[Page], default: Page) -> Page: ...
    @overload
    async def first(self, default: T, *, other: bool) -> T: ...
    async def first(self, default: Any = 0, *, other: bool = False) -> Any:
        """The first, or a default."""
        return self._items[0] if self._items else default

    async def doubled(self: Shelf[str]) -> Shelf[str]:
        self._items *= 2
        return self

    def __add__(self: Shelf[int], other: int) -> Shelf[int]:
        return Shelf(*self._items, other)


@api.wrap_class
class Numbers(Shelf[int]):
    """Has all that is for shelves of numbers."""


class Blocking(Protocol):
    waits: Literal[False]


class Waiting(Protocol):
    waits: Literal[True]


class _Commands:
    """The commands of both clients: what they give, `self` says."""

    @overload
    def get(self: Blocking, key: str = ...) -> Page: ...
    @overload
    def get(self: Waiting, key: str = ...) -> Awaitable[Page]: ...
    def get(self, key: str = "home") -> Union[Page, Awaitable[Page]]:
        return self._answer(Page(key))

    @overload
    def find(self: Client, count: int) -> list[Page]: ...
    @overload
    def find(self: AsyncClient, count: int) -> Awaitable[list[Page]]: ...
    @overload
    def find(self: Client) -> Page: ...
    @overload
    def find(self: AsyncClient) -> Awaitable[Page]: ...
    def find(self, count: int = 0) -> Any:
        """Find one, or several."""
        pages = [Page(str(number)) for number in range(count)]
        return self._answer(pages or Page("one"))

    def _answer(self, value: Any) -> Any:
        raise NotImplementedError


@api.wrap_class
class Client(_Commands):
    waits: Literal[False] = False

    def _answer(self, value: Any) -> Any:
        return value


@api.wrap_class
class AsyncClient(_Commands):
    waits: Literal[True] = True

    async def _answer(self, value: Any) -> Any:
        return value


class _Parser(Generic[T]):
    @overload
    def parse(self: _Parser[int], text: str) -> int: ...
    @overload
    def parse(self: _Parser[Page], text: str) -> Page: ...
    def parse(self, text: str) -> Any:
        return self._made(text)

    def _made(self, text: str) -> Any:
        raise NotImplementedError


@api.wrap_class
class NumberParser(_Parser[int]):
    def _made(self, text: str) -> int:
        return int(text)


@api.wrap_class
class PageParser(_Parser[Page]):
    def _made(self, text: str) -> Page:
        return Page(text)
