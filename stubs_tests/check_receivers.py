"""Members for some objects of their class only, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from golden.receivers.api import (
    AsyncClient,
    Client,
    NumberParser,
    Numbers,
    Page,
    PageParser,
    Shelf,
)
from typing_extensions import assert_type


def made(page: Page) -> None:
    assert_type(Shelf(count=2), Shelf[int])
    assert_type(Shelf(page), Shelf[Page])


def blocking(
    numbers: Shelf[int], texts: Shelf[str], pages: Shelf[Page], shelves: Shelf[Shelf[bytes]]
) -> None:
    assert_type(texts.longest, str)
    assert_type(numbers.total(), int)
    assert_type(numbers.scaled(factor=3), list[int])
    assert_type(pages.pages(1), list[Page])
    assert_type(shelves.flat(), Shelf[bytes])
    assert_type(pages.each(), Iterator[Page])
    assert_type(numbers.first(), int)
    assert_type(pages.first(Page("u")), Page)
    assert_type(texts.first("x", other=True), str)
    assert_type(texts.doubled(), Shelf[str])
    assert_type(numbers + 1, Shelf[int])


async def waiting(
    numbers: Shelf[int], texts: Shelf[str], pages: Shelf[Page], shelves: Shelf[Shelf[bytes]]
) -> None:
    assert_type(await numbers.scaled.aio(factor=3), list[int])
    assert_type(await pages.pages.aio(1), list[Page])
    assert_type(await shelves.flat.aio(), Shelf[bytes])
    assert_type(pages.each.aio(), AsyncIterator[Page])
    assert_type(await numbers.first.aio(), int)
    assert_type(await pages.first.aio(Page("u")), Page)
    assert_type(await texts.first.aio("x", other=True), str)
    assert_type(await texts.doubled.aio(), Shelf[str])


async def inherited(numbers: Numbers) -> None:
    assert_type(numbers.total(), int)
    assert_type(numbers.scaled(3), list[int])
    assert_type(await numbers.first.aio(), int)


async def of_one_class(client: Client, waiting: AsyncClient) -> None:
    assert_type(client.get(), Page)
    assert_type(client.find(2), list[Page])
    assert_type(client.find(), Page)
    assert_type(waiting.get("u"), Page)
    assert_type(await waiting.get.aio("u"), Page)
    assert_type(await waiting.find.aio(2), list[Page])
    assert_type(await waiting.find.aio(), Page)


def of_a_generic_base(numbers: NumberParser, pages: PageParser) -> None:
    assert_type(numbers.parse("1"), int)
    assert_type(pages.parse("u"), Page)
