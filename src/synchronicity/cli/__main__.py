"""The process: `python -m synchronicity.cli`, and what the console command comes to."""

from __future__ import annotations

import contextlib
import os
import sys

from synchronicity.cli import run
from synchronicity.cli.exits import ExitCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def entry() -> NoReturn:
    """Run the command line and end the process at once, also if the user's modules left threads running."""
    try:
        _open_standard_streams()
        code = int(run(sys.argv[1:], final=True))
    except KeyboardInterrupt:  # before anything has begun, or when all is done
        os.write(2, b"interrupted\n")
        code = ExitCode.INTERRUPTED
    except BaseException as error:
        # User code has left the interpreter in no state to show it properly.
        what = f"internal error, which cannot be told in full: {type(error).__name__}"
        text = f"synchronicity: {what}: please report it, with what was compiled\n"
        os.write(2, text.encode())
        code = ExitCode.CANNOT_RUN
    for stream in (sys.__stdout__, sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):  # user code may have closed it
                stream.flush()
    os._exit(code)


def _open_standard_streams() -> None:
    """Where one was closed, the next file that is opened would take its number, and what is printed would go there."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    entry()
