"""Misuse of special methods: both checkers reject every marked line, and no other."""

# ruff: noqa: B015, B018, PLR0124, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.special_methods import api
from golden.special_methods.api import Box, Connection, Cursor, Item, Job, Table, View


def operators(item: Item, box: Box) -> None:
    item < 1  # E: operator reportOperatorIssue
    item + 1  # E: operator reportOperatorIssue
    item - item  # E: operator reportOperatorIssue
    box[1]  # E: index reportArgumentType
    box["k"] = 1  # E: assignment reportArgumentType
    del box[1]  # E: arg-type reportArgumentType
    Cursor("x")  # E: arg-type reportArgumentType
    for key in box:
        key.number  # E: attr-defined reportAttributeAccessIssue


def blocking(cursor: Cursor, table: Table, view: View, job: Job, connection: Connection) -> None:
    for item in cursor:
        item.upper()  # E: attr-defined reportAttributeAccessIssue
    for item in table:
        item.upper()  # E: attr-defined reportAttributeAccessIssue
    for item in view:
        item.upper()  # E: attr-defined reportAttributeAccessIssue
    iter(table).send(1)  # E: arg-type reportArgumentType
    next(table)  # E: call-overload reportArgumentType
    api.submit("x")  # E: arg-type reportArgumentType
    done: Job = api.submit(1)  # E: assignment reportAssignmentType
    api.connect().missing  # E: attr-defined reportAttributeAccessIssue
    with api.submit(1):  # E: attr-defined reportGeneralTypeIssues
        pass
    with connection as opened:
        opened.missing  # E: attr-defined reportAttributeAccessIssue
    with job:  # E: attr-defined reportGeneralTypeIssues
        pass
    print(done)


async def waiting(cursor: Cursor, table: Table, job: Job, connection: Connection) -> None:
    async for item in cursor:
        item.upper()  # E: attr-defined reportAttributeAccessIssue
    async for item in table:
        item.upper()  # E: attr-defined reportAttributeAccessIssue
    await cursor  # E: misc reportGeneralTypeIssues
    await api.submit(1)  # E: misc reportGeneralTypeIssues
    await api.submit.aio("x")  # E: arg-type reportArgumentType
    item_too_early: Item = api.submit.aio(1)  # E: assignment reportAssignmentType
    (await job).upper()  # E: attr-defined reportAttributeAccessIssue
    (await connection).missing  # E: attr-defined reportAttributeAccessIssue
    async with job:  # E: attr-defined reportGeneralTypeIssues
        pass
    async with api.submit.aio(1):  # E: attr-defined reportGeneralTypeIssues
        pass
    print(item_too_early)


async def calling(doubler: api.Doubler, item: Item) -> None:
    doubler(1)  # E: arg-type reportArgumentType
    doubler(item, 3)  # E: call-arg reportCallIssue
    await doubler(item)  # E: misc reportGeneralTypeIssues
    await doubler.aio()  # E: call-arg reportCallIssue
    text: str = await doubler.aio(item)  # E: assignment reportAssignmentType
    print(text)


async def operators_that_wait(store: api.Store, item: Item) -> None:
    store["a"]  # E: call-overload reportArgumentType
    store + 1  # E: arg-type reportOperatorIssue
    await (store + item)  # E: misc reportGeneralTypeIssues
    await store[0]  # E: misc reportGeneralTypeIssues
    await store.__getitem__.aio("a")  # E: call-overload reportArgumentType
    text: str = await store.__getitem__.aio(0)  # E: assignment reportAssignmentType
    print(text)
