"""Waking a thread that waits: one token, over an eventfd, a pipe, or a lock.

Knows threads and file descriptors, not what is waited for. A write to a file descriptor lets go of the GIL
before the kernel wakes the other thread; a lock wakes it while the GIL is still held, and so it sleeps a
second time. That is a third of the time of a call.

A waker belongs to one waiter at a time. Its file descriptors are closed when nobody refers to it any more, and
not before: a late write would go to whatever file has got the number since.
"""

from __future__ import annotations

import os
import select
import sys
from _thread import allocate_lock
from _weakref import ref
from itertools import chain, starmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from functools import partial
    from typing import Any, Protocol, Union

    class Owner(Protocol):
        """Closes its file descriptor when it is collected."""

        def fileno(self) -> int: ...

    Waker = Union["FileWaker", "LockWaker"]
else:
    from _functools import partial  # without the rest of `functools`

# On Windows nothing interrupts a lock: the main thread has to look for Ctrl-C itself. Elsewhere a signal does, but not one that
# has come just before the thread began to wait.
_SLICE = 0.1 if sys.platform == "win32" else 1.0
_TOKEN = (1).to_bytes(8, sys.byteorder)  # what an eventfd takes, and a pipe as well

# Who reads from which file descriptor: see `_after_fork_in_child`. What is dead stays until the number is used again.
_reading: dict[int, ref[FileWaker]] = {}
# Making a file descriptor for each call would take as long as the lock does. Last in, first out. What comes back must have
# had its one token written *and* taken: after an exception, nobody knows.
pool: list[FileWaker] = []
MOST = 32


class FileWaker:
    """Wakes over a file descriptor. Raises OSError where there are too many.

    `ring` gives a token, and `wait` takes one; a signal handler that raises ends the wait. Both are written in C, because
    every call goes through them. Who uses them holds the waker meanwhile.
    """

    __slots__ = ("__weakref__", "_ends", "_from", "_to", "ring", "wait")

    def __init__(self) -> None:
        # One call: a signal handler that raises comes before or after it, and no file descriptor is left without an owner.
        self._ends: list[Owner] = list(owned(_ends()))
        self._from, self._to = self._ends[0].fileno(), self._ends[-1].fileno()
        _reading[self._from] = ref(self)
        self.ring: partial[Any] = _ring_over(self._to)
        # Not `eventfd_read`, which fails when a signal comes.
        self.wait: partial[Any] = partial(os.read, self._from, 8)

    def now(self) -> None:
        self.ring()

    def fileno(self) -> int:
        """Becomes readable by a token."""
        return self._from


class LockWaker:
    """Wakes over a lock."""

    __slots__ = ("_lock",)

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._lock.acquire()

    def ring(self) -> None:
        self._lock.release()

    now = ring

    def wait(self, timeout: float = _SLICE) -> None:
        """Take the token, or return after `timeout`."""
        self._lock.acquire(True, timeout)


def new_waker() -> Waker:
    """A waker without a token, where the pool is empty."""
    if _KIND != "lock":
        try:
            return FileWaker()
        except OSError:  # too many open files: that must not fail a call
            pass
    return LockWaker()


def handoff() -> str:
    """The first of eventfd, pipe and lock that this platform has.

    SYNCHRONICITY_HANDOFF in the environment asks for another, to try what other platforms do.
    """
    asked = os.environ.get("SYNCHRONICITY_HANDOFF")
    if asked == "lock" or _KEEPER is None:
        return "lock"
    if asked == "pipe":
        return asked
    return "eventfd" if hasattr(os, "eventfd") else "pipe"  # from 3.10 on, on Linux


# A finalizer of our own might be interrupted by a signal handler before it has closed anything. These are written in C,
# close what they have been given, and do not ask what it is.
_KEEPER: Any = getattr(select, "epoll", None) or getattr(select, "kqueue", None)
_KIND = handoff()


def owned(numbers: Iterator[int], /) -> Iterator[Owner]:
    """Owners of new file descriptors. Both are made in one step, between which no signal handler runs."""
    return map(_KEEPER.fromfd, numbers)


def _ring_over(number: int) -> partial[Any]:
    if _KIND != "eventfd":
        return partial(os.write, number, _TOKEN)
    write: Callable[[int, int], None] = os.eventfd_write  # type: ignore[attr-defined, unused-ignore]
    return partial(write, number, 1)


def _ends() -> Iterator[int]:
    """New file descriptors, made when they are asked for: the one to read from first, the one to write to last."""
    if _KIND == "eventfd":
        return map(os.eventfd, (0,))  # type: ignore[attr-defined, unused-ignore]
    return chain.from_iterable(starmap(os.pipe, ((),)))


def _after_fork_in_child() -> None:
    """Tokens must not go from the child to the parent, nor back: the child gets file descriptors of its own.

    Under the same numbers: a wait that a signal handler has interrupted, to fork, goes on in both processes.
    """
    pool.clear()
    for number, waker in list(_reading.items()):
        reader = waker()
        if reader is None:
            continue
        try:
            ends = list(_ends())
        except OSError:  # without one it can still wait, if both processes do not at the same time
            continue
        for old, new in zip((number, reader._to), ends):
            os.dup2(new, old, False)
        for new in ends:
            os.close(new)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
