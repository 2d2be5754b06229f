"""Misuse of attributes: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.attributes.api import Book, Page


def misuse(page: Page, book: Book) -> None:
    page.title = 1  # E: assignment reportAttributeAccessIssue
    page.opened = "x"  # E: assignment reportAttributeAccessIssue
    page.previous = book  # E: assignment reportAttributeAccessIssue
    page.kind = "x"  # E: misc reportAttributeAccessIssue
    book.pages = []  # E: misc reportAttributeAccessIssue
    book.first = page  # E: misc reportAttributeAccessIssue
    book.marked = "x"  # E: assignment reportAttributeAccessIssue
