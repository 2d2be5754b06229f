"""What a synchronizer is doing, as plain data for people. Knows what to look at, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import name_of, owner_of
from .loop import LoopThread, threads
from .timing import TimedCalls

if TYPE_CHECKING:
    import asyncio
    from typing import Any, Optional

    from .records import Call


@dataclass(frozen=True)
class CallInfo:
    """A call in flight.

    Attributes:
        name: The public name of what was called.
        begun: Whether the loop has begun with it.
        seconds: Since when, in seconds; None unless the program runs with SYNCHRONICITY_DEBUG=1.
    """

    name: str
    begun: bool
    seconds: Optional[float]

    def __str__(self) -> str:
        age = "" if self.seconds is None else f" for {self.seconds:.1f} s"
        return f"{self.name}() {'running' if self.begun else 'waiting for the loop'}{age}"


@dataclass(frozen=True)
class SynchronizerInfo:
    """What a synchronizer is doing at one moment. `str` of it is for people.

    Attributes:
        name: The synchronizer's.
        thread_id: Of the thread that runs the loop, as `threading.get_ident` gives it; None: no loop runs.
        loop: The event loop, None if none runs.
        calls: The calls in flight, the oldest first; also the steps of generators and context managers.
        generators: The public names of generators and iterators that have begun and not ended.
        context_managers: The public names of context managers that have been entered and not left.
    """

    name: str
    thread_id: Optional[int]
    loop: Optional[asyncio.AbstractEventLoop]
    calls: tuple[CallInfo, ...]
    generators: tuple[str, ...]
    context_managers: tuple[str, ...]

    def __str__(self) -> str:
        where = (
            "no loop runs"
            if self.thread_id is None
            else f"{self.loop!r} in thread {self.thread_id}"
        )
        calls = [f"    {call}" for call in self.calls]
        return "\n".join(
            [
                f"synchronizer {self.name!r}: {where}",
                f"  calls in flight: {len(self.calls)}",
                *calls,
                f"  generators open: {', '.join(self.generators) or 'none'}",
                f"  context managers open: {', '.join(self.context_managers) or 'none'}",
            ]
        )


def info_of(name: str, home: Optional[LoopThread], /) -> SynchronizerInfo:
    """What the present loop of the synchronizer with this name is doing; on any thread."""
    if home is None:
        return SynchronizerInfo(name, None, None, (), (), ())
    # Copies first: other threads go on.
    idents = [ident for ident, found in list(threads.items()) if found is home]
    drivers: list[Any] = [found for found in list(home.drivers) if hasattr(found, "kind")]
    opened = {
        kind: tuple(sorted(owner_of(driver.what) for driver in drivers if driver.kind == kind))
        for kind in ("generator", "context manager")
    }
    return SynchronizerInfo(
        name,
        idents[0] if idents else None,
        home.loop,
        tuple(_call(home, call) for call in list(home.inflight)),
        opened["generator"],
        opened["context manager"],
    )


def _call(home: LoopThread, call: Call) -> CallInfo:
    timed = home.inflight
    seconds = timed.age(call) if isinstance(timed, TimedCalls) else None
    return CallInfo(name_of(call.what), call.begun, seconds)
