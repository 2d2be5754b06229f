"""Attributes and properties of every kind: read by the type checkers, never run."""

from __future__ import annotations

from typing import Optional

from golden.attributes.api import Book, Page
from typing_extensions import assert_type


def of_objects(page: Page, book: Book) -> None:
    assert_type(page.title, str)
    assert_type(page.previous, Optional[Page])
    assert_type(page.opened, int)
    assert_type(book.closed, bool)
    assert_type(book.pages, list[Page])
    assert_type(book.first, Page)
    assert_type(book.marked, Page)
    page.title = "t"
    page.previous = None
    page.opened = 1
    book.closed = True
    book.marked = page
    del book.marked


def of_classes() -> None:
    assert_type(Page.LIMIT, int)
    assert_type(Page.kind, str)
    assert_type(Page.version, int)
    assert_type(Book.shelf, str)


async def waiting(page: Page) -> None:
    assert_type(page.open(), int)
    assert_type(await page.open.aio(), int)
