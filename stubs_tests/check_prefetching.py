"""Items that are fetched ahead are plain iterators for the type checkers: read by them, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from golden.prefetching import api
from golden.prefetching.api import Row, Table
from typing_extensions import assert_type


def blocking(table: Table) -> None:
    assert_type(api.count(3), Iterator[int])
    assert_type(api.count(3, fail=True), Iterator[int])
    assert_type(table.rows(), Iterator[Row])
    assert_type(table.inherited(), Iterator[Row])
    assert_type(Table.empty(), Iterator[Table])
    for row in table.rows():
        assert_type(row.number, int)


async def waiting(table: Table) -> None:
    assert_type(api.count.aio(3), AsyncIterator[int])
    assert_type(table.rows.aio(), AsyncIterator[Row])
    assert_type(Table.empty.aio(), AsyncIterator[Table])
    async for row in table.rows.aio():
        assert_type(row.number, int)
