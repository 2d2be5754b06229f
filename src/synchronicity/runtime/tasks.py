"""Making tasks; where asyncio's own loop allows it, such that have taken their first step already.

A call that does not wait then needs no turn of the loop. Knows asyncio's loop and its tasks, not what these do.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine
    from contextvars import Context
    from typing import Any

    # Called as asyncio's own class is: make(coroutine, loop=loop, context=context, eager_start=True).
    MakeTask = Callable[..., asyncio.Task[None]]


def plain_task(
    coroutine: Coroutine[Any, Any, None], *, loop: Any, context: Context, eager_start: object
) -> asyncio.Task[None]:
    """One that the loop makes as it likes, and that takes its first step when the loop likes."""
    if sys.version_info < (3, 11):
        return context.run(loop.create_task, coroutine)  # type: ignore[no-any-return]
    return loop.create_task(coroutine, context=context)  # type: ignore[no-any-return]


def eager_tasks(loop: asyncio.AbstractEventLoop, /) -> MakeTask | None:
    """What makes eager tasks: asyncio's own class, from 3.12 on. None: this loop has tasks of its own."""
    asyncio: Any = sys.modules["asyncio"]
    if type(loop) is not asyncio.SelectorEventLoop or not hasattr(loop, "_task_factory"):
        return None
    if sys.version_info >= (3, 12):
        return asyncio.Task  # type: ignore[no-any-return]
    return _eager_before_3_12(loop, asyncio.Task)


def _eager_before_3_12(home_loop: asyncio.AbstractEventLoop, task_class: Any) -> MakeTask:
    """The same for older tasks. A new one asks its loop for its first step: that is caught, and the step is taken here.

    Not where somebody else has replaced the loop's `call_soon`.
    """
    attributes, kind = home_loop.__dict__, type(home_loop)
    coroutine: Any = None
    step: Any = None
    entered: Any = None  # the context of the step

    def call_soon(callback: Any, *args: Any, context: Any = None) -> Any:
        nonlocal step, entered
        task: Any = getattr(callback, "__self__", None)
        if type(task) is not task_class or task.get_coro() is not coroutine:
            # Of an object that is collected just now.
            return kind.call_soon(home_loop, callback, *args, context=context)
        step, entered = callback, context
        return None

    def make(work: Any, *, loop: Any, context: Context, eager_start: bool) -> Any:
        nonlocal coroutine, step, entered
        if "call_soon" in attributes:
            return plain_task(work, loop=loop, context=context, eager_start=eager_start)
        coroutine = work
        attributes["call_soon"] = call_soon
        try:
            if sys.version_info < (3, 11):
                task = context.run(task_class, work, loop=loop)
            else:
                task = task_class(work, loop=loop, context=context)
        finally:
            del attributes["call_soon"]
        run, first = entered.run, step
        coroutine = step = entered = None
        run(first)
        return task

    return make
