"""What must never hang: interrupts, shutdown, fork, exit. Each in a fresh process with a hard limit."""

from __future__ import annotations

import os
import sys

import pytest

from .conftest import Fresh

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
FORK_PREAMBLE = """
import warnings; warnings.filterwarnings("ignore", message=".*fork")
"""


def test_importing_costs_nothing(fresh: Fresh) -> None:
    """Neither Module nor generated code imports asyncio before the first call."""
    fresh(
        """
        import sys
        heavy = "asyncio", "inspect", "typing", "dataclasses", "threading"
        import synchronicity
        from synchronicity import Module
        assert not [name for name in (*heavy, "synchronicity.runtime") if name in sys.modules]
        import synchronicity.descriptor
        assert not [name for name in heavy if name in sys.modules]
        made = synchronicity.descriptor.dual("x").function()(lambda: None)
        synchronicity.get_synchronizer("x")
        from synchronicity import classproperty, SynchronizerShutdown, DualContextManager, DualCallable
        assert not [name for name in heavy if name in sys.modules]
        """,
        preamble="",
    )


def test_public_names(fresh: Fresh) -> None:
    fresh(
        """
        assert synchronicity.__version__ == "2.0.0a1"
        for name in dir(synchronicity):
            getattr(synchronicity, name)
        assert {"Module", "DualCallable", "SynchronizerShutdown"} <= set(dir(synchronicity))
        from synchronicity import Module
        from synchronicity.synchronizer import Module as again
        assert again is Module
        try:
            synchronicity.missing
        except AttributeError as error:
            assert "missing" in str(error)
        from synchronicity import DualContextManager, DualIterator, DualCallable
        DualContextManager[int], DualContextManager[int, bool], DualIterator[int], DualCallable[[int], str]
        """
    )


# ---------------------------------------- interrupts


def test_ctrl_c_cancels_and_waits_for_the_clean_up(fresh: Fresh) -> None:
    fresh(
        """
        interrupt()
        try:
            api.nap(100, 0.1)
        except KeyboardInterrupt as error:
            assert _impl.log == ["nap begins", "nap cancelled", "nap cleaned"], _impl.log
        else:
            raise AssertionError
        assert api.echo(1) == 1
        """
    )


def test_ctrl_c_wins_over_a_value(fresh: Fresh) -> None:
    fresh(
        """
        interrupt()
        try:
            api.stubborn(100)
        except KeyboardInterrupt:
            pass
        else:
            raise AssertionError
        """
    )


def test_a_second_ctrl_c_escapes(fresh: Fresh) -> None:
    fresh(
        """
        interrupt(waits, lambda: "nap cancelled" in _impl.log)
        try:
            api.nap(100, 100)
        except KeyboardInterrupt:
            assert _impl.log == ["nap begins", "nap cancelled"], _impl.log
        else:
            raise AssertionError
        assert api.echo(1) == 1
        """
    )


def test_ctrl_c_while_the_loop_is_busy_or_before_the_start(fresh: Fresh) -> None:
    fresh(
        """
        begun = threading.Event()
        home = synchronizer._homes.home()
        def stay():
            begun.set()
            until(lambda: any(call.want_cancel for call in list(home.inflight)))
        busy = threading.Thread(target=api.run, args=(stay,))
        busy.start()
        begun.wait()
        interrupt(lambda: len(home.inflight) == 2)
        try:
            api.nap(100)
        except KeyboardInterrupt:
            assert _impl.log == [], _impl.log  # it never started
        else:
            raise AssertionError
        busy.join()
        """
    )


def test_ctrl_c_while_the_loop_thread_starts(fresh: Fresh) -> None:
    fresh(
        """
        import synchronicity.runtime.loop as loop
        new = loop._new_loop
        home = synchronizer._homes.home()
        def slow(name):
            starting.set()
            until(lambda: any(call.want_cancel for call in list(home.inflight)))
            return new(name)
        starting = threading.Event()
        loop._new_loop = slow
        interrupt(starting.is_set)
        try:
            api.nap(100)
        except KeyboardInterrupt:
            assert _impl.log == [], _impl.log
        else:
            raise AssertionError
        """
    )


