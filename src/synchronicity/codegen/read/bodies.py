"""What a function's body proves without being run: generators, what it returns, whether a name is rebound.

Knows statements and expressions of one body, nested functions left out. Knows no names' meanings.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator

from .source import FunctionNode

_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_YIELDS = "_synchronicity_yields"


class Result(enum.Enum):
    """What every call gives, as far as the body shows it."""

    UNKNOWN = "anything"
    NONE = "None: no return has a value"
    FIRST_PARAMETER = "self: every return is `return self`"


def own_nodes(node: FunctionNode) -> Iterator[ast.AST]:
    """Every node of the body that runs as part of it."""
    pending: list[ast.AST] = list(reversed(node.body))
    while pending:
        current = pending.pop()
        yield current
        if isinstance(current, _NESTED):
            pending.extend(_run_outside(current))
        else:
            pending.extend(ast.iter_child_nodes(current))


def _run_outside(node: ast.AST) -> list[ast.AST]:
    """The parts of a nested definition which run where it stands: decorators and defaults."""
    outside: list[ast.AST] = list(getattr(node, "decorator_list", []))
    if isinstance(node, ast.ClassDef):
        return [*outside, *node.bases, *node.keywords]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        outside += [*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]
    return outside


def never_yields(node: FunctionNode) -> None:
    """Note that the text of a function does not have the word, so that nobody looks for it in the tree."""
    setattr(node, _YIELDS, False)


def has_yield(node: FunctionNode) -> bool:
    known = getattr(node, _YIELDS, None)
    if known is None:
        known = any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in own_nodes(node))
        setattr(node, _YIELDS, known)  # asked again for every match on that line
    return bool(known)


def without_docstring(node: FunctionNode) -> list[ast.stmt]:
    body = node.body
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return body[1:] if isinstance(first.value.value, str) else body
    return body


def is_stub(node: FunctionNode) -> bool:
    """Whether the body says nothing: `...`, or only a `raise` (abstract methods, protocols)."""
    return all(
        isinstance(statement, ast.Raise)
        or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for statement in without_docstring(node)
    )


def result(node: FunctionNode, first_parameter: str) -> Result:
    """What calls give. Only what is certain counts; `first_parameter` is the name of `self`, "" without."""
    returns = [inner for inner in own_nodes(node) if isinstance(inner, ast.Return)]
    if is_stub(node) or has_yield(node):
        return Result.UNKNOWN
    if all(found.value is None or _is_none(found.value) for found in returns):
        return Result.NONE
    last = node.body[-1]
    if not isinstance(last, ast.Return) or is_rebound(node, first_parameter):
        return Result.UNKNOWN
    if first_parameter and all(_is_name(found.value, first_parameter) for found in returns):
        return Result.FIRST_PARAMETER
    return Result.UNKNOWN


def awaits_self(node: FunctionNode, first_parameter: str) -> bool:
    """`return await self`, or `await self` and `return self`."""
    body = without_docstring(node)
    if not first_parameter or not isinstance(node, ast.AsyncFunctionDef) or not body:
        return False
    last = body[-1]
    if not isinstance(last, ast.Return):
        return False
    if len(body) == 1:
        return isinstance(last.value, ast.Await) and _is_name(last.value.value, first_parameter)
    first = body[0]
    if len(body) != 2 or not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Await):
        return False
    return _is_name(first.value.value, first_parameter) and _is_name(last.value, first_parameter)


def is_rebound(node: FunctionNode, name: str) -> bool:
    """Whether anything in the body, nested functions included, may bind or delete `name`."""
    for inner in ast.walk(ast.Module(node.body, [])):
        if isinstance(inner, ast.Name) and inner.id == name and not isinstance(inner.ctx, ast.Load):
            return True
        named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler)
        if isinstance(inner, named) and inner.name == name:
            return True
        if isinstance(inner, ast.alias) and (inner.asname or inner.name.partition(".")[0]) == name:
            return True
    return False


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_name(node: object, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
