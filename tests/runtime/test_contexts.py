"""Context managers: both faces, one task for entering and leaving, several users at once."""

# Whether `with` swallows an exception is not known of Any.
# mypy: disable-error-code="unreachable"
from __future__ import annotations

import asyncio
import copy
import gc
import pickle
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from synchronicity import DualContextManager, get_synchronizer

from ..patience import happens, until
from .weather import _impl, api

SAME = "session left in the same task: True"


def test_both_ways() -> None:
    async def main() -> None:
        for manager in (api.session.aio("u"), api.session("u")):
            async with manager as page:
                assert page == api.Page("u")

    with api.session("u") as page:
        assert page == api.Page("u")
    asyncio.run(main())
    assert _impl.log == ["session entered", SAME] * 3


def test_the_exception_reaches_the_exit_and_can_be_suppressed() -> None:
    async def main() -> None:
        async with api.session("u"):
            raise ValueError("two")
        with pytest.raises(LookupError):
            async with api.session("u"):
                raise LookupError

    with api.session("u"):
        raise ValueError("one")
    error = LookupError()
    with pytest.raises(LookupError) as caught, api.session("u"):
        raise error
    assert caught.value is error
    asyncio.run(main())
    suppressed = [line for line in _impl.log if "suppressed" in line]
    assert suppressed == ["session suppressed one", "session suppressed two"]


def test_entering_in_one_thread_and_leaving_in_another() -> None:
    manager = api.session("u")
    manager.__enter__()
    thread = threading.Thread(target=manager.__exit__, args=(None, None, None))
    thread.start()
    thread.join(5)
    assert _impl.log == ["session entered", SAME]


def test_a_wrapped_context_manager() -> None:
    client = api.Client("u")

    async def main() -> None:
        async with client as same:
            assert same is client
        async with client:
            raise KeyError("suppressed")

    with client as same:
        assert same is client
    with client:
        raise KeyError("suppressed")
    with pytest.raises(LookupError), client:
        raise LookupError("x")
    asyncio.run(main())
    assert len(_impl.log) == 5 and all("same task: True" in line for line in _impl.log)
    assert "LookupError('x')" in _impl.log[2]


def test_users_of_one_object_do_not_mix_up() -> None:
    """Each leaves with the task that it entered with, whatever the order."""
    entered: list[Any] = []

    class Impl:
        async def __aenter__(self) -> Any:
            entered.append(asyncio.current_task())
            return asyncio.current_task()

        async def __aexit__(self, *raised: object) -> Any:
            return asyncio.current_task()

    manager = get_synchronizer("weather")._run_context_manager(Impl())
    mine = manager.__enter__()
    theirs: list[Any] = []
    go, done = threading.Event(), threading.Event()

    def other() -> None:
        task = manager.__enter__()
        done.set()
        go.wait(5)
        theirs.append(task is manager.__exit__(None, None, None))

    thread = threading.Thread(target=other)
    thread.start()
    done.wait(5)
    assert manager.__exit__(None, None, None) is mine  # entered first, left first
    go.set()
    thread.join(5)
    assert theirs == [True]

    async def user(delay: float) -> bool:
        task = await manager.__aenter__()
        await asyncio.sleep(delay)
        return task is await manager.__aexit__(None, None, None)

    async def main() -> Any:
        return await asyncio.gather(user(0.02), user(0.01), user(0.03))

    assert asyncio.run(main()) == [True, True, True]
    outer, inner = manager.__enter__(), manager.__enter__()  # one user twice: a stack
    assert manager.__exit__(None, None, None) is inner
    assert manager.__exit__(None, None, None) is outer


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout and TaskGroup")
def test_a_timeout_or_task_group_held_across_the_body() -> None:
    before = api.run(lambda: len(asyncio.all_tasks()))  # what other tests have left open

    @asynccontextmanager
    async def timeout(seconds: float) -> AsyncIterator[Any]:
        async with asyncio.timeout(seconds) as scope:
            yield scope

    @asynccontextmanager
    async def group() -> AsyncIterator[Any]:
        async def fails() -> None:
            failed.set()
            raise LookupError("child")

        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            yield group

    failed = threading.Event()
    run = get_synchronizer("weather")._run_context_manager
    with run(timeout(100)):
        pass
    with pytest.raises(TimeoutError), run(timeout(0.05)) as scope:
        until(scope.expired)
    with pytest.raises(BaseException, match="unhandled errors") as caught, run(group()):
        failed.wait()
    assert isinstance(caught.value.exceptions[0], LookupError)  # type: ignore[attr-defined]

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with run(timeout(0.05)) as scope:
                await happens(scope.expired)

    asyncio.run(main())
    assert api.run(lambda: len(asyncio.all_tasks())) <= before


