"""The command `check`: whether the generated files are up to date. Writes nothing."""

from __future__ import annotations

import argparse

from ..codegen.diagnostics import CompileError, Sink
from . import drift
from .command import Command
from .compiling import compile_request
from .console import Console
from .exits import ExitCode
from .options import Request, resolve
from .telling import Teller


def _check_arguments(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    options.request = resolve(parser, options, arguments)
    if options.request.output is None:
        parser.error("check needs -o, or an `output` in the settings: the directory to look in")


def _run(options: argparse.Namespace, console: Console) -> int:
    request: Request = options.request
    request.require_directory()
    teller = Teller(console, request.format, request.directory, request.command)
    with console.quiet():
        sink = Sink()
        built = compile_request(request, console, teller, sink)
        if isinstance(built, ExitCode):
            return built
        try:
            return drift.check(built.compiled, sink, request, teller)
        except CompileError as error:  # a file cannot be where it should
            teller.fail(error.diagnostics)
            return ExitCode.FAILED


COMMAND = Command(_check_arguments, _run)
