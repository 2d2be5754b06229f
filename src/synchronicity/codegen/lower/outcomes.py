"""What a call gives: from a function's kind and its return annotation.

Knows the asynchronous shapes. Does not know whether the types inside can cross (checking does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Optional, Union

from ..model.api import FunctionKind
from ..model.async_shapes import AsyncProtocol, extra_of, shapes_of, value_of
from ..model.names import QualifiedName, assert_never
from ..model.surface import (
    AwaitableManager,
    AwaitableObject,
    Awaited,
    Generated,
    Iterated,
    Managed,
    Outcome,
    Value,
)
from ..model.types import (
    AliasType,
    AnnotatedType,
    AnyType,
    FixedTuple,
    NamedType,
    NoneType,
    SelfType,
    TypeExpression,
    UnionType,
    VariadicTuple,
    is_guard,
    meaning,
    mentions_self,
    union,
)

# A wrapped class that is awaitable → what awaiting one of its objects gives.
Awaitables = Mapping[QualifiedName, TypeExpression]

BOOL = NamedType(QualifiedName("builtins", "bool"))
GENERATOR = QualifiedName("collections.abc", "Generator")


def outcome_of(
    kind: FunctionKind, returns: TypeExpression, awaitables: Awaitables, owner: Optional[NamedType]
) -> Outcome:
    """What a call gives.

    Args:
        kind: of the function.
        returns: its return annotation.
        awaitables: the wrapped classes whose objects can be awaited.
        owner: the class of a method.
    """
    if kind is FunctionKind.COROUTINE:
        # Awaiting is no call, so that it proves nothing: what comes of it is the bool alone.
        return Awaited(BOOL if is_guard(meaning(returns)) else returns)
    if kind is FunctionKind.ASYNC_GENERATOR:
        # what is annotated is an iterator all the same; the reader has refused other types than `object` and Any
        return _stream(returns) or Iterated(returns)
    if kind is FunctionKind.ASYNC_CONTEXT_MANAGER:
        stream = _stream(returns)
        return Managed(stream.yields if stream else returns)
    if kind is FunctionKind.PLAIN:
        return _plain(returns, awaitables, owner)
    assert_never(kind)


def _stream(returns: TypeExpression) -> Optional[Union[Generated, Iterated]]:
    shapes = shapes_of(meaning(returns))
    if AsyncProtocol.GENERATOR in shapes:
        protocol = shapes[AsyncProtocol.GENERATOR]
        return Generated(value_of(protocol), extra_of(protocol) or NoneType())
    if AsyncProtocol.ITERATOR in shapes:
        return Iterated(value_of(shapes[AsyncProtocol.ITERATOR]))
    return None


def _plain(returns: TypeExpression, awaitables: Awaitables, owner: Optional[NamedType]) -> Outcome:
    expanded = meaning(returns)
    cls = owner if isinstance(expanded, SelfType) else expanded
    if isinstance(cls, NamedType) and cls.name in awaitables:
        return AwaitableObject(returns, with_self(awaitables[cls.name], cls))
    shapes = shapes_of(expanded)
    awaitable = shapes.get(AsyncProtocol.AWAITABLE)
    manager = shapes.get(AsyncProtocol.CONTEXT_MANAGER)
    if awaitable and manager and value_of(awaitable) == value_of(manager):
        return AwaitableManager(value_of(awaitable))
    if awaitable:
        return Awaited(value_of(awaitable))
    if manager:
        return Managed(value_of(manager), extra_of(manager))
    return _stream(returns) or Value(returns)


def awaited_by(returns: TypeExpression) -> TypeExpression:
    """What awaiting gives, from the annotation of `__await__`: T of `Generator[Any, None, T]`."""
    expanded = meaning(returns)
    if isinstance(expanded, NamedType) and expanded.name == GENERATOR:
        return expanded.arguments[2] if len(expanded.arguments) > 2 else NoneType()
    return AnyType()


def with_self(type: TypeExpression, cls: NamedType) -> TypeExpression:
    """`type` with `cls` in the place of `Self`."""
    if isinstance(type, SelfType):
        return cls
    if isinstance(type, NamedType):
        arguments = tuple(with_self(argument, cls) for argument in type.arguments)
        return replace(type, arguments=arguments)
    if isinstance(type, UnionType):
        return union(*(with_self(member, cls) for member in type.members))
    if isinstance(type, FixedTuple):
        return FixedTuple(tuple(with_self(item, cls) for item in type.items))
    if isinstance(type, VariadicTuple):
        return VariadicTuple(with_self(type.item, cls))
    if isinstance(type, AnnotatedType):
        return replace(type, type=with_self(type.type, cls))
    if isinstance(type, AliasType) and mentions_self(type):
        return with_self(type.meaning, cls)
    return type
