"""Defaults of parameters: which ones are plain literals, and their source.

Evaluates nothing and never asks an object how it looks.
"""

from __future__ import annotations

import ast
from typing import Optional

from ..model.signature import Default
from .source import SourceFile

_SIGNS = {"USub": "-", "UAdd": "+", "Invert": "~"}


def read_default(node: Optional[ast.expr], source: SourceFile) -> Optional[Default]:
    """The default that an expression gives; None for no expression."""
    if node is None:
        return None
    stands_for_one = source.path.endswith(".pyi") and is_ellipsis(node)
    if stands_for_one or not is_literal(node):
        return Default()
    text = source.segment(node)
    if text is not None and _is_same(text, node):
        return Default(text)
    return Default(_printed(node))


def is_ellipsis(node: Optional[ast.expr]) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def is_literal(node: ast.expr) -> bool:
    """None, bool, number (also signed, also complex), str, bytes, `...`, and tuples of those."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd, ast.Invert)):
        return _is_number(node.operand)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        right = node.right
        return (
            _is_number(node.left)
            and isinstance(right, ast.Constant)
            and isinstance(right.value, complex)
        )
    return isinstance(node, ast.Tuple) and all(is_literal(element) for element in node.elts)


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return _is_number(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float, complex)


def _is_same(text: str, node: ast.expr) -> bool:
    """Whether the text alone is the expression; for a name or a number that is plain."""
    if text.isalnum() and text.isascii():
        return True
    if "#" not in text and "\\" not in text and isinstance(node, ast.Constant):
        return True
    try:
        return ast.dump(ast.parse(text, mode="eval").body) == ast.dump(node)
    except (SyntaxError, ValueError):
        return False


def _printed(node: ast.expr) -> str:
    """A literal that spans lines, on one."""
    if isinstance(node, ast.Tuple):
        items = [_printed(element) for element in node.elts]
        return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
    if isinstance(node, ast.UnaryOp):
        return _SIGNS[type(node.op).__name__] + _printed(node.operand)
    if isinstance(node, ast.BinOp):
        sign = "+" if isinstance(node.op, ast.Add) else "-"
        return f"{_printed(node.left)} {sign} {_printed(node.right)}"
    assert isinstance(node, ast.Constant)
    return "..." if node.value is ... else repr(node.value)