def test_an_interrupt_at_any_line_of_the_wait(fresh: Fresh) -> None:
    """An exception raised by the trace function at each line of the waiting side: no hang, nothing left."""
    fresh(
        """
        import synchronicity.runtime.waiting as waiting, synchronicity.runtime.loop as loop
        import synchronicity.runtime.records as records, synchronicity.runtime.driving as driving
        import synchronicity.runtime.generators as generators
        files = {module.__file__ for module in (waiting, loop, records, driving, generators)}
        api.echo(1)

        class Injected(BaseException): pass

        def attempt(function, at):
            count = 0
            fired = False
            def trace(frame, event, arg):
                nonlocal count, fired
                if frame.f_code.co_filename not in files: return None
                if event == "line":
                    count += 1
                    if count == at and not fired:
                        fired = True
                        raise Injected
                return trace
            sys.settrace(trace)
            try:
                function()
            except Injected:
                pass
            finally:
                sys.settrace(None)
            return fired

        def generator():
            pages = api.lines(3)
            assert next(pages) == "0"
            assert next(pages) == "1"
            pages.close()

        sys.unraisablehook = lambda args: None
        import warnings
        for function in (lambda: api.echo(1), generator):
            at = 0
            while attempt(function, at := at + 1):
                assert api.echo(42) == 42
            assert at > 20, at
        gc.collect()
        until(lambda: api.run(lambda: len(asyncio.all_tasks())) == 1)
        assert not synchronizer._homes.home().inflight
        """,
        limit=250,
    )


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGALRM"])
def test_any_exception_from_a_signal_handler(fresh: Fresh, name: str) -> None:
    """A SystemExit from SIGTERM, an error of one's own from SIGALRM: cancel, clean up, raise it again."""
    fresh(
        f"""
        number = signal.{name}
        class Alarm(Exception): pass
        raised = SystemExit(3) if number == signal.SIGTERM else Alarm()
        def handler(*args): raise raised
        signal.signal(number, handler)
        def send():
            until(waits)
            os.kill(os.getpid(), number)
        threading.Thread(target=send).start()
        try:
            api.nap(100)
        except BaseException as error:
            assert error is raised and _impl.log[-1] == "nap cleaned"
        else:
            raise AssertionError
        assert not synchronizer.info().calls and api.echo(1) == 1
        """
    )


def test_a_signal_handler_may_call_a_wrapper_at_any_time(fresh: Fresh) -> None:
    """Also during the first start, and in the middle of registering a call."""
    fresh(
        """
        calls = []
        def handler(*args):
            calls.append(api.echo(2))
            if len(calls) < 200: signal.setitimer(signal.ITIMER_REAL, 0.003)  # not twice at once
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001)
        while len(calls) < 200:
            assert api.echo(1) == 1
        assert set(calls) == {2}
        """
    )


def test_a_signal_handler_may_call_in_the_very_moment_of_the_start(fresh: Fresh) -> None:
    """It finds a loop that is being started by code which cannot go on before the handler is done."""
    fresh(
        """
        import synchronicity.runtime.loop as loop
        start, found = loop.start_new_thread, []
        def interrupted(*args):
            loop.start_new_thread = start
            found.append(api.where()[1])
            start(*args)
        loop.start_new_thread = interrupted
        assert [api.where()[1]] == found
        """
    )


def test_an_interrupt_in_entering_leaves_again(fresh: Fresh) -> None:
    fresh(
        """
        interrupt()
        try:
            with api.slow_session(100):
                raise AssertionError
        except KeyboardInterrupt:
            pass
        assert _impl.log == ["slow session entered", "slow session left"], _impl.log
        """
    )


