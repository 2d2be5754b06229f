"""The type of an attribute without an annotation, where it is given nothing but literals of one type.

Knows the assignments in one class statement, on whatever object. What cannot be told for certain is not told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Optional

from ..model.types import NamedType
from . import special

_LITERALS = (bool, int, str, bytes, float)
_KEEPS_TYPE = (ast.Add, ast.Sub, ast.Mult)


def literal_type(node: Optional[ast.expr]) -> Optional[NamedType]:
    """The class of a literal that is a number, a text or bytes; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        found = literal_type(node.operand)
        return None if found == special.BOOL else found
    if isinstance(node, ast.Constant) and type(node.value) in _LITERALS:
        return special.builtin(type(node.value).__name__)
    return None


def stores(body: ast.AST, name: str) -> int:
    """How often a class statement assigns to (or deletes) an attribute of that name, on whatever object."""
    return sum(
        isinstance(node, ast.Attribute) and node.attr == name and not isinstance(node.ctx, ast.Load)
        for node in ast.walk(body)
    )


def common_type(body: ast.AST, name: str, first: Optional[ast.expr]) -> Optional[NamedType]:
    """The one type of all that is assigned to the attribute `name`, `first` included; None where that is not certain."""
    type_ = literal_type(first)
    assigned = list(_assigned(body, name))
    certain = len(assigned) == stores(body, name)
    same = all(literal_type(value) == type_ for value in assigned)
    return type_ if certain and same else None


def _assigned(body: ast.AST, name: str) -> Iterator[Optional[ast.expr]]:
    for node in ast.walk(body):
        if isinstance(node, ast.Assign):
            yield from (node.value for target in node.targets if _is_attribute(target, name))
        elif isinstance(node, ast.AugAssign) and _is_attribute(node.target, name):
            of_bool = literal_type(node.value) == special.BOOL
            keeps = isinstance(node.op, _KEEPS_TYPE) and not of_bool
            yield node.value if keeps else None


def _is_attribute(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name
