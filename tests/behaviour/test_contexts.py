"""Context managers: `with` and `async with`, on functions, methods and classes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

import pytest
from golden.contexts import _impl, api

from ..patience import happens
from .leaks import clean


@pytest.fixture(autouse=True)
def log() -> Iterator[list[str]]:
    _impl.log.clear()
    yield _impl.log
    _impl.log.clear()


class Boom(Exception):
    pass


def with_(manager: Any, body: Callable[[Any], Any]) -> Any:
    with manager as value:
        return body(value)


def async_with(manager: Any, body: Callable[[Any], Any]) -> Any:
    async def main() -> Any:
        async with manager as value:
            return body(value)

    return asyncio.run(main())


def raising(value: object) -> None:
    raise Boom(value)


either = pytest.mark.parametrize("use", [with_, async_with], ids=["with", "async with"])


@either
def test_class_is_entered_and_left_and_gives_itself(use: Any, log: list[str]) -> None:
    session = api.Session("s")
    assert use(session, lambda value: value) is session
    assert log == ["enter s", "exit s None"]


@either
def test_exception_reaches_the_implementation_and_the_caller(use: Any, log: list[str]) -> None:
    with pytest.raises(Boom):
        use(api.Session("s"), raising)
    assert log == ["enter s", "exit s Boom"]


@either
def test_suppressed_exception_stays_inside(use: Any, log: list[str]) -> None:
    assert use(api.Session("s", suppress=True), raising) is None
    assert log == ["enter s", "exit s Boom"]


@either
def test_exception_is_passed_unchanged(use: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    error = Boom()

    async def leave(self: object, *raised: Any) -> bool:
        seen.extend(raised)
        return True

    monkeypatch.setattr(_impl.Session, "__aexit__", leave)

    def body(value: object) -> None:
        raise error

    use(api.Session("s"), body)
    assert seen[0] is Boom
    assert seen[1] is error
    assert seen[2] is not None


@either
def test_error_of_entering_comes_out_and_nothing_is_left(
    use: Any, monkeypatch: pytest.MonkeyPatch, log: list[str]
) -> None:
    error = Boom()

    async def enter(self: object) -> object:
        raise error

    monkeypatch.setattr(_impl.Session, "__aenter__", enter)
    with pytest.raises(Boom) as caught:
        use(api.Session("s"), lambda value: value)
    assert caught.value is error
    assert log == []


@either
def test_error_of_leaving_comes_out(use: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def leave(self: object, *raised: object) -> bool:
        raise Boom("leaving")

    monkeypatch.setattr(_impl.Session, "__aexit__", leave)
    with pytest.raises(Boom, match="leaving"):
        use(api.Session("s"), lambda value: value)


@either
@pytest.mark.parametrize("face", ["call", "aio"])
def test_function_gives_wrappers_on_every_path(use: Any, face: str, log: list[str]) -> None:
    """What is called, and how it is entered, do not depend on each other."""
    make = api.session if face == "call" else api.session.aio
    opened = clean(use(make("f"), lambda value: value), _impl)
    assert type(opened) is api.Session
    assert opened.name == "f"
    assert log == ["enter f", "exit f None"]


@either
def test_function_passes_exceptions_in(use: Any, log: list[str]) -> None:
    with pytest.raises(Boom):
        use(api.session("f"), raising)
    assert log == ["enter f", "exit f Boom"]


@either
def test_method_commits_or_rolls_back(use: Any, log: list[str]) -> None:
    session = api.Session("s")
    assert use(session.transaction(), lambda level: level) == 1
    assert use(session.transaction(level=3), lambda level: level) == 3
    with pytest.raises(Boom):
        use(session.transaction(2), raising)
    assert log == ["begin", "commit", "begin", "commit", "begin", "rollback"]


@either
@pytest.mark.parametrize("name", ["lock", "lease"])
def test_plain_function_that_returns_a_manager(use: Any, name: str, log: list[str]) -> None:
    assert use(getattr(api, name)(), lambda value: value) == "locked"
    with pytest.raises(Boom):
        use(getattr(api, name)(), raising)
    assert log == ["lock", "unlock"] * 2


def test_manager_made_by_a_function_is_used_once_as_in_contextlib() -> None:
    manager = api.session("f")
    with manager:
        pass
    with pytest.raises((RuntimeError, AttributeError)):
        with manager:
            pass


def test_entered_in_one_thread_and_left_in_another(log: list[str]) -> None:
    session = api.Session("s")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(session.__enter__).result() is session
    assert session.__exit__(None, None, None) is False
    assert log == ["enter s", "exit s None"]


def test_function_entered_in_one_thread_and_left_in_another(log: list[str]) -> None:
    manager = api.session("f")
    opened = manager.__enter__()
    with ThreadPoolExecutor(1) as pool:
        error = Boom()
        assert not pool.submit(manager.__exit__, Boom, error, None).result()
    assert opened.name == "f"
    assert log == ["enter f", "exit f Boom"]


def test_entered_by_one_face_and_left_by_the_other(log: list[str]) -> None:
    session = api.Session("s")

    async def enter() -> object:
        return await session.__aenter__()

    assert asyncio.run(enter()) is session
    session.__exit__(None, None, None)
    assert log == ["enter s", "exit s None"]


def test_nested_managers_leave_in_reverse(log: list[str]) -> None:
    with api.Session("a"), api.session("b") as b, b.transaction():
        log.append("body")
    assert log == ["enter a", "enter b", "begin", "body", "commit", "exit b None", "exit a None"]


def test_nested_async_managers_leave_in_reverse(log: list[str]) -> None:
    async def main() -> None:
        async with api.Session("a"):
            async with api.session.aio("b") as b:
                async with b.transaction.aio():
                    log.append("body")

    asyncio.run(main())
    assert log == ["enter a", "enter b", "begin", "body", "commit", "exit b None", "exit a None"]


def test_one_object_entered_twice(log: list[str]) -> None:
    session = api.Session("s")
    with session:
        with session:
            log.append("body")
    assert log == ["enter s", "enter s", "body", "exit s None", "exit s None"]


def test_exit_stacks_take_them(log: list[str]) -> None:
    from contextlib import AsyncExitStack, ExitStack

    with ExitStack() as stack:
        stack.enter_context(api.Session("a"))
        stack.enter_context(api.session("b"))

    async def main() -> None:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(api.Session("c"))
            await stack.enter_async_context(api.session.aio("d"))

    asyncio.run(main())
    first = ["enter a", "enter b", "exit b None", "exit a None"]
    assert log == [*first, "enter c", "enter d", "exit d None", "exit c None"]


def test_subclass_of_a_wrapper_is_entered_as_itself(log: list[str]) -> None:
    class Mine(api.Session):
        extra = 1

    mine = Mine("m")
    with mine as entered:
        assert entered is mine
    assert log == ["enter m", "exit m None"]


def test_subclass_may_wrap_the_entering(log: list[str]) -> None:
    class Mine(api.Session):
        def __enter__(self) -> Any:
            log.append("mine")
            return super().__enter__()

        async def __aenter__(self) -> Any:
            log.append("mine")
            return await super().__aenter__()

    with_(Mine("m"), lambda value: None)
    async_with(Mine("m"), lambda value: None)
    assert log == ["mine", "enter m", "exit m None"] * 2


def test_enter_and_exit_run_in_one_task(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks: list[object] = []

    async def enter(self: object) -> object:
        tasks.append(asyncio.current_task())
        return self

    async def leave(self: object, *raised: object) -> None:
        tasks.append(asyncio.current_task())

    monkeypatch.setattr(_impl.Session, "__aenter__", enter)
    monkeypatch.setattr(_impl.Session, "__aexit__", leave)
    with_(api.Session("s"), lambda value: None)
    async_with(api.Session("s"), lambda value: None)
    assert len(tasks) == 4
    assert tasks[0] is tasks[1] is not None
    assert tasks[2] is tasks[3] is not None


def test_caller_cancelled_in_the_body_leaves(log: list[str]) -> None:
    async def main() -> None:
        async def body() -> None:
            async with api.session.aio("f"):
                entered.append(True)
                await asyncio.sleep(100)

        entered: list[bool] = []
        task = asyncio.ensure_future(body())
        await happens(lambda: entered)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert log == ["enter f", "exit f CancelledError"]

    asyncio.run(main())
