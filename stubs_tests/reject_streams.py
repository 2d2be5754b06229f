"""Misuse of asynchronous values: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from collections.abc import AsyncIterator

from golden.streams import _impl, api
from golden.streams.api import Row, Table


def blocking(row: Row, table: Table) -> None:
    api.total(1)  # E: arg-type reportArgumentType
    api.total(["x"])  # E: list-item reportArgumentType
    api.store([_impl.Row(1)])  # E: list-item reportArgumentType
    api.store(row)  # E: arg-type reportArgumentType
    table.rows[0]  # E: index reportIndexIssue
    table.rows = []  # E: misc reportAttributeAccessIssue
    with table.lock(1):  # E: arg-type reportArgumentType
        pass


async def waiting(row: Row, table: Table) -> None:
    await api.total.aio(None)  # E: arg-type reportArgumentType
    await table.rows  # E: misc reportGeneralTypeIssues
    await table.query()  # E: misc reportGeneralTypeIssues
    await api.collected.aio([1])  # E: list-item reportArgumentType
    await api.sent.aio((row,))  # E: arg-type reportArgumentType


async def as_they_are(content: AsyncIterator[bytes], row: Row, table: Table) -> None:
    api.upload(content)  # E: arg-type reportArgumentType
    await api.upload.aio([b"a"])  # E: arg-type reportArgumentType
    api.enter(table.lock(row), table.query.aio())  # E: arg-type reportArgumentType
    api.ask(1, streaming=True).rows  # E: attr-defined reportAttributeAccessIssue
    await api.measure.aio([b"a"])  # E: arg-type reportArgumentType
