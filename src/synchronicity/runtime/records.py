"""The records of work in flight (`Call`), and a way for threads to wait for an event (`Latch`).

Knows that a loop holds the records that are not complete; not how it runs them, nor who waits.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock

from .errors import strip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Context
    from typing import Any, Protocol

    class Home(Protocol):
        """The loop that a record is registered with."""

        inflight: dict[Call, Call]
        cleaning: bool
        loop: Any  # asyncio's; once it runs

        def announce(self, flushed: Any, /) -> None: ...
        def refusal(self) -> BaseException: ...
        def report(self, error: BaseException, /) -> None: ...

    class Waker(Protocol):
        """Wakes who waits for a call."""

        def ring(self) -> object:
            """On the loop thread; may come together with others, at the end of the tick."""
            ...

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

    `waker` is used once, by the thread that completes the record, after `done` is set.

    A subclass sets all of these itself: the frame of another constructor is paid for in every call.
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
        "waker",
        "want_cancel",
        "what",
    )

    context: Context
    home: Home  # once it is submitted
    what: Any  # what has been called, for messages; also from then on
    waker: Waker | None
    value: Any
    error: BaseException | None
    begun: bool
    done: bool
    want_cancel: bool
    cancelled: bool  # the work hears of it
    statement = "await"  # how an asynchronous caller writes it

    def begin(self, make: Any, /) -> None:
        """Start the work; on the loop thread, in a task that `make` gives: see `tasks`."""
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
        if self.home.inflight.pop(self, None) is not None:
            self._fill(error)
            if self.waker is not None:
                self.waker.now()

    def finish(self, value: Any, error: BaseException | None) -> None:
        """Complete the record, unless it is complete already; on the loop thread."""
        # Other threads may try at the same time: who takes it out completes it.
        if self.home.inflight.pop(self, None) is None:
            return
        if error is None:
            self.value = value
            self.done = True
        else:
            self._fill(error)
        if self.waker is not None:
            self.waker.ring()
        elif error is not None:
            self.home.report(error)

    def _fill(self, error: BaseException) -> None:
        home = self.home
        if not self.begun:
            self.drop()
        if home.cleaning and not self.want_cancel and is_cancelled(error):
            error = home.refusal()
        strip(error)
        self.error = error
        self.done = True


def is_cancelled(error: BaseException, /) -> bool:
    """Whether `error` is asyncio's CancelledError; without importing asyncio, which has to exist for that."""
    asyncio = sys.modules.get("asyncio")
    return asyncio is not None and isinstance(error, asyncio.CancelledError)


def new_cancelled() -> BaseException:
    import asyncio

    return asyncio.CancelledError()
