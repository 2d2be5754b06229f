"""Which branches of an `if` count: for a type checker, and at run time.

Knows how to evaluate, without running anything, the few tests that the typing specification names: TYPE_CHECKING,
`sys.version_info`, `sys.platform`, `os.name`. Everything else is unknown.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable
from typing import Any, Optional, final

from ..data import dataclass

Truth = Optional[bool]
"""True, False, or None: not known."""


@final
@dataclass(frozen=True)
class Condition:
    """Whether a statement is reached: as a checker reads the file, and when it runs."""

    checker: Truth
    runtime: Truth

    def __and__(self, other: Condition) -> Condition:
        return Condition(_and(self.checker, other.checker), _and(self.runtime, other.runtime))

    def __or__(self, other: Condition) -> Condition:
        return ~(~self & ~other)

    def __invert__(self) -> Condition:
        return Condition(_not(self.checker), _not(self.runtime))


ALWAYS = Condition(True, True)
NEVER = Condition(False, False)
UNKNOWN = Condition(None, None)
CHECKER_ONLY = Condition(True, False)

NameOf = Callable[[ast.expr], Optional[str]]
"""What an expression names, dotted and with imports followed: `sys.platform`, `typing.TYPE_CHECKING`; None if unknown."""

_CHECKING = ("typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING", "TYPE_CHECKING", "MYPY")


def evaluate(test: ast.expr, name_of: NameOf) -> Condition:
    """The condition that `test` sets."""
    if isinstance(test, ast.Constant):
        return ALWAYS if test.value else NEVER
    if isinstance(test, (ast.Name, ast.Attribute)):
        return CHECKER_ONLY if name_of(test) in _CHECKING else UNKNOWN
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return ~evaluate(test.operand, name_of)
    if isinstance(test, ast.BoolOp):
        result = evaluate(test.values[0], name_of)
        for value in test.values[1:]:
            other = evaluate(value, name_of)
            result = result & other if isinstance(test.op, ast.And) else result | other
        return result
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        truth = _compare(test.left, test.ops[0], test.comparators[0], name_of)
        return Condition(truth, truth)
    if isinstance(test, ast.Call):
        truth = _platform(test, name_of)
        return Condition(truth, truth)
    return UNKNOWN


def _platform(test: ast.Call, name_of: NameOf) -> Truth:
    """`sys.platform.startswith("linux")`."""
    function = test.func
    if not isinstance(function, ast.Attribute) or function.attr != "startswith":
        return None
    prefix = _literal(test.args[0]) if len(test.args) == 1 else None
    if not isinstance(prefix, str) or name_of(function.value) != "sys.platform":
        return None
    return sys.platform.startswith(prefix)


def _compare(left: ast.expr, operator: ast.cmpop, right: ast.expr, name_of: NameOf) -> Truth:
    first, second = _value(left, name_of), _literal(right)
    if first is None or second is None:
        return None
    try:
        return _apply(operator, first, second)
    except TypeError:
        return None


def _apply(operator: ast.cmpop, first: Any, second: Any) -> Truth:
    if isinstance(operator, ast.Eq):
        return bool(first == second)
    if isinstance(operator, ast.NotEq):
        return bool(first != second)
    if isinstance(operator, ast.GtE):
        return bool(first >= second)
    if isinstance(operator, ast.Gt):
        return bool(first > second)
    if isinstance(operator, ast.LtE):
        return bool(first <= second)
    if isinstance(operator, ast.Lt):
        return bool(first < second)
    return None


def _value(node: ast.expr, name_of: NameOf) -> Any:
    if isinstance(node, ast.Subscript):
        if name_of(node.value) != "sys.version_info":
            return None
        if isinstance(node.slice, ast.Slice):
            upper = _literal(node.slice.upper) if node.slice.upper else None
            return sys.version_info[:upper] if node.slice.lower is None else None
        index = _literal(node.slice)
        return sys.version_info[index] if isinstance(index, int) and 0 <= index < 3 else None
    known = {"sys.version_info": sys.version_info, "sys.platform": sys.platform, "os.name": os.name}
    return known.get(name_of(node) or "")


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return None


def _and(left: Truth, right: Truth) -> Truth:
    if left is False or right is False:
        return False
    return True if left and right else None


def _not(value: Truth) -> Truth:
    return None if value is None else not value
