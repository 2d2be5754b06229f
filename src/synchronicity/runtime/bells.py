"""Waking an asynchronous caller's loop: an eventfd that its selector watches.

It spares asyncio's own way between threads, which is a socket, an exception to find it empty, and a handle for each
message. Knows asyncio's selector loop, and leaves every other one alone; not what it is woken for.

A loop keeps its bell for as long as it lives: registering a file descriptor takes as long as what it saves in a call.
"""

from __future__ import annotations

import os
import sys
from _contextvars import Context

from .wakers import handoff, owned

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections import deque
    from collections.abc import Callable
    from typing import Any

    from .wakers import Owner
else:
    from _collections import deque  # without the rest of `collections`

_NAME = "_synchronicity_bell"
_FLAGS: int = getattr(os, "EFD_NONBLOCK", 0) | getattr(os, "EFD_CLOEXEC", 0)
_TOKEN = (1).to_bytes(8, sys.byteorder)


class Bell:
    """Has functions called on the loop that it hangs at. Raises OSError where there are too many files.

    Its file is closed when nobody refers to it any more, and not before: a late write would go to another one.
    """

    __slots__ = ("_due", "_file", "_owner")

    def __init__(self, loop: asyncio.AbstractEventLoop, /) -> None:
        self._due: deque[Callable[[], object]] = deque()
        # One call, as in `wakers`.
        self._owner: list[Owner] = list(owned(map(os.eventfd, (0,), (_FLAGS,))))  # type: ignore[attr-defined, unused-ignore]
        self._file = self._owner[0].fileno()
        # The reader would keep the context of the first caller.
        Context().run(loop.add_reader, self._file, self._rung)

    def ring(self, function: Callable[[], object], /, write: Any = os.write) -> None:
        """Have `function` called, soon; on any thread."""
        self._due.append(function)
        write(self._file, _TOKEN)

    def _rung(self) -> None:
        due = self._due
        try:
            os.read(self._file, 8)
            while due:
                due[0]()
                due.popleft()
        except BlockingIOError:  # somebody has been quicker: a loop in a loop
            pass
        except BaseException:  # a signal handler's; who catches it may go on with the loop
            os.write(self._file, _TOKEN)
            raise


def bell_of(loop: asyncio.AbstractEventLoop, /) -> Bell | None:
    """The bell of the running loop, which gets one if it can have one."""
    try:
        found: Bell | None = loop.__dict__[_NAME]
    except AttributeError:  # a class written in C
        return None
    except KeyError:
        found = loop.__dict__[_NAME] = _new_bell(loop)
    return found


def forgo_bell(loop: asyncio.AbstractEventLoop, /) -> None:
    """This loop needs none: it has a selector of ours."""
    loop.__dict__[_NAME] = None


def _new_bell(loop: asyncio.AbstractEventLoop) -> Bell | None:
    asyncio: Any = sys.modules["asyncio"]
    if handoff() != "eventfd" or type(loop) is not asyncio.SelectorEventLoop:
        return None
    try:
        return Bell(loop)
    except (OSError, NotImplementedError):
        return None
