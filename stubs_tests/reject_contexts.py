"""Misuse of context managers: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.contexts import api
from golden.contexts.api import Session


def blocking(session: Session) -> None:
    with api.session.aio("n"):  # E: attr-defined reportGeneralTypeIssues
        pass
    with api.session(1):  # E: arg-type reportArgumentType
        pass
    with api.lock() as text:
        text.name  # E: attr-defined reportAttributeAccessIssue
    with session.transaction.aio():  # E: attr-defined reportGeneralTypeIssues
        pass
    with session.transaction("x"):  # E: arg-type reportArgumentType
        pass
    with session.transaction() as level:
        level.upper()  # E: attr-defined reportAttributeAccessIssue
    with session as same:
        same.missing  # E: attr-defined reportAttributeAccessIssue
    api.session("n").name  # E: attr-defined reportAttributeAccessIssue
    session.transaction.__enter__()  # E: attr-defined reportAttributeAccessIssue
    Session(1)  # E: arg-type reportArgumentType
    Session.transaction(1)  # E: arg-type reportArgumentType


async def waiting(session: Session) -> None:
    async with api.session.aio(1):  # E: arg-type reportArgumentType
        pass
    async with api.session.aio("n") as opened:
        opened.missing  # E: attr-defined reportAttributeAccessIssue
    async with api.lock.aio() as text:
        text.name  # E: attr-defined reportAttributeAccessIssue
    await api.session.aio("n")  # E: misc reportGeneralTypeIssues
    await session  # E: misc reportGeneralTypeIssues
    async with session.transaction.aio("x"):  # E: arg-type reportArgumentType
        pass
    async with session.transaction.aio() as level:
        level.upper()  # E: attr-defined reportAttributeAccessIssue


def may_be_swallowed(session: Session) -> int:  # E: return reportReturnType
    with session:
        return 1
