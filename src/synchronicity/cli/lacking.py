"""Names that somebody imports from a generated module, and that it will not have: told before it is written.

Knows import statements and generated text. What was imported, placeholders.py has noted.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator

from ..codegen.diagnostics import Code, Diagnostic
from ..codegen.output import CompiledModules
from . import blame


def lacking(
    uses: Iterable[tuple[str, str, str, int]], compiled: CompiledModules
) -> list[Diagnostic]:
    """What is wrong with the uses of stand-ins: target, name, file, line. Only imports that nothing catches count."""
    names: dict[str, set[str]] = {}
    found: list[Diagnostic] = []
    for target, name, path, line in uses:
        if target not in compiled:
            continue
        if target not in names:
            below = {
                other[len(target) + 1 :] for other in compiled if other.startswith(f"{target}.")
            }
            names[target] = {*_bound(compiled[target]), *below}
        if name in names[target] or not _is_imported(path, line, name):
            continue
        near = difflib.get_close_matches(name, names[target], 1)
        help = f"did you mean `{near[0]}`?" if near else "register it, or do not import it"
        text = f"`{target}` will have no `{name}`"
        found.append(Diagnostic(Code.IMPORT_FAILED, blame.statement_at(path, line), text, help))
    return found


def _bound(source: str) -> Iterator[str]:
    """The names of a generated module."""
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign):
            yield from (name.id for name in node.targets if isinstance(name, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _is_imported(path: str, line: int, name: str) -> bool:
    """Whether an import statement there names it, outside of any `try`."""
    return any(
        line in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        and any(alias.name == name for alias in statement.names)
        for statement in _imports(ast.parse(blame.read_source(path)).body)
    )


def _imports(body: Iterable[ast.stmt]) -> Iterator[ast.ImportFrom]:
    for statement in body:
        if isinstance(statement, ast.ImportFrom):
            yield statement
        elif not isinstance(statement, ast.Try):
            children = ast.iter_child_nodes(statement)
            yield from _imports(child for child in children if isinstance(child, ast.stmt))
