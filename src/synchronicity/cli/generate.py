"""The command `generate`, which is what runs if no command is named: import, compile, write or compare."""

from __future__ import annotations

import argparse
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, cast, final

from ..codegen.diagnostics import CompileError, Diagnostic, Sink
from ..codegen.layout import pair_paths, plan_modules
from ..codegen.output import CompiledModules
from ..codegen.writer import stale_files, write_modules
from ..module import Module
from . import drift
from .command import Command
from .console import Console
from .exits import CannotRun, ExitCode
from .importing import load_modules
from .report import COMMAND_LINE, Finding, OutputFormat, count, plural, relative, render, to_finding


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("name", metavar="NAME", help="the name of the synchronizer that the modules run on")
    add(
        "-m",
        "--module",
        dest="modules",
        metavar="MODULE",
        action="append",
        required=True,
        help="dotted name of an implementation module; may be repeated",
    )
    add("-o", "--output", metavar="DIR", type=Path, help="where the generated names start from")
    add("--check", action="store_true", help="write nothing; show a diff and fail if files differ")
    add("--force", action="store_true", help="overwrite files that were edited or not generated")
    add("--prune", action="store_true", help="remove files that this command no longer generates")
    add(
        "--allow-untyped",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="take a missing annotation for Any",
    )
    add(
        "--output-format",
        choices=[format.value for format in OutputFormat],
        default=OutputFormat.TEXT.value,
        help="how problems are shown",
    )


def _check_arguments(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse what argparse cannot. Ends like argparse, with `SystemExit`."""
    for name in ("check", "force", "prune"):
        if getattr(options, name) and options.output is None:
            parser.error(f"--{name} needs -o: without it, files are only printed")
    if options.check and (options.force or options.prune):
        parser.error("--check writes nothing, so --force and --prune mean nothing with it")
    if not options.name or not options.name.isprintable():
        parser.error("NAME must be some printable text")


def _run(options: argparse.Namespace, arguments: list[str], console: Console) -> int:
    """Do it. Returns an exit code; what is said goes to `console`."""
    command = shlex.join(["synchronicity", *arguments])
    output = cast("Optional[Path]", options.output)
    format = OutputFormat(options.output_format)
    directory = Path.cwd()
    if output is not None and os.path.lexists(output) and not output.is_dir():
        raise CannotRun(f"the output {output} is not a directory")
    job = _Job(console, format, directory, None if output is None else directory / output, command)
    with console.quiet():
        loaded = load_modules(options.modules, command, console)
        if loaded.diagnostics:
            job.fail(loaded.diagnostics)
            return ExitCode.CANNOT_RUN if loaded.usage else ExitCode.FAILED
        sink = Sink()
        try:
            compiled = _compile(loaded.modules, options, sink)
            if options.check:
                return job.check(compiled, sink)
            if output is not None:
                return job.write(compiled, sink, force=options.force, prune=options.prune)
            return job.show(compiled, sink)
        except CompileError as error:
            job.fail(error.diagnostics)
            return ExitCode.FAILED


def _compile(modules: list[Module], options: argparse.Namespace, sink: Sink) -> CompiledModules:
    from ..codegen.compile import compile_modules  # late, so that `--help` does not wait for it

    return compile_modules(modules, options.name, allow_untyped=options.allow_untyped, sink=sink)


@final
@dataclass(frozen=True)
class _Job:
    """One run: where it says what. `output` is absolute: the user's modules may change the current directory."""

    console: Console
    format: OutputFormat
    directory: Path
    output: Optional[Path]
    command: str

    def fail(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        findings = self._findings(diagnostics)
        self._report(findings)
        self.console.note(f"{count(findings)}; nothing was written")

    def show(self, compiled: CompiledModules, sink: Sink) -> int:
        """Print the files, each below a line with its path."""
        root = Path()
        for target, source in compiled.items():
            paths = pair_paths(root, target, compiled)
            for path, text in zip(paths, (source, compiled.stubs[target])):
                self.console.print(f"# --- {path.as_posix()}\n{text}")
        findings = self._findings(sink.diagnostics)
        if findings:
            self._report(findings, on_error=True)
            self.console.note(count(findings))
        return ExitCode.DONE

    def write(self, compiled: CompiledModules, sink: Sink, *, force: bool, prune: bool) -> int:
        assert self.output is not None
        stale = stale_files(self.output, compiled)
        files = len(plan_modules(self.output, compiled, force=force))
        written = write_modules(self.output, compiled, force=force, prune=prune)
        findings = self._findings(sink.diagnostics)
        self._report(findings)
        for path in written:
            self.console.note(f"wrote {self._shown(path)}")
        for path in stale:
            state = "removed" if prune else "stale (remove with --prune):"
            self.console.note(f"{state} {self._shown(path)}")
        same = files - len(written)
        parts = [plural(len(written), "file") + " written", f"{same} unchanged" if same else ""]
        self.console.note(", ".join(part for part in (*parts, count(findings)) if part))
        return ExitCode.DONE

    def check(self, compiled: CompiledModules, sink: Sink) -> int:
        assert self.output is not None
        changed = drift.differing(plan_modules(self.output, compiled, force=True))
        stale = stale_files(self.output, compiled)
        findings = self._findings(sink.diagnostics)
        problems = [drift.outdated(file, self.directory) for file in changed]
        problems += [drift.stale(path, self.directory) for path in stale]
        if self.format is OutputFormat.TEXT:
            for file in changed:
                self.console.print(drift.diff(file, self.directory))
        self._report([*findings, *problems])
        if not problems:
            self.console.note("everything is up to date")
            return ExitCode.DONE
        self.console.note(f"{plural(len(problems), 'file')} not up to date; nothing was written")
        return ExitCode.FAILED

    def _findings(self, diagnostics: tuple[Diagnostic, ...]) -> list[Finding]:
        return [to_finding(diagnostic, self.directory) for diagnostic in diagnostics]

    def _shown(self, path: Path) -> str:
        return relative(str(path), self.directory)

    def _report(self, findings: list[Finding], *, on_error: bool = False) -> None:
        """Show findings: to people on standard error, to programs on standard output unless that carries the files."""
        text = render(findings, self.format, {COMMAND_LINE: self.command}, self.directory)
        if self.format is OutputFormat.TEXT or on_error:
            if text:
                self.console.note(text.rstrip("\n"))
        else:
            self.console.print(text)


GENERATE = Command(
    "generate",
    "Compile the Modules of implementation modules into public modules for sync and async users. "
    "Without -o, the files are printed. This is also what runs if no command is named.",
    _add_arguments,
    _check_arguments,
    _run,
)
