"""Generators and iterators, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from typing import Any

from golden.generators import api
from golden.generators.api import Book, Page
from typing_extensions import assert_type


def blocking(book: Book, page: Page) -> None:
    assert_type(api.numbers(3), Iterator[int])
    assert_type(next(api.numbers(3)), int)
    for number in api.numbers(count=3):
        assert_type(number, int)

    words = api.echo("word")
    assert_type(words, Generator[str, str, None])
    assert_type(next(words), str)
    assert_type(words.send("more"), str)
    words.throw(ValueError())
    words.close()

    pages = api.pages(2)
    assert_type(pages, Generator[Page, None, None])
    assert_type([item.number for item in pages], list[int])

    followed = api.follow(page)
    assert_type(followed, Generator[Page, Page, None])
    assert_type(followed.send(page), Page)

    assert_type(api.shelf(1), Iterator[list[Page]])
    assert_type(api.lines(1), Iterator[str])
    assert_type(book.read(), Iterator[Page])
    assert_type(book.read(start=1), Iterator[Page])
    assert_type(Book.read(book, 1), Iterator[Page])
    for each in book.read():
        assert_type(each, Page)


async def waiting(book: Book, page: Page) -> None:
    assert_type(api.numbers.aio(3), AsyncIterator[int])
    async for number in api.numbers.aio(count=3):
        assert_type(number, int)

    words = api.echo.aio("word")
    assert_type(words, AsyncGenerator[str, str])
    assert_type(await words.__anext__(), str)
    assert_type(await words.asend("more"), str)
    await words.athrow(ValueError())
    await words.aclose()

    pages = api.pages.aio(2)
    assert_type(pages, AsyncGenerator[Page, None])
    assert_type([item.number async for item in pages], list[int])

    followed = api.follow.aio(page)
    assert_type(followed, AsyncGenerator[Page, Page])
    assert_type(await followed.asend(page), Page)

    assert_type(api.shelf.aio(1), AsyncIterator[list[Page]])
    assert_type(api.lines.aio(1), AsyncIterator[str])
    assert_type(book.read.aio(), AsyncIterator[Page])
    assert_type(Book.read.aio(book, start=1), AsyncIterator[Page])
    async for each in book.read.aio(1):
        assert_type(each, Page)


numbers: Callable[[int], Iterator[int]] = api.numbers
numbers_aio: Callable[[int], AsyncIterator[int]] = api.numbers.aio
echo: Callable[[str], Generator[Any, str, None]] = api.echo
read: Callable[[Book, int], Iterator[Page]] = Book.read
read_aio: Callable[[int], AsyncIterator[Page]] = Book(1).read.aio
