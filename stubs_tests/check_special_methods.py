"""Special methods: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import Any, Union

from golden.special_methods import api
from golden.special_methods.api import Box, Connection, Cursor, Item, Job, Table, View
from typing_extensions import assert_type

from synchronicity import DualCallable


class Special(Cursor):
    """A user's own class."""


def operators(item: Item, other: Item, box: Box) -> None:
    assert_type(item.number, int)
    assert_type(item == other, bool)
    assert_type(item < other, bool)
    assert_type(item > other, bool)
    assert_type(item + other, Item)
    assert_type(int(item), int)
    assert_type(bool(item), bool)
    assert_type(hash(item), int)
    assert_type(repr(item), str)
    assert_type(sorted([item]), list[Item])
    assert_type(sum([item], item), Item)
    assert_type(len(box), int)
    assert_type(box["k"], Item)
    assert_type("k" in box, bool)
    assert_type(list(box), list[str])
    box["k"] = item
    del box["k"]


def blocking(cursor: Cursor, special: Special, table: Table, view: View) -> None:
    assert_type(iter(cursor), Cursor)
    assert_type(iter(special), Special)
    assert_type(next(cursor), Item)
    for item in cursor:
        assert_type(item, Item)
    assert_type(iter(table), Generator[Item, None, None])
    assert_type([item.number for item in table], list[int])
    assert_type(iter(view), Iterator[Item])
    assert_type(list(view), list[Item])


async def waiting(cursor: Cursor, special: Special, table: Table, view: View) -> None:
    assert_type(cursor.__aiter__(), Cursor)
    assert_type(special.__aiter__(), Special)
    assert_type(await cursor.__anext__(), Item)
    async for item in cursor:
        assert_type(item, Item)
    assert_type(table.__aiter__(), AsyncGenerator[Item, None])
    assert_type([item.number async for item in table], list[int])
    assert_type(view.__aiter__(), AsyncIterator[Item])
    async for item in view:
        assert_type(item, Item)


def blocking_for_awaitables(connection: Connection) -> None:
    assert_type(api.submit(1), Item)
    assert_type(api.connect(), Connection)
    with api.connect() as opened:
        assert_type(opened, Connection)
    with connection as opened:
        assert_type(opened, Connection)


async def waiting_for_awaitables(job: Job, connection: Connection) -> None:
    assert_type(job.number, int)
    assert_type(job.__await__(), Generator[Any, None, Item])
    assert_type(await job, Item)
    assert_type(api.submit.aio(1), Job)
    assert_type(await api.submit.aio(number=1), Item)
    assert_type(api.connect.aio(), Connection)
    assert_type(await api.connect.aio(), Connection)
    assert_type(await connection, Connection)
    async with api.connect.aio() as opened:
        assert_type(opened, Connection)
    async with connection as opened:
        assert_type(opened, Connection)


def calling(doubler: api.Doubler, tripler: api.Tripler, counter: api.Counter, item: Item) -> None:
    assert_type(doubler(item), Item)
    assert_type(tripler(item, times=2), Item)
    assert_type(counter(2), Generator[Item, None, None])
    dual: DualCallable[[Item], Item] = doubler
    assert_type(dual(item), Item)


async def calling_and_waiting(doubler: api.Doubler, counter: api.Counter, item: Item) -> None:
    assert_type(await doubler.aio(item), Item)
    assert_type(counter.aio(2), AsyncGenerator[Item, None])
    assert_type([found.number async for found in counter.aio(2)], list[int])


def by_name(record: api.Record, items: api.Items) -> None:
    assert_type(record.item, Union[Item, Any])
    assert_type(list(items), list[Item])
    assert_type(list(reversed(items)), list[Item])
    assert_type(items[0], Item)
    assert_type(1 in items, bool)


def operators_that_wait(store: api.Store, sub: api.SubStore, item: Item) -> None:
    assert_type(store[0], Item)
    assert_type(store[:1], list[Item])
    assert_type(store + item, api.Store)
    assert_type(1 + store, api.Store)
    assert_type(store < sub, bool)
    assert_type(store > sub, bool)
    assert_type(-store, api.Store)
    assert_type(-sub, api.SubStore)
    store += item
    assert_type(store, api.Store)


async def awaiting_operators(store: api.Store, sub: api.SubStore, item: Item) -> None:
    assert_type(await store.__getitem__.aio(0), Item)
    assert_type(await store.__getitem__.aio(slice(1)), list[Item])
    assert_type(await store.__add__.aio(item), api.Store)
    assert_type(await store.__lt__.aio(sub), bool)
    assert_type(await sub.__neg__.aio(), api.SubStore)
