"""What the commands take on the command line: their options, and what each says of itself.

Knows argparse, and imports nothing that help would have to wait for: what a command does is imported when it runs.
"""

from __future__ import annotations

import argparse

from ..codegen.defaults import LINE_LENGTH
from .choices import CHECKS, LINE_LENGTHS, SETTINGS_FILE, OutputFormat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Optional, Union


class Switch(argparse.Action):
    """`--name` and `--no-name`; None where neither was given."""

    def __init__(self, option_strings: Sequence[str], dest: str, **keywords: Any) -> None:
        (name,) = option_strings
        super().__init__([name, f"--no-{name[2:]}"], dest, nargs=0, **keywords)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Union[str, Sequence[Any], None],
        option_string: Optional[str] = None,
    ) -> None:
        setattr(namespace, self.dest, not (option_string or "").startswith("--no-"))


def new_parser(name: str, program: Optional[str] = None) -> argparse.ArgumentParser:
    """The parser of the command `name`; `program` is what was typed to run it."""
    description, add_arguments = _COMMANDS[name]
    parser = argparse.ArgumentParser(
        prog=program or f"synchronicity {name}", description=description, allow_abbrev=False
    )
    add_arguments(parser)
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    return parser


def _generate(parser: argparse.ArgumentParser) -> None:
    _add_request(parser)
    add = parser.add_argument
    add("--stdout", action=Switch, help="print the files, also if there is an output to write to")
    add("--check", action=Switch, help="write nothing; like the command `check`")
    add("--force", action=Switch, help="overwrite files that were edited or not generated")
    add("--prune", action=Switch, help="remove files that this command no longer generates")


def _watch(parser: argparse.ArgumentParser) -> None:
    _add_request(parser)
    parser.add_argument("--force", action=Switch, help="overwrite files that were edited")
    parser.add_argument("--prune", action=Switch, help="remove files that are generated no longer")


def _vendor(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=_dotted_name,
        help="the dotted name of the copy, such as `weather._synchronicity`; by default `runtime` of the settings",
    )
    add("-o", "--output", metavar="DIR", help="where the name starts from")
    add(
        "--check",
        action=Switch,
        help="write nothing; tell whether the copy is that of this version",
    )
    add("--force", action=Switch, help="overwrite files that were edited or are not ours")
    _add_config(parser)
    _add_format(parser)


def _validate(parser: argparse.ArgumentParser) -> None:
    _add_request(parser)
    add = parser.add_argument
    add(
        "--checkers",
        metavar="NAMES",
        type=_checks,
        default=CHECKS,
        help=f"the checks to run, separated by commas, by default all: {', '.join(CHECKS)}",
    )
    add(
        "--list",
        action=Switch,
        help="print the generated modules and where each comes from, and check nothing",
    )


def _init(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--yes", action="store_true", help="ask nothing, and take what would be proposed")
    add("--package", metavar="NAME", help="the package to set up, where there are several")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "code",
        metavar="CODE",
        nargs="?",
        help="what stands in brackets behind `error` or `warning`; without it, all are listed",
    )


def _add_request(parser: argparse.ArgumentParser) -> None:
    """Declare what to compile, and how: what `options.resolve` reads."""
    add = parser.add_argument
    add(
        "name",
        metavar="NAME",
        nargs="?",
        help="the name of the synchronizer that the modules run on",
    )
    add(
        "-m",
        "--module",
        dest="modules",
        metavar="MODULE",
        action="append",
        help="dotted name of an implementation module, may be repeated; instead of those of the settings",
    )
    add("-o", "--output", metavar="DIR", help="where the generated names start from")
    add("--allow-untyped", action=Switch, help="take a missing annotation for Any")
    add(
        "--line-length",
        metavar="N",
        type=_line_length,
        help=f"the width of what is generated, {LINE_LENGTH} by default",
    )
    add(
        "--runtime",
        metavar="PACKAGE",
        type=_dotted_name,
        help="the package that the run time is imported from: a copy that `vendor` has made",
    )
    add(
        "--cache",
        action=Switch,
        help="keep what was compiled for the next run, and use what was kept if nothing has changed; on by default",
    )
    _add_config(parser)
    _add_format(parser)


def _add_config(parser: argparse.ArgumentParser) -> None:
    """Declare what `options.read_config` reads."""
    add = parser.add_argument
    add(
        "--config",
        metavar="FILE",
        help=f"read the settings from this file, not from {SETTINGS_FILE}",
    )
    add("--no-config", action="store_true", help="ignore the settings")


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output-format",
        choices=[format.value for format in OutputFormat],
        default=OutputFormat.TEXT.value,
        help="how problems are shown: for people, as JSON, or as annotations on GitHub",
    )


def _line_length(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) in LINE_LENGTHS:
        return int(text)
    raise argparse.ArgumentTypeError(f"a number from {LINE_LENGTHS[0]} to {LINE_LENGTHS[-1]}")


def _dotted_name(text: str) -> str:
    from ..codegen.layout import is_dotted_name  # late: help does not need it

    if is_dotted_name(text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not a dotted name, such as `package._runtime`")


def _checks(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in CHECKS:
            import difflib  # late: help does not need it

            near = difflib.get_close_matches(name, CHECKS, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(CHECKS)}"
            raise argparse.ArgumentTypeError(f"there is no checker `{name}`; {hint}")
    if not names:
        raise argparse.ArgumentTypeError(f"names of {', '.join(CHECKS)}, separated by commas")
    return tuple(name for name in CHECKS if name in names)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "generate": (
        "Compile the Modules of implementation modules into public modules for sync and async users. "
        "Without an output, the files are printed. This is also what runs if no command is named.",
        _generate,
    ),
    "check": (
        "Tell whether the generated files are what would be generated now: a diff, and files that are missing, stale or "
        "edited by hand. Files that a formatter has laid out anew are up to date. Writes nothing.",
        _add_request,
    ),
    "watch": (
        "Generate, and again whenever the implementation or a file of the project that it imports changes, each time in a fresh "
        "interpreter. Errors are shown, and it goes on. Ctrl-C ends it, with exit code 130.",
        _watch,
    ),
    "vendor": (
        "Copy the run time into a package of the library, whose wheel then depends on nothing. Generated code imports it from "
        "there with `runtime` in the settings, or `--runtime`; the implementation imports `Module` from there. The copy is "
        "that of the version that runs: do it again after an upgrade.",
        _vendor,
    ),
    "validate": (
        "Check the generated pairs, as continuous integration does: that they are up to date, that the two files of a pair agree, "
        "that every module can be imported, and what mypy, stubtest and pyright say about them, each finding at the line of the "
        "implementation that it comes from.",
        _validate,
    ),
    "init": (
        "Set up an existing package: adds the table [tool.synchronicity] to pyproject.toml and, where nothing is registered yet, "
        "an example that is.",
        _init,
    ),
    "explain": (
        "Explain a problem by the code in brackets: its cause, an example that has it, and what to write instead.",
        _explain,
    ),
}