# ---------------------------------------- start and close


def test_a_thousand_threads_get_one_loop(fresh: Fresh) -> None:
    fresh(
        """
        sys.setswitchinterval(1e-5)
        barrier = threading.Barrier(1000)
        found, synchronizers = [], []
        def call():
            barrier.wait()
            synchronizers.append(get_synchronizer("weather"))
            found.append(api.where()[1])
        threads = [threading.Thread(target=call) for _ in range(1000)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert len(found) == 1000 and len(set(found)) == len(set(map(id, synchronizers))) == 1
        import synchronicity.runtime.loop as loop
        assert len(loop.alive) == 1  # of those that lost the race nothing is left
        """
    )


def test_a_thread_that_cannot_start_is_an_error_each_time(fresh: Fresh) -> None:
    fresh(
        """
        import synchronicity.runtime.loop as loop
        from synchronicity import SynchronizerStartError
        start = loop.start_new_thread
        def broken(*args): raise RuntimeError("can't start new thread")
        loop.start_new_thread = broken
        for _ in range(3):
            for call in (lambda: api.fetch("u"), synchronizer._start_loop):
                try:
                    call()
                except SynchronizerStartError as error:
                    assert "can't start new thread" in str(error) and error.__cause__
                else:
                    raise AssertionError
        loop.start_new_thread = start
        new = asyncio.new_event_loop
        def broken(): raise OSError("no more files")
        asyncio.new_event_loop = broken
        try:
            api.fetch("u")
        except SynchronizerStartError as error:
            assert "no more files" in str(error)
        asyncio.new_event_loop = new
        assert api.echo(1) == 1
        synchronizer._start_loop()
        """
    )


def test_close_fails_what_is_in_flight_after_its_clean_up(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity import SynchronizerShutdown
        ends = []
        def call():
            try:
                api.nap(100, 0.1)
            except SynchronizerShutdown as error:
                ends.append(list(_impl.log))
        async def main():
            try:
                await api.nap.aio(100, 0.1)
            except SynchronizerShutdown as error:
                ends.append("aio")
        threads = [threading.Thread(target=call), threading.Thread(target=lambda: asyncio.run(main()))]
        for thread in threads: thread.start()
        until(lambda: _impl.log.count("nap begins") == 2)
        pages = api.pages("a")
        next(pages)
        manager = api.session("u")
        manager.__enter__()
        before = api.where()[1]
        synchronizer.close()
        for thread in threads: thread.join(50)
        assert len(ends) == 2, ends
        assert _impl.log.count("nap cleaned") == 2 and "pages closed" in _impl.log
        assert "session left in the same task: True" in _impl.log
        try:
            next(pages)
        except SynchronizerShutdown:
            pass
        else:
            raise AssertionError
        del pages
        synchronizer.close()
        synchronizer.close()
        assert api.echo(1) == 1  # a new loop
        """
    )


def test_calls_that_race_with_close_get_a_value_or_an_error(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity import SynchronizerShutdown
        sys.setswitchinterval(1e-5)
        stop, counts = [], [0, 0]
        def call():
            while not stop:
                try:
                    assert api.echo(1) == 1
                    counts[0] += 1
                except SynchronizerShutdown:
                    counts[1] += 1
        threads = [threading.Thread(target=call) for _ in range(4)]
        for thread in threads: thread.start()
        closes = 0
        while closes < 40 or not all(counts):
            time.sleep(0.005)
            synchronizer.close()
            closes += 1
        stop.append(1)
        for thread in threads: thread.join(30)
        assert not any(thread.is_alive() for thread in threads)
        assert all(counts), counts
        """
    )


