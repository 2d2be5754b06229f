"""The command line: which command was asked for, and what its end means for the exit code.

Each command has a file of its own, and so has each concern that they share. Knows nothing of how modules are compiled.
Everything that one command needs is imported when it is asked for: help and completion must come at once.
"""

from __future__ import annotations

import contextlib
import importlib
import sys

from .console import Console
from .exits import CannotRun, ExitCode, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Optional

    from .command import Command

_DEFAULT = "generate"
COMMANDS = {
    "generate": "write the public modules, or print them",
    "check": "tell whether they are up to date, and write nothing",
    "watch": "generate again whenever a file of the implementation changes",
    "vendor": "copy the run time into a package, which then needs no dependency",
    "validate": "run the type checkers over them, for continuous integration",
    "init": "set up an existing package",
    "explain": "tell what the code of a problem means",
}
"""The commands in the order of help. Each is the module of that name here."""


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


def load_command(name: str) -> Command:
    """A command by its name."""
    command: Command = importlib.import_module(f"{__name__}.{name}").COMMAND
    return command


def _run(arguments: list[str], console: Console) -> int:
    try:
        return _dispatch(arguments, console)
    except CannotRun as error:
        console.note(f"synchronicity: error: {error}")
    except Refused as error:
        _show_refused(error, arguments, console)
    except KeyboardInterrupt:
        console.note("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        pass  # whoever read our output has gone, and would not read a complaint either
    except OSError as error:
        from . import crash

        crash.show_traceback(console, error)
        console.note(f"synchronicity: error: {_refused_by_system(error)}")
    except Exception as error:
        from . import crash

        crash.show(console, error, arguments)
    return ExitCode.CANNOT_RUN


def _refused_by_system(error: OSError) -> str:
    """What the operating system has against it; that there is no current directory, it tells without a word of that."""
    import os

    try:
        os.getcwd()
    except OSError as gone:
        reason = gone.strerror or "it cannot be found"
        return f"there is no current directory any more ({reason}): change to one that exists"
    return str(error)


def _dispatch(arguments: list[str], console: Console) -> int:
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help") or arguments == ["help"]:
        console.print(_help())
        return ExitCode.DONE
    if "--version" in arguments:
        from . import crash

        console.print(f"synchronicity {crash.version()}\n")
        return ExitCode.DONE
    if first == "help":
        arguments = [*arguments[1:2], "--help"]
        first = arguments[0]
    bare = first not in COMMANDS
    if bare and first and not first.startswith("-") and not _names_modules(arguments):
        raise CannotRun(_unknown_command(first))
    name = _DEFAULT if bare else first
    from .parsers import new_parser

    parser = new_parser(name, "synchronicity" if bare else None)
    try:
        options = parser.parse_args(arguments if bare else arguments[1:])
        options.bare = bare
        command = load_command(name)
        command.check(parser, options, arguments)
    except SystemExit as end:  # --help, or a mistake that argparse has explained
        return ExitCode.DONE if end.code in (0, None) else ExitCode.CANNOT_RUN
    return command.run(options, console)


def _names_modules(arguments: list[str]) -> bool:
    """Whether it is the form without a command: `-m MODULE NAME`, in any order."""
    return any(each.startswith(("-m", "--module")) for each in arguments)


def _unknown_command(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, 1)
    hint = f"did you mean `{near[0]}`?" if near else "`synchronicity --help` lists them."
    return (
        f"there is no command `{name}`; {hint} "
        "Where it is the name of a synchronizer, the following arguments are required: -m/--module"
    )


def _help() -> str:
    width = max(len(name) for name in COMMANDS)
    return "\n".join(
        [
            "usage: synchronicity COMMAND [options]",
            "       synchronicity -m MODULE NAME [-o DIR]",
            "",
            "Compiles a pure-async library into a typed public API for sync and async users.",
            "",
            "commands:",
            *(f"  {name.ljust(width)}  {summary}" for name, summary in COMMANDS.items()),
            "",
            "`synchronicity COMMAND --help` shows the options of a command. What is not typed is taken",
            "from the table [tool.synchronicity] in pyproject.toml.",
            "",
        ]
    )


def _show_refused(error: Refused, arguments: list[str], console: Console) -> None:
    """Show mistakes in the settings, in the format that was asked for as far as that can be told."""
    import shlex
    from pathlib import Path

    from .choices import OutputFormat
    from .report import count
    from .telling import Teller

    formats = [
        format
        for format in OutputFormat
        if f"--output-format={format.value}" in arguments
        or ("--output-format", format.value) in zip(arguments, arguments[1:])
    ]
    command = shlex.join(["synchronicity", *arguments])
    teller = Teller(console, [OutputFormat.TEXT, *formats][-1], Path.cwd(), command)
    findings = teller.findings(error.diagnostics)
    teller.report(findings)
    console.note(f"{count(findings)}; nothing was done")
