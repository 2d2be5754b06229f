"""Errors: the same object on both faces, users' frames only, and a name for what was called wrongly."""

from __future__ import annotations

import asyncio
import gc
import inspect
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from golden.awaitables import api as awaitables
from golden.classes import api as classes
from golden.contexts import _impl as contexts_impl
from golden.contexts import api as contexts
from golden.functions import _impl, api
from golden.generators import _impl as generators_impl
from golden.generators import api as generators
from golden.special_methods import api as special

import synchronicity
from synchronicity import BlockingCallError, BlockingCallWarning, NoRunningLoopError

from ..patience import until
from .conftest import Face

OURS = str(Path(synchronicity.__file__).parent)


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    async def nothing() -> None:
        await asyncio.sleep(0)
        raise error

    monkeypatch.setattr(_impl, "nothing", nothing)


def ours(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    assert frames
    return [f"{f.filename}:{f.lineno}" for f in frames if f.filename.startswith(OURS)]


class WithState(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"code {code}")
        self.code = code


@dataclass(frozen=True)
class Frozen(Exception):
    code: int


class Odd(BaseException):
    pass


@pytest.mark.parametrize(
    "error",
    [
        WithState(3),
        Frozen(4),
        TimeoutError(),
        asyncio.TimeoutError(),
        KeyboardInterrupt(),
        SystemExit(3),
        GeneratorExit(),
        Odd(),
        StopAsyncIteration(),
    ],
    ids=repr,
)
def test_same_object_comes_out(
    face: Face, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    cause = KeyError("cause")
    BaseException.__setattr__(error, "__cause__", cause)
    raising(monkeypatch, error)
    with pytest.raises(type(error)) as caught:
        face(api.nothing)
    assert caught.value is error
    assert error.__cause__ is cause
    monkeypatch.undo()
    assert face(api.fetch, "a") == "aaa"  # the loop lives


def test_attributes_and_notes_are_untouched(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    error = WithState(3)
    if sys.version_info >= (3, 11):
        error.add_note("a note")
    raising(monkeypatch, error)
    with pytest.raises(WithState) as caught:
        face(api.nothing)
    assert caught.value.code == 3
    assert getattr(caught.value, "__notes__", ["a note"]) == ["a note"]


def test_context_is_the_implementations(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing() -> None:
        try:
            raise KeyError("first")
        except KeyError:
            raise ValueError("second")  # noqa: B904

    monkeypatch.setattr(_impl, "nothing", nothing)
    with pytest.raises(ValueError) as caught:
        face(api.nothing)
    assert isinstance(caught.value.__context__, KeyError)
    assert caught.value.__context__.__context__ is None
    assert caught.value.__cause__ is None
    assert not ours(caught.value.__context__)


def test_public_exception_is_caught_by_its_public_name(face: Face) -> None:
    with pytest.raises(api.FetchError):
        face(api.fetch, "")


@pytest.mark.parametrize(
    "kind", ["function", "method", "unbound", "generator", "enter", "exit", "awaitable", "step"]
)
def test_traceback_has_at_most_one_frame_of_ours(
    face: Face, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    class Here(Exception):
        pass

    async def fail(*args: object) -> Any:
        raise Here

    async def generate(*args: object) -> Any:
        raise Here
        yield  # type: ignore[unreachable]  # makes it a generator

    sync = face.__name__ == "blocking"

    async def main() -> Any:
        if kind == "generator":
            return [x async for x in generators.numbers.aio(1)]
        if kind == "step":
            return await special.Cursor(1).__anext__()
        async with contexts.Session("s"):
            return None

    if kind == "generator":
        monkeypatch.setattr(generators_impl, "numbers", generate)
    elif kind in ("enter", "exit"):
        monkeypatch.setattr(contexts_impl.Session, f"__a{kind}__", fail)
    elif kind in ("method", "unbound"):
        monkeypatch.setattr(sys.modules["golden.classes._impl"].Client, "query", fail)
    elif kind == "awaitable":
        monkeypatch.setattr(sys.modules["golden.awaitables._impl"], "page", fail)
    elif kind == "step":
        monkeypatch.setattr(sys.modules["golden.special_methods._impl"].Cursor, "__anext__", fail)
    else:
        monkeypatch.setattr(_impl, "nothing", fail)
    with pytest.raises(Here) as caught:
        if kind == "function":
            face(api.nothing)
        elif kind == "method":
            face(classes.Client("u").query, "q")
        elif kind == "unbound":
            face(classes.Client.query, classes.Client("u"), "q")
        elif kind == "awaitable":
            face(awaitables.page, "u")
        elif not sync:
            asyncio.run(main())
        elif kind == "generator":
            list(generators.numbers(1))
        elif kind == "step":
            next(special.Cursor(1))
        else:
            with contexts.Session("s"):
                pass
    names = [f.name for f in traceback.extract_tb(caught.value.__traceback__)]
    assert names[-1] in ("fail", "generate")
    assert len(ours(caught.value)) <= 1


def test_traceback_does_not_grow_when_one_object_is_raised_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = WithState(1)
    raising(monkeypatch, error)
    lengths = []
    for _ in range(20):
        with pytest.raises(WithState):
            api.nothing()
        lengths.append(len(ours(error)))
    assert max(lengths) <= 1


def test_failed_call_leaves_no_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    import weakref

    async def nothing() -> None:
        raise WithState(1)

    monkeypatch.setattr(_impl, "nothing", nothing)

    def call() -> Any:
        try:
            api.nothing()  # what asyncio.run leaves behind is not ours
        except WithState as error:
            return weakref.ref(error)

    gc.collect()
    gc.disable()
    try:
        left = call()
        # The loop's thread may not have let go of it yet; without a GIL, it does so when it next runs.
        # Without the collector, a cycle would stay for ever.
        until(lambda: api.fetch("u") and left() is None)
    finally:
        gc.enable()


# ---------------------------------------- wrong arguments


@pytest.fixture
def no_warnings() -> Iterator[None]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
        gc.collect()
    assert [str(w.message) for w in caught] == []


@pytest.mark.parametrize(
    ("owner", "name", "args", "kwargs"),
    [
        (api, "fetch", (), {}),
        (api, "fetch", ("a", "b"), {}),
        (api, "fetch", ("a",), {"nothing": 1}),
        (api, "total", (), {"first": 1}),
        (api, "nothing", (1,), {}),
        (generators, "numbers", (), {}),
        (generators, "echo", (1, 2), {}),
        (contexts, "session", (), {}),
        (awaitables, "get", (), {}),
        (awaitables, "page", (1, 2), {}),
        (special, "submit", (), {"n": 1}),
        (classes.Client("u"), "query", (), {}),
        (classes.Client("u"), "query", (1, 2), {}),
        (classes.Client, "query", (), {}),
        (classes.Client, "open", (), {}),
        (classes.Client, "ping", (1, 2), {}),
        (contexts.Session("s"), "transaction", (1, 2), {}),
    ],
)
def test_wrong_arguments_name_the_public_function(
    face: Face, no_warnings: None, owner: Any, name: str, args: Any, kwargs: Any
) -> None:
    with pytest.raises(TypeError) as caught:
        face(getattr(owner, name), *args, **kwargs)
    assert f"{name}()" in str(caught.value)
    assert "_impl" not in str(caught.value)


def test_object_of_another_class_as_argument_starts_nothing(face: Face, no_warnings: None) -> None:
    with pytest.raises(AttributeError):
        face(classes.Client("u").store, "no row")


# ---------------------------------------- the wrong place


def in_the_librarys_loop(monkeypatch: pytest.MonkeyPatch, call: Any) -> Any:
    async def nothing() -> Any:
        return call()

    monkeypatch.setattr(_impl, "nothing", nothing)
    return api.nothing()


def test_blocking_call_on_the_librarys_loop_raises_at_once(
    monkeypatch: pytest.MonkeyPatch, no_warnings: None
) -> None:
    with pytest.raises(BlockingCallError, match=r"fetch\(\).*await fetch\.aio"):
        in_the_librarys_loop(monkeypatch, lambda: api.fetch("a"))


@pytest.mark.parametrize("kind", ["generator", "context manager", "method"])
def test_every_blocking_kind_raises_on_its_own_loop(
    monkeypatch: pytest.MonkeyPatch, no_warnings: None, kind: str
) -> None:
    seen: list[str] = []

    def attempt(call: Any, name: str) -> None:
        with pytest.raises(BlockingCallError, match=rf"{name}.*\.aio"):
            call()
        seen.append(name)

    async def numbers(count: int) -> Any:
        attempt(lambda: next(generators.echo("a")), "echo")
        yield 1

    async def enter(self: object) -> object:
        attempt(lambda: contexts.lock().__enter__(), "lock")
        return self

    async def query(self: object, sql: str) -> list[Any]:
        attempt(lambda: classes.Client("v").query("q"), "query")
        return []

    if kind == "generator":
        monkeypatch.setattr(generators_impl, "numbers", numbers)
        assert list(generators.numbers(1)) == [1]
    elif kind in ("method", "unbound"):
        monkeypatch.setattr(sys.modules["golden.classes._impl"].Client, "query", query)
        assert classes.Client("u").query("q") == []
    else:
        monkeypatch.setattr(contexts_impl.Session, "__aenter__", enter)
        with contexts.Session("s"):
            pass
    assert len(seen) == 1


def test_error_of_the_body_keeps_only_the_users_frames() -> None:
    def body() -> None:
        raise WithState(1)

    async def main() -> None:
        async with contexts.session.aio("s"), contexts.Session("t"):
            body()

    runs: list[Callable[[], object]] = [lambda: with_session(body), lambda: asyncio.run(main())]
    for run in runs:
        with pytest.raises(WithState) as caught:
            run()
        assert ours(caught.value) == []
        names = [f.name for f in traceback.extract_tb(caught.value.__traceback__)]
        assert names[-2:] in (["with_session", "body"], ["main", "body"])


def with_session(body: Any) -> None:
    with contexts.session("s"), contexts.Session("t"):
        body()


def test_aio_on_the_librarys_loop_runs_here(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing() -> Any:
        return await api.fetch.aio("a")

    monkeypatch.setattr(_impl, "nothing", nothing)
    assert api.nothing() == "aaa"


def test_blocking_call_to_another_synchronizer_works(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.warns(BlockingCallWarning, match=r"numbers\(\) blocks"):
        assert in_the_librarys_loop(monkeypatch, lambda: list(generators.numbers(2))) == [0, 1]


def test_blocking_call_while_the_callers_loop_runs_works() -> None:
    async def main() -> Any:
        return api.fetch("a"), list(generators.numbers(2))

    with pytest.warns(BlockingCallWarning, match="blocks the event loop"):
        assert asyncio.run(main()) == ("aaa", [0, 1])


def test_aio_without_a_loop_is_a_clear_error(no_warnings: None) -> None:
    coroutine = api.fetch.aio("a")
    with pytest.raises(NoRunningLoopError, match=r"fetch\.aio"):
        coroutine.send(None)


def test_aio_that_is_never_awaited_warns_as_a_coroutine() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        api.fetch.aio("a")  # type: ignore[unused-coroutine]  # that is the point
        gc.collect()
    assert [str(w.message) for w in caught] == ["coroutine 'fetch.aio' was never awaited"]


def test_aio_starts_nothing_before_it_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    async def nothing() -> None:
        begun.append(1)

    monkeypatch.setattr(_impl, "nothing", nothing)
    coroutine = api.nothing.aio()
    assert inspect.iscoroutine(coroutine)
    coroutine.close()
    assert begun == []


def test_error_in_one_thread_disturbs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    async def anything(value: Any) -> Any:
        await asyncio.sleep(0.01)
        if value % 2:
            raise WithState(value)
        return value

    monkeypatch.setattr(_impl, "anything", anything)
    found: dict[int, Any] = {}

    def call(value: int) -> None:
        try:
            found[value] = api.anything(value)
        except WithState as error:
            found[value] = -error.code

    threads = [threading.Thread(target=call, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: -n if n % 2 else n for n in range(20)}
