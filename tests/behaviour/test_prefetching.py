"""Iterators that run ahead of who consumes them: what is promised in docs/runtime.md."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from golden.prefetching import _impl, api

from synchronicity import Module, SynchronizerShutdown, get_synchronizer
from synchronicity.runtime.homes import homes_of
from synchronicity.runtime.prefetching import aprefetch, prefetch

from ..patience import until
from .conftest import Fresh
from .leaks import clean

PREAMBLE = """
import asyncio, os, signal, sys, threading
from golden.prefetching import _impl, api
from patience import happens, until
from synchronicity import get_synchronizer
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


class Consumer:
    """Consumes an iterator item by item, by either face: on a thread, or on a loop of its own."""

    def __init__(self, function: Any, *args: Any, asynchronous: bool, **kwargs: Any) -> None:
        self._loop = asyncio.new_event_loop() if asynchronous else None
        self.iterator: Any = (function.aio if asynchronous else function)(*args, **kwargs)

    def next(self) -> Any:
        if self._loop is None:
            return next(self.iterator)
        try:
            return self._run("__anext__")
        except StopAsyncIteration:
            raise StopIteration from None

    def all(self) -> list[Any]:
        found = []
        while True:
            try:
                found.append(self.next())
            except StopIteration:
                return found

    def end(self, name: str, *args: Any) -> Any:
        """`close`, `throw` or `send`."""
        if self._loop is None:
            return getattr(self.iterator, name)(*args)
        return self._run(f"a{name}", *args)

    def _run(self, name: str, *args: Any) -> Any:
        async def step() -> Any:  # only what begins on a loop is closed with it
            return await getattr(self.iterator, name)(*args)

        assert self._loop is not None
        return self._loop.run_until_complete(step())

    def shut(self) -> None:
        if self._loop is None:
            self.__dict__.pop("iterator", None)  # dropped, it is closed
        elif not self._loop.is_closed():
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            left = asyncio.all_tasks(self._loop)  # asyncio closes what has been dropped
            if left:
                self._loop.run_until_complete(asyncio.wait(left))
            self._loop.close()


Consume = Callable[..., Consumer]


@pytest.fixture(params=["sync", "async"])
def consume(request: pytest.FixtureRequest) -> Iterator[Consume]:
    _impl.made.clear()
    _impl.ended.clear()
    made: list[Consumer] = []

    def start(function: Any, *args: Any, **kwargs: Any) -> Consumer:
        made.append(Consumer(function, *args, asynchronous=request.param == "async", **kwargs))
        return made[-1]

    yield start
    for consumer in made:
        consumer.shut()


def settled() -> None:
    """Have the loop run for some turns."""

    async def turns() -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    get_synchronizer("prefetching")._run_function_sync(turns())


def test_all_items_come_in_order(consume: Consume) -> None:
    assert consume(api.count, 1000).all() == list(range(1000))
    assert _impl.ended == ["counted"]
    assert consume(api.count, 0).all() == []


def test_items_of_methods_are_wrappers(consume: Consume) -> None:
    rows = clean(consume(api.Table(20).rows).all(), _impl)
    assert [row.number for row in rows] == list(range(20))
    assert all(type(row) is api.Row for row in rows)
    assert [row.number for row in consume(api.Table(1).inherited).all()] == [0]
    assert [type(one) for one in consume(api.Table.empty).all()] == [api.Table]
    assert list(api.Table(3)) == [3]


def test_it_runs_ahead_so_far_and_no_further(consume: Consume) -> None:
    """Side effects come before their items are asked for."""
    consumer = consume(api.count, 100)
    assert consumer.next() == 0
    settled()
    assert _impl.made == list(range(5))  # the one that is here, and four that wait
    assert consumer.next() == 1
    settled()
    assert _impl.made == list(range(9))  # four have come, and four more wait


def test_it_never_waits_for_more(consume: Consume) -> None:
    """Three items are ready and the fourth never comes: the three do."""
    consumer = consume(api.waiting, 3)
    assert [consumer.next() for _ in range(3)] == ["nobody"] * 3
    consumer.end("close")
    assert _impl.ended == ["cleaned"]


def test_an_error_comes_after_the_items_before_it(consume: Consume) -> None:
    consumer = consume(api.count, 3, fail=True)
    assert consumer.next() == 0
    settled()
    assert _impl.ended == ["counted"]  # it has failed already
    assert [consumer.next(), consumer.next()] == [1, 2]
    with pytest.raises(_impl.Broken, match="after the last"):
        consumer.next()
    assert consumer.all() == []


def test_an_error_that_nobody_gets_to_is_nobodys(consume: Consume) -> None:
    consumer = consume(api.count, 3, fail=True)
    consumer.next()
    settled()
    consumer.end("close")
    assert _impl.ended == ["counted"]


def test_closing_runs_the_finally_and_waits_for_it(consume: Consume) -> None:
    consumer = consume(api.count, 100)
    consumer.next()
    consumer.end("close")
    assert _impl.ended == ["counted"]
    assert consumer.all() == []
    consume(api.count, 100).end("close")  # not begun: nothing to run
    assert _impl.ended == ["counted"]


