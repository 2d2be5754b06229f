"""Both faces of functions and methods: results, exceptions, cancelling, context, what they look like."""

from __future__ import annotations

import asyncio
import concurrent.futures
import copy
import dataclasses
import functools
import gc
import inspect
import pickle
import threading
import traceback
import types
import typing
import weakref
from typing import Any

import pytest

from synchronicity import (
    BlockingCallError,
    BlockingCallWarning,
    DualCallable,
    NoRunningLoopError,
    get_synchronizer,
)
from synchronicity.runtime.ports import Port
from synchronicity.runtime.records import Call

from ..patience import happens, times_out, until
from .weather import _impl, api


def test_both_faces_give_the_same() -> None:
    async def main() -> Any:
        return await api.fetch.aio("u", retries=2)

    assert api.fetch("u", retries=2) == asyncio.run(main()) == api.Page("uu")


def test_a_function_is_a_real_function_and_its_other_face_a_coroutine_function() -> None:
    for function in (api.fetch, api.fetch.aio):
        assert isinstance(function, types.FunctionType)
        assert function.__doc__ == "Fetch a page."
        assert function.__module__ == api.__name__
        assert str(inspect.signature(function)) == "(url: 'str', *, retries: 'int' = 3) -> 'Page'"
        assert pickle.loads(pickle.dumps(function)) is function
    assert (api.fetch.__name__, api.fetch.__qualname__) == ("fetch", "fetch")
    assert (api.fetch.aio.__name__, api.fetch.aio.__qualname__) == ("aio", "fetch.aio")
    assert not inspect.iscoroutinefunction(api.fetch)
    assert inspect.iscoroutinefunction(api.fetch.aio)
    assert isinstance(api.fetch, DualCallable) and not isinstance(len, DualCallable)


def test_other_kinds_have_the_annotation_of_their_other_face() -> None:
    returns = inspect.signature(api.pages.aio).return_annotation
    assert (returns, api.pages.aio.__qualname__) == ("AsyncGenerator[Page, int]", "pages.aio")
    assert inspect.signature(api.connect.aio).return_annotation == "Connection"
    for function in (
        api.pages,
        api.pages.aio,
        api.connect.aio,
        api.session.aio,
        api.Client.get.aio,
    ):
        assert not inspect.iscoroutinefunction(function)


def test_wrong_arguments_name_the_public_function() -> None:
    with pytest.raises(
        TypeError, match=r"^fetch\(\) missing 1 required positional argument: 'url'"
    ):
        api.fetch()
    with pytest.raises(TypeError, match=r"query\(\) missing 1 required positional argument: 'sql'"):
        api.Client("u").query()


def test_arguments_go_by_reference_and_defaults_are_the_implementations_own() -> None:
    value = object()
    assert api.echo(value) is value
    page = api.Page("u")
    assert api.echo([page, {page: (page,)}]) == [page, {page: (page,)}]
    assert inspect.signature(api.echo).parameters["timeout"].default is _impl.TIMEOUT


# ---------------------------------------- exceptions


class Odd(BaseException):
    pass


@dataclasses.dataclass(frozen=True)
class Frozen(Exception):
    code: int


