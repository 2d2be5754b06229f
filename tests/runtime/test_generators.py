"""Generators and iterators: like native ones, closed in every case, one task for all steps."""

from __future__ import annotations

import asyncio
import functools
import gc
import itertools
import sys
import threading
import types
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any

import pytest

from synchronicity import get_synchronizer

from ..patience import happens, until
from .weather import _impl, api


def test_two_way() -> None:
    pages = api.pages("a")
    assert type(pages) is types.GeneratorType and pages.__name__ == "pages"
    assert next(pages).url == "a"
    assert pages.send(3).url == "aaa"
    assert pages.throw(ValueError("x")).url == "caught x "
    pages.close()
    assert _impl.log[-1] == "pages closed"
    assert list(pages) == []


def test_two_way_on_the_other_face() -> None:
    async def main() -> None:
        pages = api.pages.aio("a")
        assert type(pages) is types.AsyncGeneratorType
        assert (await pages.__anext__()).url == "a"
        assert (await pages.asend(3)).url == "aaa"
        assert (await pages.athrow(ValueError("x"))).url == "caught x "
        await pages.aclose()
        assert _impl.log[-1] == "pages closed"
        assert [page async for page in pages] == []

    asyncio.run(main())


# ---------------------------------------- like a native one, step for step


async def native(swallow: bool) -> AsyncGenerator[Any, Any]:
    sent: Any = "first"
    for number in range(3):
        try:
            sent = yield (number, sent)
        except KeyError as error:
            if swallow:
                sent = yield ("caught", repr(error))
            else:
                raise RuntimeError("changed") from error
        except GeneratorExit:
            if swallow:
                yield "ignored"
            raise


def native_blocking(swallow: bool) -> Generator[Any, Any, None]:
    """The same as a plain generator."""
    sent: Any = "first"
    for number in range(3):
        try:
            sent = yield (number, sent)
        except KeyError as error:
            if swallow:
                sent = yield ("caught", repr(error))
            else:
                raise RuntimeError("changed") from error
        except GeneratorExit:
            if swallow:
                yield "ignored"
            raise


Operation = tuple[str, Any]
OPERATIONS: list[Operation] = [
    ("send", None),
    ("send", 7),
    ("throw", KeyError("k")),
    ("throw", ZeroDivisionError("z")),
    ("throw", GeneratorExit("g")),
    ("close", None),
]


def outcome(function: Callable[[], Any]) -> str:
    try:
        return repr(function())
    except (StopIteration, StopAsyncIteration):
        return "stop"
    except BaseException as error:
        return f"{type(error).__name__}({str(error).replace('async generator', 'generator')})"


async def aoutcome(awaitable: Any) -> str:
    try:
        return repr(await awaitable)
    except (StopIteration, StopAsyncIteration):
        return "stop"
    except BaseException as error:
        return f"{type(error).__name__}({str(error).replace('async generator', 'generator')})"


async def steps(generator: Any, operations: tuple[Operation, ...]) -> list[str]:
    found = []
    for name, value in operations:
        arguments = () if name == "close" else (value,)
        found.append(await aoutcome(getattr(generator, f"a{name}")(*arguments)))
    return found


def blocking_steps(generator: Any, operations: tuple[Operation, ...]) -> list[str]:
    found = []
    for name, value in operations:
        arguments = () if name == "close" else (value,)
        found.append(outcome(functools.partial(getattr(generator, name), *arguments)))
    return found


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("swallow", [False, True])
def test_like_a_native_generator(swallow: bool) -> None:
    """All sequences of up to four operations (shorter ones begin longer ones), on both faces, against native generators."""
    synchronizer = get_synchronizer("weather")

    async def main() -> list[tuple[Any, list[str], list[str]]]:
        found = []
        for operations in itertools.product(OPERATIONS, repeat=4):
            expected = await steps(native(swallow), operations)
            got = await steps(synchronizer._run_generator_async(native(swallow)), operations)
            found.append((operations, expected, got))
        return found

    for operations, expected, got in asyncio.run(main()):
        assert got == expected, operations
    for operations in itertools.product(OPERATIONS, repeat=4):
        expected = blocking_steps(native_blocking(swallow), operations)
        got = blocking_steps(synchronizer._run_generator_sync(native(swallow)), operations)
        assert got == expected, operations


# ---------------------------------------- the end


def closed(count: int = 1) -> bool:
    until(lambda: _impl.log.count("pages closed") >= count)
    return _impl.log.count("pages closed") == count


def test_early_break_runs_the_finally_on_the_loop() -> None:
    for _ in api.pages("a"):
        break
    assert _impl.log == [f"pages closed in {api.where()[1]}", "pages closed"]


def test_collection_waits_for_the_clean_up() -> None:
    pages = api.pages("a")
    next(pages)
    del pages
    assert _impl.log[-1] == "pages closed"