def test_a_cancel_that_comes_too_late_for_entering_leaves_again() -> None:
    synchronizer = get_synchronizer("weather")
    go: list[bool] = []

    @asynccontextmanager
    async def slow() -> AsyncIterator[None]:
        await happens(lambda: go)
        try:
            yield
        finally:
            _impl.log.append("left")

    async def main() -> None:
        async def use() -> None:
            async with synchronizer._run_context_manager(slow()):
                raise AssertionError("never gets here")

        task = asyncio.create_task(use())
        await happens(lambda: synchronizer.info().calls)
        go.append(True)
        until(lambda: not synchronizer.info().calls)  # it has entered, and this loop does not know
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert _impl.log == ["left"]


def test_a_failing_conversion_leaves_again() -> None:
    def broken(value: Any) -> Any:
        raise LookupError

    manager: Any = DualContextManager(
        get_synchronizer("weather")._homes, _impl.session("u"), broken
    )
    with pytest.raises(LookupError):
        manager.__enter__()
    assert _impl.log == ["session entered", SAME]


def test_a_dropped_context_manager_holds_no_task() -> None:
    # Others may be there for a moment: asyncio makes one to close a generator that was dropped.
    others = set(api.run(asyncio.all_tasks))
    manager = api.session("u")
    manager.__enter__()
    client = api.Client("u")
    client.__enter__()
    entered = set(api.run(asyncio.all_tasks)) - others
    assert len(entered) > 2  # the one that looks is among them
    del manager, client
    gc.collect()
    until(lambda: entered.isdisjoint(api.run(asyncio.all_tasks)))


def test_the_library_itself_enters_in_its_own_task() -> None:
    async def inner() -> bool:
        client = api.Client("u")
        async with client:
            return bool(client._impl_instance._tasks == [asyncio.current_task()])

    assert api.await_here(inner) is True


# ---------------------------------------- awaitable objects


def test_an_object_that_is_opened_by_awaiting_it() -> None:
    connection = api.connect("a")
    assert connection.opened == 1
    with connection as same:  # opened already: not awaited again
        assert same is connection and connection.opened == 1
    assert _impl.log == ["a left with None"]
    with api.Connection("b") as other:
        assert other.opened == 1

    async def main() -> None:
        connection = api.connect.aio("c")
        assert isinstance(connection, api.Connection) and connection.opened == 0
        assert await connection is connection and connection.opened == 1
        async with connection as same:
            assert same is connection and connection.opened == 1
        async with api.connect.aio("d") as connection:
            assert connection.opened == 1

    asyncio.run(main())


def test_what_has_entered_an_object_is_not_copied() -> None:
    """A copy, a pickle and a second `__init__` are objects that nobody has opened or entered."""
    connection = api.connect("a")
    with connection:
        for again in (
            copy.copy(connection),
            copy.deepcopy(connection),
            pickle.loads(pickle.dumps(connection)),
        ):
            assert again.opened == 1
            with again:
                assert again.opened == 2
    connection = api.connect("b")
    connection.__init__("c")
    with connection:
        assert connection.opened == 1


def test_what_is_awaitable_and_a_context_manager() -> None:
    client = api.Client("u")
    assert client.get("k") == api.Page("k")

    async def main() -> None:
        assert await client.get.aio("k") == api.Page("k")
        assert list(await asyncio.gather(client.get.aio("k"))) == [api.Page("k")]
        async with client.get.aio("k") as page:
            assert page == api.Page("k")
        assert _impl.log == ["request left in the same task: True"]
        used = client.get.aio("k")
        await used
        with pytest.raises(RuntimeError, match=r"Client\.get\.aio\(\), which has been awaited"):
            await used

    asyncio.run(main())


def test_never_awaited_warns_with_the_public_name() -> None:
    client = api.Client("u")
    with pytest.warns(RuntimeWarning, match=r"coroutine 'Client\.get\.aio' was never awaited"):
        client.get.aio("k")
