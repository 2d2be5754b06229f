"""Waiting for a call: the thread that blocks, and the coroutine that waits on its own loop.

Knows one piece of work, an awaitable (`Work`). Whoever waits gets the completed record and raises its
error itself, so that only one frame of the library stands in the user's traceback.
"""

from __future__ import annotations

import os
import sys
from _contextvars import ContextVar, copy_context  # without the wrapper around them
from _thread import RLock, get_ident

from .advice import instead_of, warn_of_blocking
from .errors import BlockingCallError, NoRunningLoopError, name_of
from .loop import LoopThread, threads
from .ports import Signal, port_of
from .records import Call, is_cancelled, new_cancelled
from .wakers import MOST, FileWaker, LockWaker, new_waker, pool

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine
    from typing import Any, TypeVar

    from .tasks import MakeTask
    from .wakers import Waker

    _C = TypeVar("_C", bound=Call)

# The blocking calls that the present code runs under: made on a loop thread, to another loop.
_blocking: ContextVar[tuple[tuple[LoopThread, Call], ...]] = ContextVar(
    "synchronicity_blocking", default=()
)
_blocking_lock = RLock()


class Work(Call):
    """The record of a call that awaits something."""

    __slots__ = ("awaitable", "entered", "task")

    def __init__(self, awaitable: Any, /) -> None:
        self.context = copy_context()
        self.awaitable = awaitable
        self.waker = self.value = self.error = None
        self.begun = self.done = self.want_cancel = self.cancelled = self.entered = False
        self.task: asyncio.Task[None] | None = None

    def begin(self, make: MakeTask, /) -> None:
        task = make(self._drive(), loop=self.home.loop, context=self.context, eager_start=True)
        if not self.done:  # else it is let go of here, while the caller still wakes up
            self.task = task
            if not self.entered:
                self.home.announce(self)

    def cancel(self) -> None:
        if self.task is not None:
            self.cancelled = True
            self.task.cancel()

    def drop(self) -> None:
        close(self.awaitable)

    async def _drive(self) -> None:
        self.entered = True
        awaitable: Any = self.awaitable
        self.awaitable = None
        try:
            value = await awaitable
        except BaseException as error:  # SystemExit and the like must not end the loop
            del awaitable
            self.finish(None, error)
        else:
            self.finish(value, None)

    def flush(self) -> None:
        """A task that is cancelled before its first step never gets into `_drive`: look once a tick is over.

        A callback of the task would do as well, and cost each call more than this.
        """
        if self.entered or self.done:
            return
        if self.task is not None and self.task.done():
            self.drop()
            self.finish(None, new_cancelled())
        else:
            self.home.announce(self)


def close(awaitable: Any, /) -> None:
    """Close a coroutine that will never run, so that it does not warn."""
    if hasattr(awaitable, "send") and hasattr(awaitable, "throw"):
        awaitable.close()


# ---------------------------------------- blocking


def wait(home: LoopThread, call: _C, what: Any) -> _C:
    """Have `call` done on `home` while this thread waits, and give it back completed.

    `what` is called, for messages.

    An exception that comes up in the waiting thread, such as KeyboardInterrupt, cancels the call, waits for
    its clean-up and goes on; one that comes up during that wait goes on at once.

    Raises:
        BlockingCallError: The call would wait for itself.

    Warns:
        BlockingCallWarning: An asyncio loop runs in this thread.
    """
    here = threads.get(get_ident())
    if here is not None:
        _refuse_deadlock(here, home, call, what)
    elif _blocking.get():
        _refuse_blocked(home, call, what)
    try:
        waker: Waker = pool.pop()
    except IndexError:
        waker = new_waker()
    call.what = what
    call.waker = waker  # pyright: ignore[reportAttributeAccessIssue]  # it takes `FileWaker.ring` for a method
    try:
        if home.callers_loop() is not None:
            warn_of_blocking(call)
        home.submit(call)
        waker.wait()  # in any case, or its token would be left to the next call
        while not call.done:
            waker.wait()
    except BaseException as error:
        _give_up(home, call, waker)
        _chain(error, call)
        raise
    finally:
        if here is not None:
            here.blocked_on = None
    if type(waker) is FileWaker and len(pool) < MOST:
        pool.append(waker)
    return call


def wait_at_most(seconds: float, home: LoopThread, call: _C, what: Any) -> _C:
    """`wait`, but after this time the call comes back with `done` false. Does not warn: for what is being collected."""
    here = threads.get(get_ident())
    if here is not None:
        _refuse_deadlock(here, home, call, what)
    elif _blocking.get():
        _refuse_blocked(home, call, what)
    waker = LockWaker()
    call.what = what
    call.waker = waker
    try:
        home.submit(call)
        waker.wait(seconds)
    except BaseException as error:
        _give_up(home, call, waker)
        _chain(error, call)
        raise
    finally:
        if here is not None:
            here.blocked_on = None
    return call


