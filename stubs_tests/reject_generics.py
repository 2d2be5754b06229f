"""Misuse of generics: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.generics import api
from golden.generics.api import Box, IntBox, ListBox, Page, Pages, Shelf, Source


def blocking(page: Page, box: Box[int], source: Source[object]) -> None:
    text: str = api.echo(1)  # E: assignment reportAssignmentType
    api.double(1)  # E: type-var reportArgumentType
    api.best([1])  # E: type-var reportArgumentType
    got: str = box.get()  # E: assignment reportAssignmentType
    box.value = "x"  # E: assignment reportAttributeAccessIssue
    box.swap("x")  # E: arg-type reportArgumentType
    box.pair()  # E: call-arg reportCallIssue
    wide: Box[object] = box  # E: assignment reportAssignmentType
    narrow: Source[int] = source  # E: assignment reportAssignmentType
    Shelf(1, "label")  # E: type-var reportArgumentType
    IntBox("x")  # E: arg-type reportArgumentType
    ListBox(1)  # E: arg-type reportArgumentType
    Pages().push(1)  # E: arg-type reportArgumentType
    api.unbox(page)  # E: arg-type reportArgumentType
    print(text, got, wide, narrow)


async def waiting(page: Page, box: Box[int]) -> None:
    await box.get()  # E: misc reportGeneralTypeIssues
    got: str = await box.get.aio()  # E: assignment reportAssignmentType
    await box.swap.aio("x")  # E: arg-type reportArgumentType
    await api.best.aio([1])  # E: type-var reportArgumentType
    print(got)


async def classes() -> None:
    api.fetched(int, "u")  # E: type-var reportArgumentType
    await api.fetched.aio(Page("u"), "u")  # E: arg-type reportArgumentType
    box: Box[int] = api.fetched(Page, "u")  # E: assignment reportAssignmentType
    print(box)
