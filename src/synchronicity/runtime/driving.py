"""Driver tasks: every step of one object in the same task and the same context.

An async generator or context manager may hold a timeout, a task group, a cancel scope or a context variable
from one step to the next; all of them belong to a task. Knows steps and their order, not what they do.
"""

from __future__ import annotations

import sys
from _contextvars import copy_context  # without the wrapper around it

from .loop import LoopThread
from .records import Call, is_cancelled, new_cancelled
from .waiting import arrive, running_loop, wait, wait_at_most

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Generator
    from contextvars import Context
    from typing import Any, Protocol

    from .tasks import MakeTask

    # What a step does, called with the arguments of the step. Not a closure: one would have to be made for each step.
    Perform = Callable[..., Awaitable[Any]]

    class Driven(Protocol):
        """An object that has a driver, as that knows it; on the loop thread."""

        kind: str  # one of `BUSY`

        def interrupted(
            self, error: BaseException, perform: Perform, arguments: tuple[Any, ...], /
        ) -> Awaitable[Any]:
            """What is done instead of `perform(*arguments)`, as `error` has reached the driver since the last step."""
            ...

        def end(self, reason: BaseException | None, /) -> Awaitable[object]:
            """Close it between two steps: it was abandoned, or if there is a reason, the loop ends."""
            ...


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

    __slots__ = ("arguments", "cancels", "driver", "last", "perform")

    def __init__(
        self, driver: Driver, perform: Perform, arguments: tuple[Any, ...], last: bool, /
    ) -> None:
        self.context = copy_context()
        self.waker = self.value = self.error = None
        self.begun = self.done = self.want_cancel = self.cancelled = False
        self.driver = driver
        self.perform: Perform | None = perform
        self.arguments = arguments
        self.last = last
        self.cancels = 0

    @property
    def statement(self) -> str:  # type: ignore[override]
        return _STATEMENTS[self.driver.kind]

    def begin(self, make: MakeTask, /) -> None:
        self.driver.take(self, make)

    def cancel(self) -> None:
        self.driver.cancel(self)


class Pause:
    """What a task waits for until it is resumed: to asyncio a future, but the task goes on at once, and no object is made.

    A future would cost a handle and a turn of the loop for each step.
    """

    __slots__ = ("_asyncio_future_blocking", "_context", "_loop", "_wakeup", "result")

    def __init__(self) -> None:
        self._loop: Any = None  # that of the task, once there is one
        self._asyncio_future_blocking = False
        self.result: Callable[[], object] = bool  # what a task asks for when it goes on
        self._wakeup: Any = None  # the task's; None: it does not wait, or is about to go on
        self._context: Any = None

    def attach(self, loop: asyncio.AbstractEventLoop, /) -> None:
        """Be one that a task of this loop can wait for."""
        self._loop = loop

    def resume(self) -> bool:
        """Run the task to where it waits again; not from within a task. Whether it has waited here."""
        wakeup, self._wakeup = self._wakeup, None
        if wakeup is None:
            return False
        self._context.run(wakeup, self)
        return True

    def __await__(self) -> Generator[Pause, None, None]:
        self._asyncio_future_blocking = True
        yield self

    # ---------------------------------------- what a task asks of a future

    def add_done_callback(self, wakeup: Any, *, context: Context) -> None:
        self._wakeup, self._context = wakeup, context

    def cancel(self, msg: object = None) -> bool:
        if self._wakeup is not None:
            self.result = self._cancelled
            self._loop.call_soon(self._wakeup, self, context=self._context)
            self._wakeup = None
        return True

    def _cancelled(self) -> None:
        self.result = bool
        raise new_cancelled()


