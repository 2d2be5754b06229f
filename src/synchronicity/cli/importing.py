"""The user's modules, imported: what they registered, or why that could not be found out.

Knows `-m` and the import system. Does not know what registered things mean.
"""

from __future__ import annotations

import importlib
import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import final

from .. import module as ledger
from ..codegen.defaults import RUNTIME
from ..codegen.diagnostics import Code, Diagnostic, Location
from ..codegen.layout import is_dotted_name
from ..module import Module
from . import blame, crash, locating, searching
from .console import Console
from .ending import held
from .placeholders import StandIns, target_of
from .report import COMMAND_LINE


@final
@dataclass
class Loaded:
    """What importing gave. `usage` are mistakes in the command line, `problems` are in the user's files."""

    modules: list[Module] = field(default_factory=list[Module])
    usage: list[Diagnostic] = field(default_factory=list[Diagnostic])
    problems: list[Diagnostic] = field(default_factory=list[Diagnostic])

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self.usage, *self.problems)


def load_modules(
    names: Sequence[str],
    command: str,
    console: Console,
    stand_ins: StandIns,
    paths: Sequence[str] = (),
    runtime: str = RUNTIME,
) -> Loaded:
    """Import the modules that were given with `-m` or are named in the settings, and find the Modules in them.

    Call this while the console is quiet.

    Args:
        names: the dotted names, in order.
        command: the command line as it was typed, to show mistakes in it.
        console: for the tracebacks that the environment may ask for.
        stand_ins: what is imported in the place of modules that are to be generated.
        paths: directories to import from before all others; by default the current one.
        runtime: the package that the modules may import `Module` from; a copy's is taken for ours.

    Returns:
        The Modules in the order of `names`, and of their assignment, each once; every problem that was met.
    """
    directory, limit = os.getcwd(), sys.getrecursionlimit()
    sys.path[:0] = [path for path in paths or [directory] if path not in sys.path]
    if runtime != RUNTIME:
        # A Module is a Module, whichever copy of its class an implementation imports.
        sys.modules[f"{runtime}.{ledger.__name__.rpartition('.')[2]}"] = ledger
    loaded = Loaded()
    names = list(dict.fromkeys(names))
    sources = {name: _source(name) for name in names}
    stand_ins.expect(sources, blame.target_names)
    imported: list[ModuleType] = []
    guesses: list[_Guess] = []
    for name in names:
        if not is_dotted_name(name) or locating.is_path(name):
            loaded.usage.append(_misnamed(name, command))
            continue
        try:
            with held() as ends:
                module = _import(name, stand_ins, guesses)
                if ends:  # it was caught, or raised in a thread
                    raise ends[0]
            imported.append(module)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            crash.show_traceback(console, error)
            targets = {target for text in sources.values() for target in blame.target_names(text)}
            _add_failure(loaded, name, error, targets, command, stand_ins)
            stand_ins.unload()  # they are bound in a package that is no more
        os.chdir(directory)
        sys.setrecursionlimit(max(limit, sys.getrecursionlimit()))
    for module in imported:
        _collect(loaded, module, command)
    targets = {module.target_module for module in loaded.modules}
    whole = {module.__name__ for module in imported}
    for guess in guesses:
        if guess.target not in targets and guess.name in whole:  # it is just missing
            _add_failure(loaded, guess.name, guess.error, targets, command, stand_ins)
    for module in imported:
        _check_imports(loaded, module, targets)
    return loaded


@final
@dataclass(frozen=True)
class _Guess:
    """That `target` is to be generated, for which the import of the module `name` failed with `error`."""

    target: str
    name: str
    error: ImportError


def _import(name: str, stand_ins: StandIns, guesses: list[_Guess]) -> ModuleType:
    """Import an implementation. What a package around it wants and is not there is taken for a target, if need be.

    Whether it is one is known when the implementation has told its targets, which may be names that it computes.
    """
    before = {*sys.modules}
    try:
        return importlib.import_module(name)
    except ImportError as error:
        around = name.rpartition(".")[0]
        wanted = [
            module
            for module in stand_ins.missing
            if module not in sys.modules
            and module not in stand_ins.guessed
            and around
            and f"{around}.".startswith(f"{module.rpartition('.')[0]}.")
        ]
        if not wanted:
            raise
        stand_ins.guessed.add(wanted[-1])
        guesses.append(_Guess(wanted[-1], name, error))
        # Those below are imported anew, since they are bound in a package that is no more.
        for module in {*sys.modules} - before:
            if module.startswith(f"{name.partition('.')[0]}."):
                del sys.modules[module]
        return _import(name, stand_ins, guesses)


