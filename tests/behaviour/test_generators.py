"""Generators: every operation as with a native one, on both faces, wrappers in both directions."""

from __future__ import annotations

import asyncio
import gc
import inspect
from collections.abc import AsyncGenerator, Awaitable, Generator, Iterator
from typing import Any, Callable

import pytest
from golden.generators import _impl, api

from ..patience import times_out
from .leaks import clean


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """`api.echo` is over a generator that writes down what happens to it."""
    found: list[object] = []

    async def echo(first: str) -> AsyncGenerator[str, str]:
        word = first
        try:
            while word != "stop":
                if word == "raise":
                    raise KeyError(word)
                try:
                    word = yield word
                except ValueError as error:
                    found.append(error)
                    word = "caught"
        finally:
            await asyncio.sleep(0)
            found.append("finally")

    monkeypatch.setattr(_impl, "echo", echo)
    yield found


def run(main: Callable[[], Awaitable[Any]]) -> Any:
    async def inner() -> Any:
        return await main()

    return asyncio.run(inner())


# ---------------------------------------- the sync face


def test_items_come_in_order() -> None:
    assert list(api.numbers(4)) == [0, 1, 2, 3]
    assert list(api.numbers(0)) == []
    assert list(api.lines(2)) == ["line 1", "line 0"]


def test_sync_face_gives_a_real_generator() -> None:
    made = api.echo("a")
    assert inspect.isgenerator(made)
    assert made.__name__ == "echo"
    made.close()


def test_nothing_starts_before_the_first_step(log: list[object]) -> None:
    made = api.echo("raise")
    made.close()
    assert log == []


def test_send_goes_in_and_return_ends(log: list[object]) -> None:
    made = api.echo("a")
    assert next(made) == "a"
    assert made.send("b") == "b"
    with pytest.raises(StopIteration):
        made.send("stop")
    assert log == ["finally"]
    assert next(made, "over") == "over"


def test_send_before_the_first_step_is_a_type_error(log: list[object]) -> None:
    made = api.echo("a")
    with pytest.raises(TypeError, match="just-started"):
        made.send("b")
    made.close()


def test_throw_reaches_the_implementation_as_the_same_object(log: list[object]) -> None:
    made = api.echo("a")
    next(made)
    error = ValueError("x")
    assert made.throw(error) == "caught"
    assert log[0] is error
    assert made.send("on") == "on"
    other = RuntimeError("y")
    with pytest.raises(RuntimeError) as caught:
        made.throw(other)
    assert caught.value is other
    assert log[1:] == ["finally"]


def test_error_inside_comes_out_and_ends_it(log: list[object]) -> None:
    made = api.echo("a")
    next(made)
    with pytest.raises(KeyError):
        made.send("raise")
    assert log == ["finally"]
    assert list(made) == []


def test_close_waits_for_finally(log: list[object]) -> None:
    made = api.echo("a")
    next(made)
    made.close()
    assert log == ["finally"]
    made.close()
    assert log == ["finally"]


def test_break_and_collection_run_finally(log: list[object]) -> None:
    for _ in api.echo("a"):
        break
    gc.collect()
    assert log == ["finally"]


def test_yield_from_delegates(log: list[object]) -> None:
    def outer() -> Generator[str, str, str]:
        yield from api.echo("a")
        return "done"

    made = outer()
    assert next(made) == "a"
    assert made.send("b") == "b"
    assert made.throw(ValueError()) == "caught"
    with pytest.raises(StopIteration) as caught:
        made.send("stop")
    assert caught.value.value == "done"


# ---------------------------------------- the other face


def test_async_items_come_in_order() -> None:
    async def main() -> list[list[Any]]:
        return [
            [x async for x in api.numbers.aio(3)],
            [x async for x in api.numbers.aio(0)],
            [x async for x in api.lines.aio(2)],
        ]

    assert run(main) == [[0, 1, 2], [], ["line 1", "line 0"]]


