# mypy: disable-error-code="untyped-decorator"
"""The whole run time against a model: any order of calls, cancels, closes, generators, context managers and loops.

Hypothesis picks the steps. The model knows what each gives, what is open, and what must have ended. Each face has users of
its own: threads that block, and a loop in a thread, which is restarted now and then.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import gc
import itertools
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Optional

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from synchronicity import SynchronizerShutdown, get_synchronizer
from synchronicity.descriptor import dual

_dual = dual("machine")
synchronizer = get_synchronizer("machine")
gates: dict[int, asyncio.Event] = {}
ended: list[int] = []
keys = itertools.count()
LIMIT = 60


@_dual.function()
async def echo(value: object) -> object:
    return value


@_dual.function()
async def fail(error: Exception) -> None:
    raise error


@_dual.function()
async def stop() -> None:
    asyncio.get_running_loop().stop()


@_dual.function()
async def gate(key: int) -> int:
    """Until `release`."""
    gates[key] = asyncio.Event()
    try:
        await gates[key].wait()
    finally:
        await asyncio.sleep(0)
        ended.append(key)
    return key


@_dual.function()
async def release(key: int) -> None:
    gates[key].set()


@_dual.generator()
async def numbers(key: int) -> AsyncGenerator[Any, Any]:
    sent: Any = "first"
    try:
        for number in itertools.count():
            try:
                sent = yield number, sent
            except KeyError:
                sent = "caught"
    finally:
        await asyncio.sleep(0)
        ended.append(key)


@_dual.context_manager()
@asynccontextmanager
async def session(key: int) -> AsyncIterator[int]:
    task = asyncio.current_task()
    try:
        yield key
    except KeyError:
        pass
    finally:
        assert asyncio.current_task() is task
        ended.append(key)


class Users:
    """A loop of asynchronous users, in a thread."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop
        ready = threading.Event()

        async def main() -> None:
            self.loop, self._over = asyncio.get_running_loop(), asyncio.Event()
            self.loop.set_exception_handler(lambda loop, context: None)
            ready.set()
            await self._over.wait()

        self._thread = threading.Thread(target=lambda: asyncio.run(main()))
        self._thread.start()
        ready.wait()

    def run(self, coroutine: Any) -> Any:
        return self.submit(coroutine).result(LIMIT)

    def call(self, function: Any, *args: Any) -> Any:
        """Make the awaitable on the loop, too: it gets to know an async generator by the first step that is made there."""

        async def one() -> Any:
            return await function(*args)

        return self.run(one())

    def submit(self, coroutine: Any) -> concurrent.futures.Future[Any]:
        async def one() -> Any:
            return await coroutine

        return asyncio.run_coroutine_threadsafe(one(), self.loop)

    def end(self) -> None:
        if self._thread.is_alive():  # else a rule has failed half-way
            self.loop.call_soon_threadsafe(self._over.set)
        self._thread.join(LIMIT)
        assert not self._thread.is_alive()


@dataclass(eq=False)
class Object:
    """A call, generator or context manager, and what the model knows of it."""

    key: int
    made: Any
    aio: bool
    open: bool = True
    number: int = -1  # of a generator: the last one; -1: it has not begun
    lost: bool = False  # its loop is gone: using it is an error


def eventually(condition: Any, what: Any) -> None:
    deadline = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < deadline, what()
        time.sleep(0.001)


