"""How a call gets to the loop and back: every way there is, faults at every line, too many open files."""

from __future__ import annotations

import os
import sys

import pytest

from .conftest import Fresh

WAYS = ["eventfd", "pipe", "lock"]
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
counts_files = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="/proc")

INJECT = """
import select
from synchronicity.runtime import (
    bells, driving, generators, inbox, loop, ports, records, selector, waiting, wakers
)
FILES = {module.__file__ for module in
    (bells, driving, generators, inbox, loop, ports, records, selector, waiting, wakers)}
class Injected(KeyboardInterrupt): pass  # other exceptions stay in the callbacks of a loop
sys.unraisablehook = lambda args: None
import warnings; warnings.simplefilter("ignore")

def attempt(function, at):
    '''Run `function` with an exception at the `at`-th line of ours. Whether it came so far.'''
    left = at
    def trace(frame, event, arg):
        nonlocal left
        if frame.f_code.co_filename not in FILES: return None
        if event == "line":
            left -= 1
            if not left: raise Injected
        return trace
    sys.settrace(trace)
    try:
        function()
    except Injected:
        pass
    finally:
        sys.settrace(None)
    return left <= 0

def tokens():
    '''The wakers of the pool that could be taken for woken.'''
    return [w for w in wakers.pool if select.select([w.fileno()], [], [], 0)[0]]

def at_every_line(function, check):
    at = 0
    while attempt(function, at := at + 1):
        check()
        assert not tokens(), at
    assert at > 20, at
"""