ERRORS = [
    ValueError("x"),
    KeyboardInterrupt("x"),
    SystemExit(3),
    GeneratorExit("x"),
    Odd("x"),
    asyncio.CancelledError("x"),
    asyncio.TimeoutError("x"),
    TimeoutError("x"),
    concurrent.futures.TimeoutError("x"),  # before 3.11 these are three classes
    StopAsyncIteration("x"),
    Frozen(3),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_the_same_exception_object_comes_out_and_the_loop_survives(error: BaseException) -> None:
    cause = KeyError("cause")
    object.__setattr__(error, "__cause__", cause)
    with pytest.raises(type(error)) as caught:
        api.fail(error)
    assert caught.value is error and caught.value.__cause__ is cause

    async def main() -> None:
        with pytest.raises(type(error)) as caught:
            await api.fail.aio(error)
        assert caught.value is error and caught.value.__cause__ is cause

    asyncio.run(main())
    assert api.echo(1) == 1


def frames(error: BaseException) -> list[str]:
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


def test_a_traceback_has_one_frame_of_ours() -> None:
    with pytest.raises(ValueError) as caught:
        api.fail(ValueError())
    assert frames(caught.value) == ["test_a_traceback_has_one_frame_of_ours", "call", "fail"]

    async def main() -> None:
        with pytest.raises(ValueError) as caught:
            await api.fail.aio(ValueError())
        assert frames(caught.value) == ["main", "aio", "fail"]

    asyncio.run(main())


def test_a_traceback_does_not_grow_more_than_under_plain_asyncio() -> None:
    error = ValueError()
    for _ in range(20):
        with pytest.raises(ValueError):
            api.fail(error)
    # Ours once, at the end of the trip; the user's two frames each time, as plain asyncio has them.
    assert frames(error).count("call") == 1 and len(frames(error)) <= 2 * 20 + 1


def test_a_failed_call_leaves_no_cycle() -> None:
    class Marked(Exception):
        pass

    def fail() -> None:
        raise Marked

    def one() -> Any:
        try:
            api.run(fail)
        except Marked as error:
            return weakref.ref(error)

    async def other() -> Any:
        try:
            await api.run.aio(fail)
        except Marked as error:
            return weakref.ref(error)

    gc.disable()
    try:
        one(), asyncio.run(other())  # warm
        found = [one(), asyncio.run(other())]
        # The loop thread drops its task a moment later; without a GIL, what is its own when it next runs.
        until(lambda: api.echo(True) and not any(ref() for ref in found))
    finally:
        gc.enable()


# ---------------------------------------- callers


def in_flight() -> list[Any]:
    return list(get_synchronizer("weather")._homes.home().inflight)


def test_everything_runs_on_one_loop_thread() -> None:
    async def main() -> Any:
        return (await api.where.aio())[1]

    idents = {api.where()[1], api.where()[1], asyncio.run(main())}
    assert len(idents) == 1 and threading.get_ident() not in idents


def test_constructors_and_sync_methods_run_on_the_callers_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[int] = []

    def noted(real: Any, *args: Any) -> Any:
        found.append(threading.get_ident())
        return real(*args)

    for name in ("__init__", "get"):
        real = getattr(_impl.Client, name)
        monkeypatch.setattr(_impl.Client, name, lambda *args, real=real: noted(real, *args))
    api.Client("u").get("key")
    assert found == [threading.get_ident()] * 2


def test_calls_begin_in_the_order_in_which_they_were_made() -> None:
    """Those of one thread; also where the loop sleeps at the first, and is busy at the others."""
    begun: list[int] = []
    assert api.echo(1) == 1  # the loop runs

    async def main() -> None:
        noted = [functools.partial(begun.append, number) for number in range(500)]
        await asyncio.gather(*map(api.run.aio, noted))

    asyncio.run(main())
    assert begun == list(range(500))


@pytest.mark.parametrize("count", [100, 10_000])
def test_many_at_once(count: int) -> None:
    async def main() -> list[Any]:
        return list(await asyncio.gather(*(api.echo.aio(number) for number in range(count))))

    assert asyncio.run(main()) == list(range(count))


def test_a_blocking_call_works_while_the_thread_runs_its_own_loop() -> None:
    async def main() -> Any:
        with pytest.warns(BlockingCallWarning):
            return api.echo(1)

    assert asyncio.run(main()) == 1


def test_context_variables_flow_in_and_never_out() -> None:
    token = _impl.variable.set("caller")
    try:
        assert api.where()[0] == "caller"
        api.set_variable("leaked")
        assert (_impl.variable.get(), api.where()[0]) == ("caller", "caller")
    finally:
        _impl.variable.reset(token)
    assert api.where()[0] == "unset"


def test_cancelling_waits_for_the_clean_up() -> None:
    async def main() -> None:
        await times_out(lambda: api.nap.aio(100, 0.05), _impl.log)
        assert _impl.log == ["nap begins", "nap cancelled", "nap cleaned"]

    asyncio.run(main())


def test_a_second_cancel_reaches_the_clean_up() -> None:
    async def main() -> None:
        task = asyncio.create_task(api.nap.aio(10, 10))
        await happens(lambda: _impl.log == ["nap begins"])
        task.cancel()
        await happens(lambda: _impl.log == ["nap begins", "nap cancelled"])
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert _impl.log == ["nap begins", "nap cancelled"]

    asyncio.run(main())


def test_a_call_that_is_cancelled_before_it_starts_never_starts() -> None:
    async def main() -> None:
        begun, release = threading.Event(), threading.Event()

        def stay() -> None:
            begun.set()
            release.wait(60)

        blocked = asyncio.create_task(api.run.aio(stay))
        await happens(begun.is_set)
        task = asyncio.create_task(api.nap.aio(10))
        await happens(lambda: len(in_flight()) == 2)
        task.cancel()
        await happens(lambda: any(call.want_cancel for call in in_flight()))
        release.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        await blocked
        assert _impl.log == []

    asyncio.run(main())


def test_a_swallowed_cancel_gives_the_value_as_a_plain_await_does() -> None:
    async def main() -> None:
        task = asyncio.create_task(api.stubborn.aio(10))
        await happens(lambda: any(call.begun for call in in_flight()))
        await api.echo.aio(1)  # its first step has been done
        task.cancel()
        assert await task == "swallowed"

    asyncio.run(main())


def test_a_cancel_after_the_end_is_not_lost() -> None:
    async def main() -> None:
        task = asyncio.create_task(api.echo.aio(1))
        await asyncio.sleep(0)  # it has submitted
        until(lambda: not in_flight())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())


