"""The command line: which command was asked for, and what its end means for the exit code.

Each command has a file of its own, and so has each concern that they share. Knows nothing of how modules are compiled.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence
from typing import Optional

from . import crash
from .command import Command
from .console import Console
from .exits import CannotRun, ExitCode
from .generate import GENERATE

_DEFAULT = GENERATE
_COMMANDS: dict[str, Command] = {command.name: command for command in (GENERATE,)}


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run one command.

    Args:
        argv: the arguments, without the program's name; by default those of the process.

    Returns:
        The exit code, see `ExitCode`. Nothing is raised, not even `SystemExit`.
    """
    return run(sys.argv[1:] if argv is None else list(argv))


def run(arguments: list[str], *, final: bool = False) -> int:
    """Like `main`; `final` says that the process ends after it, so that the user's modules stay silenced."""
    with contextlib.closing(Console(final=final)) as console:
        return _run(arguments, console)


def _run(arguments: list[str], console: Console) -> int:
    try:
        return _dispatch(arguments, console)
    except CannotRun as error:
        console.note(f"synchronicity: error: {error}")
    except KeyboardInterrupt:
        console.note("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        pass  # whoever read our output has gone, and would not read a complaint either
    except OSError as error:
        crash.show_traceback(console, error)
        console.note(f"synchronicity: error: {error}")
    except Exception as error:
        crash.show(console, error, arguments)
    return ExitCode.CANNOT_RUN


def _dispatch(arguments: list[str], console: Console) -> int:
    command, rest = _DEFAULT, arguments
    if arguments and arguments[0] in _COMMANDS:
        command, rest = _COMMANDS[arguments[0]], arguments[1:]
    parser = argparse.ArgumentParser(
        prog="synchronicity" if rest is arguments else f"synchronicity {command.name}",
        description=command.description,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    parser.add_argument("--version", action="version", version=f"synchronicity {crash.version()}")
    try:
        options = parser.parse_args(rest)
        command.check(parser, options)
    except SystemExit as end:  # --help, --version, or a mistake that argparse has explained
        return ExitCode.DONE if end.code in (0, None) else ExitCode.CANNOT_RUN
    return command.run(options, arguments, console)