def test_collection_waits_for_so_long_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds normally: a clean-up that hangs does not hang who has dropped the generator."""
    monkeypatch.setattr("synchronicity.runtime.generators.COLLECT_SECONDS", 0.05)
    free: list[bool] = []

    async def slow() -> AsyncGenerator[int, None]:
        try:
            yield 1
        finally:
            await happens(lambda: free)
            _impl.log.append("cleaned")

    generator = get_synchronizer("weather")._run_generator_sync(slow())
    next(generator)
    del generator
    assert _impl.log == []
    free.append(True)
    until(lambda: _impl.log == ["cleaned"])


def test_collection_on_the_loop_thread_does_not_wait() -> None:
    held = [api.pages("a")]
    next(held[0])
    api.run(held.clear)
    assert closed()


def test_collection_in_a_cycle() -> None:
    pages = api.pages("a")
    next(pages)
    cycle: list[Any] = [pages]
    cycle.append(cycle)
    del pages, cycle
    gc.collect()
    assert closed()


def test_the_end_of_the_users_loop() -> None:
    async def main() -> None:
        kept.append(api.pages.aio("a"))
        await kept[0].__anext__()

    kept: list[Any] = []
    asyncio.run(main())
    assert _impl.log[-1] == "pages closed"


def test_a_users_loop_that_just_ends() -> None:
    loop = asyncio.new_event_loop()
    pages = api.pages.aio("a")
    loop.run_until_complete(pages.__anext__())
    loop.close()
    del pages
    gc.collect()
    assert closed()


def test_cancelling_a_step_closes_the_generator() -> None:
    async def main() -> None:
        async def consume() -> None:
            async for line in api.lines.aio(10**9):
                lines.append(line)

        lines: list[Any] = []
        task = asyncio.create_task(consume())
        await happens(lambda: len(lines) > 3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert _impl.log == ["lines closed"]

    asyncio.run(main())


def test_an_error_in_a_conversion_closes_the_generator() -> None:
    def broken(value: Any) -> Any:
        raise LookupError(value)

    from synchronicity.descriptor import dual

    made = dual("weather").generator(yields=broken)(lambda: _impl.pages("a"))
    with pytest.raises(LookupError):
        next(made())
    assert _impl.log[-1] == "pages closed"


def test_clean_up_errors_surface() -> None:
    async def failing() -> AsyncGenerator[int, None]:
        try:
            yield 1
        finally:
            raise LookupError("clean-up")

    generator = get_synchronizer("weather")._run_generator_sync(failing())
    next(generator)
    with pytest.raises(LookupError, match="clean-up"):
        generator.close()


# ---------------------------------------- one task


def test_all_steps_run_in_one_task_and_context() -> None:
    assert len({text for _, text in api.tasks(5)}) == 1
    assert all(text.endswith(" inside") for _, text in api.tasks(5))

    async def main() -> set[str]:
        return {text async for _, text in api.tasks.aio(5)}

    assert len(asyncio.run(main())) == 1
    assert _impl.variable.get() == "unset"


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout")
def test_a_timeout_held_across_a_yield() -> None:
    with pytest.raises(TimeoutError):  # it ends while the generator works
        for _ in api.deadline(0.1):
            pass

    async def numbers() -> AsyncGenerator[Any, None]:
        async with asyncio.timeout(None) as scope:
            yield scope
            yield 1

    generator = get_synchronizer("weather")._run_generator_sync(numbers())
    scope = next(generator)
    api.run(lambda: scope.reschedule(0))
    until(scope.expired)  # it ends while the generator waits for its user
    with pytest.raises(TimeoutError):
        next(generator)
    assert list(itertools.islice(api.deadline(100), 3)) == [0, 1, 2]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Task.cancelling")
def test_a_cancelled_step_leaves_no_mark_on_the_task() -> None:
    """The cancel was for the step; a timeout of the generator's own would take it for its own later."""

    async def stubborn() -> AsyncGenerator[Any, None]:
        try:
            begun.append(True)
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            yield "swallowed"
        task = asyncio.current_task()
        assert task is not None
        yield task.cancelling()

    async def main() -> None:
        generator = get_synchronizer("weather")._run_generator_async(stubborn())
        step = asyncio.ensure_future(generator.__anext__())
        await happens(lambda: begun)
        step.cancel()
        assert await step == "swallowed"
        assert await generator.__anext__() == 0
        await generator.aclose()

    begun: list[bool] = []
    asyncio.run(main())


def test_two_consumers_get_the_native_errors() -> None:
    async def sleepy() -> AsyncGenerator[int, None]:
        begun.append(True)
        await happens(lambda: not begun)
        yield 1

    begun: list[bool] = []
    generator = get_synchronizer("weather")._run_generator_sync(sleepy())
    thread = threading.Thread(target=lambda: next(generator))
    thread.start()
    until(lambda: begun)
    with pytest.raises(ValueError, match="generator already executing"):
        next(generator)
    begun.clear()
    thread.join()

    async def main() -> None:
        generator = get_synchronizer("weather")._run_generator_async(sleepy())
        first = asyncio.ensure_future(generator.__anext__())
        await happens(lambda: begun)
        with pytest.raises(RuntimeError, match="already running"):
            await generator.__anext__()
        begun.clear()
        assert await first == 1
        await generator.aclose()

    asyncio.run(main())


# ---------------------------------------- iterators


def test_plain_iterators_and_iterables() -> None:
    assert [page.url for page in api.counter(3)] == ["2", "1", "0"]
    assert [page.url for page in api.Table()] == ["one", "two"]
    assert [page.url for page in api.Cursor(2)] == ["1", "0"]
    cursor = api.Cursor(1)
    assert iter(cursor) is cursor

    async def main() -> None:
        assert [page.url async for page in api.counter.aio(3)] == ["2", "1", "0"]
        assert [page.url async for page in api.Table()] == ["one", "two"]
        assert [page.url async for page in api.Cursor(2)] == ["1", "0"]

    asyncio.run(main())


def test_an_iterator_for_both() -> None:
    log = api.Client("u").log
    assert next(log).url == "0"

    async def main() -> None:
        assert [page.url async for page in log] == ["1", "2"]

    asyncio.run(main())
    assert list(log) == []


def test_the_library_itself_iterates_in_its_own_task() -> None:
    async def inner() -> set[bool]:
        task = str(id(asyncio.current_task()))
        return {text.split()[0] == task async for _, text in api.tasks.aio(3)}

    assert api.await_here(inner) == {True}
