"""Tasks that have taken their first step when they are made; before 3.12, asyncio has none."""

from __future__ import annotations

import asyncio
import contextvars
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from synchronicity.runtime.tasks import eager_tasks

VARIABLE: contextvars.ContextVar[str] = contextvars.ContextVar("VARIABLE")


class Home:
    def __init__(self) -> None:
        self.loop = asyncio.SelectorEventLoop()

    def run(self, begin: Callable[[], object]) -> None:
        """Until somebody stops the loop, or fails."""
        failed: list[BaseException] = []

        def fails(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            failed.append(context["exception"])
            loop.stop()

        self.loop.set_exception_handler(fails)
        self.loop.call_soon(begin)
        self.loop.run_forever()
        for error in failed:
            raise error


@pytest.fixture
def home() -> Iterator[Home]:
    made = Home()
    yield made
    made.loop.close()


def make(home: Home, coroutine: Any) -> asyncio.Task[None]:
    context = contextvars.copy_context()
    context.run(VARIABLE.set, "given")
    eager = eager_tasks(home.loop)
    assert eager is not None
    return eager(coroutine, loop=home.loop, context=context, eager_start=True)


@pytest.mark.parametrize("debug", (False, True))
def test_the_first_step_is_like_any_other(home: Home, debug: bool) -> None:
    home.loop.set_debug(debug)
    seen: list[Any] = []

    async def work() -> None:
        for _ in range(2):
            tasks = asyncio.all_tasks(home.loop)
            seen.append((asyncio.current_task(home.loop), tasks, VARIABLE.get()))
            await asyncio.sleep(0)

    def begin() -> None:  # where a loop takes what it is given
        task = made[0] = make(home, work())
        assert not task.done()
        assert seen == [(task, {task}, "given")]
        assert asyncio.current_task(home.loop) is None
        assert "call_soon" not in home.loop.__dict__
        task.add_done_callback(lambda _: home.loop.stop())

    made: list[Any] = [None]
    home.run(begin)
    assert made[0].result() is None
    assert seen == [(made[0], {made[0]}, "given")] * 2
    assert VARIABLE.get("none") == "none"


def test_what_does_not_wait_needs_no_turn(home: Home) -> None:
    async def work() -> None:
        pass

    def begin() -> None:
        assert make(home, work()).done()
        home.loop.stop()

    home.run(begin)


def test_what_cannot_be_a_task_changes_nothing(home: Home) -> None:
    with pytest.raises(TypeError):
        make(home, 1)
    assert "call_soon" not in home.loop.__dict__


def test_a_finalizer_may_use_the_loop_while_a_task_is_made(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has called comes in the next turn, as ever, and a task of its own takes no step before that."""
    seen: list[str] = []
    known: list[object] = []

    async def work(name: str) -> None:
        seen.append(name)

    class Interrupted(asyncio.Task):  # type: ignore[type-arg]
        def __init__(self, coroutine: Any, **options: Any) -> None:
            if not known:  # as if something were collected just now
                known.append(home.loop.call_soon(seen.append, "called"))
                known.append(Interrupted(work("its own"), loop=home.loop))
            super().__init__(coroutine, **options)

    monkeypatch.setattr(asyncio, "Task", Interrupted)

    def begin() -> None:
        assert make(home, work("made")).done()
        assert seen == ["made"]
        assert isinstance(known[0], asyncio.Handle)
        home.loop.call_soon(home.loop.stop)

    home.run(begin)
    assert seen == ["made", "called", "its own"]


def test_who_replaces_call_soon_still_hears_of_every_step(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    soon = home.loop.call_soon

    def call_soon(callback: Any, *args: Any, **options: Any) -> asyncio.Handle:
        heard.append(callback)
        return soon(callback, *args, **options)

    async def work() -> None:
        home.loop.stop()

    def begin() -> None:
        monkeypatch.setattr(home.loop, "call_soon", call_soon)
        make(home, work())
        assert home.loop.__dict__["call_soon"] is call_soon

    home.run(begin)
    assert len(heard) == (1 if sys.version_info < (3, 12) else 0)
