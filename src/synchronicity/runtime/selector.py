"""A `select` that looks into the inbox itself, for asyncio's own loop on Linux.

It spares asyncio's way between threads: a socket, an exception to find it empty, and a handle for each item.
Knows the inbox, and that asyncio runs in the same tick what is made ready in `select`; `install` tries that
out, and nothing is changed where it does not hold.
"""

from __future__ import annotations

import sys

from .bells import forgo_bell
from .inbox import ALWAYS, Inbox
from .wakers import FileWaker, handoff

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Without a GIL, another thread may see our two steps in another order: then it rings each time.
_WITHOUT_GIL = not getattr(sys, "_is_gil_enabled", lambda: True)()


class SelectorInbox(Inbox):
    """An inbox that the selector looks into: nothing has to be scheduled."""

    __slots__ = ("_bell", "_selector")

    if not _WITHOUT_GIL:
        rouse = Inbox.ring

    def attach(self, selector: Any, bell: FileWaker, /) -> None:
        """Have `selector` look in here. The bell is registered with epoll itself, edge-triggered and never read."""
        import select

        self._selector = selector
        selector._selector.register(bell.fileno(), select.EPOLLIN | select.EPOLLET)
        selector.select = _new_select(self, self._loop, selector, bell.fileno())
        forgo_bell(self._loop)
        self.announce = self.due.append
        self._bell = bell  # callers hold the inbox while they ring
        self.wake = bell.ring

    def detach(self) -> None:
        self._selector.__dict__.pop("select", None)


def _new_select(inbox: Inbox, loop: Any, selector: Any, bell: int) -> Callable[..., Any]:
    items, due = inbox.items, inbox.due
    select, poll, registered = selector.select, selector._selector.poll, selector._fd_to_key
    sleep: float = 0

    def select_with_inbox(timeout: float | None = None) -> Any:
        nonlocal sleep
        while True:
            wait = timeout
            if due:
                inbox.flush()
            if items or due:  # what flushing has brought up is flushed in the next round
                wait = 0
            elif wait is None or wait > 0:
                inbox.asleep = sleep = ALWAYS if _WITHOUT_GIL else sleep + 1
                if items:
                    wait = 0
            if len(registered) > 1:
                ready = select(wait)
            else:  # only asyncio's own socket, which is rarely used now: without what selectors do for others
                ready = poll(-1 if wait is None else wait, 2)
                for number, _ in ready:
                    if number != bell:
                        ready = select(0)
                        break
                else:
                    ready = ()
            inbox.rung = sleep
            if items:  # as `drain`, without its frame
                take = inbox.take
                for _ in range(len(items)):
                    take(items.popleft())
            # While nothing is ready and no timer runs, asyncio would only come back: that round is spared.
            if timeout is not None or ready or loop._ready or loop._scheduled or loop._stopping:
                return ready

    return select_with_inbox


def install(loop: Any, take: Callable[[Any], object], /) -> Inbox | None:
    """The inbox of a loop that has not run yet, with a selector that takes it. None: this loop must do without."""
    import asyncio
    import selectors

    selector: Any = getattr(loop, "_selector", None)
    if (
        handoff() != "eventfd"
        or type(loop) is not asyncio.SelectorEventLoop
        or type(selector) is not getattr(selectors, "EpollSelector", None)
    ):
        return None
    inbox = SelectorInbox(loop, take)
    try:
        inbox.attach(selector, FileWaker())
    except (OSError, AttributeError):  # too many open files; another Python
        return None
    if _holds(loop, inbox):
        return inbox
    inbox.detach()
    return None


def _holds(loop: Any, inbox: Inbox) -> bool:
    """Whether asyncio asks this selector, and runs what is made ready in `select` in the same tick."""
    found: list[object] = []

    def take_here(item: object) -> None:
        loop.call_soon(found.append, item)

    take, inbox.take = inbox.take, take_here
    inbox.put("taken")
    try:
        loop.stop()  # a loop that is stopped before it runs runs for one tick
        loop.run_forever()
    finally:
        inbox.take = take
    return bool(found)
