"""Misuse of unions: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.unions import _impl, api
from golden.unions.api import Page, Row, SubRow


def blocking(page: Page, row: Row) -> None:
    api.either(1)  # E: arg-type reportArgumentType
    api.either(None)  # E: arg-type reportArgumentType
    api.either(_impl.Row(1))  # E: arg-type reportArgumentType
    api.either(page).url  # E: union-attr reportAttributeAccessIssue
    api.mixed(row)  # E: arg-type reportArgumentType
    api.mixed(page, "x")  # E: arg-type reportArgumentType
    api.nested([row])  # E: list-item reportArgumentType
    api.nested({"p": page})  # E: dict-item reportArgumentType
    api.nested((row,))  # E: arg-type reportArgumentType
    api.derived(page)  # E: arg-type reportArgumentType
    api.hooked(page, 1)  # E: arg-type reportArgumentType
    sub: SubRow = api.derived(row)  # E: assignment reportAssignmentType
    print(sub)


async def waiting(page: Page, row: Row) -> None:
    await api.either.aio(1)  # E: arg-type reportArgumentType
    await api.either(page)  # E: misc reportGeneralTypeIssues
    (await api.either.aio(page)).url  # E: union-attr reportAttributeAccessIssue
    await api.mixed.aio(row)  # E: arg-type reportArgumentType
    await api.nested.aio([row])  # E: list-item reportArgumentType
