"""The records of work in flight (`Call`), and a way for threads to wait for an event (`Latch`).

Knows that a loop holds the records that are not complete; not how it runs them, nor who waits.
"""

from __future__ import annotations

import sys
from _contextvars import Context, copy_context  # without the wrapper around them
from _thread import allocate_lock

from .errors import strip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Home(Protocol):
        """The loop that a record is registered with."""

        inflight: dict[Call, Call]
        cleaning: bool

        def announce(self, flushed: Any, /) -> None: ...
        def refusal(self) -> BaseException: ...
        def report(self, error: BaseException, /) -> None: ...

    class Wake(Protocol):
        """Wakes who waits for a call."""

        def __call__(self) -> object:
            """On the loop thread; may come together with others, at the end of the tick."""

        def now(self) -> object:
            """On any thread."""


class Latch:
    """Something that happens once, and that any number of threads can wait for."""

    __slots__ = ("_waiting", "happened")

    def __init__(self) -> None:
        self.happened: bool = False
        self._waiting: list[Any] = []

    def set(self) -> None:
        self.happened = True
        try:
            while True:
                self._waiting.pop().release()
        except IndexError:
            pass

    def wait(self, timeout: float = -1) -> bool:
        """Whether it has happened. A lock for each waiter: an interrupted one disturbs no other."""
        lock = allocate_lock()
        lock.acquire()
        self._waiting.append(lock)
        if not self.happened:
            lock.acquire(True, timeout)
        return self.happened


class Call:
    """The record of one unit of work: made by the caller, filled by the loop.

    `wake` is used once, by the thread that completes the record, after `done` is set.
    """

    __slots__ = (
        "__weakref__",
        "begun",
        "cancelled",
        "context",
        "done",
        "error",
        "home",
        "value",
        "wake",
        "want_cancel",
        "what",
    )

    home: Home  # once it is submitted
    what: Any  # what has been called, for messages; also from then on
    statement = "await"  # how an asynchronous caller writes it

    def __init__(self) -> None:
        self.context: Context = copy_context()
        self.value: Any = None
        self.error: BaseException | None = None
        self.wake: Wake | None = None
        self.begun: bool = False
        self.done: bool = False
        self.want_cancel: bool = False
        self.cancelled: bool = False  # the work hears of it

    def begin(self) -> None:
        """Start the work; on the loop thread."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Cancel the work, which has begun; on the loop thread."""
        raise NotImplementedError

    def drop(self) -> None:
        """Let go of work that will never begin."""

    def taken(self) -> BaseException:
        """The error, to be raised: the record lets go of it, or it and its traceback would hold each other."""
        error, self.error = self.error, None
        assert error is not None
        return error

    def fail(self, error: BaseException, /) -> None:
        """Complete the record with an error, on any thread, also when its loop does not run."""
        if self._complete(None, error) and self.wake is not None:
            self.wake.now()

    def finish(self, value: Any, error: BaseException | None) -> None:
        """Complete the record, unless it is complete already; on the loop thread."""
        if self._complete(value, error):
            if self.wake is not None:
                self.wake()
            elif error is not None:
                self.home.report(error)

    def _complete(self, value: Any, error: BaseException | None) -> bool:
        """Whether it is this thread that completes the record. Others may try at the same time."""
        home = self.home
        if home.inflight.pop(self, None) is None:
            return False
        if not self.begun:
            self.drop()
        if error is not None:
            if home.cleaning and not self.want_cancel and is_cancelled(error):
                error = home.refusal()
            strip(error)
        self.value, self.error = value, error
        self.done = True
        return True


def is_cancelled(error: BaseException, /) -> bool:
    """Whether `error` is asyncio's CancelledError; without importing asyncio, which has to exist for that."""
    asyncio = sys.modules.get("asyncio")
    return asyncio is not None and isinstance(error, asyncio.CancelledError)


def new_cancelled() -> BaseException:
    import asyncio

    return asyncio.CancelledError()