class Driver:
    """The task that performs the steps of one object, one after the other. Lives on the loop thread.

    It ends after the last step and after a step that fails; a step after that gets a new task, and the object
    answers as an ended one does. `what` is what has been called, for messages.
    """

    def __init__(self, home: LoopThread, driven: Driven, what: Any, /) -> None:
        self._home = home
        self._driven = driven
        self.kind = driven.kind
        self.what = what
        self._task: asyncio.Task[None] | None = None
        self._step: Step | None = None
        self._entered = False
        self._pause = Pause()
        self._interrupted: BaseException | None = None
        self._abandoned = False

    def abandon(self) -> None:
        """Nobody will take another step: close the object, soon. On any thread, waits for nothing."""
        self._abandoned = True
        self._home.tell(self._pause.resume)

    # ---------------------------------------- on the loop thread

    def take(self, step: Step, make: MakeTask, /) -> None:
        if self._step is not None:
            step.finish(None, RuntimeError(BUSY[self.kind]))
            return
        self._step = step
        if self._task is None:
            self._start(step, make)
        else:
            self._pause.resume()

    def _start(self, step: Step, make: MakeTask) -> None:
        self._entered = False
        assert self._home.loop is not None
        self._pause.attach(self._home.loop)
        task = make(self._run(), loop=self._home.loop, context=step.context, eager_start=True)
        if not task.done():  # an eager one may be over
            self._task = task
            self._home.drivers.add(self)
            if not self._entered:
                self._home.announce(self)

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
        over, step, pause = False, self._step, self._pause
        while not over:
            if step is not None:
                perform: Any = step.perform
                step.perform = None
                value: Any = None
                error: BaseException | None = None
                try:
                    if step.want_cancel:
                        raise new_cancelled()
                    if self._interrupted is None:
                        value = await perform(*step.arguments)
                    else:
                        value = await self._tell(perform, step.arguments)
                except BaseException as failed:
                    error = failed
                if error is None and not step.last and not step.cancels:
                    self._step = None  # as `_finish`, without its frame
                    step.finish(value, None)
                else:
                    over = self._finish(step, value, error)
                del perform, value, error
            elif self._abandoned:
                break
            else:
                try:
                    await pause
                except BaseException as error:
                    if self._is_ended_by(error):
                        break
            step = self._step
        if not over:
            self._leave()
            await self._shut()

    def _tell(self, perform: Perform, arguments: tuple[Any, ...]) -> Awaitable[Any]:
        """A step of an object that has to be told first of what has come up since the last one."""
        error, self._interrupted = self._interrupted, None
        assert error is not None
        return self._driven.interrupted(error, perform, arguments)

    def _finish(self, step: Step, value: Any, error: BaseException | None) -> bool:
        """Whether it has been the last step."""
        over = step.last or error is not None
        self._step = None
        if step.cancels and sys.version_info >= (3, 11):  # they were for the step, not for us
            task: Any = self._task
            for _ in range(step.cancels):
                task.uncancel()
        if over:
            self._leave()
        step.finish(value, error)
        return over

    def _is_ended_by(self, error: BaseException) -> bool:
        """Whether there will be no more steps, after what has come up between two of them."""
        if self._home.cleaning or not is_cancelled(error):
            self._interrupted = error
            return True
        if self._step is None or not self._step.want_cancel:
            # A timeout or task group of the object's own, which is told at the next step.
            self._interrupted = error
        return False

    async def _shut(self) -> None:
        try:
            await self._driven.end(None if self._abandoned else self._interrupted)
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
        "_driven",
        "_driver",
        "_home",
        "_pending",
        "_what",
        "inline",
        "over",
    )

    def __init__(self, home: LoopThread, driven: Driven, what: Any, /) -> None:
        self._home = home
        self._driven = driven
        self._what = what
        self._driver: Driver | None = None
        self._pending: Step | None = None
        self.inline = False
        self.over = False  # there is nothing left to close

    def wait(self, perform: Perform, arguments: tuple[Any, ...], last: bool = False) -> Step:
        """One step, while this thread waits. Raises as `waiting.wait` does; the step's own error is in it."""
        driver = self._driver or self._drive()
        self._home.rouse()
        self._pending = step = Step(driver, perform, arguments, last)
        wait(self._home, step, self._what)
        self._pending = None
        if last or step.error is not None:
            self.over = True
        return step

    def wait_at_most(self, seconds: float, perform: Perform, arguments: tuple[Any, ...]) -> Step:
        """The last step, for so long; then it may come back with `done` false."""
        step = Step(self._driver or self._drive(), perform, arguments, True)
        self.over = True
        return wait_at_most(seconds, self._home, step, self._what)

    async def arrive(
        self, perform: Perform, arguments: tuple[Any, ...], last: bool = False
    ) -> Step:
        """One step, while the caller's own loop goes on."""
        if self._driver is None and running_loop(self._what) is self._home.loop:
            self.inline = True
            step = await self._perform_here(Step.__new__(Step), perform, arguments)
        else:
            self._pending = step = Step(self._driver or self._drive(), perform, arguments, last)
            await arrive(self._home, step, self._what)
            self._pending = None
        if last or step.error is not None:
            self.over = True
        return step

    def succeeded(self) -> bool:
        """Whether the step whose user was interrupted has been done all the same."""
        step = self._pending
        return step is not None and step.done and step.error is None

    def abandon(self) -> None:
        """Have the object closed soon, and do not wait."""
        if self._driver is not None and not self.over:
            self.over = True
            self._driver.abandon()

    def is_open(self) -> bool:
        """Whether there may be something left to close.

        Works on attributes only: without a GIL, a generator that is left over at exit may be finalized when the modules
        have lost their names.
        """
        return not (self.over or self._home.ended.happened)

    def is_here(self) -> bool:
        """Whether this is the library's own loop thread."""
        return self._home.is_here()

    def _drive(self) -> Driver:
        self._driver = Driver(self._home, self._driven, self._what)
        return self._driver

    async def _perform_here(self, step: Step, perform: Perform, arguments: tuple[Any, ...]) -> Step:
        step.value = step.error = None
        try:
            step.value = await perform(*arguments)
        except BaseException as error:
            step.error = error
        return step

    def __del__(self) -> None:
        if not getattr(self, "over", True) and self._driver is not None:
            self._driver.abandon()
