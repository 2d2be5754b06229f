"""Why an import failed, told at the line of the user's that made it fail.

Knows tracebacks, and the imports and `Module(…)` calls in source files.
"""

from __future__ import annotations

import ast
import bisect
import functools
import importlib
import os
import sysconfig
import tokenize
from collections.abc import Collection, Iterator
from pathlib import Path
from types import TracebackType
from typing import Optional

from ..codegen.diagnostics import Code, Diagnostic, Location
from . import crash
from .ending import Exit

_MACHINERY = {Path(__file__).resolve().parent.parent, Path(importlib.__file__).resolve().parent}
_LIBRARY = {Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")}
_INSTALLED = {"site-packages", "dist-packages"}


def import_failure(
    name: str, error: BaseException, targets: Collection[str]
) -> Optional[Diagnostic]:
    """Describe why importing the module `name` failed.

    Args:
        name: what `-m` was given.
        error: what the import raised.
        targets: the modules that this run is to generate, as far as they are known.

    Returns:
        The problem at the user's line; None if no file took part, so that the name itself must be wrong.
    """
    frames = list(_frames(error.__traceback__))
    own = [frame for frame in frames if _is_users(frame[0])]
    for path, line, package in own:
        target = _imported_target(path, line, package, targets)
        if target is not None:
            return own_target(statement_at(path, line), target, f" ({crash.describe(error)})")
    missing = error.name if isinstance(error, ImportError) else None
    if missing is not None and missing in targets and own:  # by no import statement
        path, line, _ = own[-1]
        return own_target(statement_at(path, line), missing, f" ({crash.describe(error)})")
    place = _syntax_error_place(error) or next(
        (statement_at(path, line) for path, line, _ in reversed(own or frames)), None
    )
    if place is None:
        return None
    if isinstance(error, SystemExit):
        what = str(error) if isinstance(error, Exit) else crash.describe(error)
        text = f"importing `{name}` ends the process: {what}"
        help = 'put what is to run as a program below `if __name__ == "__main__":`'
    else:
        text = f"importing `{name}` failed: {crash.describe(error)}"
        help = _help(error)
    return Diagnostic(Code.IMPORT_FAILED, place, text, help)


def own_target(place: Location, target: str, why: str = "") -> Diagnostic:
    """An import, at `place`, of a module that this run is to generate."""
    text = f"this imports `{target}`, which is generated from this implementation{why}"
    help = "the implementation works without its wrappers: import what they are made from"
    return Diagnostic(Code.IMPORT_FAILED, place, text, help)


def statement_at(path: str, line: int) -> Location:
    """The text of a line, without its indentation."""
    lines = read_source(path).split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    start = len(text) - len(text.lstrip())
    return Location(path, line, start + 1, line, max(len(text.rstrip()), start + 1) + 1)


def read_source(path: str) -> str:
    """The text of a Python source file, in the encoding that it declares; empty if it cannot be read."""
    try:
        with tokenize.open(path) as stream:
            return stream.read()
    except (OSError, SyntaxError, UnicodeDecodeError):
        return ""


def makes_module(source: str) -> bool:
    """Whether a source text makes a Module, at its top, also if the target's name is computed."""
    if target_names(source):
        return True
    body = _parse(source).body
    imported = {
        alias.asname or alias.name
        for statement in body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.name == "Module"
    }
    return any(
        isinstance(statement, (ast.Assign, ast.AnnAssign))
        and isinstance(statement.value, ast.Call)
        and ast.unparse(statement.value.func) in {*imported, "synchronicity.Module"}
        for statement in body
    )


@functools.lru_cache(maxsize=1024)
def target_names(source: str) -> frozenset[str]:
    """The names in the `Module("…")` calls of a source text."""
    lines = [number for number, line in enumerate(source.split("\n"), 1) if "Module" in line]
    return frozenset(
        call.args[0].value
        for call in (_at(lines, _parse(source)) if lines else ())
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if isinstance(call.args[0].value, str) and _last_name(call.func) == "Module"
    )


def _at(lines: list[int], node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one that stand on any of the lines: to look at all of a large file would take longer than to parse it."""
    for child in ast.iter_child_nodes(node):
        first = getattr(child, "lineno", 0)
        if not first or bisect.bisect_left(lines, first) < bisect.bisect_right(
            lines, getattr(child, "end_lineno", first)
        ):
            yield child
            yield from _at(lines, child)


def is_python(source: str) -> bool:
    """Whether a text can be parsed."""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True


def import_of_target(
    path: str, package: str, targets: Collection[str]
) -> Optional[tuple[str, Location]]:
    """The first import of one of `targets` that runs when the file is imported, and its place."""
    for statement in _executed(_parse(read_source(path)).body):
        for name in _imported_names(statement, package):
            if name in targets:
                return name, statement_at(path, statement.lineno)
    return None


def binding_of(path: str, name: str) -> Location:
    """The import statement of a file that binds a name when it is executed, or else the top of the file."""
    for statement in _executed(_parse(read_source(path)).body):
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            if any(name == (alias.asname or alias.name) for alias in statement.names):
                return statement_at(path, statement.lineno)
    return Location(path, 1)


def _frames(trace: Optional[TracebackType]) -> Iterator[tuple[str, int, str]]:
    """File, line and package of each frame that has a file, without ours and those of the import system."""
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if os.path.isfile(path) and not _MACHINERY.intersection(Path(path).resolve().parents):
            yield path, trace.tb_lineno, str(trace.tb_frame.f_globals.get("__package__") or "")
        trace = trace.tb_next


def _is_users(path: str) -> bool:
    resolved = Path(path).resolve()
    return not _INSTALLED.intersection(resolved.parts) and not _LIBRARY.intersection(
        resolved.parents
    )


def _syntax_error_place(error: BaseException) -> Optional[Location]:
    if not isinstance(error, SyntaxError) or not error.filename or not error.lineno:
        return None
    if not os.path.isfile(error.filename):
        return None
    return Location(error.filename, error.lineno, max(error.offset or 1, 1))


def _help(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"is `{error.name}` installed in the environment of this command?"
    if isinstance(error, EOFError):
        return "there is nothing to read on standard input while modules are imported"
    return crash.TRACEBACK_HINT


def _imported_target(path: str, line: int, package: str, targets: Collection[str]) -> Optional[str]:
    for statement in ast.walk(_parse(read_source(path))):
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and line in _lines(statement):
            for name in _imported_names(statement, package):
                if name in targets:
                    return name
    return None


def _lines(statement: ast.stmt) -> range:
    return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)


def _imported_names(statement: ast.stmt, package: str) -> Iterator[str]:
    """The dotted names that an import statement may load."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom):
        base = statement.module or ""
        if statement.level:
            parts = package.split(".")
            above = parts[: len(parts) - statement.level + 1]
            base = ".".join([*above, base] if base else above)
        yield base
        yield from (f"{base}.{alias.name}" for alias in statement.names)


def _executed(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run on import: not those in functions, nor those for type checkers."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(statement, ast.If) and _last_name(statement.test) == "TYPE_CHECKING":
            yield from _executed(statement.orelse)
            continue
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.stmt):
                yield from _executed([child])
            elif isinstance(child, ast.ExceptHandler):
                yield from _executed(child.body)


def _last_name(node: ast.expr) -> Optional[str]:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module(body=[], type_ignores=[])
