"""How many blank lines go between two statements.

Knows the habits of the formatter, which differ between modules and stubs. Does not know what statements look like
otherwise. A comment belongs to the statement after it, so the blank lines go before the comment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from ..data import dataclass
from .expressions import Constant
from .statements import (
    Assign,
    ClassDef,
    ExpressionStatement,
    FunctionDef,
    If,
    Import,
    ImportFrom,
    Statement,
)

_Definition = (ClassDef, FunctionDef)
_Import = (Import, ImportFrom)


@final
@dataclass(frozen=True)
class Place:
    """Where a statement stands: in a stub or not, at the top level or not."""

    stub: bool
    top: bool
    in_class: bool


def is_bare(statement: Statement) -> bool:
    """A definition with nothing in it: `def f(): ...`."""
    if isinstance(statement, (FunctionDef, ClassDef)) and statement.docstring is None:
        return not statement.body or is_ellipsis(statement.body)
    return False


def is_ellipsis(body: Sequence[Statement]) -> bool:
    """A body of nothing but `...`, which goes on the line of its head."""
    only = body[0] if len(body) == 1 else None
    if not isinstance(only, ExpressionStatement) or not isinstance(only.value, Constant):
        return False
    return only.value.value is Ellipsis


def between(before: Statement, after: Statement, *, commented: bool, place: Place) -> int:
    """Blank lines between two statements of a block; `commented`: there is a comment before the second one."""
    if place.stub:
        needed = _in_stub(before, after, commented, place)
    else:
        needed = _in_module(before, after, commented, place)
    if needed:
        return needed
    if isinstance(before, _Import) and (commented or not isinstance(after, _Import)):
        return 1
    if place.top and (isinstance(before, If) or isinstance(after, If)):
        return 0 if _tested(before, after) else 1
    return 0


def _tested(before: Statement, after: Statement) -> bool:
    """Whether `after` asks for what `before` assigns: the two belong together."""
    return isinstance(before, Assign) and isinstance(after, If) and before.target == after.test


def _last(statement: Statement) -> Statement:
    """The statement whose lines come last."""
    while isinstance(statement, If):
        block = statement.orelse or statement.body
        if not block:
            break
        statement = block[-1]
    return statement


def _in_module(before: Statement, after: Statement, commented: bool, place: Place) -> int:
    before = _last(before)
    if not isinstance(before, _Definition) and not isinstance(after, _Definition):
        return 0
    if _are_overloads(before, after) and not commented:
        return 0
    return 2 if place.top else 1


def _are_overloads(before: Statement, after: Statement) -> bool:
    if not isinstance(before, FunctionDef) or not isinstance(after, FunctionDef):
        return False
    return is_bare(before) and before.name == after.name


def _in_stub(before: Statement, after: Statement, commented: bool, place: Place) -> int:
    if isinstance(before, ClassDef):
        if not isinstance(after, ClassDef) or after.decorators or commented:
            return 1
        return int(not (is_bare(before) and is_bare(after)))
    if not place.top:
        return 0
    if isinstance(after, ClassDef):
        return 1
    if isinstance(before, FunctionDef) != isinstance(after, FunctionDef):
        return 1
    return int(isinstance(before, FunctionDef) and (commented or not is_bare(before)))


def at_start(first: Statement, *, after_docstring: bool, branch: bool, place: Place) -> int:
    """Blank lines between the head of a block (or its docstring) and its first statement.

    `branch`: the block belongs to an `if`, and the statement has no comment before it.
    """
    definition = isinstance(first, _Definition)
    if place.stub:
        if after_docstring and place.in_class:
            return int(not isinstance(first, FunctionDef))
        return 0
    if after_docstring:
        return int(place.in_class or definition)
    return int(branch and definition)


def after_module_docstring(first: Statement, *, stub: bool) -> int:
    return 2 if isinstance(first, _Definition) and not stub else 1
