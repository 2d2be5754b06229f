"""Async generators and iterators, one-way and two-way."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator

from synchronicity import Module

api = Module("golden.generators.api")


@api.wrap_class
class Page:
    def __init__(self, number: int) -> None:
        self.number = number


@api.wrap_function
async def numbers(count: int) -> AsyncIterator[int]:
    """Count up."""
    for number in range(count):
        yield number


@api.wrap_function
async def echo(first: str) -> AsyncGenerator[str, str]:
    """Give back what is sent."""
    word = first
    while word:
        word = yield word


@api.wrap_function
async def pages(count: int) -> AsyncGenerator[Page, None]:
    for number in range(count):
        yield Page(number)


@api.wrap_function
async def follow(page: Page) -> AsyncGenerator[Page, Page]:
    """Wrapped objects in both directions."""
    while True:
        sent = yield page
        page = sent or page  # type: ignore[truthy-bool]  # `next` sends None


@api.wrap_function
def shelf(count: int) -> AsyncIterator[list[Page]]:
    """A plain function that returns an async iterator."""

    async def generate() -> AsyncIterator[list[Page]]:
        for number in range(count):
            yield [Page(number)]

    return generate()


@api.wrap_function
def lines(count: int) -> AsyncIterable[str]:
    return _Lines(count)


class _Lines:
    def __init__(self, count: int) -> None:
        self._left = count

    def __aiter__(self) -> _Lines:
        return self

    async def __anext__(self) -> str:
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return f"line {self._left}"


@api.wrap_class
class Book:
    def __init__(self, count: int) -> None:
        self._count = count

    async def read(self, start: int = 0) -> AsyncIterator[Page]:
        """Page after page."""
        for number in range(start, self._count):
            yield Page(number)
