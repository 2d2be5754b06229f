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


def new_task(
    home: Any, context: Context, coroutine: Coroutine[Any, Any, None], eager: Any, /
) -> asyncio.Task[None]:
    """A task on the loop of `home`, in this context; one that `eager` makes, if that is given, has taken its first step already."""
    loop: asyncio.AbstractEventLoop = home.loop
    if eager is not None:
        made: asyncio.Task[None] = eager(coroutine, loop=loop, context=context, eager_start=True)
        return made
    if sys.version_info < (3, 11):
        return context.run(loop.create_task, coroutine)
    return loop.create_task(coroutine, context=context)


def eager_tasks(loop: asyncio.AbstractEventLoop, /) -> Any:
    """What makes eager tasks: asyncio's own class, from 3.12 on. None: this loop has tasks of its own."""
    asyncio: Any = sys.modules["asyncio"]
    if type(loop) is not asyncio.SelectorEventLoop or not hasattr(loop, "_task_factory"):
        return None
    if sys.version_info >= (3, 12):
        return asyncio.Task
    return _eager_before_3_12(loop, asyncio.Task)


def _eager_before_3_12(loop: asyncio.AbstractEventLoop, task_class: Any) -> Callable[..., Any]:
    """The same for older tasks. A new one asks its loop for its first step: that is caught, and the step is taken here."""
    attributes = loop.__dict__
    soon: Any = loop.call_soon
    coroutine: Any = None
    step: Any = None
    entered: Any = None  # the context of the step

    def call_soon(callback: Any, *args: Any, context: Any = None) -> Any:
        nonlocal step, entered
        task = getattr(callback, "__self__", None)
        if type(task) is not task_class or task.get_coro() is not coroutine:
            return soon(callback, *args, context=context)  # of an object that is collected just now
        step, entered = callback, context
        return None

    def make(work: Any, *, loop: Any, context: Context, eager_start: bool) -> Any:
        nonlocal coroutine, step, entered
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
