"""The loops of asynchronous callers: what crosses between two loops in one tick goes in one piece.

Knows the two loops and who waits, not what is waited for. Everything here happens on the caller's loop,
except where something else is said.
"""

from __future__ import annotations

from .bells import bell_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections import deque
    from collections.abc import Callable
    from typing import Protocol

    from .inbox import Inbox

    class Home(Protocol):
        """The loop that does the work."""

        inbox: Inbox | None
        ports: dict[asyncio.AbstractEventLoop, Port]

else:
    from _collections import deque


class Port:
    """One caller's loop, towards one that does the work: for as long as something is waited for."""

    __slots__ = ("_bell", "_done", "_due", "_home", "_ringing", "_waiting", "loop")

    def __init__(self, home: Home, loop: asyncio.AbstractEventLoop, /) -> None:
        self._home = home
        self.loop = loop
        self._bell = bell_of(loop)
        self._waiting: dict[Signal, None] = {}
        self._done: deque[Signal] = deque()
        self._due = self._ringing = False

    def enter(self, signal: Signal, /) -> None:
        """Somebody begins to wait: from now on this is the port of the loop."""
        self._waiting[signal] = None
        self._home.ports[self.loop] = self

    def leave(self, signal: Signal, /) -> None:
        """It has been fired, or will not be waited for any longer."""
        self._waiting.pop(signal, None)
        if not self._waiting:
            self._forget()

    def ring(self, inbox: Inbox, /) -> None:
        """Wake the loop that does the work, for an item that has been appended to its inbox.

        At once for the first; for those that come while it is in flight all together, once in a tick.
        """
        if len(self._waiting) <= 1:
            inbox.ring()
        elif inbox.asleep != inbox.rung and not self._ringing:
            self.loop.call_soon(self._ring, inbox)
            self._ringing = True

    def _ring(self, inbox: Inbox) -> None:
        self._ringing = False
        inbox.ring()

    def _fire(self) -> None:
        done = self._done
        try:
            while done:
                done[0].fire()
                done.popleft()
        except BaseException:  # a signal handler's; who catches it may go on with the loop
            if done:
                self.loop.call_soon(self._fire)
            raise

    # ---------------------------------------- on the loop that does the work

    def complete(self, signal: Signal, /) -> None:
        """Have `signal` fired, together with all others that come up in this tick."""
        inbox = self._home.inbox
        if inbox is None:
            signal.now()
            return
        self._done.append(signal)
        if not self._due:
            self._due = True
            inbox.announce(self)

    def flush(self) -> None:
        self._due = False  # first: what is completed from now on may be too late for this one
        if self._bell is None:
            self.tell(self._fire)
        elif self.loop.is_closed():
            self._forget()
        else:
            self._bell.ring(self._fire)

    # ---------------------------------------- on any thread

    def tell(self, function: Callable[[], object], /) -> None:
        """Call `function` on the caller's loop."""
        try:
            self.loop.call_soon_threadsafe(function)
        except RuntimeError:  # it has been closed: nobody waits any more
            self._forget()

    def _forget(self) -> None:
        ports = self._home.ports
        if ports.get(self.loop) is self:  # who left a loop early may have been followed by another
            ports.pop(self.loop, None)


class Signal:
    """Wakes a coroutine on its own loop. The future is renewed for each wait, the signal stays."""

    __slots__ = ("_port", "future")

    def __init__(self, port: Port, /) -> None:
        self._port = port
        self.future: asyncio.Future[None] = port.loop.create_future()

    def ring(self) -> None:
        """At the end of the tick; on the loop that does the work."""
        self._port.complete(self)

    def now(self) -> None:
        """At once, on any thread."""
        self._port.tell(self.fire)

    def fire(self) -> None:
        if not self.future.done():
            self.future.set_result(None)
        self._port.leave(self)

    def renew(self) -> asyncio.Future[None]:
        self.future = self._port.loop.create_future()
        return self.future


def port_of(home: Home, loop: asyncio.AbstractEventLoop, /) -> Port:
    """The port of the caller's loop, or a new one if nobody waits there."""
    return home.ports.get(loop) or Port(home, loop)