def test_asend_athrow_and_return(log: list[object]) -> None:
    error = ValueError("x")

    async def main() -> None:
        made = api.echo.aio("a")
        assert inspect.isasyncgen(api.echo.aio("a"))
        assert await made.__anext__() == "a"
        assert await made.asend("b") == "b"
        assert await made.athrow(error) == "caught"
        with pytest.raises(StopAsyncIteration):
            await made.asend("stop")
        with pytest.raises(StopAsyncIteration):
            await made.__anext__()

    run(main)
    assert log[0] is error
    assert log[1:] == ["finally"]


def test_athrow_comes_out_as_the_same_object(log: list[object]) -> None:
    error = RuntimeError("y")

    async def main() -> None:
        made = api.echo.aio("a")
        await made.__anext__()
        with pytest.raises(RuntimeError) as caught:
            await made.athrow(error)
        assert caught.value is error

    run(main)
    assert log == ["finally"]


def test_aclose_waits_for_finally(log: list[object]) -> None:
    async def main() -> None:
        made = api.echo.aio("a")
        await made.__anext__()
        await made.aclose()
        assert log == ["finally"]
        await made.aclose()

    run(main)
    assert log == ["finally"]


def test_async_break_runs_finally_by_the_end_of_the_loop(log: list[object]) -> None:
    async def main() -> None:
        async for _ in api.echo.aio("a"):
            break

    run(main)
    gc.collect()
    assert log == ["finally"]


def test_dropped_async_generator_is_closed_while_the_loop_goes_on(log: list[object]) -> None:
    async def main() -> None:
        made = api.echo.aio("a")
        await made.__anext__()
        del made
        gc.collect()
        for _ in range(200):
            if log:
                break
            await asyncio.sleep(0.01)
        assert log == ["finally"]

    run(main)


@pytest.mark.filterwarnings("ignore::synchronicity.BlockingCallWarning")
def test_operations_agree_with_a_native_generator(log: list[object]) -> None:
    """Every sequence of three operations gives the same on both faces and on the implementation itself."""
    import itertools

    operations = {
        "next": lambda g: g.__anext__(),
        "send": lambda g: g.asend("s"),
        "stop": lambda g: g.asend("stop"),
        "throw": lambda g: g.athrow(ValueError("v")),
        "other": lambda g: g.athrow(LookupError("l")),
        "close": lambda g: g.aclose(),
    }
    blocking = {
        "next": lambda g: next(g),
        "send": lambda g: g.send("s"),
        "stop": lambda g: g.send("stop"),
        "throw": lambda g: g.throw(ValueError("v")),
        "other": lambda g: g.throw(LookupError("l")),
        "close": lambda g: g.close(),
    }

    def outcome(error: BaseException) -> tuple[str, str]:
        name = type(error).__name__.replace("StopAsyncIteration", "StopIteration")
        return name, str(error).replace("async ", "")

    def to_the_end(found: list[Any]) -> list[Any]:
        ends = [n for n, each in enumerate(found) if each is None or type(each) is tuple]
        ends = [n for n in ends if found[n] is None or found[n][0] != "TypeError"]
        return found[: ends[0] + 1] if ends else found

    async def through(make: Any, names: tuple[str, ...]) -> list[Any]:
        made, found = make("a"), []
        for name in names:
            try:
                found.append(await operations[name](made))
            except Exception as error:
                found.append(outcome(error))
        await made.aclose()
        return found

    def step_by_step(names: tuple[str, ...]) -> list[Any]:
        made, found = api.echo("a"), []
        for name in names:
            try:
                found.append(blocking[name](made))
            except Exception as error:
                found.append(outcome(error))
        made.close()
        return found

    async def main() -> None:
        for names in itertools.product(operations, repeat=3):
            native = await through(_impl.echo, names)
            clean_up = [*map(repr, log)]
            log.clear()
            assert await through(api.echo.aio, names) == native, names
            assert [*map(repr, log)] == clean_up, names
            log.clear()
            # What an ended generator answers is not the same natively for the two kinds: up to there.
            assert to_the_end(step_by_step(names)) == to_the_end(native), names
            assert [*map(repr, log)] == clean_up, names
            log.clear()

    run(main)


