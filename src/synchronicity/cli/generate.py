"""The command `generate`, which is what runs if no command is named: import, compile, and write or print."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..codegen.diagnostics import CompileError, Sink
from ..codegen.layout import pair_paths, plan_modules
from ..codegen.output import CompiledModules
from ..codegen.writer import stale_files, write_modules
from . import drift
from .command import Command
from .compiling import compile_request
from .console import Console
from .exits import ExitCode
from .options import Request, resolve
from .report import count, plural
from .telling import Teller


def _check_arguments(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    """Refuse what argparse cannot. Ends like argparse, with `SystemExit`."""
    if options.check and (options.force or options.prune):
        parser.error("--check writes nothing, so --force and --prune mean nothing with it")
    request = options.request = resolve(parser, options, arguments)
    for name in ("check", "force", "prune"):
        if getattr(options, name) and request.output is None:
            parser.error(f"--{name} needs -o: without it, files are only printed")


def _run(options: argparse.Namespace, console: Console) -> int:
    request: Request = options.request
    request.require_directory()
    teller = Teller(console, request.format, request.directory, request.command)
    with console.quiet():
        sink = Sink()
        built = compile_request(request, console, teller, sink)
        if isinstance(built, ExitCode):
            return built
        compiled = built.compiled
        if request.output is None:
            return _print(compiled, sink, console, teller)
        try:
            if options.check:
                return drift.check(compiled, sink, request, teller)
            force, prune = bool(options.force), bool(options.prune)
            return _write(compiled, sink, request.output, teller, force=force, prune=prune)
        except CompileError as error:
            teller.fail(error.diagnostics)
            return ExitCode.FAILED


def _print(compiled: CompiledModules, sink: Sink, console: Console, teller: Teller) -> int:
    """Print the files, each below a line with its path."""
    for target, source in compiled.items():
        paths = pair_paths(Path(), target, compiled)
        for path, text in zip(paths, (source, compiled.stubs[target])):
            console.print(f"# --- {path.as_posix()}\n{text}")
    findings = teller.findings(sink.diagnostics)
    if findings:
        teller.report(findings, on_error=True)
        console.note(count(findings))
    return ExitCode.DONE


def _write(
    compiled: CompiledModules,
    sink: Sink,
    output: Path,
    teller: Teller,
    *,
    force: bool,
    prune: bool,
) -> int:
    note = teller.console.note
    stale = stale_files(output, compiled)
    files = len(plan_modules(output, compiled, force=force))
    written = write_modules(output, compiled, force=force, prune=prune)
    findings = teller.findings(sink.diagnostics)
    teller.report(findings)
    for path in written:
        note(f"wrote {teller.shown(path)}")
    for path in stale:
        state = "removed" if prune else "stale (remove with --prune):"
        note(f"{state} {teller.shown(path)}")
    same = files - len(written)
    parts = [plural(len(written), "file") + " written", f"{same} unchanged" if same else ""]
    note(", ".join(part for part in (*parts, count(findings)) if part))
    return ExitCode.DONE


COMMAND = Command(_check_arguments, _run)