def _source(name: str) -> str:
    path = locating.find_source(name) if is_dotted_name(name) else None
    return "" if path is None else blame.read_source(str(path))


def _add_failure(
    loaded: Loaded,
    name: str,
    error: BaseException,
    targets: set[str],
    command: str,
    stand_ins: StandIns,
) -> None:
    problem = blame.import_failure(name, error, targets)
    if problem is not None:
        used = {target for target, _, path, _ in stand_ins.uses if path == problem.location.path}
        if used and isinstance(error, (TypeError, ValueError, AssertionError)):
            shown = ", ".join(f"`{target}`" for target in sorted(used))
            help = f"{shown}: generated only now, and stood in for: use it when all is imported"
            problem = replace(problem, help=help)
        if problem.location not in [known.location for known in loaded.problems]:
            loaded.problems.append(problem)  # else two modules import the same broken one
    elif isinstance(error, ModuleNotFoundError):
        loaded.usage.append(_unknown(name, command))
    else:
        text = f"importing `{name}` failed: {crash.describe(error)}"
        unread = isinstance(error, (SyntaxError, ValueError))  # for a null byte, without a place
        source = locating.find_source(name) if unread else None
        place = _place_in_command(name, command) if source is None else Location(str(source), 1)
        loaded.problems.append(Diagnostic(Code.IMPORT_FAILED, place, text, crash.TRACEBACK_HINT))


def _collect(loaded: Loaded, module: ModuleType, command: str) -> None:
    found = [value for value in vars(module).values() if isinstance(value, Module)]
    loaded.modules += [value for value in dict.fromkeys(found) if value not in loaded.modules]
    if found:
        return
    name, path = module.__name__, getattr(module, "__file__", None)
    place = Location(path, 1) if path else _place_in_command(name, command)
    text = f"`{name}` has no Module, so there is nothing to compile in it"
    help = 'assign one at the top: `api = Module("the.module.to.generate")`, from synchronicity'
    inside = searching.registering([Path(each) for each in getattr(module, "__path__", ())], name)
    if inside:
        help = f"type {' '.join(f'`-m {each}`' for each in inside)}, which it has inside"
    loaded.problems.append(Diagnostic(Code.IMPORT_FAILED, place, text, help))


def _check_imports(loaded: Loaded, module: ModuleType, targets: set[str]) -> None:
    """Report an implementation that imports what is generated from it, and that got through since it was there."""
    path = getattr(module, "__file__", None)
    if path is None or not any(target in sys.modules for target in targets):
        return
    found = blame.import_of_target(path, module.__package__ or "", targets)
    if found is not None:
        target, place = found
        loaded.problems.append(blame.own_target(place, target))
        return
    for name, value in vars(module).items():
        taken = target_of(value)  # from the package that offers it
        if taken is not None:
            loaded.problems.append(blame.own_target(blame.binding_of(path, name), taken))


def _misnamed(name: str, command: str) -> Diagnostic:
    kind = "a path" if locating.is_path(name) else "not the name of a module"
    advice = locating.advise(name)
    return Diagnostic(
        Code.IMPORT_FAILED,
        _place_in_command(name, command),
        f"`-m` takes a dotted name, and `{name}` is {kind}",
        f"type {advice}" if advice else None,
    )


def _unknown(name: str, command: str) -> Diagnostic:
    advice = locating.advise(name)
    return Diagnostic(
        Code.IMPORT_FAILED,
        _place_in_command(name, command),
        f"there is no module `{name}` in the current directory or on Python's path",
        f"did you mean {advice}?" if advice else "start in the directory that the name begins at",
    )


def _place_in_command(name: str, command: str) -> Location:
    """Where `name` stands in the command line."""
    quoted = shlex.quote(name)
    column = max(
        command.rfind(f" {quoted}"), command.rfind(f"={quoted}"), command.rfind(f"m{quoted}")
    )
    if column < 0:
        return Location(COMMAND_LINE, 1)
    return Location(COMMAND_LINE, 1, column + 2, 1, column + 2 + len(quoted))
