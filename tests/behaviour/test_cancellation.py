"""Cancelling the caller cancels the implementation, and waits for its clean-up. Many calls, many loops."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Any

import pytest
from golden.classes import _impl as classes_impl
from golden.classes import api as classes
from golden.functions import _impl, api
from golden.generators import api as generators

from ..patience import happens, times_out

variable: ContextVar[str] = ContextVar("variable", default="unset")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """`api.nothing` sleeps, and writes down how it ends."""
    found: list[str] = []

    async def nothing() -> None:
        found.append("begin")
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            found.append("cancelled")
            await asyncio.sleep(0.02)
            raise
        finally:
            found.append("clean")

    monkeypatch.setattr(_impl, "nothing", nothing)
    yield found


def test_wait_for_cancels_and_waits_for_the_clean_up(log: list[str]) -> None:
    async def main() -> None:
        await times_out(api.nothing.aio, log)
        assert log == ["begin", "cancelled", "clean"]

    asyncio.run(main())


def test_task_cancel_cancels_and_waits_for_the_clean_up(log: list[str]) -> None:
    async def main() -> None:
        task = asyncio.ensure_future(api.nothing.aio())
        await happens(lambda: log)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert log == ["begin", "cancelled", "clean"]
        assert task.cancelled()

    asyncio.run(main())


def test_cancelled_before_it_starts_never_starts(log: list[str]) -> None:
    async def main() -> None:
        task = asyncio.ensure_future(api.nothing.aio())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    api.fetch("a")  # whatever was scheduled has run by now
    assert log == []


def test_method_is_cancelled_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []

    async def query(self: object, sql: str) -> Any:
        try:
            log.append("begin")
            await asyncio.sleep(100)
        finally:
            log.append("clean")

    monkeypatch.setattr(classes_impl.Client, "query", query)

    async def main() -> None:
        await times_out(lambda: classes.Client("u").query.aio("q"), log)
        assert log == ["begin", "clean"]

    asyncio.run(main())


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout and TaskGroup")
def test_timeout_and_task_group_cancel(log: list[str]) -> None:
    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(None) as scope:
                call = asyncio.ensure_future(happens(lambda: log))
                call.add_done_callback(lambda _: scope.reschedule(0))
                await api.nothing.aio()
        assert log == ["begin", "cancelled", "clean"]
        log.clear()
        with pytest.raises(BaseExceptionGroup):  # noqa: F821
            async with asyncio.TaskGroup() as group:
                group.create_task(api.nothing.aio())
                await happens(lambda: log)
                raise KeyError
        assert log == ["begin", "cancelled", "clean"]

    asyncio.run(main())


def test_swallowed_cancel_gives_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a plain await."""
    log: list[str] = []

    async def nothing() -> Any:
        try:
            log.append("begin")
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            return "swallowed"

    monkeypatch.setattr(_impl, "nothing", nothing)

    async def main() -> Any:
        task = asyncio.ensure_future(api.nothing.aio())
        await happens(lambda: log)
        task.cancel()
        return await task

    assert asyncio.run(main()) == "swallowed"


def test_cancelling_one_call_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Any] = []
    cancelled: list[bool] = []

    async def anything(value: Any) -> Any:
        begun.append(value)
        await happens(lambda: cancelled)
        return value

    monkeypatch.setattr(_impl, "anything", anything)

    async def main() -> Any:
        tasks = [asyncio.ensure_future(api.anything.aio(n)) for n in range(10)]
        await happens(lambda: len(begun) == 10)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.wait(tasks[::2])
        cancelled.append(True)
        return await asyncio.gather(*tasks, return_exceptions=True)

    found = asyncio.run(main())
    assert [type(value) for value in found[::2]] == [asyncio.CancelledError] * 5
    assert found[1::2] == [1, 3, 5, 7, 9]


def test_a_thousand_calls_at_once() -> None:
    async def main() -> Any:
        return await asyncio.gather(*(api.anything.aio(n) for n in range(1000)))

    assert asyncio.run(main()) == list(range(1000))


def test_calls_run_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them could end if they ran one after the other."""
    arrived: list[int] = []
    everybody: list[Any] = []

    async def anything(value: Any) -> Any:
        if not everybody:
            everybody.append(asyncio.Event())
        arrived.append(value)
        if len(arrived) == 100:
            everybody[0].set()
        await everybody[0].wait()
        return value

    monkeypatch.setattr(_impl, "anything", anything)

    async def main() -> Any:
        return await asyncio.wait_for(
            asyncio.gather(*(api.anything.aio(n) for n in range(100))), 20
        )

    assert asyncio.run(main()) == list(range(100))


def test_storm_of_cancels_loses_nothing(log: list[str]) -> None:
    async def main() -> None:
        tasks = [asyncio.ensure_future(api.nothing.aio()) for _ in range(200)]
        await happens(lambda: log)
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert {type(result) for result in results} == {asyncio.CancelledError}

    asyncio.run(main())
    assert log.count("begin") == log.count("clean") > 0
    assert api.fetch("a") == "aaa"


def test_two_loops_in_two_threads_share_the_library() -> None:
    barrier = threading.Barrier(2)

    async def main(start: int) -> Any:
        barrier.wait()
        return await asyncio.gather(*(api.anything.aio(n) for n in range(start, start + 100)))

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(lambda s: asyncio.run(main(s)), s) for s in (0, 1000)]
        assert [f.result(30) for f in futures] == [
            list(range(100)),
            list(range(1000, 1100)),
        ]


def test_object_lives_from_one_loop_to_the_next() -> None:
    """The connection belongs to the library's loop, not to the caller's."""
    client = classes.Client("u")

    async def main() -> Any:
        return await client.query.aio("ab")

    (first,), (second,) = asyncio.run(main()), asyncio.run(main())
    assert first.number == second.number == 2
    assert client.query("abc")[0].number == 3


def test_async_generator_is_left_by_one_loop_and_the_library_goes_on() -> None:
    async def main() -> int:
        async for number in generators.numbers.aio(3):
            return int(number)
        return -1

    assert asyncio.run(main()) == 0
    assert list(generators.numbers(2)) == [0, 1]


@pytest.mark.parametrize("face", ["sync", "aio"])
def test_context_variables_reach_the_implementation(
    face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing() -> Any:
        found = variable.get()
        variable.set("inside")
        return found

    monkeypatch.setattr(_impl, "nothing", nothing)

    replaced: Any = api.nothing

    async def main() -> Any:
        return await replaced.aio(), variable.get()

    token = variable.set("outside")
    try:
        found = (replaced(), variable.get()) if face == "sync" else asyncio.run(main())
    finally:
        variable.reset(token)
    assert found == ("outside", "outside")
    assert api.nothing() == "unset"
