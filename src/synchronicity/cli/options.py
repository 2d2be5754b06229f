"""What the commands that compile are told: their options, over what the settings say.

Knows argparse and the settings. Does not import the user's modules.
"""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Union, final

from .exits import CannotRun
from .report import OutputFormat, relative
from .settings import FILE, LINE_LENGTHS, Settings, find_settings, read_settings

LINE_LENGTH = 88
RUNTIME = "synchronicity"


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


@final
@dataclass(frozen=True)
class Request:
    """What to compile, how, and where to say what about it.

    Paths are absolute: the user's modules may change the current directory. `paths` are directories to import from
    before all others, none for the current one; `settings` is None where no table takes part.
    """

    modules: tuple[str, ...]
    synchronizer: str
    output: Optional[Path]
    allow_untyped: bool
    line_length: int
    format: OutputFormat
    directory: Path
    arguments: tuple[str, ...]
    paths: tuple[str, ...] = ()
    settings: Optional[Settings] = None
    runtime: str = RUNTIME

    @property
    def command(self) -> str:
        """What was typed."""
        return shlex.join(["synchronicity", *self.arguments])

    def require_directory(self) -> None:
        """Raise `CannotRun` for an output that is there and is no directory."""
        if self.output is not None and os.path.lexists(self.output) and not self.output.is_dir():
            shown = relative(str(self.output), self.directory)
            raise CannotRun(f"the output {shown} is not a directory")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Declare `--output-format`."""
    parser.add_argument(
        "--output-format",
        choices=[format.value for format in OutputFormat],
        default=OutputFormat.TEXT.value,
        help="how problems are shown: for people, as JSON, or as annotations on GitHub",
    )


def add_request(parser: argparse.ArgumentParser) -> None:
    """Declare what `resolve` reads."""
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
        type=dotted_name,
        help="the package that the run time is imported from: a copy that `vendor` has made",
    )
    add_config(parser)
    add_format(parser)


def add_config(parser: argparse.ArgumentParser) -> None:
    """Declare what `read_config` reads."""
    add = parser.add_argument
    add("--config", metavar="FILE", help=f"read the settings from this file, not from {FILE}")
    add("--no-config", action="store_true", help="ignore the settings")


def _line_length(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) in LINE_LENGTHS:
        return int(text)
    raise argparse.ArgumentTypeError(f"a number from {LINE_LENGTHS[0]} to {LINE_LENGTHS[-1]}")


def dotted_name(text: str) -> str:
    """An option's value that names a package or module."""
    from ..codegen.layout import is_dotted_name  # late: help does not need it

    if is_dotted_name(text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not a dotted name, such as `package._runtime`")


def resolve(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: Sequence[str]
) -> Request:
    """The request that was typed, with what the settings add.

    Args:
        parser: takes what is wrong with the command line, and ends like argparse.
        options: what was typed. `bare` in it says that no command was named: with `-m`, the settings are left alone.
        arguments: the same as strings.

    Raises:
        Refused: there are mistakes in the settings.
        CannotRun: the settings cannot be read.
    """
    directory = Path.cwd()
    settings = read_config(parser, options, directory)
    modules: Sequence[str] = options.modules or (settings.modules if settings else ())
    name = options.name
    if name is None and settings is not None:
        name = settings.synchronizer
    missing = [
        *([] if modules else ["-m/--module"]),
        *(["NAME"] if name is None else []),
    ]
    if missing:
        parser.error(
            f"the following arguments are required: {', '.join(missing)} "
            f"(or a table [tool.synchronicity] in {FILE} that has them)"
        )
    if not name or not name.isprintable():
        parser.error("NAME must be some printable text")
    names, paths = tuple(modules), tuple[Path, ...]()
    if settings is not None and not options.modules:
        from .searching import find_modules  # late: help does not need it

        names, paths = find_modules(settings)
    return Request(
        names,
        name,
        output_directory(options, settings, directory),
        _first(options.allow_untyped, settings and settings.allow_untyped, False),
        _first(options.line_length, settings and settings.line_length, LINE_LENGTH),
        OutputFormat(options.output_format),
        directory,
        tuple(arguments),
        tuple(str(path) for path in paths),
        settings,
        _first(options.runtime, settings and settings.runtime, RUNTIME),
    )


def read_config(
    parser: argparse.ArgumentParser, options: argparse.Namespace, directory: Path
) -> Optional[Settings]:
    """The settings that the options mean, None for none. Ends like argparse, or raises what reading them does."""
    if options.config is not None and options.no_config:
        parser.error("--config and --no-config exclude each other")
    if options.config is not None:
        path = directory / options.config
        if not path.is_file():
            parser.error(f"--config: {options.config} is no file")
        return read_settings(path)
    if options.no_config or (options.bare and getattr(options, "modules", None)):
        return None
    return find_settings(directory)


def output_directory(
    options: argparse.Namespace, settings: Optional[Settings], directory: Path
) -> Optional[Path]:
    """The output that was typed, or that the settings name; None to print."""
    if getattr(options, "stdout", None):
        return None
    if options.output is not None:
        return directory / str(options.output)
    if settings is not None and settings.output is not None:
        return settings.directory / settings.output
    return None


def _first(typed: Any, set: Any, default: Any) -> Any:
    return next((value for value in (typed, set) if value is not None), default)
