"""The errors that users can meet, and the tracebacks that they see.

Knows nothing of loops or threads.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType
    from typing import Any


class SynchronizerError(RuntimeError):
    """Base of the errors that the library raises on its own account."""


class SynchronizerShutdown(SynchronizerError):
    """The event loop that a call needs has been closed, or has ended; `__cause__` says why, if known."""


class SynchronizerStartError(SynchronizerError):
    """The loop thread could not be started; `__cause__` is the reason."""


class BlockingCallError(SynchronizerError):
    """A blocking call was made where it would wait for itself: on the loop that has to do the work.

    Nothing has been started. The message names the function and its `.aio` spelling.
    """


class NoRunningLoopError(SynchronizerError):
    """`.aio` was awaited outside asyncio, for example under trio."""


class BlockingCallWarning(RuntimeWarning):
    """A blocking call was made while an event loop runs in the caller's thread: everything on that loop waits with it.

    The message says what to write instead.
    """


_FULL = os.environ.get("SYNCHRONICITY_TRACEBACK") == "full"


def strip(error: BaseException, /) -> None:
    """Take the library's own frames out of the traceback of `error`.

    Frames from an earlier trip of the same exception object go too, so that an object which is raised
    again and again does not grow more than it would under plain asyncio.
    With `SYNCHRONICITY_TRACEBACK=full` in the environment nothing is taken out.
    """
    if not _FULL:
        # Some exceptions (frozen dataclasses) refuse assignment, `with_traceback` works on all.
        error.with_traceback(_without_ours(error.__traceback__))


def _without_ours(first: TracebackType | None) -> TracebackType | None:
    while first is not None and is_ours(first.tb_frame):
        first = first.tb_next
    kept = first
    while kept is not None:
        following = kept.tb_next
        while following is not None and is_ours(following.tb_frame):
            following = following.tb_next
        if following is not kept.tb_next:
            kept.tb_next = following
        kept = following
    return first


def is_ours(frame: FrameType, /) -> bool:
    """Whether it is a frame of the library itself."""
    return frame.f_code.co_filename.startswith(_HERE)


# From the code and not from `__file__`: this is what the frames are compared with.
_HERE = os.path.dirname(os.path.dirname(strip.__code__.co_filename)) + os.sep


def owner_of(what: Any, /) -> str:
    """`name_of`, and of a special method the class: users write `with Session()`, not `Session.__enter__()`."""
    owner, _, name = name_of(what).rpartition(".")
    return owner if owner and name.startswith("__") and name.endswith("__") else name_of(what)


def name_of(what: Any, /) -> str:
    """The public name of a function, a coroutine or an object, for messages."""
    name = getattr(what, "__qualname__", None)
    return name if isinstance(name, str) else type(what).__qualname__