def test_a_cancel_that_comes_too_late_for_the_work_is_not_lost() -> None:
    """The loop hears of it when the work has ended; nothing has seen it, so the caller must."""

    async def main() -> None:
        begun, release = threading.Event(), threading.Event()

        def stay() -> None:
            begun.set()
            release.wait(60)

        task = asyncio.create_task(api.run.aio(stay))
        await happens(begun.is_set)
        task.cancel()
        await happens(lambda: all(call.want_cancel for call in in_flight()))
        release.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())


def test_a_loop_that_ends_before_it_hears_of_a_cancelled_call_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The call is done, and so the caller goes on; what tells the loop comes after its end."""
    home = get_synchronizer("weather")._homes.home()
    interrupt, flush = home.interrupt, Port.flush
    ended = threading.Event()

    def interrupt_and_stay(call: Call) -> None:
        interrupt(call)
        until(lambda: call.done)

    def flush_late(port: Port) -> None:
        ended.wait(60)
        flush(port)

    async def main() -> None:
        task = asyncio.create_task(api.nap.aio(100))
        await happens(lambda: "nap begins" in _impl.log)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with monkeypatch.context() as patch:
        patch.setattr(home, "interrupt", interrupt_and_stay)
        patch.setattr(Port, "flush", flush_late)
        asyncio.run(main())
        ports = dict(home.ports)
        ended.set()
    assert not ports


@pytest.mark.parametrize("way", ["bell", "asyncio"])
def test_a_loop_that_is_closed_in_a_call_is_forgotten(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "asyncio":
        monkeypatch.setattr("synchronicity.runtime.ports.bell_of", lambda loop: None)
    loop = asyncio.new_event_loop()
    task = loop.create_task(api.nap.aio(0.1))
    loop.run_until_complete(happens(lambda: "nap begins" in _impl.log))
    loop.close()
    task._log_destroy_pending = False  # type: ignore[attr-defined]
    closed = weakref.ref(loop)
    del loop, task
    until(lambda: not in_flight())
    until(lambda: gc.collect() is not None and closed() is None)


def test_a_storm_of_cancels_leaves_nothing_behind() -> None:
    before = api.run(lambda: len(asyncio.all_tasks()))  # what other tests have left open

    async def main() -> None:
        tasks = [asyncio.create_task(api.nap.aio(10)) for _ in range(1000)]
        for number, task in enumerate(tasks):
            if number % 3:
                await asyncio.sleep(0)
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(result, asyncio.CancelledError) for result in results)

    asyncio.run(main())
    assert api.run(lambda: len(asyncio.all_tasks())) <= before


def test_two_loops_of_callers() -> None:
    async def main() -> int:
        return sum(await asyncio.gather(*(api.echo.aio(1) for _ in range(200))))

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(asyncio.run(main()))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [200, 200]


def test_a_callers_loop_that_is_closed_in_a_call_does_not_hurt() -> None:
    before = api.run(lambda: len(asyncio.all_tasks()))  # what other tests have left open
    loop = asyncio.new_event_loop()
    coroutine = api.nap.aio(0.1)
    task = loop.create_task(coroutine)
    loop.run_until_complete(happens(lambda: "nap begins" in _impl.log))
    loop.close()
    until(lambda: not in_flight())
    assert api.echo(1) == 1
    task._log_destroy_pending = False  # type: ignore[attr-defined]
    del task
    coroutine.close()
    gc.collect()
    assert api.run(lambda: len(asyncio.all_tasks())) <= before


def test_outside_asyncio_the_error_is_clear() -> None:
    with pytest.raises(
        NoRunningLoopError, match=r"echo\.aio\(\) must be awaited in a running asyncio"
    ):
        api.echo.aio(1).send(None)


# ---------------------------------------- nesting


def test_a_blocking_call_on_the_loop_thread_is_refused() -> None:
    with pytest.raises(BlockingCallError, match=r"fetch\(\) blocks.*await fetch\.aio\(\.\.\.\)"):
        api.run(lambda: api.fetch("u"))
    with pytest.raises(BlockingCallError, match=r"Client\.query\(\) blocks"):
        api.run(lambda: api.Client("u").query("q"))


def test_the_other_face_runs_inline_on_the_loop_thread() -> None:
    async def inner() -> Any:
        task = asyncio.current_task()
        return task is await api.run.aio(asyncio.current_task)

    assert api.await_here(inner) is True


@pytest.mark.filterwarnings("ignore::synchronicity.BlockingCallWarning")
def test_a_that_blocks_in_b_that_calls_a_is_an_error() -> None:
    with pytest.raises(BlockingCallError, match="would wait for itself"):
        api.run(lambda: api.run_other(lambda: api.echo(1)))

    async def back() -> Any:
        return await api.echo.aio(1)

    with pytest.raises(BlockingCallError, match="itself waits"):
        api.run(lambda: api.await_other(back))
    assert api.run(lambda: api.run_other(lambda: 1)) == 1

    async def through() -> Any:
        return await api.run_other.aio(lambda: 1)

    assert api.await_here(through) == 1


def test_callbacks() -> None:
    page = api.Page("u")

    async def asynchronous(value: Any) -> Any:
        assert value is page
        return threading.get_ident()

    def blocking(value: Any) -> Any:
        return api.echo(value)

    assert api.each([page], asynchronous) == [api.where()[1]]
    assert api.each([page], blocking) == [page]
    assert api.each([page], api.echo) == [page]
    assert api.each([page], lambda value: asynchronous(value)) == [api.where()[1]]


# ---------------------------------------- methods


def test_methods_of_instances_classes_and_super() -> None:
    client, sub = api.Client("u"), api.Sub("u")

    class Mine(api.Client):  # type: ignore[misc]
        def query(self, sql: str) -> Any:
            return super().query(sql, 3)

        async def later(self) -> Any:
            return await super().query.aio("x")

    async def main() -> None:
        assert (
            await client.query.aio("q")
            == await api.Client.query.aio(client, sql="q")
            == [api.Page("q")]
        )
        assert await Mine("u").later() == [api.Page("x")]
        assert isinstance(await api.Sub.open.aio("u"), api.Sub)
        assert await client.ping.aio("abc") == 3

    assert client.query("q") == api.Client.query(client, "q") == [api.Page("q")]
    assert len(sub.query("q")) == 2 and len(Mine("u").query("q")) == 3
    assert client.renamed("v") is client and client.url == "v"
    assert type(api.Sub.open("u")) is api.Sub and type(Mine.open("u")) is Mine
    assert client.ping("abc") == api.Client.ping("abc") == 3
    asyncio.run(main())


def test_a_bound_method_looks_like_one() -> None:
    client = api.Client("u")
    for bound, name in (
        (client.query, "query"),
        (client.query.aio, "aio"),
        (api.Client.open, "open"),
    ):
        assert isinstance(bound, types.MethodType) and inspect.ismethod(bound)
        assert bound.__name__ == name and bound.__doc__ in ("Run a query.", "Open a client.")
        assert bound.__module__ == api.__name__
        assert isinstance(bound.__func__, types.FunctionType)
    assert client.query.__self__ is client and api.Client.open.__self__ is api.Client
    assert client.query == client.query != api.Client("u").query
    assert client.query != client.query.aio and hash(client.query) == hash(client.query)
    assert str(inspect.signature(client.query)).startswith("(sql: 'str', limit: 'int' = 1)")
    assert inspect.iscoroutinefunction(client.query.aio)
    assert not inspect.iscoroutinefunction(client.query)
    assert "Client.query" in repr(client.query)
    assert inspect.getdoc(client.query) == "Run a query."
    assert not hasattr(client.query.aio, "aio")


def test_the_method_of_the_class_leaves_the_instance_out() -> None:
    method = api.Client.query
    assert str(inspect.signature(method)).startswith("(sql: 'str', limit: 'int' = 1)")
    assert (method.__name__, method.__qualname__) == ("query", "Client.query")
    assert (method.__doc__, method.__module__) == ("Run a query.", api.__name__)
    assert pickle.loads(pickle.dumps(method)) is method
    assert copy.copy(method) is method
    assert inspect.signature(method.aio) == inspect.signature(method)
    assert inspect.iscoroutinefunction(method.aio) and method.aio.__doc__ == "Run a query."
    assert method.aio.__qualname__ == "Client.query.aio"
    assert pickle.loads(pickle.dumps(method.aio)) is method.aio is api.Client.query.aio


def test_bound_methods_pickle_where_the_instance_does() -> None:
    client = api.Client("u")
    for bound in (client.query, client.query.aio, api.Client.open, api.Client.open.aio):
        again = pickle.loads(pickle.dumps(bound))
        assert again.__func__ is bound.__func__
        assert getattr(again.__self__, "url", "u") == getattr(bound.__self__, "url", "u")


def test_type_hints_resolve() -> None:
    assert typing.get_type_hints(api.fetch)["url"] is str
