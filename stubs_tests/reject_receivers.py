"""Misuse of members for some objects only: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.receivers.api import AsyncClient, Client, Numbers, Page, Shelf


def made() -> None:
    texts: Shelf[str] = Shelf(count=2)  # E: assignment reportAssignmentType
    print(texts)


def blocking(numbers: Shelf[int], texts: Shelf[str], pages: Shelf[Page]) -> None:
    numbers.longest  # E: misc reportAttributeAccessIssue
    texts.total()  # E: misc reportAttributeAccessIssue
    texts.scaled()  # E: misc reportCallIssue
    numbers.scaled("x")  # E: arg-type reportArgumentType
    numbers.pages()  # E: misc reportCallIssue
    numbers.flat()  # E: misc reportCallIssue
    texts.each()  # E: misc reportCallIssue
    texts.first("x")  # E: call-arg reportCallIssue
    numbers.first(Page("u"))  # E: call-overload reportCallIssue
    numbers.doubled()  # E: misc reportCallIssue
    texts + 1  # E: operator reportOperatorIssue


async def waiting(numbers: Shelf[int], texts: Shelf[str]) -> None:
    await texts.scaled.aio()  # E: misc reportAttributeAccessIssue
    await numbers.pages.aio()  # E: misc reportAttributeAccessIssue
    await numbers.flat.aio()  # E: misc reportAttributeAccessIssue
    await texts.first.aio("x")  # E: call-arg reportCallIssue
    await numbers.doubled.aio()  # E: misc reportAttributeAccessIssue
    await Numbers().pages.aio()  # E: misc reportAttributeAccessIssue


async def of_one_class(client: Client, waiting: AsyncClient) -> None:
    pages: list[Page] = client.find()  # E: assignment reportAssignmentType
    print(pages)
    await waiting.find()  # E: misc reportGeneralTypeIssues
