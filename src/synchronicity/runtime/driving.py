"""Driver tasks: every step of one object in the same task and the same context.

An async generator or context manager may hold a timeout, a task group, a cancel scope or a context variable
from one step to the next; all of them belong to a task. Knows steps and their order, not what they do.
"""

from __future__ import annotations

import sys

from .loop import LoopThread
from .records import Call, is_cancelled, new_cancelled
from .waiting import arrive, new_task, running_loop, wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable
    from typing import Any

    # Gets the CancelledError that reached the driver between two steps, if one did.
    Perform = Callable[["BaseException | None"], Awaitable[Any]]
    Close = Callable[["BaseException | None"], Awaitable[object]]


COLLECT_SECONDS = 10.0

# The kinds of objects, and what a second user at the same time is told.
BUSY = {
    "generator": "anext(): asynchronous generator is already running",
    "context manager": "the context manager is being entered or left already",
}
_STATEMENTS = {"generator": "async for", "context manager": "async with"}


def special(source: Any, name: str, /) -> Any:
    """A special method of `source`, looked up on the type as `async for` and `async with` do it."""
    found: Any = getattr(type(source), name)  # pyright: ignore[reportUnknownArgumentType]
    return found.__get__(source)


class Step(Call):
    """The record of one step of an object that has a driver. After the `last` one the driver ends."""

    __slots__ = ("cancels", "driver", "last", "perform")

    def __init__(self, driver: Driver, perform: Perform, last: bool = False, /) -> None:
        super().__init__()
        self.driver = driver
        self.perform: Perform | None = perform
        self.last = last
        self.cancels = 0

    @property
    def statement(self) -> str:  # type: ignore[override]
        return _STATEMENTS[self.driver.kind]

    def begin(self) -> None:
        self.driver.take(self)

    def cancel(self) -> None:
        self.driver.cancel(self)


class Driver:
    """The task that performs the steps of one object, one after the other. Lives on the loop thread.

    It ends after the last step and after a step that fails; a step after that gets a new task, and the object
    answers as an ended one does. `close` closes the object when the driver must end between two steps: its
    argument is None when the object was abandoned, a CancelledError when the loop ends. `kind` is one of
    `BUSY`, and `what` is what has been called, for messages.
    """

    def __init__(self, home: LoopThread, close: Close, kind: str, what: Any, /) -> None:
        self._home = home
        self._close = close
        self.kind = kind
        self.what = what
        self._task: asyncio.Task[None] | None = None
        self._step: Step | None = None
        self._entered = False
        self._parked: asyncio.Future[None] | None = None
        self._interrupted: BaseException | None = None
        self._abandoned = False

    def abandon(self) -> None:
        """Nobody will take another step: close the object, soon. On any thread, waits for nothing."""
        self._abandoned = True
        self._home.tell(self._wake)

    # ---------------------------------------- on the loop thread

    def take(self, step: Step, /) -> None:
        if self._step is not None:
            step.finish(None, RuntimeError(BUSY[self.kind]))
            return
        self._step = step
        if self._task is None:
            self._entered = False
            task = new_task(self._home, step.context, self._run())
            if not task.done():  # an eager one may be over
                self._task = task
                self._home.drivers.add(self)
                self._home.announce(self)
        else:
            self._wake()

    def cancel(self, step: Step, /) -> None:
        if self._step is not step or self._task is None:
            return
        if self._entered:
            step.cancelled = True
            step.cancels += 1
            self._task.cancel()
        else:  # a task that is cancelled before its first step never performs anything
            assert self._home.loop is not None
            self._home.loop.call_soon(self.cancel, step)

    def _wake(self) -> None:
        if self._parked is not None and not self._parked.done():
            self._parked.set_result(None)

    def flush(self) -> None:
        """A task that is cancelled before its first step never gets into `_run`: look once a tick is over."""
        task = self._task
        if self._entered or task is None:
            return
        if task.done():
            self._leave()
            step, self._step = self._step, None
            if step is not None:
                step.finish(None, new_cancelled())
        else:
            self._home.announce(self)

    async def _run(self) -> None:
        # One coroutine for all: each one more is paid for in every step.
        self._entered = True
        while self._step is not None or await self._next():
            step: Any = self._step
            perform, step.perform = step.perform, None
            interrupted, self._interrupted = self._interrupted, None
            value = error = None
            try:
                if step.want_cancel:
                    raise new_cancelled()
                value = await perform(interrupted)
            except BaseException as failed:
                error = failed
            over = step.last or error is not None
            self._step = None
            while step.cancels:  # they were for the step, not for us
                step.cancels -= 1
                if sys.version_info >= (3, 11):
                    task: Any = self._task
                    task.uncancel()
            if over:
                self._leave()
            step.finish(value, error)
            del step, perform, interrupted, value, error
            if over:
                return
        self._leave()
        await self._shut()

    async def _next(self) -> bool:
        """Wait for the next step. False: there will be none."""
        assert self._home.loop is not None
        while self._step is None:
            if self._abandoned:
                return False
            self._parked = self._home.loop.create_future()
            try:
                await self._parked
            except BaseException as error:
                if self._home.cleaning or not is_cancelled(error):
                    self._interrupted = error
                    return False
                if not self._is_cancelled_step():
                    # A timeout or task group of the object's own, which is told at the next step.
                    self._interrupted = error
            finally:
                self._parked = None
        return True

    def _is_cancelled_step(self) -> bool:
        return self._step is not None and self._step.want_cancel

    async def _shut(self) -> None:
        try:
            await self._close(None if self._abandoned else self._interrupted)
        except BaseException as error:
            self._home.report(error)
        finally:
            if self._step is not None:
                self._step.finish(None, self._home.refusal())
                self._step = None

    def _leave(self) -> None:
        self._task = None
        self._home.drivers.discard(self)