def test_async_error_inside_comes_out(log: list[object]) -> None:
    async def main() -> None:
        made = api.echo.aio("a")
        await made.__anext__()
        with pytest.raises(KeyError):
            await made.asend("raise")
        assert [x async for x in made] == []

    run(main)
    assert log == ["finally"]


def test_caller_is_cancelled_while_it_waits_for_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []

    async def echo(first: str) -> AsyncGenerator[str, str]:
        try:
            log.append("begin")
            await asyncio.sleep(100)
            yield first
        finally:
            await asyncio.sleep(0.01)
            log.append("finally")

    monkeypatch.setattr(_impl, "echo", echo)

    async def main() -> None:
        await times_out(lambda: api.echo.aio("a").__anext__(), log)
        assert log == ["begin", "finally"]

    run(main)


# ---------------------------------------- wrappers


def test_wrappers_come_out_at_every_depth() -> None:
    pages = clean(list(api.pages(2)), _impl)
    assert [type(page) for page in pages] == [api.Page, api.Page]
    shelves = clean(list(api.shelf(2)), _impl)
    assert [[type(page) for page in shelf] for shelf in shelves] == [[api.Page], [api.Page]]
    read = clean(list(api.Book(3).read(start=1)), _impl)
    assert [page.number for page in read] == [1, 2]


def test_wrappers_come_out_of_the_other_face() -> None:
    async def main() -> list[Any]:
        return [
            [x async for x in api.pages.aio(1)],
            [x async for x in api.shelf.aio(1)],
            [x async for x in api.Book(2).read.aio(1)],
        ]

    (page,), ((shelved,),), (read,) = clean(run(main), _impl)
    assert {type(page), type(shelved), type(read)} == {api.Page}


def test_sent_wrappers_cross_and_come_back_as_the_same_objects() -> None:
    first, second = api.Page(1), api.Page(2)
    made = api.follow(first)
    assert next(made) is first
    assert made.send(second) is second
    assert next(made) is second
    made.close()


def test_asent_wrappers_cross_and_come_back_as_the_same_objects() -> None:
    first, second = api.Page(1), api.Page(2)

    async def main() -> None:
        made = api.follow.aio(first)
        assert await made.__anext__() is first
        assert await made.asend(second) is second
        assert await made.__anext__() is second
        await made.aclose()

    run(main)


def test_implementation_gets_its_own_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    async def follow(page: Any) -> AsyncGenerator[Any, Any]:
        seen.append(page)
        seen.append((yield page))

    monkeypatch.setattr(_impl, "follow", follow)
    made = api.follow(api.Page(1))
    next(made)
    assert next(made, None) is None
    assert type(seen[0]) is _impl.Page
    assert seen[1] is None
    made = api.follow(api.Page(1))
    next(made)
    with pytest.raises(StopIteration):
        made.send(api.Page(2))
    assert type(seen[3]) is _impl.Page


def test_sending_a_wrong_object_closes_the_other_side(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []

    async def follow(page: Any) -> AsyncGenerator[Any, Any]:
        try:
            yield page
        finally:
            log.append("finally")

    monkeypatch.setattr(_impl, "follow", follow)
    made = api.follow(api.Page(1))
    next(made)
    with pytest.raises(AttributeError):
        made.send("no page")  # type: ignore[arg-type]  # is refused
    assert log == ["finally"]


def test_generators_of_both_faces_run_side_by_side() -> None:
    async def main() -> list[Any]:
        found = []
        blocking = api.numbers(3)
        async for number in api.numbers.aio(3):
            found.append((number, await asyncio.to_thread(next, blocking)))
        return found

    assert run(main) == [(0, 0), (1, 1), (2, 2)]


def test_generator_may_go_from_thread_to_thread() -> None:
    from concurrent.futures import ThreadPoolExecutor

    made = api.numbers(4)
    found = [next(made)]
    for _ in range(3):
        with ThreadPoolExecutor(1) as pool:
            found.append(pool.submit(next, made).result())
    assert found == [0, 1, 2, 3]