def test_a_loop_that_somebody_stops_fails_what_waits(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity import SynchronizerShutdown
        import logging
        logging.disable()  # asyncio tells of the stray task
        def stop():
            asyncio.get_running_loop().stop()
        def exit():
            async def stray(): raise SystemExit(5)
            asyncio.ensure_future(stray())
        for how, what in ((stop, "stopped"), (exit, "SystemExit(5)")):
            _impl.log.clear()
            def once_it_naps(loop, how):
                loop.call_later(0.01, *((how,) if _impl.log else (once_it_naps, loop, how)))
            api.run(lambda: once_it_naps(asyncio.get_running_loop(), how))
            try:
                api.nap(100)
            except SynchronizerShutdown as error:
                assert what in str(error) and error.__cause__ is not None, error
            else:
                raise AssertionError
            assert api.echo(1) == 1
        """
    )


def test_close_of_a_stuck_thread_comes_back(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity import SynchronizerShutdown
        ends, begun, release = [], threading.Event(), threading.Event()
        def call():
            try:
                api.run(lambda: begun.set() or release.wait())
            except SynchronizerShutdown:
                ends.append(1)
        thread = threading.Thread(target=call)
        thread.start()
        begun.wait()
        try:
            synchronizer.close(0.2)
        except TimeoutError:
            pass
        else:
            raise AssertionError
        thread.join(50)
        assert ends == [1]
        assert api.echo(1) == 1
        release.set()
        """
    )


def test_start_and_close_leak_nothing(fresh: Fresh) -> None:
    fresh(
        """
        def count():
            gc.collect()
            files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
            return files, threading.active_count()
        for number in range(100):
            api.echo(1)
            synchronizer.close()
            if number == 10:
                until(lambda: threading.active_count() == 1)  # the last thread has told of its end, and is about to
                before = count()
        until(lambda: count() == before)
        import synchronicity.runtime.loop as loop
        assert not loop.alive and not loop.threads
        """
    )


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="/proc")
def test_the_files_of_a_loop_are_closed_when_close_comes_back(fresh: Fresh) -> None:
    fresh(
        """
        import synchronicity.runtime.loop as loop
        class Lingering(loop.Latch):
            def set(self):
                super().set()
                time.sleep(0.2)  # the loop's thread goes on long after it has told of its end
        def files():
            return len(os.listdir("/proc/self/fd"))
        api.echo(1)
        synchronizer.close()
        until(lambda: threading.active_count() == 1)
        before = files()
        loop.Latch = Lingering
        api.echo(1)
        synchronizer.close()
        assert files() == before
        """
    )


def test_many_calls_keep_memory_flat(fresh: Fresh) -> None:
    fresh(
        """
        import tracemalloc
        def some():
            for _ in range(150): api.fetch("u")
            list(api.lines(20))
            for _ in range(20):
                with api.session("u"): pass
            async def main():
                await asyncio.gather(*(api.fetch.aio("u") for _ in range(50)))
            asyncio.run(main())
            _impl.log.clear()
        some()
        gc.collect()
        tracemalloc.start()
        def traced():
            some(); gc.collect()
            return tracemalloc.get_traced_memory()[0]
        # What is kept is kept each time; the loop may be late with the rest, and what is logged of a busy machine is kept once.
        sizes = [traced() for _ in range(5)]
        most = 10_000 if getattr(sys, "_is_gil_enabled", lambda: True)() else 50_000
        assert min(after - before for before, after in zip(sizes, sizes[1:])) < most, sizes
        assert not synchronizer._homes.home().inflight and not synchronizer._homes.home().drivers
        """,
        limit=250,
    )


def test_a_hundred_thousand_calls_leave_nothing(fresh: Fresh) -> None:
    fresh(
        """
        def some(calls):
            for _ in range(calls): api.echo(1)
            gc.collect()
            return sys.getallocatedblocks()
        some(1000)
        counts = [some(25_000) for _ in range(5)]
        # What calls leave is left each time; what asyncio's debug mode logs of a busy machine, once.
        assert min(after - before for before, after in zip(counts, counts[1:])) < 250, counts
        assert threading.active_count() <= 2
        """,
        limit=250,
    )


