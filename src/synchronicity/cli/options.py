"""What the commands that compile are told: what was typed, over what the settings say.

Knows parsed options (parsers.py declares them) and the settings. Does not import the user's modules.
"""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, final

from ..codegen.defaults import LINE_LENGTH, RUNTIME
from .choices import SETTINGS_FILE, OutputFormat
from .exits import CannotRun
from .report import relative
from .settings import Settings, find_settings, read_settings


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
    cache: bool = True

    @property
    def command(self) -> str:
        """What was typed."""
        return shlex.join(["synchronicity", *self.arguments])

    def require_directory(self) -> None:
        """Raise `CannotRun` for an output that is there and is no directory."""
        if self.output is not None and os.path.lexists(self.output) and not self.output.is_dir():
            shown = relative(str(self.output), self.directory)
            raise CannotRun(f"the output {shown} is not a directory")


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
            f"(or a table [tool.synchronicity] in {SETTINGS_FILE} that has them)"
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
        _first(options.cache, settings and settings.cache, True),
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
    if options.output == "":
        raise CannotRun("-o needs a directory, `.` for the current one, and was given nothing")
    if options.output is not None:
        return directory / str(options.output)
    if settings is not None and settings.output is not None:
        return settings.directory / settings.output
    return None


def _first(typed: Any, set: Any, default: Any) -> Any:
    return next((value for value in (typed, set) if value is not None), default)
