"""Generated packages in fresh processes: fork, close, exit, threads. A hang is a failure."""

from __future__ import annotations

import os
import sys

import pytest

from .conftest import Fresh

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
QUIET = 'import warnings; warnings.filterwarnings("ignore", message=".*fork")\n'
# Before 3.12.2 no thread can be started while Python waits for threads at exit (CPython gh-113964).
can_start_threads_at_exit = pytest.mark.skipif(
    (3, 12) <= sys.version_info < (3, 12, 2), reason="CPython gh-113964"
)


def test_program_that_only_calls_ends(fresh: Fresh) -> None:
    """Nobody else has imported `threading`."""
    fresh(
        """
        from golden.functions import api
        assert api.fetch("a") == "aaa"
        """,
        limit=5,
        preamble="",
    )


def test_main_thread_stays_the_main_thread(fresh: Fresh) -> None:
    out = fresh(
        """
        import os, _thread
        from golden.functions import api
        api.fetch("a")
        import threading
        print(threading.main_thread().ident == _thread.get_ident(), flush=True)
        os._exit(0)
        """,
        preamble="",
    )
    assert out == "True"


def test_nothing_starts_at_import(fresh: Fresh) -> None:
    fresh(
        """
        assert threading.active_count() == 1
        api.title("x"), generators.Page(1)
        assert threading.active_count() == 1
        api.fetch("a")
        assert threading.active_count() == 2
        assert [t.daemon for t in threading.enumerate() if "synchronicity" in t.name] == [True]
        """
    )


@forks
def test_fork_before_the_first_call(fresh: Fresh) -> None:
    fresh(
        QUIET
        + """
child = os.fork()
if not child:
    os._exit(0 if api.fetch("a") == "aaa" and list(generators.numbers(2)) == [0, 1] else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert api.fetch("a") == "aaa"
"""
    )


@forks
def test_fork_after_the_first_call(fresh: Fresh) -> None:
    fresh(
        QUIET
        + """
page = generators.Page(1)
made = generators.follow(page)
assert next(made) is page
api.fetch("a")
child = os.fork()
if not child:
    ok = api.fetch("b") == "bbb" and asyncio.run(api.fetch.aio("c")) == "ccc"
    os._exit(0 if ok and list(generators.numbers(2)) == [0, 1] else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert next(made) is page
made.close()
assert api.fetch("a") == "aaa"
"""
    )


@forks
def test_generator_of_the_parent_is_an_error_in_the_child(fresh: Fresh) -> None:
    fresh(
        QUIET
        + """
from synchronicity import SynchronizerShutdown
made = generators.numbers(3)
next(made)
child = os.fork()
if not child:
    try:
        next(made)
    except SynchronizerShutdown:
        os._exit(0)
    os._exit(1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert next(made) == 1
made.close()
"""
    )


@forks
def test_multiprocessing_pool_calls_wrappers_by_name(fresh: Fresh) -> None:
    fresh(
        QUIET
        + """
import multiprocessing
api.fetch("a")
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.map(api.fetch, ["a", "b"]) == ["aaa", "bbb"]
    pool.close()
    pool.join()
"""
    )


def test_close_and_start_again(fresh: Fresh) -> None:
    fresh(
        """
        synchronizer = get_synchronizer("functions")
        for _ in range(5):
            assert api.fetch("a") == "aaa"
            synchronizer.close()
            until(lambda: threading.active_count() == 1)  # `threading` forgets a thread a little after its end
        assert asyncio.run(api.fetch.aio("a")) == "aaa"
        """
    )


def test_close_fails_calls_in_flight(fresh: Fresh) -> None:
    fresh(
        """
        from synchronicity import SynchronizerShutdown
        log = []
        async def nothing():
            log.append("begin")
            try:
                await asyncio.sleep(30)
            finally:
                log.append("clean")
        _impl.nothing = nothing
        errors = []
        def call():
            try:
                api.nothing()
            except SynchronizerShutdown as error:
                errors.append(error)
        threads = [threading.Thread(target=call) for _ in range(3)]
        for thread in threads:
            thread.start()
        until(lambda: len(log) == 3)
        get_synchronizer("functions").close()
        for thread in threads:
            thread.join(50)
        assert len(errors) == 3 and log.count("clean") == 3, (errors, log)
        assert api.fetch("a") == "aaa"
        """
    )


def test_close_runs_the_finally_of_an_open_generator(fresh: Fresh) -> None:
    fresh(
        """
        from golden.generators import _impl as implementation
        from synchronicity import SynchronizerShutdown
        log = []
        async def numbers(count):
            try:
                yield 1
                yield 2
            finally:
                await asyncio.sleep(0.01)
                log.append("finally")
        implementation.numbers = numbers
        made = generators.numbers(1)
        assert next(made) == 1
        get_synchronizer("generators").close()
        assert log == ["finally"], log
        try:
            next(made)
        except SynchronizerShutdown:
            pass
        else:
            raise AssertionError
        """
    )


@pytest.mark.parametrize("face", ["sync", "aio"])
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("how", ["sleep", "to_thread", "to_thread, later"])
def test_exit_with_an_open_generator_runs_its_finally(
    fresh: Fresh, face: str, kept: bool, how: str
) -> None:
    if how != "sleep" and (3, 12) <= sys.version_info < (3, 12, 2):
        pytest.skip("CPython gh-113964")
    out = fresh(
        f"""
        from golden.generators import _impl as implementation
        async def numbers(count):
            try:
                yield 1
                yield 2
            finally:
                await asyncio.sleep(0.01)
                if {how != "sleep"}:
                    await asyncio.to_thread(time.sleep, 0)
                print("finally", flush=True)
        implementation.numbers = numbers
        loop = asyncio.new_event_loop()
        if {face == "sync"}:
            made = generators.numbers(1)
            assert next(made) == 1
        else:
            made = generators.numbers.aio(1)
            assert loop.run_until_complete(made.__anext__()) == 1
        if {kept}:
            sys.keep = made
        loop.close()
        if {how == "to_thread, later"}:
            time.sleep(0.2)
        """
    )
    assert out == "finally"


