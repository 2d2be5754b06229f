"""From a request to compiled modules: imports what it names, compiles, and tells problems with their exit codes.

Call it while the console is quiet: user code runs.
"""

from __future__ import annotations

from typing import Optional, Union

from ..codegen.diagnostics import CompileError, Sink
from ..codegen.output import CompiledModules
from ..module import Module
from .console import Console
from .exits import ExitCode
from .importing import load_modules
from .options import Request
from .telling import Teller


def compile_request(
    request: Request, console: Console, teller: Teller, sink: Sink
) -> Union[CompiledModules, ExitCode]:
    """What the request asks for, or the exit code if that was not to be had; then all has been told.

    Args:
        request: what to compile.
        console: for the tracebacks that the environment may ask for.
        teller: takes the problems.
        sink: collects the warnings.
    """
    loaded = load_request(request, console, teller)
    if isinstance(loaded, ExitCode):
        return loaded
    try:
        return compile_loaded(loaded, request, sink)
    except CompileError as error:
        teller.fail(error.diagnostics)
        return ExitCode.FAILED


def load_request(
    request: Request, console: Console, teller: Teller
) -> Union[list[Module], ExitCode]:
    """The Modules of the modules that the request names, imported; or the exit code, and all has been told."""
    loaded = load_modules(request.modules, request.command, console, request.paths, request.runtime)
    if not loaded.diagnostics:
        return loaded.modules
    teller.fail(loaded.diagnostics)
    return ExitCode.CANNOT_RUN if loaded.usage else ExitCode.FAILED


def compile_loaded(
    modules: list[Module], request: Request, sink: Optional[Sink] = None
) -> CompiledModules:
    """Compile. Raises `CompileError`."""
    # late, so that what importing the implementation finds does not wait for it
    from ..codegen.compile import compile_modules

    return compile_modules(
        modules,
        request.synchronizer,
        allow_untyped=request.allow_untyped,
        line_length=request.line_length,
        runtime=request.runtime,
        sink=sink,
    )