def test_nothing_can_be_sent(consume: Consume) -> None:
    consumer = consume(api.count, 100)
    consumer.next()
    with pytest.raises(TypeError, match="fetched ahead"):
        consumer.end("send", 1)
    assert _impl.ended == ["counted"]


def test_what_is_thrown_in_ends_it(consume: Consume) -> None:
    consumer = consume(api.waiting, 1)
    consumer.next()
    with pytest.raises(ZeroDivisionError):
        consumer.end("throw", ZeroDivisionError())
    assert _impl.ended == ["cleaned"]


def test_one_that_is_dropped_is_closed(consume: Consume) -> None:
    consumer = consume(api.waiting, 1)
    consumer.next()
    del consumer.iterator
    gc.collect()
    consumer.shut()
    until(lambda: _impl.ended == ["cleaned"])


def test_the_end_of_the_loop(consume: Consume) -> None:
    consumer = consume(api.waiting, 1)
    consumer.next()
    get_synchronizer("prefetching").close()
    assert _impl.ended == ["cleaned"]
    with pytest.raises(SynchronizerShutdown):
        consumer.next()


def test_context_variables_of_the_first_consumer(consume: Consume) -> None:
    token = _impl.caller.set("me")
    try:
        consumer = consume(api.waiting, 1)
        assert consumer.next() == "me"
    finally:
        _impl.caller.reset(token)


def test_a_cancelled_consumer_goes_on_after_the_clean_up() -> None:
    _impl.ended.clear()

    async def main() -> None:
        iterator: Any = api.waiting.aio(1)
        assert await iterator.__anext__() == "nobody"
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(iterator.__anext__(), 0.05)
        assert _impl.ended == ["cleaned"]

    asyncio.run(main())


def test_two_consumers_at_once() -> None:
    async def main() -> None:
        iterator: Any = api.waiting.aio(0)
        first = asyncio.ensure_future(iterator.__anext__())
        await asyncio.sleep(0.01)
        with pytest.raises(RuntimeError, match="already running"):
            await iterator.__anext__()
        first.cancel()
        await asyncio.wait([first])

    asyncio.run(main())


def test_on_the_librarys_own_loop_nothing_runs_ahead() -> None:
    _impl.made.clear()

    async def inside() -> list[int]:
        found = []
        async for number in api.count.aio(3):
            found.append(number)
            assert _impl.made == list(range(number + 1))
        return found

    assert get_synchronizer("prefetching")._run_function_sync(inside()) == [0, 1, 2]


def test_a_timeout_of_its_own_is_told_at_once(consume: Consume) -> None:
    """It holds a timeout across its `yield`: who consumes slowly must not keep it from being told."""
    told: list[str] = []

    async def limited() -> AsyncIterator[int]:
        task: Any = asyncio.current_task()
        asyncio.get_running_loop().call_later(0.02, task.cancel)
        try:
            while True:
                yield 0
        except asyncio.CancelledError:
            told.append("told")
            if hasattr(task, "uncancel"):
                task.uncancel()
            yield 1

    class Limited:
        def __call__(self) -> Any:
            return prefetch(homes_of("prefetching").home(), limited(), None, 2, limited)

        def aio(self) -> Any:
            return aprefetch(homes_of("prefetching").home(), limited(), None, 2, limited)

    consumer = consume(Limited())
    assert consumer.next() == 0
    until(lambda: told == ["told"])
    assert consumer.all() == [0, 0, 1]


def test_ctrl_c_cancels_and_waits_for_the_clean_up(fresh: Fresh) -> None:
    fresh(
        """
        iterator = api.waiting(1)
        next(iterator)
        def send():
            until(lambda: get_synchronizer("prefetching").info().calls)
            os.kill(os.getpid(), signal.SIGINT)
        threading.Thread(target=send).start()
        try: next(iterator)
        except KeyboardInterrupt: assert _impl.ended == ["cleaned"]
        else: raise AssertionError
        assert list(iterator) == [] and list(api.count(9)) == [*range(9)]
        """,
        preamble=PREAMBLE,
    )


def test_exit_closes_what_is_open(fresh: Fresh) -> None:
    out = fresh(
        """
        class Printing(list):
            def append(self, text): print(text, flush=True)
        _impl.ended = Printing()
        iterator = api.waiting(1)
        next(iterator)
        """,
        preamble=PREAMBLE,
    )
    assert out == "cleaned"


@pytest.mark.parametrize("items, error", [("4", TypeError), (True, TypeError), (-1, ValueError)])
def test_only_a_number_of_items_is_taken(items: Any, error: type[Exception]) -> None:
    module = Module("some.api")

    async def numbers() -> AsyncIterator[int]:
        yield 1

    with pytest.raises(error, match="prefetch takes"):
        module.prefetch(items)
    with pytest.raises(error, match="prefetch takes"):
        module.wrap_function(numbers, prefetch=items)
    with pytest.raises(ValueError, match="prefetch takes"):
        module.prefetch(0)
    assert module.prefetch(4)(numbers) is numbers
