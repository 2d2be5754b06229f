"""A compiler that compiles next to nothing, so that the command line is tested apart from the real one.

Run as a script, it is the command line with this compiler in the real one's place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Sequence
from types import ModuleType
from typing import Optional

from synchronicity.codegen.diagnostics import Code, Location, Sink
from synchronicity.codegen.header import header_lines
from synchronicity.codegen.output import CompiledModules, GeneratedModule
from synchronicity.module import Module

NAME = "synchronicity.codegen.compile"


def pair(target: str, command: str = "the command", value: object = 1) -> GeneratedModule:
    """A pair with a header, the value in both bodies."""
    bodies = f"value = {value!r}\n", f"value: object  # {value!r}\n"
    source, stub = ("\n".join([*header_lines(command, body), body]) for body in bodies)
    return GeneratedModule(target, source, stub)


def compile_modules(
    modules: Sequence[Module],
    synchronizer_name: str,
    *,
    allow_untyped: bool = False,
    line_length: int = 88,
    runtime: str = "synchronicity",
    present: Container[str] = (),
    sink: Optional[Sink] = None,
) -> CompiledModules:
    """Pairs that say what was asked for. Synchronizer names ask for the other ends that the real compiler can come to."""
    sink = sink or Sink()
    path = (
        next(iter(vars(modules[0])["_entries"])).path
        if synchronicity_asks(synchronizer_name)
        else ""
    )
    if synchronizer_name == "crash":
        raise ZeroDivisionError("a mistake")
    if synchronizer_name == "interrupt":
        raise KeyboardInterrupt
    if synchronizer_name == "warn":
        sink.warning(Code.UNSUPPORTED, Location(path, 1, 1, 1, 5), "not so good")
    if synchronizer_name == "bad":
        sink.error(
            Code.MISSING_ANNOTATION, Location(path, 4, 15, 4, 16), "`x`: 100%, no", "write `x: int`"
        )
        sink.error(Code.BAD_NAME, Location(path, 4, 11), "f")
    sink.raise_errors()
    value = (synchronizer_name, allow_untyped)
    return CompiledModules(pair(module.target_module, "the command", value) for module in modules)


def synchronicity_asks(name: str) -> bool:
    return name in {"warn", "bad"}


def install() -> None:
    module = ModuleType(NAME)
    module.__dict__["compile_modules"] = compile_modules
    sys.modules[NAME] = module


if __name__ == "__main__":
    sys.path.remove(os.path.dirname(os.path.abspath(__file__)))
    install()
    from synchronicity.cli.__main__ import entry

    entry()
