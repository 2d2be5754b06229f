"""Asynchronous things as values: what users give to be iterated, what they get to iterate or to enter."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from golden.streams import _impl, api

from .conftest import Face


async def count(to: int) -> AsyncIterator[int]:
    for number in range(to):
        await asyncio.sleep(0)
        yield number


@pytest.mark.parametrize("make", [list, tuple, iter, lambda values: (value for value in values)])
def test_sync_iterables_are_taken(face: Face, make: Any) -> None:
    assert face(api.total, make([1, 2, 3])) == 6


def test_async_iterables_are_taken(face: Face) -> None:
    assert face(api.total, count(4)) == 6


def test_items_cross_in_both_directions(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [api.Row(number) for number in range(3)]
    assert face(api.store, rows) == rows
    seen: list[Any] = []

    async def store(given: Any, limit: Any) -> Any:
        seen.extend([row async for row in given])
        return seen

    monkeypatch.setattr(_impl, "store", store)
    face(api.store, iter(rows))
    assert {type(row) for row in seen} == {_impl.Row}


def test_generator_may_block_and_use_the_blocking_face(face: Face) -> None:
    threads: list[int] = []

    def numbers() -> Iterator[int]:
        threads.append(threading.get_ident())
        yield api.total([1, 2])
        yield 3

    assert face(api.total, numbers()) == 6
    assert threads != [threading.get_ident()]


def test_an_early_end_closes_the_async_generator(face: Face) -> None:
    ended: list[str] = []

    async def endless() -> AsyncIterator[Any]:
        try:
            while True:
                yield api.Row(1)
        finally:
            ended.append("finally")

    assert len(face(api.store, endless(), 2)) == 2
    # The implementation stops iterating; what it leaves is closed by its event loop when it is collected.
    for _ in range(200):
        gc.collect()
        api.total([])
        if ended:
            break
    assert ended == ["finally"]


def test_error_in_what_is_iterated_comes_back(face: Face) -> None:
    error = LookupError("mine")

    def fails() -> Iterator[int]:
        yield 1
        raise error

    with pytest.raises(LookupError) as raised:
        face(api.total, fails())
    assert raised.value is error


def test_stream_to_stream() -> None:
    row = api.Row(1)
    assert list(api.doubled([row])) == [row, row]

    async def main() -> list[Any]:
        return [found async for found in api.doubled.aio([row])]

    assert asyncio.run(main()) == [row, row]


def test_property_serves_both_kinds_of_loops() -> None:
    table = api.Table(3)
    assert [row.number for row in table.rows] == [0, 1, 2]

    async def main() -> list[Any]:
        return [row.number async for row in table.rows]

    assert asyncio.run(main()) == [0, 1, 2]
    assert type(next(table.rows)) is api.Row


def test_coroutine_that_gives_an_iterator(face: Face) -> None:
    found = face(api.Table(2).query)
    assert [row.number for row in found] == [0, 1]
    rows, nothing = face(api.Table(1).parts)
    assert [type(row) for row in rows] == [api.Row]
    assert nothing is None


def test_coroutine_that_gives_a_context_manager(face: Face) -> None:
    row = api.Row(1)
    with face(api.Table(1).lock, row) as locked:
        assert locked is row
        assert row.number == 2
    assert row.number == 1


def test_implementations_that_take_both_kinds_themselves(face: Face) -> None:
    rows = [api.Row(number) for number in range(3)]

    async def asynchronous() -> AsyncIterator[Any]:
        for row in rows:
            await asyncio.sleep(0)
            yield row

    for given in (rows, iter(rows), asynchronous()):
        assert face(api.collected, given) == rows
    assert face(api.collected, None) == []
    assert face(api.sent, asynchronous()) == 3
    assert (face(api.sent, "text"), face(api.sent, rows[:2]), face(api.sent, rows[2])) == (4, 2, 2)


def test_what_is_more_than_a_protocol_crosses_as_it_is(face: Face) -> None:
    assert face(api.upload, api.Upload(b"ab", b"c")) == (3, b"abc")
    assert face(api.upload) == (0, b"")


def test_the_implementation_enters_and_awaits_what_it_is_given(face: Face) -> None:
    log: list[str] = []

    @asynccontextmanager
    async def manager() -> AsyncIterator[int]:
        log.append("entered")
        yield 1
        log.append("left")

    async def then() -> int:
        log.append("awaited")
        return 2

    assert face(api.enter, manager(), then()) == 3
    assert log == ["entered", "awaited", "left"]


def test_an_answer_or_a_stream(face: Face) -> None:
    assert face(api.ask, 2) == api.Answer(2)
    rows = list(face(api.ask, 2, streaming=True))
    assert [row.number for row in rows] == [0, 1]
    assert type(rows[0]) is api.Row


def test_an_object_of_a_class_that_stands_beside_a_stream_is_none(face: Face) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b"a"

    assert face(api.measure, api.Upload(b"ab")) == 2
    assert face(api.measure, stream()) is None
    assert face(api.measure, b"a") is None
