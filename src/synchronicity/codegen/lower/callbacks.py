"""Callbacks whose result is a type variable: overloads, since a union would leave it undetermined (mypy infers Never).

`def mapped(func: Callable[[Row], Awaitable[R]]) -> list[R]` takes an async function or a sync one; the async one comes first, since
a sync function that gives an awaitable is one too.
"""

from __future__ import annotations

from dataclasses import replace

from ..model.async_shapes import awaitable_from, leaves_variables_open, value_of
from ..model.signature import Parameter
from ..model.surface import Call
from ..model.types import (
    CallableType,
    NamedType,
    TypeExpression,
    UnionType,
    meaning,
    union,
)


def overloads_for_callbacks(call: Call) -> tuple[Call, ...]:
    """`call` with async callbacks, and with sync ones; nothing where a union of both says the same."""
    return tuple(replace(call, parameters=one) for one in divided(call.parameters))


def divided(parameters: tuple[Parameter, ...]) -> tuple[tuple[Parameter, ...], ...]:
    """`parameters` with async callbacks, and with sync ones; nothing where a union of both says the same."""
    if not any(_leaves_open(parameter.type) for parameter in parameters):
        return ()
    return tuple(
        tuple(
            replace(parameter, type=_narrowed(parameter.type, asynchronous))
            for parameter in parameters
        )
        for asynchronous in (True, False)
    )


def _leaves_open(type: TypeExpression) -> bool:
    if isinstance(type, NamedType):  # by far the most
        return False
    type = meaning(type)
    if isinstance(type, UnionType):
        return any(_leaves_open(member) for member in type.members)
    return isinstance(type, CallableType) and leaves_variables_open(type)


def _narrowed(type: TypeExpression, asynchronous: bool) -> TypeExpression:
    """`type` with one kind of callback only."""
    if not _leaves_open(type):
        return type
    type = meaning(type)
    if isinstance(type, UnionType):
        return union(*(_narrowed(member, asynchronous) for member in type.members))
    assert isinstance(type, CallableType)
    if asynchronous:
        return replace(type, exact=True)
    awaitable = awaitable_from(type)
    assert awaitable is not None
    return replace(type, returns=value_of(awaitable))
