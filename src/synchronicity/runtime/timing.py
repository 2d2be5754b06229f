"""How long calls take, for who asks with SYNCHRONICITY_DEBUG=1 in the environment; otherwise no clock is read.

Knows when a record came and when it left, not what it does. Slow ones are told to the logger `synchronicity`.
"""

from __future__ import annotations

import os

from .errors import name_of
from .records import Call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .records import Latch

DEFAULT_SECONDS = 5.0


def calls_in_flight(name: str, ended: Latch, /) -> dict[Call, Call]:
    """What a loop registers its records in.

    Args:
        name: The synchronizer's.
        ended: The end of the loop.

    Raises:
        ValueError: SYNCHRONICITY_DEBUG_SECONDS is no number.
    """
    if os.environ.get("SYNCHRONICITY_DEBUG", "0") in ("", "0"):
        return {}
    return TimedCalls(name, ended, _limit())


def _limit() -> float:
    text = os.environ.get("SYNCHRONICITY_DEBUG_SECONDS", "")
    try:
        return float(text) if text else DEFAULT_SECONDS
    except ValueError:
        raise ValueError(
            f"SYNCHRONICITY_DEBUG_SECONDS must be a number of seconds, and is {text!r}"
        ) from None


class TimedCalls(dict[Call, Call]):
    """Records in flight that know since when.

    A call over the limit is told once while it runs, also when the loop is stuck, and once when it ends.
    """

    def __init__(self, name: str, ended: Latch, limit: float, /) -> None:
        super().__init__()
        self._name = name
        self._ended = ended
        self._limit = limit
        self._since: dict[Call, float] = {}
        self._told: set[Call] = set()
        self._watched = False

    def __setitem__(self, call: Call, value: Call, /) -> None:
        import time

        self._since[call] = time.monotonic()
        super().__setitem__(call, value)
        if not self._watched:
            self._watched = True
            self._watch()

    def pop(self, call: Call, default: Any = None, /) -> Any:
        found: Any = super().pop(call, default)
        seconds = self.age(call)
        self._since.pop(call, None)
        self._told.discard(call)
        if found is not None and seconds is not None and seconds > self._limit:
            self._tell("%s() took %.3f s (synchronizer %r)", call, seconds)
        return found

    def age(self, call: Call, /) -> float | None:
        """For how many seconds `call` has been in flight; None: it is not."""
        import time

        since = self._since.get(call)
        return None if since is None else time.monotonic() - since

    def _watch(self) -> None:
        import threading

        name = f"synchronicity-{self._name}-debug"
        threading.Thread(target=self._look, name=name, daemon=True).start()

    def _look(self) -> None:
        import time

        while not self._ended.happened:
            time.sleep(min(self._limit / 4, 1))
            for call in list(self):
                seconds = self.age(call)
                if seconds is not None and seconds > self._limit and call not in self._told:
                    self._told.add(call)
                    self._tell("%s() has been running for %.3f s (synchronizer %r)", call, seconds)

    def _tell(self, text: str, call: Call, seconds: float) -> None:
        import logging

        logging.getLogger("synchronicity").warning(text, name_of(call.what), seconds, self._name)
