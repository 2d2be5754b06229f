"""`os._exit` in the user's modules: while they are imported, it raises, so that the line that calls it can be shown.

Knows nothing of what is imported. A child of a fork ends as ever, and so does this process by signals and `os.abort`: nothing can
be told any more where these come.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator
from typing import NoReturn, final


@final
class Exit(SystemExit):
    """That the process was to end at once."""

    def __str__(self) -> str:
        return f"os._exit({self.code})"


@contextlib.contextmanager
def held() -> Generator[list[Exit], None, None]:
    """Let `os._exit` raise in here, in any thread. The list gets what it has raised, since user code may catch it."""
    own, really, raised = os.getpid(), os._exit, list[Exit]()
    holding = True

    def _exit(status: int) -> NoReturn:
        if not holding or os.getpid() != own:
            really(status)
        error = Exit(status)
        raised.append(error)
        raise error

    os._exit = _exit
    try:
        yield raised
    finally:
        holding = False  # somebody may have imported it by name
        if os._exit is _exit:  # else somebody has put another one there
            os._exit = really
