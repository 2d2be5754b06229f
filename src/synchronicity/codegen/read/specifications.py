"""ParamSpec and TypeVarTuple in annotations: the places where they may stand, and no others.

Part of reading annotations. Knows `P.args`, `Concatenate`, `*Ts`, `Unpack[Ts]` and lists of type arguments.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Optional, Union

from ..model.types import (
    CallableType,
    ErrorType,
    ParameterList,
    ParametersOf,
    TypeExpression,
    TypeVariable,
    UnpackedType,
    VariableKind,
)
from .references import Context, FormReference, VariableReference

if TYPE_CHECKING:
    from .annotations import Annotations

_KEPT_HELP = "the class that says what stands for it must be wrapped as well"


def specification(
    reader: Annotations, node: ast.expr, context: Context
) -> Optional[Union[TypeVariable, ParameterList, ErrorType]]:
    """The ParamSpec that `node` names, or what stands for it; None where it names something else."""
    found = reader.resolver.expression(node, context)
    if not isinstance(found, VariableReference):
        return None
    variable = reader.known(found, context, context.location(node))
    if isinstance(variable, TypeVariable) and variable.kind is not VariableKind.PARAMETERS:
        return None
    if isinstance(variable, (TypeVariable, ParameterList)):
        return variable
    if reader.variables.kind(found) is not VariableKind.PARAMETERS:
        return None
    message = f"what `{found.name}` stands for cannot be said here"
    reader.bad(node, context, message, _KEPT_HELP)
    return ErrorType()


def arguments_of(
    reader: Annotations, node: ast.expr, context: Context, part: str
) -> Optional[TypeExpression]:
    """`P.args` or `P.kwargs`, as `part` says; None for any other annotation of `*args` or `**kwargs`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        inner = reader.parse(node, context)
        if inner is None:
            return ErrorType()
        return arguments_of(reader, inner, context.lazy(context.location(node)), part)
    if not isinstance(node, ast.Attribute) or node.attr != part:
        return None
    found = specification(reader, node.value, context)
    if isinstance(found, ParameterList):
        message = "what stands for this ParamSpec is not translated as `*args` and `**kwargs`"
        return reader.bad(node, context, message, _KEPT_HELP)
    return ParametersOf(found, part) if isinstance(found, TypeVariable) else found


def taken(
    reader: Annotations, node: ast.expr, returns: TypeExpression, context: Context
) -> Optional[TypeExpression]:
    """`Callable[P, R]` and `Callable[Concatenate[A, P], R]`, `node` being what is taken; None for other callables."""
    if isinstance(node, ast.Subscript):
        head = reader.resolver.expression(node.value, context)
        if not isinstance(head, FormReference) or head.name != "Concatenate":
            return None
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        before = tuple(reader.read(item, context) for item in items[:-1])
        rest = specification(reader, items[-1], context)
        if rest is None:
            return reader.bad(
                node, context, "`Concatenate` ends in a ParamSpec", "write `Concatenate[A, P]`"
            )
    elif isinstance(node, (ast.Name, ast.Attribute)):
        before, rest = (), specification(reader, node, context)
    else:
        return None
    if rest is None or isinstance(rest, ErrorType):
        return rest
    if isinstance(rest, TypeVariable):
        return CallableType(before, returns, rest=rest)
    if rest.items is None and before:
        return reader.unsupported("`Concatenate` with `...`", node, context)
    return CallableType(None if rest.items is None else before + rest.items, returns)


def item(reader: Annotations, node: ast.expr, context: Context) -> TypeExpression:
    """Something in a list of types, where `*Ts` and `Unpack[Ts]` may stand."""
    inner: Optional[ast.expr] = None
    if isinstance(node, ast.Starred):
        inner = node.value
    elif isinstance(node, ast.Subscript):
        head = reader.resolver.expression(node.value, context)
        if isinstance(head, FormReference) and head.name == "Unpack":
            inner = node.slice
    if inner is None:
        return reader.read(node, context)
    found = reader.resolver.expression(inner, context)
    if not isinstance(found, VariableReference):
        return reader.unsupported("unpacking something else than a TypeVarTuple", node, context)
    variable = reader.known(found, context, context.location(inner))
    if isinstance(variable, TypeVariable) and variable.kind is VariableKind.TUPLE:
        return UnpackedType(variable)
    message = f"`{found.name}` is no TypeVarTuple, or what it stands for cannot be said here"
    return reader.bad(node, context, message, _KEPT_HELP)


def argument(reader: Annotations, node: ast.expr, context: Context) -> TypeExpression:
    """A type argument: also a list of parameters, for a ParamSpec."""
    if isinstance(node, ast.List):
        return ParameterList(tuple(item(reader, part, context) for part in node.elts))
    if isinstance(node, ast.Constant) and node.value is ...:
        return ParameterList(None)
    if isinstance(node, (ast.Name, ast.Attribute)):
        found = specification(reader, node, context)
        return reader.read(node, context) if found is None else found
    return item(reader, node, context)
