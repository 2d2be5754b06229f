"""TABLE: the asynchronous protocols, and what each gives to users.

A row says which of a protocol's type arguments is the value. Adding a shape is a row here and its adapter in the runtime.
"""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import Optional, final

from ..data import dataclass
from .names import QualifiedName
from .types import (
    AnyType,
    CallableType,
    NamedType,
    TypeExpression,
    UnionType,
    meaning,
    union,
    variables_of,
)


class AsyncProtocol(enum.Enum):
    AWAITABLE = "awaitable"
    ITERATOR = "async iterator"
    GENERATOR = "async generator"
    CONTEXT_MANAGER = "async context manager"


@final
@dataclass(frozen=True)
class AsyncShape:
    """`value` is the index of the type argument that comes out; `extra` that of what is sent, or of the exit's result."""

    protocol: AsyncProtocol
    value: int
    extra: Optional[int] = None


def _abc(name: str) -> QualifiedName:
    return QualifiedName("collections.abc", name)


AWAITABLE = _abc("Awaitable")

ASYNC_SHAPES: dict[QualifiedName, AsyncShape] = {
    AWAITABLE: AsyncShape(AsyncProtocol.AWAITABLE, 0),
    _abc("Coroutine"): AsyncShape(AsyncProtocol.AWAITABLE, 2),
    _abc("AsyncIterable"): AsyncShape(AsyncProtocol.ITERATOR, 0),
    _abc("AsyncIterator"): AsyncShape(AsyncProtocol.ITERATOR, 0),
    _abc("AsyncGenerator"): AsyncShape(AsyncProtocol.GENERATOR, 0, 1),
    QualifiedName("contextlib", "AbstractAsyncContextManager"): AsyncShape(
        AsyncProtocol.CONTEXT_MANAGER, 0, 1
    ),
}


def shapes_of(type: TypeExpression) -> dict[AsyncProtocol, NamedType]:
    """The asynchronous protocols that values of `type` have, each with the protocol's own type."""
    if not isinstance(type, NamedType):
        return {}
    found: dict[AsyncProtocol, NamedType] = {}
    for candidate in (type, *type.protocols):
        shape = ASYNC_SHAPES.get(candidate.name)
        if shape is not None:
            found.setdefault(shape.protocol, candidate)
    return found


def value_of(protocol: NamedType) -> TypeExpression:
    """What comes out of `protocol`: T of `Coroutine[Any, Any, T]`."""
    return argument(protocol, ASYNC_SHAPES[protocol.name].value) or AnyType()


def extra_of(protocol: NamedType) -> Optional[TypeExpression]:
    """What is sent into an async generator, or the result of a context manager's exit; None where it is not written."""
    index = ASYNC_SHAPES[protocol.name].extra
    return None if index is None else argument(protocol, index)


def awaitable_from(type: CallableType) -> Optional[NamedType]:
    """The awaitable that a callable gives; also one that gives `T | Awaitable[T]`, since who takes that awaits it if need be."""
    returns = meaning(type.returns)
    if not isinstance(returns, UnionType):
        return shapes_of(returns).get(AsyncProtocol.AWAITABLE)
    found = [shapes_of(one).get(AsyncProtocol.AWAITABLE) for one in returns.members]
    awaitables = [one for one in found if one is not None]
    rest = [one for one, awaitable in zip(returns.members, found) if awaitable is None]
    if len(awaitables) != 1 or not rest or union(*rest) != value_of(awaitables[0]):
        return None
    return awaitables[0]


def callables_together(type: TypeExpression) -> TypeExpression:
    """`type`, with `Callable[[A], T | Awaitable[T]]` for a union of two that say so together."""
    if not isinstance(type, UnionType):
        return type
    members = list(type.members)
    for one in type.members:
        for other in type.members:
            if not isinstance(one, CallableType) or not isinstance(other, CallableType):
                continue
            awaitable = awaitable_from(one)
            if awaitable is None or value_of(awaitable) != other.returns or one not in members:
                continue
            if (one.parameters, one.rest) == (other.parameters, other.rest):
                members[members.index(one)] = replace(
                    one, returns=union(other.returns, one.returns)
                )
                members.remove(other)
    return union(*members)


def leaves_variables_open(type: CallableType) -> bool:
    """Whether a union of `type`, which gives an awaitable, and its sync twin would leave type variables undetermined."""
    awaitable = awaitable_from(type)
    return awaitable is not None and bool(type.rest or variables_of(value_of(awaitable)))


def argument(type: NamedType, index: int) -> Optional[TypeExpression]:
    return type.arguments[index] if index < len(type.arguments) else None
