"""What other threads have for a loop, in order; and the loops that are to be told of something.

Knows neither calls nor who takes them. There is no lock: a signal handler may interrupt `put` and put
something itself. A thread appends *first* and looks *then* whether the loop sleeps; a loop that is going to
sleep says so first and looks at the items then. One of the two always sees the other. (That takes the order
of memory that the GIL gives: without a GIL the bell is rung each time.)

Sleeps have numbers, so that each needs one bell only, and may be ended before there is an item: to wake a thread takes
as long as to make a call, and so both are done at the same time. Whoever has rung writes down in *which* sleep, and does
so afterwards. A loop that finds nothing yet sleeps again, under another number, and is woken once more.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections import deque
    from collections.abc import Callable
    from typing import Any, Protocol

    class Flushed(Protocol):
        """What has something to do before the loop sleeps."""

        def flush(self) -> None: ...

else:
    from _collections import deque  # without the rest of `collections`


# The number of a sleep that nobody is ever known to have ended: it is unequal to all, to itself too.
ALWAYS = float("nan")


class Inbox:
    """The items of one loop.

    `take` is called with each on the loop thread. `asleep` is the number of the loop's last sleep, which only the loop
    changes; `rung` that of the last one that has been ended, by whomever. While they are the same, `wake` is left out.
    `announce` has the `flush` of what it is given called once this tick is over; on the loop thread.
    """

    __slots__ = (
        "_loop",
        "_scheduled",
        "announce",
        "asleep",
        "due",
        "items",
        "rung",
        "take",
        "wake",
    )

    def __init__(self, loop: asyncio.AbstractEventLoop, take: Callable[[Any], object], /) -> None:
        self._loop = loop
        self.take = take
        self.items: deque[Any] = deque()
        self.due: deque[Flushed] = deque()
        self._scheduled = False
        self.asleep: float = ALWAYS
        self.rung: float = 0
        self.wake: Callable[[], object] = self._call_drain
        self.announce: Callable[[Flushed], object] = self._announce

    def put(self, item: object, /) -> None:
        """Have `item` taken, soon. On any thread; does nothing when the loop has ended."""
        self.items.append(item)
        self.ring()

    def ring(self) -> None:
        """Wake the loop for what has been appended to `items` without it."""
        sleep = self.asleep
        if sleep != self.rung:
            self.wake()
            self.rung = sleep

    def rouse(self) -> None:
        """Wake the loop for what is going to be put, where that does not cost a second bell."""

    # ---------------------------------------- on the loop thread

    def _announce(self, flushed: Flushed, /) -> None:
        self.due.append(flushed)
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self.flush)

    def drain(self) -> None:
        """Take what is there: not what comes meanwhile, or the loop would never get to anything else."""
        items, take = self.items, self.take
        for _ in range(len(items)):
            take(items.popleft())

    def detach(self) -> None:
        """The loop has ended: let go of it."""

    def flush(self) -> None:
        """Tell those that are due."""
        self._scheduled = False
        due = self.due
        for _ in range(len(due)):  # some put themselves in again
            due.popleft().flush()

    def _call_drain(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self.drain)
        except RuntimeError:
            if not self._loop.is_closed():
                raise
