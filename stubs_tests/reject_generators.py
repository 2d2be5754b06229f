"""Misuse of generators and iterators: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from golden.generators import api
from golden.generators.api import Book, Page


def blocking(book: Book, page: Page) -> None:
    api.numbers("x")  # E: arg-type reportArgumentType
    for _ in api.numbers.aio(3):  # E: attr-defined reportGeneralTypeIssues
        pass
    for number in api.numbers(3):
        number.upper()  # E: attr-defined reportAttributeAccessIssue
    api.echo("a").send(1)  # E: arg-type reportArgumentType
    api.echo("a").asend("b")  # E: attr-defined reportAttributeAccessIssue
    api.echo.aio("a").send("b")  # E: attr-defined reportAttributeAccessIssue
    api.pages(1).send(page)  # E: arg-type reportArgumentType
    api.follow(page).send("x")  # E: arg-type reportArgumentType
    api.follow("x")  # E: arg-type reportArgumentType
    api.numbers(3).send(1)  # E: attr-defined reportAttributeAccessIssue
    book.read("x")  # E: arg-type reportArgumentType
    book.read(0, 1)  # E: call-arg reportCallIssue
    Book.read(0)  # E: arg-type reportArgumentType
    for _ in book.read.aio():  # E: attr-defined reportGeneralTypeIssues
        pass
    lines: Iterator[int] = api.lines(1)  # E: assignment reportAssignmentType
    print(lines)


async def waiting(book: Book, page: Page) -> None:
    async for _ in api.numbers(3):  # E: attr-defined reportGeneralTypeIssues
        pass
    async for number in api.numbers.aio("x"):  # E: arg-type reportArgumentType
        print(number)
    await api.numbers.aio(3)  # E: misc reportGeneralTypeIssues
    await api.echo.aio("a").asend(1)  # E: arg-type reportArgumentType
    await api.follow.aio(page).asend("x")  # E: arg-type reportArgumentType
    async for _ in book.read():  # E: attr-defined reportGeneralTypeIssues
        pass
    async for each in book.read.aio():
        each.upper()  # E: attr-defined reportAttributeAccessIssue
    lines: AsyncIterator[int] = api.lines.aio(1)  # E: assignment reportAssignmentType
    print(lines)