@pytest.mark.parametrize("way", WAYS)
def test_every_way(fresh: Fresh, way: str) -> None:
    fresh(
        """
        assert api.echo(1) == 1 and list(api.lines(3)) == ["0", "1", "2"]
        with api.session("u") as page: assert page == api.Page("u")
        async def main():
            assert await asyncio.gather(*(api.echo.aio(n) for n in range(500))) == list(range(500))
            assert [line async for line in api.lines.aio(3)] == ["0", "1", "2"]
            task = asyncio.create_task(api.nap.aio(100))
            await happens(lambda: _impl.log[-1] == "nap begins")
            task.cancel()
            try: await task
            except asyncio.CancelledError: pass
            assert _impl.log[-1] == "nap cleaned", _impl.log
        asyncio.run(main(), debug=True)
        found = []
        def call():
            found.extend(api.echo(n) for n in range(200))
        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert sorted(found) == sorted([*range(200)] * 8)
        interrupt()
        try: api.nap(100)
        except KeyboardInterrupt: assert _impl.log[-1] == "nap cleaned"
        home = synchronizer._homes.home()
        assert not home.inflight and not home.ports and not home.drivers
        synchronizer.close()
        assert api.echo(2) == 2
        """,
        SYNCHRONICITY_HANDOFF=way,
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_task_that_is_cancelled_before_its_first_step(fresh: Fresh, way: str) -> None:
    """Nothing of ours runs in it; who waits is told nevertheless."""
    fresh(
        """
        async def all_of_them():
            def make(loop, coroutine, **options):
                task = asyncio.Task(coroutine, loop=loop, **options)
                task.cancel()
                return task
            asyncio.get_running_loop().set_task_factory(make)
        home = synchronizer._homes.home
        synchronizer._run_function_sync(all_of_them())
        def enter():
            with api.session("u"): pass
        for call in (lambda: api.echo(1), lambda: next(api.lines(1)), enter) * 2:
            try: call()
            except asyncio.CancelledError: pass
            else: raise AssertionError
        async def main():
            found = await asyncio.gather(*(api.echo.aio(n) for n in range(50)), return_exceptions=True)
            assert {type(error) for error in found} == {asyncio.CancelledError}
        asyncio.run(main())
        home().loop.call_soon_threadsafe(home().loop.set_task_factory, None)
        assert not home().inflight and not home().drivers
        until(lambda: home().loop.get_task_factory() is None)
        assert api.echo(1) == 1
        """,
        SYNCHRONICITY_HANDOFF=way,
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_fault_at_every_line_leaves_no_token_behind(fresh: Fresh, way: str) -> None:
    """A waker that goes back with a token in it would wake the next call before it is done."""
    fresh(
        INJECT
        + """
def consume():
    for _ in api.lines(2): pass
def close():
    pages = api.pages("a")
    next(pages)
    pages.close()
def manage():
    with api.session("u"): pass
def check():
    assert api.echo(42) == 42
    assert list(api.lines(2)) == ["0", "1"]

api.echo(1)
for function in (lambda: api.echo(1), consume, close, manage):
    at_every_line(function, check)
gc.collect()
assert not synchronizer._homes.home().inflight
""",
        limit=250,
        SYNCHRONICITY_HANDOFF=way,
    )


def test_a_fault_at_every_line_of_an_asynchronous_call(fresh: Fresh) -> None:
    fresh(
        INJECT
        + """
own = asyncio.new_event_loop()
def one():
    try:
        own.run_until_complete(api.echo.aio(1))
    except Injected:  # as asyncio.run does it
        sys.settrace(None)
        left = asyncio.all_tasks(own)
        for task in left: task.cancel()
        if left: own.run_until_complete(asyncio.wait(left))
        raise
def check():
    assert own.run_until_complete(asyncio.wait_for(api.echo.aio(42), 50)) == 42
one()
at_every_line(one, check)
home = synchronizer._homes.home()
until(lambda: not home.inflight)
assert not home.inflight and not home.ports, (home.inflight, home.ports)
own.close()
""",
        limit=250,
    )


def test_a_fault_at_every_line_of_a_call_to_a_loop_that_has_ended(fresh: Fresh) -> None:
    """Who is interrupted before hearing that the call is refused must not wait for a thread that is gone."""
    fresh(
        INJECT
        + """
from synchronicity import SynchronizerShutdown
from synchronicity.runtime.loop import LoopThread
from synchronicity.runtime.waiting import Work, wait, work
home = LoopThread("ended", lambda: None, lambda home: None)
home.start()
home.stop()
assert home.join(50)
own = asyncio.new_event_loop()
async def nothing(): pass
def blocking(): return wait(home, Work(nothing()), nothing)
async def aio(): return await work(home, nothing(), nothing)
def other():
    try:
        return own.run_until_complete(aio())
    finally:  # as asyncio.run does it
        left = asyncio.all_tasks(own)
        for task in left: task.cancel()
        if left: own.run_until_complete(asyncio.wait(left))
for one in blocking, other:
    assert isinstance(one().error, SynchronizerShutdown)
    at_every_line(one, lambda: None)
    assert not home.inflight
own.close()
""",
        limit=60,
    )


@counts_files
@pytest.mark.parametrize("way", ["eventfd", "pipe"])
def test_too_many_open_files_fail_no_call(fresh: Fresh, way: str) -> None:
    """Blocked threads use locks where there are no more file descriptors; afterwards few are kept."""
    fresh(
        """
        import resource
        from synchronicity.runtime import wakers
        api.echo(1)
        before = len(os.listdir("/proc/self/fd"))
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (before + 50, most))
        found, errors = [], []
        begun, everybody = [], api.run(asyncio.Event)
        async def all_of_them():
            begun.append(1)
            if len(begun) == 100: everybody.set()
            await everybody.wait()
            return "nap"
        def call():
            try: found.append(api.await_here(all_of_them))
            except BaseException as error: errors.append(error)
        threads = [threading.Thread(target=call) for _ in range(100)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert found == ["nap"] * 100 and not errors, errors
        resource.setrlimit(resource.RLIMIT_NOFILE, (before + 90, most))
        assert len(wakers.pool) <= 32
        assert len(os.listdir("/proc/self/fd")) - before <= 65
        assert api.echo(1) == 1
        """,
        SYNCHRONICITY_HANDOFF=way,
    )


@pytest.mark.skipif(not hasattr(os, "pipe"), reason="pipes")
def test_any_file_descriptor_may_be_one_too_many(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity.runtime import wakers
        make = wakers._ends
        for at in range(6):
            left = at
            def scarce():
                global left
                left -= 1
                if left < 0: raise OSError(24, "Too many open files")
                return make()
            wakers._ends = scarce
            wakers.pool.clear()
            synchronizer.close()
            assert api.echo(at) == at and list(api.lines(2)) == ["0", "1"]
            async def main(): return await api.echo.aio(at)
            assert asyncio.run(main()) == at
        """
    )


def test_a_waker_that_is_given_up_stays_open_until_it_is_used(fresh: Fresh) -> None:
    """The second Ctrl-C leaves a call that will still be completed: its write must not go to a new file."""
    fresh(
        """
        ends = []
        async def slow():
            try: await asyncio.sleep(100)
            finally:
                _impl.log.append("cleaning")
                await happens(lambda: ends)
        interrupt(waits, lambda: "cleaning" in _impl.log)
        try: api.await_here(slow)
        except KeyboardInterrupt: pass
        ends += [os.pipe() for _ in range(20)]  # takes every number that is free
        until(lambda: not synchronizer.info().calls)
        api.echo(1)  # what was about to be written is written
        import select
        assert not select.select([end for end, _ in ends], [], [], 0)[0]
        """
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_loop_that_does_otherwise_gets_the_portable_way(fresh: Fresh, way: str) -> None:
    fresh(
        """
        import synchronicity.runtime.selector as selector
        from synchronicity.runtime.inbox import Inbox
        class Other(asyncio.SelectorEventLoop): pass
        class Late(asyncio.SelectorEventLoop):  # runs in a tick what was ready before it
            def _run_once(self):
                ready, self._ready = self._ready, type(self._ready)()
                self._selector.select(0 if ready or self._stopping else None)
                for handle in ready: handle._run()
        default = asyncio.SelectorEventLoop
        for case in (Other, Late):
            if case is Late: asyncio.SelectorEventLoop = Late
            loop = case()
            assert selector.install(loop, print) is None
            assert "select" not in vars(loop._selector)
            loop.close()
            asyncio.SelectorEventLoop = default
        make, asyncio.new_event_loop = asyncio.new_event_loop, Other
        assert api.echo(1) == 1 and type(synchronizer._homes.home().inbox) is Inbox
        synchronizer.close()
        asyncio.new_event_loop = make
        assert api.echo(1) == 1
        """,
        SYNCHRONICITY_HANDOFF=way,
    )


@forks
@pytest.mark.parametrize("way", WAYS)
def test_a_signal_handler_may_fork_while_its_thread_waits(fresh: Fresh, way: str) -> None:
    """The child's wait ends with an error; neither process takes the token of the other."""
    fresh(
        """
        import warnings; warnings.filterwarnings("ignore", message=".*fork")
        from synchronicity import SynchronizerShutdown
        pids, child = [], []
        def fork(*args):
            pid = os.fork()
            (pids if pid else child).append(pid)
        async def until_forked():
            signal.setitimer(signal.ITIMER_REAL, 0.02)
            await happens(lambda: len(pids) > number)
            return "forked"
        signal.signal(signal.SIGALRM, fork)
        for number in range(5):
            try:
                assert api.await_here(until_forked) == "forked"
                assert not child
            except SynchronizerShutdown:
                os._exit(7 if child and api.echo(3) == 3 else 8)
            assert os.waitstatus_to_exitcode(os.waitpid(pids[-1], 0)[1]) == 7
            assert api.echo(number) == number
        """,
        SYNCHRONICITY_HANDOFF=way,
    )


def test_calls_of_one_tick_go_together(fresh: Fresh) -> None:
    """And those that come while others are in flight begin in the next tick at the latest."""
    fresh(
        """
        async def main():
            loop, told = asyncio.get_running_loop(), []
            tell = loop.call_soon_threadsafe
            def counted(*args):
                told.append(args)
                return tell(*args)
            loop.call_soon_threadsafe = counted
            await asyncio.gather(*(api.echo.aio(n) for n in range(1000)))
            assert len(told) < 100, len(told)
            both = [asyncio.ensure_future(api.nap.aio(100, name=name)) for name in ("first", "second")]
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            until(lambda: _impl.log == ["first begins", "second begins"])
            for nap in both: nap.cancel()
            await asyncio.wait(both)
        asyncio.run(main())
        """
    )


# ---------------------------------------- the bell at the caller's loop

needs_bells = pytest.mark.skipif(not hasattr(os, "eventfd"), reason="eventfd")


@needs_bells
@counts_files
def test_a_loop_has_one_bell_and_closes_it(fresh: Fresh) -> None:
    """As many loops as one likes: no file descriptor stays behind, and no context of a caller."""
    fresh(
        """
        import contextvars, weakref
        var = contextvars.ContextVar("var")
        class Value: pass
        async def first():
            var.set(value := Value())
            assert await api.echo.aio(1) == 1
            return weakref.ref(value)
        async def main():
            value = await asyncio.create_task(first())
            before = len(os.listdir("/proc/self/fd"))
            assert [await api.echo.aio(n) for n in range(50)] == [*range(50)]
            assert len(os.listdir("/proc/self/fd")) == before
            gc.collect()
            assert value() is None
        asyncio.run(main())
        gc.collect()
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(50): asyncio.run(main())
        def collected():
            gc.collect()
            return len(os.listdir("/proc/self/fd")) <= before
        until(collected)  # the thread that has woken the last loop may hold its bell for a moment more
        """
    )


@needs_bells
def test_a_bell_that_nobody_hears_any_more(fresh: Fresh) -> None:
    """The caller's loop is closed in the middle of a call; its file must not be used for another one."""
    fresh(
        """
        import warnings; warnings.simplefilter("ignore")
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda *args: None)  # the task is destroyed while it waits
        others = []
        task = loop.create_task(api.await_here.aio(lambda: happens(lambda: others)))
        loop.run_until_complete(happens(waits))
        loop.close()
        del loop, task
        gc.collect()
        others += [os.eventfd(0, os.EFD_NONBLOCK) for _ in range(20)]
        until(lambda: not synchronizer.info().calls)
        api.echo(1)  # what was about to be written is written
        for other in others:
            try: os.eventfd_read(other)
            except BlockingIOError: pass
            else: raise AssertionError("a token for somebody else")
        assert api.echo(1) == 1
        """
    )


@needs_bells
def test_what_a_signal_handler_raises_in_the_bell_loses_nothing(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity.runtime import ports
        fire, failures = ports.Port._fire, []
        def failing(port):
            if failures: raise failures.pop()
            fire(port)
        ports.Port._fire = failing
        loop = asyncio.new_event_loop()
        assert loop.run_until_complete(api.echo.aio(1)) == 1
        failures.append(KeyboardInterrupt())
        task = loop.create_task(api.echo.aio(2))
        try: loop.run_until_complete(task)
        except KeyboardInterrupt: pass
        else: raise AssertionError
        assert loop.run_until_complete(asyncio.wait_for(task, 50)) == 2
        loop.close()
        """
    )


@pytest.mark.skipif(not hasattr(os, "eventfd"), reason="only this inbox can be roused")
@pytest.mark.skipif(not getattr(sys, "_is_gil_enabled", lambda: True)(), reason="a bell each time")
def test_a_loop_that_was_woken_too_early_is_woken_again(fresh: Fresh) -> None:
    """A loop may be woken before there is an item. What comes while it wakes up needs no second bell; what comes after it
    has gone to sleep again does."""
    fresh(
        """
        from synchronicity.runtime.homes import homes_of
        from synchronicity.runtime.selector import SelectorInbox
        assert api.echo(1) == 1
        home = homes_of("weather").home()
        inbox = home.inbox
        for _ in range(50):
            until(lambda: 0 < inbox.asleep != inbox.rung)  # it has no number before the first sleep
            before = inbox.asleep
            home.rouse()
            until(lambda: before < inbox.asleep != inbox.rung)  # it has found nothing
            assert api.echo(2) == 2

        inbox, ended = SelectorInbox(None, print), []
        inbox.wake = lambda: ended.append(inbox.asleep)
        for inbox.asleep in (1, 2, 3):
            for _ in range(3):
                inbox.rouse()
                inbox.put("item")
        assert ended == [1, 2, 3]
        """
    )