class Machine(RuleBasedStateMachine):
    calls = Bundle("calls")
    generators = Bundle("generators")
    managers = Bundle("managers")
    both = st.booleans()

    def __init__(self) -> None:
        super().__init__()
        self.users = Users()
        self.threads = concurrent.futures.ThreadPoolExecutor(100)
        self.objects: list[Object] = []

    def add(self, key: int, made: Any, aio: bool) -> Object:
        self.objects.append(Object(key, made, aio))
        return self.objects[-1]

    def over(self, one: Object) -> None:
        """It has ended, and cleaned up."""
        eventually(lambda: one.key in ended, lambda: (one, synchronizer.info()))
        one.open = False

    # ---------------------------------------- calls

    @rule(value=st.integers(), aio=both)
    def call(self, value: int, aio: bool) -> None:
        assert (self.users.run(echo.aio(value)) if aio else echo(value)) == value

    @rule(aio=both)
    def call_that_fails(self, aio: bool) -> None:
        error = LookupError()
        with pytest.raises(LookupError) as caught:
            self.users.run(fail.aio(error)) if aio else fail(error)
        assert caught.value is error

    @rule(target=calls, aio=both)
    def begin_call(self, aio: bool) -> Object:
        key = next(keys)
        made = self.users.submit(gate.aio(key)) if aio else self.threads.submit(gate, key)
        eventually(lambda: key in gates, lambda: synchronizer.info())
        return self.add(key, made, aio)

    @rule(one=consumes(calls))
    def end_call(self, one: Object) -> None:
        if one.open:
            release(one.key)
            assert one.made.result(LIMIT) == one.key
            self.over(one)

    @rule(one=consumes(calls))
    def cancel_call(self, one: Object) -> None:
        if one.open and one.aio:
            cleaned = threading.Event()
            one.made.add_done_callback(lambda _: cleaned.set())
            one.made.cancel()
            eventually(lambda: one.key in ended, lambda: synchronizer.info())
            self.over(one)
        elif one.open:
            self.end_call(one)

    # ---------------------------------------- generators

    @rule(target=generators, aio=both)
    def make_generator(self, aio: bool) -> Object:
        key = next(keys)
        return self.add(key, numbers.aio(key) if aio else numbers(key), aio)

    @rule(one=generators, sent=st.sampled_from([None, 7, KeyError]))
    def step(self, one: Object, sent: Any) -> None:
        if one.number < 0:
            sent = None
        if one.made is None:
            return
        name, argument = ("throw", KeyError()) if sent is KeyError else ("send", sent)
        made = getattr(one.made, f"a{name}" if one.aio else name)
        try:
            if one.aio:
                found = self.users.call(made, argument)
            else:
                found = made(argument)
        except SynchronizerShutdown:
            assert one.lost
            one.lost = one.open = False
        except (StopIteration, StopAsyncIteration, KeyError):
            assert not one.open and not one.lost
        else:
            if not one.open:  # what a native one says to `athrow` when it has ended
                assert (found, sent, one.aio, one.lost) == (None, KeyError, True, False)
                return
            assert not one.lost
            one.number += 1
            value = "first" if one.number == 0 else "caught" if sent is KeyError else sent
            assert found == (one.number, value)

    @rule(one=consumes(generators), drop=both)
    def end_generator(self, one: Object, drop: bool) -> None:
        if one.made is None:
            return
        if not drop:
            try:
                self.users.call(one.made.aclose) if one.aio else one.made.close()
            except SynchronizerShutdown:
                assert one.lost
        one.made = None
        if one.number >= 0:
            eventually(lambda: one.key in ended, lambda: (one, synchronizer.info()))
        one.open = False

    # ---------------------------------------- context managers

    @rule(target=managers, aio=both)
    def enter(self, aio: bool) -> Object:
        key = next(keys)
        made = session.aio(key) if aio else session(key)
        assert (self.users.run(made.__aenter__()) if aio else made.__enter__()) == key
        return self.add(key, made, aio)

    @rule(one=consumes(managers), error=st.sampled_from([None, KeyError(), LookupError()]))
    def leave(self, one: Object, error: Optional[Exception]) -> None:
        raised = (None, None, None) if error is None else (type(error), error, None)
        try:
            if one.aio:
                found = self.users.run(one.made.__aexit__(*raised))
            else:
                found = one.made.__exit__(*raised)
        except SynchronizerShutdown:
            assert one.lost
        else:
            assert not one.lost and bool(found) is isinstance(error, KeyError)
        self.over(one)

    # ---------------------------------------- ends

    @rule(how=st.sampled_from(["close", "close", "stop"]))
    def end_of_the_loop(self, how: str) -> None:
        """Everything that runs is cancelled and cleans up; the next call gets a new loop."""
        ident = synchronizer.info().thread_id
        if how == "close" or ident is None:
            synchronizer.close()
        else:
            try:
                stop()
            except SynchronizerShutdown:
                pass
            eventually(lambda: ident not in loops(), lambda: synchronizer.info())
        for one in self.objects:
            if not one.open:
                continue
            if isinstance(one.made, concurrent.futures.Future):
                with pytest.raises(SynchronizerShutdown):
                    one.made.result(LIMIT)
                self.over(one)
            elif one.number >= 0 or hasattr(one.made, "__aexit__"):
                eventually(lambda one=one: one.key in ended, lambda one=one: one)
                one.open, one.lost = False, True
            else:  # a generator that has not begun belongs to the old loop all the same
                one.lost = True

    @rule()
    def end_of_the_users_loop(self) -> None:
        """What is open there is cancelled and closed, as by any `asyncio.run`."""
        self.users.end()
        for one in self.objects:
            if one.aio and one.open and isinstance(one.made, concurrent.futures.Future):
                self.over(one)
            elif one.aio and one.open and one.number >= 0:
                self.over(one)
            elif one.aio and one.number >= 0:
                one.lost = False  # closed there as well: from now on it has just ended
        self.users = Users()

    @invariant()
    def what_is_open_is_what_the_model_says(self) -> None:
        open_ = [one for one in self.objects if one.open]
        expected = (
            sum(isinstance(one.made, concurrent.futures.Future) for one in open_),
            sum(one.number >= 0 for one in open_),
            sum(hasattr(one.made, "__aexit__") for one in open_),
        )

        def found() -> tuple[int, int, int]:
            info = synchronizer.info()
            return len(info.calls), len(info.generators), len(info.context_managers)

        eventually(lambda: found() == expected, lambda: (expected, synchronizer.info()))

    def teardown(self) -> None:
        synchronizer.close()
        self.users.end()
        self.threads.shutdown()
        self.objects.clear()
        gc.collect()
        gates.clear()
        ended.clear()


def loops() -> Any:
    from synchronicity.runtime.loop import threads

    return threads


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    # The same steps each time: a new run of bad luck must not stop a change that has nothing to do with it.
    derandomize=True,
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
