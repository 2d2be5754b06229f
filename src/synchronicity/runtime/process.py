"""What the process does to the loops: fork and exit. Knows all of them, and nothing of what they run.

Exit has two steps. First, before Python stops its worker threads, everything that still runs is cancelled
and cleans up, while `asyncio.to_thread` and name look-ups still work; the loops go on, so that wrappers can
be used in `atexit` hooks. Then, in an `atexit` hook of ours, they end, and nothing starts any more.
"""

from __future__ import annotations

import atexit
import os
import sys
from _thread import RLock

from . import loop as loops
from .loop import LoopThread, settle
from .records import Latch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    _List = list[Any]
else:
    _List = list

_EXIT_SECONDS = 10.0
_hooks: set[str] = set()


def prepare() -> None:
    """Have the end of the process end all loops. May be interrupted, and called again; twice at once, too."""
    if "exit" not in _hooks:
        atexit.register(_end_all)
        _hooks.add("exit")
    if "workers" not in _hooks:
        _before_workers_stop()
        _hooks.add("workers")


class _OursFirst(_List):
    """The functions that `threading` calls at exit, the last one first; before all of them `_clean_all`."""

    def __reversed__(self) -> Iterator[Any]:
        yield _clean_all
        yield from super().__reversed__()  # also what cleaning up has registered


def _before_workers_stop() -> None:
    """Have `_clean_all` called before `concurrent.futures` refuses new work.

    To register it after `concurrent.futures` has registered its own end would do as well. But that takes the import of its
    worker threads, which takes longer than all the rest of a first call.
    """
    import threading

    found: Any = getattr(threading, "_threading_atexits", None)
    if type(found) is _OursFirst:
        return
    if type(found) is list:
        ours = _OursFirst()
        threading._threading_atexits = ours  # type: ignore[attr-defined]
        ours[:0] = found
        return
    try:  # another Python
        _import_workers()
        threading._register_atexit(_clean_all)  # type: ignore[attr-defined]
    except (AttributeError, RuntimeError):
        pass


def _import_workers() -> None:
    """What `asyncio.to_thread` and name look-ups need.

    The clean-up at exit cannot import them itself any more: then it is too late to register their end, says `threading`.
    """
    if "concurrent.futures.thread" in sys.modules:
        return
    with loops.import_lock:
        import threading

        begun: bool = getattr(threading, "_SHUTTING_DOWN", False)
        threading._SHUTTING_DOWN = False  # type: ignore[attr-defined]
        try:
            __import__("concurrent.futures.thread")
        finally:
            threading._SHUTTING_DOWN = begun  # type: ignore[attr-defined]


def _clean_all() -> None:
    if _others_run():
        return  # threads that Python is going to wait for may be in the middle of calls
    waiting = [
        (home, Latch())
        for home in list(loops.alive)
        if home.loop is not None and not home.is_here()
    ]
    for home, latch in waiting:
        home.tell(_clean, home, latch)
    for _, latch in waiting:
        latch.wait(_EXIT_SECONDS)


def _others_run() -> bool:
    import threading

    workers: Any = getattr(sys.modules.get("concurrent.futures.thread"), "_threads_queues", ())
    return any(
        not thread.daemon and thread is not threading.main_thread() and thread not in workers
        for thread in threading.enumerate()
    )


def _clean(home: LoopThread, latch: Latch) -> None:
    async def clean() -> None:
        import asyncio

        home.cleaning = True
        try:
            if len(asyncio.all_tasks()) > 1:
                _import_workers()
            await settle(home)
        finally:
            home.cleaning = home.stopping
            latch.set()

    if home.stopping or home.loop is None:
        latch.set()
        return
    home.drivers.add(home.loop.create_task(clean()))


def _end_all() -> None:
    loops.exiting.append(True)
    ending = [home for home in list(loops.alive) if not home.is_here()]
    for home in ending:
        home.stop()
    for home in ending:
        home.join(_EXIT_SECONDS)
    for arrived in list(loops.arriving):  # of loops that were closed before their threads ran
        arrived.wait(_EXIT_SECONDS)


# ---------------------------------------- fork


def _before_fork() -> None:
    waited = not loops.import_lock.acquire(False)
    if waited:
        loops.import_lock.acquire()
    for name, attribute in _hooked_later:
        module: Any = sys.modules.get(name)
        if module is None or module.__spec__._initializing:
            continue
        lock = getattr(module, attribute)
        if hasattr(lock, "_is_owned"):
            if not lock._is_owned():
                lock.acquire()
        else:  # it cannot say who holds it: another thread does so for a moment only
            lock.acquire(timeout=0.1 if waited else 0)


def _after_fork_in_parent() -> None:
    loops.import_lock.release()


def _after_fork_in_child() -> None:
    loops.import_lock = RLock()
    lost = list(loops.alive)
    loops.alive.clear()
    loops.threads.clear()
    loops.arriving.clear()
    for home in lost:
        home.lose()


# What our threads import, and what locks itself around a fork. Where a hook was registered after the fork had begun with
# those that come before it, only the releasing half would run: so the lock is taken here.
_HOOKED = (("logging", "_lock"), ("concurrent.futures.thread", "_global_shutdown_lock"))
_hooked_later: list[tuple[str, str]] = []

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=_after_fork_in_parent,
        after_in_child=_after_fork_in_child,
    )
    # Hooks from before ours run after ours, and take their locks themselves.
    _hooked_later += [(name, lock) for name, lock in _HOOKED if name not in sys.modules]