# ---------------------------------------- fork


@forks
def test_fork_before_during_and_after_a_call(fresh: Fresh) -> None:
    fresh(
        FORK_PREAMBLE
        + """
def child():
    pid = os.fork()
    if pid: return pid
    try:
        ok = api.echo(1) == 1
        async def main(): return await api.echo.aio(2)
        ok = ok and asyncio.run(main()) == 2 and list(api.lines(2)) == ["0", "1"]
        ok = ok and api.run(threading.get_ident) != 0
    finally:
        os._exit(0 if ok else 1)

pids = [child()]
assert api.echo(1) == 1
pids.append(child())
over = []
thread = threading.Thread(target=api.await_here, args=(lambda: happens(lambda: over),))
thread.start()
until(waits)
pids.append(child())
pids.append(api.run(child))  # from the loop thread
for pid in pids:
    assert os.waitpid(pid, 0)[1] == 0
over.append(True)
thread.join()
assert api.echo(1) == 1
"""
    )


@forks
def test_fork_in_the_middle_of_a_start(fresh: Fresh) -> None:
    fresh(
        FORK_PREAMBLE
        + """
home = synchronizer._homes.home()
for hold in (True, False):
    thread = threading.Thread(target=synchronizer._start_loop)
    if hold: home._spawn_lock.acquire()
    thread.start()
    if not hold: time.sleep(0.001)
    pid = os.fork()
    if not pid:
        os._exit(0 if api.echo(1) == 1 else 1)
    if hold: home._spawn_lock.release()
    assert os.waitpid(pid, 0)[1] == 0
    thread.join()
    assert api.echo(1) == 1
    synchronizer.close()
"""
    )


@forks
@pytest.mark.parametrize("module", ["logging", "concurrent.futures.thread"])
def test_fork_while_a_module_registers_hooks_of_its_own(fresh: Fresh, module: str) -> None:
    """The fork waits for the loop thread's imports; what they register in the meantime must not run by halves."""
    fresh(
        f"MODULE = {module!r}"
        + """
import os, sys, threading, time, warnings
warnings.filterwarnings("ignore", message=".*fork")
register, waiting = os.register_at_fork, threading.Event()
def slow(**hooks):
    if sys._getframe(1).f_globals["__name__"] == MODULE:
        waiting.set()
        time.sleep(0.3)
    register(**hooks)
os.register_at_fork = slow
from synchronicity import get_synchronizer
from synchronicity.runtime.process import _import_workers
def start():
    get_synchronizer("x")._start_loop()
    _import_workers()  # as the clean-up at exit does
assert MODULE not in sys.modules
thread = threading.Thread(target=start)
thread.start()
waiting.wait()
for _ in range(3):
    pid = os.fork()
    if not pid:
        start()
        import logging, concurrent.futures.thread
        free = not concurrent.futures.thread._global_shutdown_lock.locked()
        os._exit(0 if free else 1)
    assert os.waitpid(pid, 0)[1] == 0
thread.join()
start()
import logging, concurrent.futures  # their locks are free
logging.getLogger().setLevel("INFO")
with concurrent.futures.ThreadPoolExecutor() as pool:
    assert pool.submit(int).result() == 0
""",
        preamble="",
    )


@forks
def test_objects_of_the_parent_in_the_child(fresh: Fresh) -> None:
    fresh(
        FORK_PREAMBLE
        + """
from synchronicity import SynchronizerShutdown
pages = api.pages("a")
next(pages)
client = api.Client("u")
pid = os.fork()
if not pid:
    try:
        next(pages)
    except SynchronizerShutdown as error:
        os._exit(0 if "parent process" in str(error) and len(client.query("q")) == 1 else 1)
    os._exit(2)
assert os.waitpid(pid, 0)[1] == 0
assert next(pages).url == "a"
pages.close()
"""
    )


