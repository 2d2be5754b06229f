"""The special forms of annotations which need more than a line: `Literal`, and those that stand in the wrong place.

Part of reading annotations, kept apart for its size.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Optional

from ..diagnostics import Code
from ..model.types import (
    AliasType,
    EnumMember,
    ErrorType,
    LiteralType,
    LiteralValue,
    NamedType,
    TypeExpression,
)
from .live import is_class, names_of
from .references import AliasReference, ClassReference, Context

if TYPE_CHECKING:
    from .annotations import Annotations

NOT_TRANSLATED = frozenset(
    [
        "Annotated",
        "Concatenate",
        "NotRequired",
        "ReadOnly",
        "Required",
        "TypeForm",
        "TypeGuard",
        "TypeIs",
        "Unpack",
    ]
)

_MISPLACED = {
    "ClassVar": "`ClassVar` stands only around the whole annotation of a class attribute",
    "Final": "`Final` stands only around the whole annotation of an attribute",
    "Optional": "`Optional` needs one type: `Optional[X]`",
    "Union": "`Union` needs its types: `Union[X, Y]`",
    "Literal": "`Literal` needs its values: `Literal['a', 'b']`",
    "TypeAlias": "`TypeAlias` marks a statement `X: TypeAlias = …`; it is no type",
    "Generic": "`Generic` is a base class; it is no type",
    "Protocol": "`Protocol` is a base class; it is no type",
}


def misplaced_form(name: str) -> tuple[str, str]:
    """What is wrong with a form that stands where it means nothing, and what to write."""
    message = _MISPLACED.get(name, f"`{name}` does not stand for a type here")
    return message, "write a complete type"


def literal_values(reader: Annotations, inner: list[ast.expr], context: Context) -> TypeExpression:
    """`Literal[…]`: its values are values, so strings are not parsed."""
    values: list[LiteralValue] = []
    for node in inner:
        found = _values(reader, node, context)
        if found is None:
            message = f"`{ast.unparse(node)}` is not a literal"
            help = "`Literal` takes None, bools, whole numbers, strings, bytes and members of an enumeration"
            context.sink.error(Code.BAD_ANNOTATION, context.location(node), message, help)
            return ErrorType()
        values.extend(value for value in found if not _has(values, value))
    return LiteralType(tuple(values))


def _has(values: list[LiteralValue], value: LiteralValue) -> bool:
    """`1` and `True` are equal, and not the same literal."""
    return any(type(known) is type(value) and known == value for known in values)


def _values(
    reader: Annotations, node: ast.expr, context: Context
) -> Optional[tuple[LiteralValue, ...]]:
    if isinstance(node, ast.Constant):
        value = node.value
        if value is None or isinstance(value, (bool, int, str, bytes)):
            return (value,)
        return None
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        number = node.operand.value
        if isinstance(number, int) and isinstance(node.op, (ast.USub, ast.UAdd)):
            return (-number if isinstance(node.op, ast.USub) else number,)
        return None
    if isinstance(node, ast.Attribute):
        member = _enum_member(reader, node, context)
        if member is not None:
            return (member,)
    if isinstance(node, (ast.Name, ast.Attribute)):
        if not isinstance(reader.resolver.expression(node, context), AliasReference):
            return None
        meaning = reader.read(node, context)
        if isinstance(meaning, AliasType):
            meaning = meaning.meaning
        return meaning.values if isinstance(meaning, LiteralType) else None
    if isinstance(node, ast.Subscript):
        nested = reader.read(node, context)
        return nested.values if isinstance(nested, LiteralType) else None
    return None


def _enum_member(
    reader: Annotations, node: ast.Attribute, context: Context
) -> Optional[EnumMember]:
    head = reader.resolver.expression(node.value, context)
    if not isinstance(head, ClassReference):
        return None
    if head.live is not None and is_class(head.live):
        members = names_of(head.live).get("_member_map_", {})
        if node.attr not in members:
            return None
    enumeration = reader.read(node.value, context)
    return EnumMember(enumeration, node.attr) if isinstance(enumeration, NamedType) else None
