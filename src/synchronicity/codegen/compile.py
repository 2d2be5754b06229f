"""The pipeline, top to bottom: read, lower, emit. Writes nothing."""

from __future__ import annotations

import contextlib
import gc
import shlex
from collections.abc import Callable, Container, Generator, Sequence
from typing import Optional

from ..module import Module
from .defaults import LINE_LENGTH, RUNTIME
from .diagnostics import Sink
from .emit import emit_modules
from .lower import lower_program
from .model.api import Program
from .output import CompiledModules, GeneratedModule
from .read import read_program

__all__ = ["compile_class", "compile_function", "compile_module", "compile_modules"]


def compile_modules(
    modules: Sequence[Module],
    synchronizer_name: str,
    *,
    allow_untyped: bool = False,
    line_length: int = LINE_LENGTH,
    runtime: str = RUNTIME,
    present: Container[str] = (),
    sink: Optional[Sink] = None,
) -> CompiledModules:
    """Compile what is registered in `modules`.

    Args:
        modules: compiled together, they may refer to each other's classes; their order does not matter.
        synchronizer_name: the name of the synchronizer, where a Module does not name its own.
        allow_untyped: take missing annotations for Any instead of refusing them.
        line_length: how long a line may get, in columns.
        runtime: the package that generated code imports; another one than `synchronicity` is a copy of its run time, as
            the command `vendor` makes it.
        present: texts that need no check that they are Python: an earlier run has written them where they belong.
        sink: collects warnings; errors are raised all the same.

    Returns:
        The text of each generated `.py` by target module; its `stubs` has that of the `.pyi`.

    Raises:
        CompileError: something cannot be translated exactly; it lists every problem with its place.
    """
    sink = sink if sink is not None else Sink()
    texts = _texts(
        modules, synchronizer_name, sink,
        allow_untyped=allow_untyped, line_length=line_length, runtime=runtime,
    )  # fmt: skip
    for target, (source, stub) in texts.items():
        _check(source, f"{target}.py", present)
        _check(stub, f"{target}.pyi", present)
    return CompiledModules(GeneratedModule(target, *pair) for target, pair in texts.items())


@contextlib.contextmanager
def _no_collections() -> Generator[None, None, None]:
    """Without the cycle collector: a build makes many small objects and drops hardly any, so its searches find nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# A function of its own, so that what the stages have made is gone again when the collector goes on.
@_no_collections()
def _texts(
    modules: Sequence[Module],
    synchronizer_name: str,
    sink: Sink,
    *,
    allow_untyped: bool,
    line_length: int,
    runtime: str,
) -> dict[str, tuple[str, str]]:
    """Both texts of every target."""
    program = read_program(modules, synchronizer_name, sink, allow_untyped=allow_untyped)
    options = _options(allow_untyped=allow_untyped, line_length=line_length, runtime=runtime)
    surface = lower_program(program, _command(program, synchronizer_name, options), sink)
    sink.raise_errors()
    return emit_modules(surface, line_length, runtime)


def compile_module(
    module: Module, synchronizer_name: str, *, allow_untyped: bool = False
) -> GeneratedModule:
    """Compile one Module by itself: `compile_modules` where nothing else takes part."""
    modules = compile_modules([module], synchronizer_name, allow_untyped=allow_untyped)
    target = module.target_module
    return GeneratedModule(target, modules[target], modules.stubs[target])


def compile_function(
    function: Callable[..., object], target_module: str, synchronizer_name: str
) -> GeneratedModule:
    """Compile one function, as if it were all that is registered for `target_module`.

    Args:
        function: of the module that defines it; it need not be registered.
        target_module: the dotted name of the module that would hold it.
        synchronizer_name: as for `compile_modules`.

    Returns:
        The pair for a module with nothing else in it.

    Raises:
        CompileError: it cannot be translated exactly.
    """
    return compile_module(Module._holding(target_module, function), synchronizer_name)


def compile_class(cls: type, target_module: str, synchronizer_name: str) -> GeneratedModule:
    """Compile one class, as if it were all that is registered for `target_module`; see `compile_function`."""
    return compile_module(Module._holding(target_module, cls), synchronizer_name)


def _check(text: str, file: str, present: Container[str]) -> None:
    """Raise SyntaxError for a new text that is not Python, and so a mistake of ours, before it is written anywhere."""
    if text not in present:
        import symtable  # late: where nothing has changed, nobody needs it

        # Parsed, and its names resolved; the code that would come out of it is not made, which takes as long again.
        symtable.symtable(text, file, "exec")


def _options(*, allow_untyped: bool, line_length: int, runtime: str) -> list[str]:
    """Those options of the command that are not as they are by default."""
    return [
        *(["--allow-untyped"] if allow_untyped else []),
        *([f"--line-length {line_length}"] if line_length != LINE_LENGTH else []),
        *([f"--runtime {runtime}"] if runtime != RUNTIME else []),
    ]


def _command(program: Program, synchronizer_name: str, options: Sequence[str]) -> str:
    """What to type to make the same files again; the same whatever order the modules were given in."""
    sources = sorted({source for module in program.modules for source in module.sources})
    words = [*(f"-m {source}" for source in sources), *options, shlex.quote(synchronizer_name)]
    return f"python -m synchronicity.cli {' '.join(words)} -o <directory>"
