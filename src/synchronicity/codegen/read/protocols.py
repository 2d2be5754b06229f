"""Protocols that users' functions fulfil: `class Handler(Protocol): async def __call__(self, row: Row, /) -> None`.

Knows which of them say no more than a `Callable` does. Others that mention wrapped classes leak, and are values' business.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Optional

from ..model.names import QualifiedName
from ..model.types import AnyType, CallableType, NamedType, NoneType, TypeExpression
from .live import names_of
from .matching import match_class
from .references import Context
from .source import FunctionNode

if TYPE_CHECKING:
    from .annotations import Annotations

_ANY = AnyType()
_COROUTINE = QualifiedName("collections.abc", "Coroutine")


def is_protocol(cls: type) -> bool:
    return bool(names_of(cls).get("_is_protocol", False))


def as_callable(
    reader: Annotations, cls: type, arguments: tuple[TypeExpression, ...], context: Context
) -> Optional[CallableType]:
    """What a protocol says, if it has `__call__` alone, and that can only be called with arguments by position."""
    match = match_class(reader.resolver.modules, cls) if is_protocol(cls) else None
    if match is None or not isinstance(match.definition.node, ast.ClassDef):
        return None
    functions = [one for one in match.definition.node.body if not _says_nothing(one)]
    call = functions[0] if len(functions) == 1 else None
    if not isinstance(call, (ast.FunctionDef, ast.AsyncFunctionDef)) or call.name != "__call__":
        return None
    taken = _by_position(call)
    if taken is None or call.decorator_list or not _derives_from_nothing(cls):
        return None
    given = reader.variables.standing_for(reader.parameters(cls), arguments, context.sink)
    inside = Context(match.module, match.definition.inner, context.sink, None, given)
    parameters = tuple(reader.read(annotation, inside) for annotation in taken)
    returns = NoneType() if call.returns is None else reader.read(call.returns, inside)
    if isinstance(call, ast.AsyncFunctionDef):
        returns = NamedType(_COROUTINE, (_ANY, _ANY, returns))
    return CallableType(parameters, returns)


def _by_position(call: FunctionNode) -> Optional[list[ast.expr]]:
    """The annotations of its parameters without the first; None where one may be named, left out, or is not annotated."""
    given = call.args
    if given.vararg or given.kwarg or given.kwonlyargs or given.defaults:
        return None
    every = [*given.posonlyargs, *given.args][1:]
    if any(one in given.args and not one.arg.startswith("__") for one in every):
        return None
    found = [one.annotation for one in every if one.annotation is not None]
    return found if len(found) == len(every) else None


def _derives_from_nothing(cls: type) -> bool:
    return all(
        base.__module__ in ("typing", "typing_extensions", "builtins") for base in cls.__mro__[1:]
    )


def _says_nothing(statement: ast.stmt) -> bool:
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, ast.Pass)
