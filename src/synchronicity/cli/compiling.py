"""From a request to compiled modules: imports what it names, compiles, and tells problems with their exit codes.

Call it while the console is quiet: user code runs.
"""

from __future__ import annotations

import contextlib
import gc
from dataclasses import dataclass
from typing import Union, final

from ..codegen.diagnostics import CompileError, Sink
from ..codegen.layout import present_texts
from ..codegen.output import CompiledModules
from ..module import Module
from .console import Console
from .ending import held
from .exits import ExitCode
from .importing import load_modules
from .lacking import lacking
from .options import Request
from .placeholders import StandIns, standing_in
from .records import Compiled, Record
from .telling import Teller
from .tracing import Reads, traced


@final
@dataclass(frozen=True)
class Built:
    """What a request gave: the Modules, and what was compiled from them."""

    modules: list[Module]
    compiled: CompiledModules


def compile_request(
    request: Request, console: Console, teller: Teller, sink: Sink
) -> Union[Built, ExitCode]:
    """What the request asks for, or the exit code if that was not to be had; then all has been told.

    Args:
        request: what to compile.
        console: for the tracebacks that the environment may ask for.
        teller: takes the problems.
        sink: collects the warnings.
    """
    with standing_in(final=console.final) as stand_ins:
        built = _build(request, console, teller, sink, stand_ins)
        if isinstance(built, Built):
            missing = lacking(stand_ins.uses, built.compiled)
            if missing:
                teller.fail(missing)
                return ExitCode.FAILED
        return built


def _build(
    request: Request, console: Console, teller: Teller, sink: Sink, stand_ins: StandIns
) -> Union[Built, ExitCode]:
    # What was read is known of a process that does nothing else.
    recording = request.cache and console.final
    with traced() if recording else contextlib.nullcontext(Reads()) as reads:
        modules = _load(request, console, teller, stand_ins)
    if isinstance(modules, ExitCode):
        return modules
    record = Record(request, modules, reads) if recording else None
    kept = record.find() if record is not None else None
    if kept is not None:
        for warning in kept.warnings:
            sink.add(warning)
        return Built(modules, kept.modules)
    # Before the tracing: what comes out does not depend on them.
    present = _present(request, modules)
    try:
        with traced() if recording else contextlib.nullcontext(Reads()) as reads:
            if console.final:
                gc.disable()  # what compiling leaves behind goes with the process, sooner than it would be found
            with held():  # also while what is for checkers only is imported
                compiled = _compile(modules, request, present, sink)
    except CompileError as error:
        teller.fail(error.diagnostics)
        return ExitCode.FAILED
    if record is not None:
        record.keep(Compiled(compiled, sink.diagnostics), reads)
    return Built(modules, compiled)


def load_request(
    request: Request, console: Console, teller: Teller
) -> Union[list[Module], ExitCode]:
    """The Modules of the modules that the request names, imported; or the exit code, and all has been told."""
    with standing_in(final=console.final) as stand_ins:
        return _load(request, console, teller, stand_ins)


def _load(
    request: Request, console: Console, teller: Teller, stand_ins: StandIns
) -> Union[list[Module], ExitCode]:
    loaded = load_modules(
        request.modules, request.command, console, stand_ins, request.paths, request.runtime
    )
    if not loaded.diagnostics:
        return loaded.modules
    teller.fail(loaded.diagnostics)
    return ExitCode.CANNOT_RUN if loaded.usage else ExitCode.FAILED


def _present(request: Request, modules: list[Module]) -> frozenset[str]:
    """The texts that are there, where the request has an output."""
    if request.output is None:
        return frozenset()
    return present_texts(request.output, [module.target_module for module in modules])


def _compile(
    modules: list[Module], request: Request, present: frozenset[str], sink: Sink
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
        present=present,
        sink=sink,
    )
