"""What is shown when we fail: for a mistake of ours, everything that a report of it needs.

What it takes for that is imported then: most commands end without.
"""

from __future__ import annotations

import os
from pathlib import Path

from .console import Console

_REPORT = "https://github.com/modal-labs/synchronicity/issues"
_VARIABLE = "SYNCHRONICITY_TRACEBACK"
TRACEBACK_HINT = f"{_VARIABLE}=full shows the whole traceback"
_FRAMES = 5


def version() -> str:
    """The version of the installed distribution; `unknown` when run from a bare source tree."""
    import importlib.metadata

    try:
        return importlib.metadata.version("synchronicity")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def show_traceback(console: Console, error: BaseException) -> None:
    """Show the raw traceback, if the environment asks for it."""
    if os.environ.get(_VARIABLE) == "full":
        import traceback

        lines = traceback.format_exception(type(error), error, error.__traceback__)
        console.note("".join(lines).rstrip())


def show(console: Console, error: Exception, arguments: list[str]) -> None:
    """Show a mistake of ours, and what to put into the report of it."""
    import platform
    import shlex
    import traceback

    show_traceback(console, error)
    console.note(f"synchronicity: internal error: {describe(error)}")
    console.note(f"This is a mistake in synchronicity. Please report it at {_REPORT} with:")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    console.note(f"  synchronicity {version()}, {python}, {platform.platform()}")
    console.note(f"  command: {shlex.join(['synchronicity', *arguments])}")
    for frame in traceback.extract_tb(error.__traceback__)[-_FRAMES:]:
        file = "/".join(Path(frame.filename).parts[-3:])
        console.note(f"  at {file}:{frame.lineno} in {frame.name}")
    console.note(f"{TRACEBACK_HINT}.")


def describe(error: BaseException) -> str:
    """The exception on one or more lines, as a traceback ends; also if its own text cannot be made."""
    name = type(error).__name__
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        text = "(its text cannot be shown)"
    return f"{name}: {text}" if text else name