@forks
@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_multiprocessing(fresh: Fresh, method: str) -> None:
    fresh(
        FORK_PREAMBLE
        + f"""
import multiprocessing
if __name__ == "__main__":
    assert api.echo(1) == 1
    context = multiprocessing.get_context({method!r})
    with context.Pool(2) as pool:
        assert pool.map(api.echo, [1, 2, 3]) == [1, 2, 3]
    assert api.echo(1) == 1
""",
        limit=250,
    )


# ---------------------------------------- exit


def test_exit_with_everything_open(fresh: Fresh) -> None:
    out = fresh(
        """
        class Printing(list):
            def append(self, text):
                print(text, flush=True)
                super().append(text)
        _impl.log = Printing()
        def call():
            try: api.nap(100)
            except synchronicity.SynchronizerShutdown: pass
        threading.Thread(target=call, daemon=True).start()
        pages = api.pages("a"); next(pages)
        manager = api.session("u"); manager.__enter__()
        until(lambda: "nap begins" in _impl.log)
        """
    )
    assert {"nap cleaned", "pages closed", "session left in the same task: True"} <= set(
        out.splitlines()
    )


@pytest.mark.skipif(
    (3, 12) <= sys.version_info < (3, 12, 2),
    reason="no thread starts while Python waits for threads at exit (CPython gh-113964)",
)
@pytest.mark.parametrize("workers", ["not there", "from before", "from later", "busy"])
def test_clean_up_at_exit_may_use_threads(fresh: Fresh, workers: str) -> None:
    """Whether and when worker threads have been imported decides what Python does first at exit."""
    out = fresh(
        f"""
        workers = {workers!r}
        def use(): __import__("concurrent.futures.thread")
        assert "concurrent.futures.thread" not in sys.modules
        if workers == "from before": use()
        async def slow():
            try:
                yield 1
            finally:
                await asyncio.to_thread(print, "from a thread", flush=True)
                await asyncio.get_running_loop().getaddrinfo("localhost", 80)
                print("resolved", flush=True)
        generator = synchronizer._run_generator_sync(slow())
        next(generator)
        if workers == "from later": use()
        if workers == "busy":
            use()
            pool = __import__("concurrent.futures").futures.ThreadPoolExecutor()
            pool.submit(time.sleep, 0.2)
        """
    )
    assert out.splitlines() == ["from a thread", "resolved"]


def test_the_first_call_imports_no_worker_threads(fresh: Fresh) -> None:
    """They take longer than all the rest of it; and so nothing is imported at exit where nothing is to be cleaned up."""
    fresh(
        """
        import atexit
        def check(): assert "concurrent.futures.thread" not in sys.modules
        assert api.echo(1) == 1
        check()
        atexit.register(check)
        """
    )


def test_wrappers_in_exit_hooks_and_finalizers(fresh: Fresh) -> None:
    out = fresh(
        """
        import atexit
        from synchronicity import SynchronizerError
        def early():  # registered first, runs last: an answer or a clear error
            try:
                print("early", api.echo(1), flush=True)
            except SynchronizerError as error:
                print("early error", flush=True)
        atexit.register(early)
        class Late:
            def __del__(self):
                try: api.echo(1)
                except Exception: pass
        late = Late()
        api.echo(1)
        atexit.register(lambda: print("late", api.echo(2), flush=True))
        sys.modules["keep"] = late
        """
    )
    assert out.splitlines()[0] == "late 2" and out.splitlines()[1].startswith("early")


def test_after_the_exit_hooks_nothing_starts_any_more(fresh: Fresh) -> None:
    out = fresh(
        """
        import atexit
        import synchronicity.runtime.loop as loop
        from synchronicity import SynchronizerStartError
        started, start = [], loop.start_new_thread
        def counted(*args):
            started.append(args)
            return start(*args)
        loop.start_new_thread = counted
        def last():  # registered first, runs last
            for name in ("weather", "another"):
                async def nothing(): pass
                try: get_synchronizer(name)._run_function_sync(nothing())
                except SynchronizerStartError as error: print("exiting" in str(error), len(started), flush=True)
        atexit.register(last)
        api.echo(1)
        """
    )
    assert out.splitlines() == ["True 1", "True 1"]