class Handle:
    """An object with a driver, as its users hold it. When they drop it half-used, it is closed.

    A user on the library's own loop gets every step performed in the user's own task, as if there were no
    library in between, unless the first step has been taken elsewhere.
    """

    __slots__ = (
        "__weakref__",
        "_close",
        "_driver",
        "_home",
        "_kind",
        "_pending",
        "_what",
        "inline",
        "over",
    )

    def __init__(self, home: LoopThread, what: Any, close: Close, kind: str, /) -> None:
        self._home = home
        self._what = what
        self._close = close
        self._kind = kind
        self._driver: Driver | None = None
        self._pending: Step | None = None
        self.inline = False
        self.over = False  # there is nothing left to close

    def wait(self, perform: Perform, last: bool = False, timeout: float = -1) -> Step:
        """One step, while this thread waits. Raises as `waiting.wait` does; the step's own error is in it."""
        step = self._step(perform, last)
        return self._judge(wait(self._home, step, self._what, timeout))

    async def arrive(self, perform: Perform, last: bool = False) -> Step:
        """One step, while the caller's own loop goes on."""
        if self._driver is None and running_loop(self._what) is self._home.loop:
            self.inline = True
            return self._judge(await self._perform_here(Step.__new__(Step), perform, last))
        step = self._step(perform, last)
        return self._judge(await arrive(self._home, step, self._what))

    def succeeded(self) -> bool:
        """Whether the step whose user was interrupted has been done all the same."""
        step = self._pending
        return step is not None and step.done and step.error is None

    def abandon(self) -> None:
        """Have the object closed soon, and do not wait."""
        if self._driver is not None and not self.over:
            self.over = True
            self._driver.abandon()

    def is_here(self) -> bool:
        """Whether this is the library's own loop thread."""
        return self._home.is_here()

    def _step(self, perform: Perform, last: bool) -> Step:
        if self._driver is None:
            self._driver = Driver(self._home, self._close, self._kind, self._what)
        self._pending = step = Step(self._driver, perform, last)
        return step

    def _judge(self, step: Step) -> Step:
        self._pending = None
        if step.done and (step.last or step.error is not None):
            self.over = True
        return step

    async def _perform_here(self, step: Step, perform: Perform, last: bool) -> Step:
        step.last, step.done, step.value, step.error = last, True, None, None
        try:
            step.value = await perform(None)
        except BaseException as error:
            step.error = error
        return step

    def __del__(self) -> None:
        if not getattr(self, "over", True) and self._driver is not None:
            self._driver.abandon()