def test_exit_with_an_open_context_manager(fresh: Fresh) -> None:
    """As in plain asyncio at its end, what was entered is left with a CancelledError."""
    out = fresh(
        """
        from golden.contexts import _impl as implementation, api as contexts
        class Log(list):
            def append(self, line):
                print(line, flush=True)
        implementation.log = Log()
        manager = contexts.session("s")
        sys.keep = manager, manager.__enter__()
        """
    )
    assert out.splitlines() == ["enter s", "exit s CancelledError"]


def test_exit_while_a_daemon_thread_waits(fresh: Fresh) -> None:
    fresh(
        """
        log = []
        async def nothing():
            log.append("begin")
            await asyncio.sleep(60)
        _impl.nothing = nothing
        def call():
            try:
                api.nothing()
            except Exception:
                pass
        threading.Thread(target=call, daemon=True).start()
        until(lambda: log)
        """
    )


@can_start_threads_at_exit
def test_exit_waits_for_a_thread_that_makes_calls(fresh: Fresh) -> None:
    out = fresh(
        """
        def call():
            until(lambda: not threading.main_thread().is_alive())
            print(api.fetch("a"), flush=True)
        threading.Thread(target=call).start()
        """
    )
    assert out == "aaa"


def test_wrapper_is_used_in_an_atexit_hook(fresh: Fresh) -> None:
    out = fresh(
        """
        import atexit
        api.fetch("a")
        atexit.register(lambda: print(api.fetch("b"), list(generators.numbers(0)), flush=True))
        generators.numbers(0)
        list(generators.numbers(1))
        """
    )
    assert out == "bbb []"


def test_wrapper_is_used_in_a_finalizer_at_exit(fresh: Fresh) -> None:
    """When everything is over: an answer or a clear error, and no hang."""
    out = fresh(
        """
        import os, threading
        from golden.functions import api
        class Late:
            def __del__(self, fetch=api.fetch, write=os.write):
                try:
                    write(1, fetch("b").encode())
                except Exception as error:
                    write(1, type(error).__name__.encode())
        api.fetch("a")
        late = Late()
        """,
        preamble="",
    )
    # Without a GIL, Python takes the names of a module away before the last objects are gone.
    nameless = [] if getattr(sys, "_is_gil_enabled", lambda: True)() else ["TypeError"]
    assert out in ("bbb", "SynchronizerShutdown", "SynchronizerStartError", *nameless)


def test_threads_racing_the_first_call_get_one_loop(fresh: Fresh) -> None:
    fresh(
        """
        async def nothing():
            return asyncio.get_running_loop(), threading.get_ident()
        _impl.nothing = nothing
        barrier, found = threading.Barrier(50), []
        def call():
            barrier.wait()
            found.append(api.nothing())
        threads = [threading.Thread(target=call) for _ in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(50)
        assert len(found) == 50 and len(set(found)) == 1, found
        assert threading.active_count() == 2
        """
    )


def test_sync_and_async_callers_race_the_first_call(fresh: Fresh) -> None:
    fresh(
        """
        barrier, found = threading.Barrier(2), []
        async def main():
            barrier.wait()
            return await api.fetch.aio("a")
        def one():
            barrier.wait()
            found.append(api.fetch("a"))
        def other():
            found.append(asyncio.run(main()))
        threads = [threading.Thread(target=one), threading.Thread(target=other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(50)
        assert found == ["aaa", "aaa"], found
        """
    )


def test_ctrl_c_in_a_blocked_call_cleans_up_first(fresh: Fresh) -> None:
    fresh(
        """
        import signal
        log = []
        async def nothing():
            try:
                begun.set()
                await asyncio.sleep(100)
            finally:
                await asyncio.sleep(0.05)
                log.append("clean")
        _impl.nothing = nothing
        begun = threading.Event()
        def interrupt():
            begun.wait()
            os.kill(os.getpid(), signal.SIGINT)
        threading.Thread(target=interrupt, daemon=True).start()
        try:
            api.nothing()
        except KeyboardInterrupt:
            assert log == ["clean"], log
        else:
            raise AssertionError
        assert api.fetch("a") == "aaa"
        """
    )


def test_system_exit_from_the_implementation_ends_the_program(fresh: Fresh) -> None:
    out = fresh(
        """
        async def nothing():
            raise SystemExit(0)
        _impl.nothing = nothing
        print("before", flush=True)
        api.nothing()
        print("after", flush=True)
        """
    )
    assert out == "before"


def test_modules_with_the_same_synchronizer_share_its_loop(fresh: Fresh) -> None:
    fresh(
        """
        from golden.crossing import api as crossing, models, _api, _models
        seen = []
        async def nodes(self, root):
            seen.append(asyncio.get_running_loop())
            return []
        async def service(self):
            seen.append(asyncio.get_running_loop())
        _api.Service.nodes, _models.Node.service = nodes, service
        node = models.Node("n")
        assert crossing.Service().nodes(node) == [] and node.service() is None
        assert len(seen) == 2 and seen[0] is seen[1]
        assert threading.active_count() == 2
        api.fetch("a")
        assert threading.active_count() == 3
        """
    )