def test_threads_that_outlive_the_main_thread_go_on(fresh: Fresh) -> None:
    out = fresh(
        """
        def work():
            until(lambda: not threading.main_thread().is_alive())
            print(api.nap(0.1), api.echo(2), flush=True)
        api.echo(1)
        threading.Thread(target=work).start()
        """
    )
    assert out == "nap 2"


def test_a_thread_that_has_not_run_yet_is_waited_for(fresh: Fresh) -> None:
    """Before 3.12, a thread that begins to run while the interpreter ends crashes the process."""
    out = fresh(
        """
        import atexit
        import synchronicity.runtime.loop as loop
        atexit.register(lambda: print(len(loop.arriving)))  # runs last
        api.echo(1)
        synchronizer.close()
        start = loop.start_new_thread
        def late(function, args):
            def run():
                time.sleep(0.3)
                function(*args)
            start(run, ())
        loop.start_new_thread = late
        home = synchronizer._homes.home()
        home._spawn()
        home.stop()  # before its thread runs
        assert len(loop.arriving) == 1 and not loop.alive
        """
    )
    assert out == "0"


def test_an_unused_synchronizer_does_nothing_at_exit(fresh: Fresh) -> None:
    fresh("pages = api.pages('a'); synchronizer.close()")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks")
def test_an_eager_task_factory_on_both_sides(fresh: Fresh) -> None:
    fresh(
        """
        api.run(lambda: asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory))
        assert api.echo(1) == 1 and list(api.lines(2)) == ["0", "1"]
        with api.session("u"): pass
        ended = api.counter(0)
        assert [next(ended, "over") for _ in range(3)] == ["over"] * 3  # over before its task is known
        assert not synchronizer._homes.home().drivers
        async def main():
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            assert await asyncio.gather(*(api.echo.aio(n) for n in range(5))) == list(range(5))
            task = asyncio.create_task(api.nap.aio(100))
            await happens(lambda: _impl.log[-1] == "nap begins")
            task.cancel()
            try: await task
            except asyncio.CancelledError: pass
            assert [line async for line in api.lines.aio(2)] == ["0", "1"]
        asyncio.run(main())
        assert _impl.log[-1] == "lines closed"
        """
    )


def test_full_tracebacks_on_demand(fresh: Fresh) -> None:
    fresh(
        """
        import traceback
        try:
            api.fail(ValueError())
        except ValueError as error:
            assert "_drive" in "".join(traceback.format_exception(type(error), error, error.__traceback__))
        """,
        SYNCHRONICITY_TRACEBACK="full",
    )


def test_what_comes_while_the_loop_ends_is_refused(fresh: Fresh) -> None:
    """A thread may look whether the loop accepts just before it ends, and come with its call just after."""
    fresh(
        """
        from synchronicity import SynchronizerShutdown
        from synchronicity.runtime.homes import homes_of
        found = []
        def call_late():
            home.accepting = True  # as it has looked for that thread
            try: found.append(next(api.lines(3)))
            except SynchronizerShutdown as error: found.append(error)
        async def ends_slowly():
            begun.append(True)
            try: await asyncio.sleep(1000)
            finally:
                threading.Thread(target=call_late).start()
                await happens(lambda: found)
        def wait():
            try: api.await_here(ends_slowly)
            except SynchronizerShutdown as error: found.append(error)
        begun = []
        thread = threading.Thread(target=wait)
        thread.start()
        until(lambda: begun)
        home = homes_of("weather").home()
        synchronizer.close()
        thread.join()
        assert [type(one) for one in found] == [SynchronizerShutdown] * 2, found
        """
    )
