"""From an evaluated typing object to a type expression: where an annotation has no source that we can see.

Second best: evaluating lost the spelling, aliases and strings among it. Strings inside are read as annotations.
"""

from __future__ import annotations

import ast
import enum
import types
import typing
from typing import TYPE_CHECKING, Any, Optional, Union

from ..diagnostics import Code
from ..model.names import QualifiedName
from ..model.types import (
    CALLABLE,
    AnyType,
    CallableType,
    EnumMember,
    ErrorType,
    FixedTuple,
    LiteralType,
    LiteralValue,
    NamedType,
    NoneType,
    TypeExpression,
    VariadicTuple,
    union,
)
from . import live as live_objects
from .references import (
    ClassReference,
    Context,
    FormReference,
    VariableReference,
)

if TYPE_CHECKING:
    from .annotations import Annotations

_UNION_TYPES: tuple[Any, ...] = (Union, getattr(types, "UnionType", Union))


def convert(obj: Any, reader: Annotations, context: Context) -> TypeExpression:
    """The type that `obj` is; ErrorType after reporting that it is none."""
    if obj is None:
        return NoneType()
    if isinstance(obj, str):
        return _string(obj, reader, context)
    if isinstance(obj, typing.ForwardRef):
        return _string(obj.__forward_arg__, reader, context)
    origin = typing.get_origin(obj)
    if origin is None or live_objects.special_origin(obj) is not None:
        return _simple(obj, reader, context)
    arguments = typing.get_args(obj)
    if origin in _UNION_TYPES:
        return union(*(convert(argument, reader, context) for argument in arguments))
    if origin is typing.Literal:
        return _literal(arguments, reader, context)
    if origin is tuple:
        return _tuple(arguments, reader, context)
    if live_objects.is_class(origin):
        if live_objects.identity(origin) == CALLABLE:
            return _callable(arguments, reader, context)
        read = tuple(convert(argument, reader, context) for argument in arguments)
        name = live_objects.identity(origin)
        reference = ClassReference(name, origin)
        return reader.classes.named(
            reference, reader.classes.complete(name, origin, read, context.sink)
        )
    return _refuse(obj, context)


def _string(text: str, reader: Annotations, context: Context) -> TypeExpression:
    return reader.read(ast.copy_location(ast.Constant(text), ast.Constant(text)), context)


def _simple(obj: Any, reader: Annotations, context: Context) -> TypeExpression:
    known = live_objects.classify(obj, QualifiedName("typing", ""))
    if isinstance(known, ClassReference):
        return reader.classes.named(
            known, reader.classes.bare(known.name, known.live, context.sink)
        )
    if isinstance(known, FormReference):
        return reader.form(known, context)
    if isinstance(known, VariableReference):
        return reader.variable(known, context)
    return _refuse(obj, context)


def _tuple(arguments: tuple[Any, ...], reader: Annotations, context: Context) -> TypeExpression:
    if len(arguments) == 2 and arguments[1] is ...:
        return VariadicTuple(convert(arguments[0], reader, context))
    if arguments == ((),):  # `Tuple[()]` before 3.11
        return FixedTuple(())
    return FixedTuple(tuple(convert(argument, reader, context) for argument in arguments))


def _callable(arguments: tuple[Any, ...], reader: Annotations, context: Context) -> TypeExpression:
    if len(arguments) != 2:
        return CallableType(None, AnyType())
    taken, returns = arguments[0], convert(arguments[1], reader, context)
    if isinstance(taken, list):
        given: list[Any] = taken  # pyright: ignore[reportUnknownVariableType]
        return CallableType(tuple(convert(one, reader, context) for one in given), returns)
    return CallableType(None, returns) if taken is ... else _refuse(taken, context)


def _literal(arguments: tuple[Any, ...], reader: Annotations, context: Context) -> TypeExpression:
    values: list[LiteralValue] = []
    for argument in arguments:
        value: Optional[LiteralValue] = None
        if isinstance(argument, enum.Enum):
            cls = type(argument)
            named = reader.classes.named(ClassReference(live_objects.identity(cls), cls), ())
            if not isinstance(named, NamedType):
                return _refuse(argument, context)
            value = EnumMember(named, argument.name)
        elif argument is None or isinstance(argument, (bool, int, str, bytes)):
            value = argument
        else:
            return _refuse(argument, context)
        values.append(value)
    return LiteralType(tuple(values))


def _refuse(obj: Any, context: Context) -> TypeExpression:
    assert context.anchor is not None
    message = f"an annotation of kind `{type(obj).__name__}` cannot be read without its source"
    help = "make the source file of this module available to the compiler"
    context.sink.error(Code.BAD_ANNOTATION, context.anchor, message, help)
    return ErrorType()