def _give_up(home: LoopThread, call: Call, waker: Waker) -> None:
    """The waiting thread has been interrupted: cancel the call, and wait for its clean-up."""
    if call.begun or call in home.inflight:
        home.interrupt(call)
        while not call.done:
            waker.wait()
    elif not call.done:  # interrupted before it was registered
        call.drop()


def _chain(error: BaseException, call: Call) -> None:
    """What went wrong in the clean-up stays visible beside the interrupt."""
    failed = call.error
    if (
        failed is not None
        and not is_cancelled(failed)
        and failed is not error
        and error.__context__ is None
    ):
        error.__context__ = failed


def _refuse_deadlock(here: LoopThread, home: LoopThread, call: Call, what: Any) -> None:
    with _blocking_lock:
        last: LoopThread | None = home
        while last is not None and last is not here:
            last = last.blocked_on
        if last is None:
            _refuse_blocked(home, call, what)
            here.blocked_on = home
            call.context.run(_blocking.set, (*_blocking.get(), (here, call)))
            return
    call.drop()
    name = name_of(what)
    where = (
        "the event loop that has to do the work"
        if here is home
        else "a loop that this one waits for"
    )
    raise BlockingCallError(
        f"{name}() blocks, and was called on {where} (synchronizer {home.name!r}): "
        f"it would wait for itself. Use {instead_of(what, call.statement)} there."
    )


def _refuse_blocked(home: LoopThread, call: Call, what: Any) -> None:
    """Synchronizer A that blocks in a call of B, which calls A."""
    for blocked, outer in _blocking.get():
        if blocked is home and not outer.done:
            call.drop()
            raise BlockingCallError(
                f"{name_of(what)}() was called while synchronizer {home.name!r} itself waits, in a blocking call, "
                f"for the code that called it. Use '.aio' for the outer call."
            )


# ---------------------------------------- waiting on the caller's loop


def running_loop(what: Any, call: Call | None = None, /) -> asyncio.AbstractEventLoop:
    """The asyncio loop of the caller. Raises `NoRunningLoopError`, and drops `call`, when there is none."""
    asyncio: Any = sys.modules.get("asyncio")  # who runs it has imported it
    loop = None if asyncio is None else asyncio._get_running_loop()
    if loop is not None:
        return loop  # type: ignore[no-any-return]
    if call is not None:
        call.drop()
    raise NoRunningLoopError(
        f"{name_of(what)}.aio() must be awaited in a running asyncio event loop; trio and others do not "
        "have one. Without an event loop, call it without '.aio'."
    )


def has_loop() -> bool:
    """Whether asyncio runs in this thread."""
    asyncio = sys.modules.get("asyncio")
    return asyncio is not None and asyncio._get_running_loop() is not None


async def arrive(home: LoopThread, call: _C, what: Any) -> _C:
    """Have `call` done on `home` while the caller's own loop goes on, and give it back completed.

    When the caller is cancelled, the call is cancelled, and its clean-up has ended when this returns. As with
    a plain await, what comes of a cancelled call is what it makes of it: normally CancelledError, but also
    its own error, or a value where it swallows the cancel.
    """
    loop = running_loop(what, call)
    if _blocking.get():
        _refuse_blocked(home, call, what)
    port = port_of(home, loop)
    call.what = what
    call.waker = signal = Signal(port)
    try:
        port.enter(signal)
        home.submit(call, port)
        await signal.future
    except GeneratorExit:  # the caller is destroyed, and cannot wait
        port.leave(signal)
        home.interrupt(call)
        raise
    except BaseException:
        if not (call.done or call.begun or call in home.inflight):
            call.drop()  # interrupted before it was registered
            port.leave(signal)
            raise
        await _cancelled(home, call, signal)
        port.leave(signal)  # the call may be done, and the loop end before it hears of that
        # A cancel that was too late for the work must not be lost, because nothing has seen it.
        if not call.cancelled or (call.error is not None and is_cancelled(call.error)):
            raise
    return call


async def _cancelled(home: LoopThread, call: Call, signal: Signal) -> None:
    home.interrupt(call)
    while not call.done:
        try:
            await signal.renew()
        except GeneratorExit:
            raise
        except BaseException:
            home.interrupt(call)


def work(home: LoopThread, awaitable: Any, what: Any) -> Coroutine[Any, Any, Work]:
    """Await `awaitable` on `home`; on the library's own loop here and now, in the caller's own task."""
    call = Work(awaitable)
    if running_loop(what, call) is home.loop:
        return _work_here(call)
    return arrive(home, call, what)


async def _work_here(call: Work) -> Work:
    awaitable: Any = call.awaitable
    call.awaitable = None
    try:
        call.value = await awaitable
    except BaseException as error:
        call.error = error
    call.done = True
    return call


def _renew_lock() -> None:
    """In the child of a fork, the lock may be held by a thread that does not exist."""
    global _blocking_lock
    _blocking_lock = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
