"""The command `vendor`: the run time as a package inside the author's, so that its wheel depends on nothing."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from ..codegen.defaults import RUNTIME
from ..codegen.diagnostics import CompileError
from ..codegen.header import HeaderState, verify
from ..codegen.layout import plan_files, read_text
from ..codegen.writer import stale_beside, write_planned
from . import drift
from .choices import OutputFormat
from .command import Command
from .console import Console
from .exits import CannotRun, ExitCode
from .options import output_directory, read_config
from .report import plural
from .telling import Teller
from .vendoring import vendored


def _check_arguments(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    directory = Path.cwd()
    if options.check and options.force:
        parser.error("--check writes nothing, so --force means nothing with it")
    settings = read_config(parser, options, directory)
    if options.package is None and settings is not None:
        options.package = settings.runtime
    if options.package is None:
        parser.error("PACKAGE is required, or `runtime` in the settings: the name of the copy")
    if options.package.partition(".")[0] == RUNTIME:
        parser.error(f"PACKAGE lies in a package of the library's own, not in `{RUNTIME}`")
    options.output = output_directory(options, settings, directory)
    if options.output is None:
        parser.error("vendor needs -o, or an `output` in the settings: where PACKAGE starts from")
    options.arguments = arguments


def _run(options: argparse.Namespace, console: Console) -> int:
    command = shlex.join(["synchronicity", *options.arguments])
    teller = Teller(console, OutputFormat(options.output_format), Path.cwd(), command)
    try:
        return _vendor(options, teller)
    except CompileError as error:
        teller.fail(error.diagnostics)
        return ExitCode.FAILED


def _vendor(options: argparse.Namespace, teller: Teller) -> int:
    output, package = options.output, options.package
    texts = vendored(package)
    force = bool(options.force or options.check)
    planned = plan_files(output, package, texts, force=force)
    top = output.joinpath(*package.split("."))
    current = {file.path for file in planned}
    _require_no_others(top, package, current)
    stale = stale_beside(top, current, texts.values())
    if options.check:
        problems = drift.differences(planned, stale, teller, "`vendor` removes it")
        teller.report(problems)
        if not problems:
            teller.console.note(f"{package} is the run time of this version")
            return ExitCode.DONE
        teller.console.note(f"{plural(len(problems), 'file')} of {package} not up to date")
        teller.console.note(f"mend it with: {drift.mending(options.arguments, problems)}")
        return ExitCode.FAILED
    written = write_planned(planned)
    for file in stale:
        file.unlink()
        teller.console.note(f"removed {teller.shown(file)}")
    same = len(planned) - len(written)
    parts = [plural(len(written), "file") + " written", f"{same} unchanged" if same else ""]
    teller.console.note(f"{package}: {', '.join(part for part in parts if part)}")
    return ExitCode.DONE


def _require_no_others(top: Path, package: str, current: set[Path]) -> None:
    """Raise `CannotRun` for a package that holds somebody's modules: the copy is a package of its own."""
    for file in sorted(top.glob("*.py")):
        text = read_text(file)
        if file not in current and text is not None and verify(text) is HeaderState.FOREIGN:
            raise CannotRun(
                f"`{package}` is a package with modules of its own, such as {file.name}: "
                f"name one for the copy alone, such as `{package}._runtime`"
            )


COMMAND = Command(_check_arguments, _run)
