"""What to write instead of a blocking call, and the warning for one that keeps the caller's own loop from running.

Knows how the two faces are written; not what is called, nor how anybody waits.
"""

from __future__ import annotations

import os
import sys

from .errors import BlockingCallWarning, is_ours, name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .records import Call

_STATEMENTS = {
    "__enter__": "async with",
    "__exit__": "async with",
    "__iter__": "async for",
    "__next__": "async for",
}


def instead_of(what: Any, statement: str, /) -> str:
    """How the other face is written, in quotes.

    Args:
        what: What has been called: a function, or an object that is not called but used.
        statement: `await`, `async for` or `async with`.
    """
    name = name_of(what)
    special = _STATEMENTS.get(name.rpartition(".")[2])
    if special is not None or not callable(what):
        return f"'{special or statement}'"
    return f"'{statement}{' ... in' if statement == 'async for' else ''} {name}.aio(...)'"


def warn_of_blocking(call: Call, /) -> None:
    """Tell the caller that its event loop stands still: once for each place, if its filters do not say otherwise.

    Silent in IPython and Jupyter, where a loop always runs, and with SYNCHRONICITY_WARN_BLOCKING=0 in the environment.
    """
    if getattr(call, "last", False):  # leaving and closing: the beginning has been told
        return
    if os.environ.get("SYNCHRONICITY_WARN_BLOCKING") == "0" or _in_ipython():
        return
    import warnings

    what = call.what
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and is_ours(frame):
        level, frame = level + 1, frame.f_back
    warnings.warn(
        f"{name_of(what)}() blocks the event loop that runs in this thread. "
        f"Write {instead_of(what, call.statement)}, or set SYNCHRONICITY_WARN_BLOCKING=0.",
        BlockingCallWarning,
        stacklevel=level,
    )


def _in_ipython() -> bool:
    ipython = sys.modules.get("IPython")
    get: Any = getattr(ipython, "get_ipython", None)
    return get is not None and get() is not None
