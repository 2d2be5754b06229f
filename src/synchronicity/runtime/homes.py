"""Which loop thread belongs to which name: the state that every synchronizer of that name shares.

Knows that loops end and that new ones take their place; starting and ending them is the loop's own.
"""

from __future__ import annotations

from .loop import LoopThread, alive
from .process import prepare


class Homes:
    """The loop threads of one name, one after the other."""

    __slots__ = ("_present", "name")

    def __init__(self, name: str, /) -> None:
        self.name: str = name
        self._present: dict[str, LoopThread] = {}

    def home(self) -> LoopThread:
        """The present loop thread, or a new one, which starts with its first call."""
        found = self._present.get("home")
        if found is None:  # of several threads that get here, `setdefault` lets one win
            made = LoopThread(self.name, prepare, self.forget)
            found = self._present.setdefault("home", made)
            if found is not made:  # nobody will start it, nor end it
                alive.pop(made, None)
        return found

    def present(self) -> LoopThread | None:
        """The present loop thread, if there is one."""
        return self._present.get("home")

    def forget(self, home: LoopThread, /) -> None:
        """The next call needs a new loop thread."""
        if self._present.get("home") is home:
            self._present.pop("home", None)


_all: dict[str, Homes] = {}


def homes_of(name: str, /) -> Homes:
    """The one object for this name."""
    return _all.get(name) or _all.setdefault(name, Homes(name))
