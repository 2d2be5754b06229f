"""The command `check`: whether the generated files are up to date. Writes nothing."""

from __future__ import annotations

import argparse

from ..codegen.diagnostics import Sink
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
        compiled = compile_request(request, console, teller, sink)
        if isinstance(compiled, ExitCode):
            return compiled
        return drift.check(compiled, sink, request, teller)


COMMAND = Command(_check_arguments, _run)
