"""Asynchronous things as values, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from typing import Optional

from golden.streams import api
from golden.streams.api import Answer, Row, Table, Upload
from typing_extensions import assert_type

from synchronicity import DualContextManager, DualIterator


async def numbers() -> AsyncIterator[int]:
    yield 1


def blocking(row: Row, table: Table) -> None:
    assert_type(api.total([1, 2]), int)
    assert_type(api.total(numbers()), int)
    assert_type(api.store((row, row), limit=1), list[Row])
    assert_type(api.store(each for each in [row]), list[Row])
    assert_type(api.store(table.rows), list[Row])
    assert_type(api.doubled({row}), Iterator[Row])
    assert_type(table.rows, DualIterator[Row])
    for found in table.rows:
        assert_type(found, Row)
    assert_type(table.query(), DualIterator[Row])
    assert_type(table.parts(), tuple[DualIterator[Row], Optional[DualIterator[int]]])
    assert_type(table.lock(row), DualContextManager[Row])
    with table.lock(row) as locked:
        assert_type(locked, Row)


async def waiting(row: Row, table: Table) -> None:
    assert_type(await api.total.aio(numbers()), int)
    assert_type(await api.store.aio([row]), list[Row])
    assert_type(api.doubled.aio([row]), AsyncIterator[Row])
    async for found in table.rows:
        assert_type(found, Row)
    async for found in await table.query.aio():
        assert_type(found, Row)
    async with await table.lock.aio(row) as locked:
        assert_type(locked, Row)


async def both_kinds(row: Row, rows: AsyncIterator[Row]) -> None:
    assert_type(api.collected([row]), list[Row])
    assert_type(await api.collected.aio(rows), list[Row])
    assert_type(await api.sent.aio(rows), int)
    assert_type(api.sent([row]) + api.sent("text") + api.sent(row), int)


async def one() -> int:
    return 1


async def as_they_are(manager: AbstractAsyncContextManager[int]) -> None:
    assert_type(api.upload(Upload(b"a")), tuple[int, bytes])
    assert_type(await api.upload.aio(), tuple[int, bytes])
    assert_type(api.enter(manager, one()), int)
    assert_type(await api.enter.aio(manager, one()), int)


async def answers(stream: AsyncIterator[bytes]) -> None:
    assert_type(api.ask(1), Answer)
    assert_type(api.ask(1, streaming=True), DualIterator[Row])
    assert_type(await api.ask.aio(1), Answer)
    async for found in await api.ask.aio(1, streaming=True):
        assert_type(found, Row)
    assert_type(api.measure(Upload(b"a")), Optional[int])
    assert_type(await api.measure.aio(stream), Optional[int])
