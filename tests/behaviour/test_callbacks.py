"""Functions that users give: called with wrappers, answered with wrappers, on the right thread."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from golden.callbacks import _impl, api

from .conftest import Face


@pytest.fixture
def rows() -> list[Any]:
    return [api.Row(number) for number in (3, 1, 2)]


def test_async_and_sync_functions_are_called_with_wrappers(face: Face, rows: list[Any]) -> None:
    seen: list[Any] = []

    async def asynchronous(row: Any) -> None:
        await asyncio.sleep(0)
        seen.append(row)

    face(api.each, rows, asynchronous)
    face(api.each, rows, seen.append)
    assert all(found is row for found, row in zip(seen, rows + rows))
    assert len(seen) == 6


def test_result_goes_back_as_the_implementation_object(face: Face, rows: list[Any]) -> None:
    async def later(row: Any, number: int) -> Any:
        return api.Row(row.number + number)

    assert [row.number for row in face(api.mapped, rows, later)] == [3, 2, 4]
    assert face(api.mapped, rows, lambda row, number: row) == rows


def test_sync_callback_may_use_the_blocking_face(face: Face, rows: list[Any]) -> None:
    def blocking(row: Any) -> None:
        api.each([row], lambda again: None)

    face(api.each, rows, blocking)


def test_async_callback_runs_on_the_library_loop_and_a_sync_one_in_a_worker(face: Face) -> None:
    threads: list[int] = []

    async def asynchronous(text: str) -> int:
        threads.append(threading.get_ident())
        return 1

    def synchronous(text: str) -> int:
        threads.append(threading.get_ident())
        return len(text)

    assert face(api.named, asynchronous) == 1
    assert face(api.named, synchronous) == 1
    loop, worker = threads
    assert len({loop, worker, threading.get_ident()}) == 3


def test_callback_that_is_not_awaited(face: Face, rows: list[Any]) -> None:
    assert face(api.chosen, rows, lambda row: row.number) is rows[1]
    assert api.sort(rows, lambda left, right: left.number < right.number) == rows[::-1]


def test_error_in_a_callback_comes_back(face: Face, rows: list[Any]) -> None:
    error = LookupError("mine")

    def fails(row: Any) -> None:
        raise error

    with pytest.raises(LookupError) as raised:
        face(api.each, rows, fails)
    assert raised.value is error


def test_no_callback_stays_none(face: Face, rows: list[Any]) -> None:
    assert face(api.handled, rows[0]) is False
    assert face(api.handled, rows[0], lambda row: None) is True


def test_arguments_that_nobody_declared_are_converted_by_value(face: Face) -> None:
    seen: list[Any] = []

    def anyhow(*args: Any, **kwargs: Any) -> str:
        seen.extend([*args, kwargs])
        return "x"

    assert face(api.anyhow, anyhow) == "x"
    one, (two,), named = seen
    assert [type(found) for found in (one, two, named["key"])] == [api.Row] * 3


def test_dual_function_as_a_callback(face: Face, rows: list[Any]) -> None:
    server = api.Server(lambda row: None)
    face(api.each, rows, server.serve)


def test_callbacks_of_objects(face: Face, rows: list[Any]) -> None:
    seen: list[str] = []

    async def second(row: Any) -> None:
        seen.append(f"second {row.number}")

    server = api.Server(lambda row: seen.append(f"first {row.number}"))
    server.subscribe(second, lambda row: seen.append(f"third {row.number}"))
    face(server.serve, rows[0])
    assert seen == ["first 3", "second 3", "third 3"]


def test_implementation_sees_no_wrapper(rows: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    results: list[Any] = []

    async def mapped(given: list[Any], func: Any) -> list[Any]:
        results.append(await func(given[0], 0))
        return given

    monkeypatch.setattr(_impl, "mapped", mapped)
    api.mapped(rows, lambda row, number: row)
    assert type(results[0]) is _impl.Row


def test_result_of_any_type(face: Face, rows: list[Any]) -> None:
    async def later(row: Any) -> Any:
        return [row]

    assert face(api.transformed, rows, later) == [[row] for row in rows]
    assert face(api.transformed, rows, lambda row: row.number) == [3, 1, 2]
    assert face(api.reduced, rows, lambda found, row: [*found, row], []) == rows


def test_protocols_are_called_with_wrappers(face: Face, rows: list[Any]) -> None:
    seen: list[Any] = []

    class Handler:
        async def __call__(self, row: Any, number: int, /) -> Any:
            seen.append(row)
            return row

    class Comparer:
        def __call__(self, one: Any, other: Any) -> bool:
            seen.extend([one, other])
            return False

    assert face(api.by_protocol, rows, Handler(), Comparer()) == rows[::-1]
    assert seen == [*rows, rows[0], rows[-1]]
    assert all(type(row) is api.Row for row in seen)
    assert face(api.by_protocol, rows, lambda row, number: row) == rows
    assert face(api.made, rows, lambda given: given[::-1]) == rows[::-1]


def test_protocol_without_wrapped_classes_is_handed_on(face: Face) -> None:
    async def names(*, number: int) -> str:
        return str(number)

    assert face(api.named_by, names) == "1"
    assert api.Names is _impl.Names


def test_implementations_that_take_both_kinds_themselves(face: Face, rows: list[Any]) -> None:
    seen: list[Any] = []

    async def asynchronous(row: Any) -> None:
        await asyncio.sleep(0)
        seen.append(row)

    async def same(row: Any) -> Any:
        return row

    assert face(api.hooked, rows, asynchronous) == 3
    assert face(api.hooked, rows, seen.append, seen.append) == -3
    assert all(found is row for found, row in zip(seen, rows + rows))
    assert face(api.first_of, rows, same) is rows[0]
    assert face(api.first_of, rows, lambda row: row.number) == 3
