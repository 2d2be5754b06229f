"""Waking a thread that waits: one token, over an eventfd, a pipe, or a lock.

Knows threads and file descriptors, not what is waited for. A write to a file descriptor lets go of the GIL
before the kernel wakes the other thread; a lock wakes it while the GIL is still held, and so it sleeps a
second time. That is a third of the time of a call.

A waker belongs to one waiter at a time. It closes its file descriptors when nobody refers to it any more, and
not before: a late write would go to whatever file has got the number since.
"""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock
from itertools import chain, starmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Union

    Waker = Union["FileWaker", "LockWaker"]

# On Windows nothing interrupts a lock: the main thread has to look for Ctrl-C itself.
_SLICE = 0.1 if sys.platform == "win32" else -1
_TOKEN = (1).to_bytes(8, sys.byteorder)  # what an eventfd takes, and a pipe as well

# The file descriptors that are open, reading ends to writing ends: see `_after_fork_in_child`.
_open: dict[int, int] = {}
# Making a file descriptor for each call would take as long as the lock does. Last in, first out.
_pool: list[FileWaker] = []
_MOST = 32


class FileWaker:
    """Wakes over a file descriptor. Raises OSError where there are too many."""

    __slots__ = ("_ends", "_from", "_to")

    def __init__(self) -> None:
        self._ends: list[int] = []
        # One call: a signal handler that raises comes before or after it, and no file descriptor is left without an owner.
        self._ends.extend(_ends())
        self._from, self._to = self._ends[0], self._ends[-1]
        _open[self._from] = self._to

    def __call__(self, write: Any = os.write, token: bytes = _TOKEN) -> None:
        write(self._to, token)

    now = __call__

    def wait(self, read: Any = os.read) -> None:
        """Take one token. A signal handler that raises ends the wait."""
        read(self._from, 8)

    def fileno(self) -> int:
        """Becomes readable by a token."""
        return self._from

    def __del__(self, opened: dict[int, int] = _open, close: Any = os.close) -> None:
        for number in getattr(self, "_ends", ()):  # it may have been interrupted before it had any
            opened.pop(number, None)
            close(number)


class LockWaker:
    """Wakes over a lock."""

    __slots__ = ("_lock",)

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._lock.acquire()

    def __call__(self) -> None:
        self._lock.release()

    now = __call__

    def wait(self, timeout: float = _SLICE) -> None:
        """Take the token, or return after `timeout`."""
        self._lock.acquire(True, timeout)


def borrow() -> Waker:
    """A waker without a token."""
    try:
        return _pool.pop()
    except IndexError:
        pass
    if _KIND != "lock":
        try:
            return FileWaker()
        except OSError:  # too many open files: that must not fail a call
            pass
    return LockWaker()


def give_back(waker: Waker, /) -> None:
    """For the next `borrow`. Its one token must have been written *and* taken: after an exception, nobody knows."""
    if type(waker) is FileWaker and len(_pool) < _MOST:
        _pool.append(waker)


def handoff() -> str:
    """The first of eventfd, pipe and lock that this platform has.

    SYNCHRONICITY_HANDOFF in the environment asks for another, to try what other platforms do.
    """
    asked = os.environ.get("SYNCHRONICITY_HANDOFF")
    if asked in ("pipe", "lock"):
        return asked
    if hasattr(os, "eventfd"):  # from 3.10 on, on Linux
        return "eventfd"
    return "lock" if sys.platform == "win32" else "pipe"


_KIND = handoff()


def _ends() -> Iterator[int]:
    """New file descriptors, made when they are asked for: the one to read from first, the one to write to last."""
    if _KIND == "eventfd":
        return map(os.eventfd, (0,))  # type: ignore[attr-defined, unused-ignore]
    return chain.from_iterable(starmap(os.pipe, ((),)))


def _after_fork_in_child() -> None:
    """Tokens must not go from the child to the parent, nor back: the child gets file descriptors of its own.

    Under the same numbers: a wait that a signal handler has interrupted, to fork, goes on in both processes.
    """
    _pool.clear()
    for number, to in list(_open.items()):
        try:
            ends = list(_ends())
        except OSError:  # without one it can still wait, if both processes do not at the same time
            continue
        for old, new in zip((number, to), ends):
            os.dup2(new, old, False)
        for new in ends:
            os.close(new)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
