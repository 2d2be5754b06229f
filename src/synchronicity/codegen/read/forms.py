"""The special forms of annotations which need more than a line: `Literal`, and those that stand in the wrong place.

Part of reading annotations, kept apart for its size.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Optional

from ..diagnostics import Code
from ..model.names import QualifiedName
from ..model.types import (
    AnnotatedType,
    EnumMember,
    ErrorType,
    LiteralType,
    LiteralValue,
    NamedType,
    TypeExpression,
    meaning,
)
from .live import is_class, names_of
from .metadata import read_metadata
from .references import AliasReference, ClassReference, Context, FormReference

if TYPE_CHECKING:
    from .annotations import Annotations

NOT_TRANSLATED = frozenset(
    [
        "TypeForm",
    ]
)

_MISPLACED = {
    "ClassVar": "`ClassVar` stands only around the whole annotation of a class attribute",
    "Final": "`Final` stands only around the whole annotation of an attribute",
    "Annotated": "`Annotated` needs a type and something about it: `Annotated[X, 'metres']`",
    "TypeGuard": "`TypeGuard[X]` stands only as what a function or a `Callable` returns",
    "TypeIs": "`TypeIs[X]` stands only as what a function or a `Callable` returns",
    "Required": "`Required` stands only around the type of a key of a TypedDict",
    "NotRequired": "`NotRequired` stands only around the type of a key of a TypedDict",
    "ReadOnly": "`ReadOnly` stands only around the type of a key of a TypedDict",
    "Concatenate": "`Concatenate` stands only before what a `Callable` returns",
    "Unpack": "`Unpack` stands only inside `tuple`, `Callable` and type arguments, and as the type of `*args` and `**kwargs`",
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


def annotated(
    reader: Annotations, node: ast.Subscript, inner: list[ast.expr], context: Context
) -> TypeExpression:
    """`Annotated[T, …]`: strings are annotations in the type, and text in what follows."""
    if len(inner) < 2:
        return reader.bad(node, context, *misplaced_form("Annotated"))
    type_ = reader.read(inner[0], context)
    found = (read_metadata(reader, part, context) for part in inner[1:])
    metadata = tuple(one for one in found if one is not None)
    if isinstance(type_, AnnotatedType):
        return AnnotatedType(type_.type, type_.metadata + metadata)
    return AnnotatedType(type_, metadata) if metadata else type_


def returned(reader: Annotations, node: ast.expr, context: Context) -> TypeExpression:
    """What a function returns: the one place where `TypeGuard[T]` and `TypeIs[T]` may stand."""
    found = _form_around(reader, node, context, ("TypeGuard", "TypeIs"))
    if found is None:
        return reader.read(node, context)
    form, inner, inside = found
    return NamedType(QualifiedName("typing", form), (reader.read(inner, inside),))


def keywords(reader: Annotations, node: ast.expr, context: Context) -> TypeExpression:
    """The annotation of `**kwargs`: the type of each of them, or with `Unpack[…]` what there is (PEP 692)."""
    found = _form_around(reader, node, context, ("Unpack",))
    if found is None:
        return reader.read(node, context)
    form, inner, inside = found
    type_ = reader.read(inner, inside)
    if isinstance(type_, ErrorType):
        return type_
    live = reader.classes.live.get(type_.name) if isinstance(type_, NamedType) else None
    if live is not None and "__required_keys__" not in names_of(live):
        message = "what `Unpack` stands around here is not a TypedDict"
        return reader.bad(node, context, message, "write `**kwargs: Unpack[Options]`")
    return NamedType(QualifiedName("typing", form), (type_,))


def _form_around(
    reader: Annotations, node: ast.expr, context: Context, forms: tuple[str, ...]
) -> Optional[tuple[str, ast.expr, Context]]:
    """Which of `forms` is the outermost part of an annotation, strings parsed, with what is inside of it and where."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        inner = reader.parse(node, context)
        if inner is None:
            return None
        return _form_around(reader, inner, context.lazy(context.location(node)), forms)
    if not isinstance(node, ast.Subscript):
        return None
    head = reader.resolver.expression(node.value, context)
    if not isinstance(head, FormReference) or head.name not in forms:
        return None
    return head.name, node.slice, context


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
        found = meaning(reader.read(node, context))
        return found.values if isinstance(found, LiteralType) else None
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
