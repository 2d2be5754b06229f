"""What an implementation of overloads takes and gives, where its own annotation leaves that to them: `Any` and `object`.

The overloads are what users see; the implementation's signature says how values cross. So where it says nothing, values cross as any of
the overloads has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..model.async_shapes import shapes_of
from ..model.names import QualifiedName
from ..model.signature import Default, Parameter, ParameterKind, Signature
from ..model.surface import Awaited, Outcome, Value
from ..model.types import NamedType, TypeExpression, UnionType, is_anything, meaning, union

Changes = Callable[[TypeExpression], bool]
_AWAITABLE = QualifiedName("collections.abc", "Awaitable")
_TAKEN_BY = {
    ParameterKind.VAR_POSITIONAL: (
        ParameterKind.POSITIONAL_ONLY,
        ParameterKind.POSITIONAL_OR_KEYWORD,
        ParameterKind.VAR_POSITIONAL,
    ),
    ParameterKind.VAR_KEYWORD: (ParameterKind.KEYWORD_ONLY, ParameterKind.VAR_KEYWORD),
}


def told_by_overloads(
    signature: Signature, overloads: Sequence[Signature], changes: Changes
) -> Signature:
    """`signature` with what the overloads say for what it leaves open; `changes` tells types whose values do not stay as they are."""

    def told(written: TypeExpression, every: list[TypeExpression]) -> TypeExpression:
        return union(*every) if _is_open(written) and any(map(changes, every)) else written

    names = {one.name for one in signature.parameters if one.kind not in _TAKEN_BY}
    shown = [one for overload in overloads for one in overload.parameters]

    def taken_by(parameter: Parameter) -> list[TypeExpression]:
        kinds = _TAKEN_BY.get(parameter.kind)
        if kinds is None:
            return [one.type for one in shown if one.name == parameter.name]
        return [one.type for one in shown if one.kind in kinds and one.name not in names]

    return replace(
        signature,
        parameters=tuple(_told(one, told(one.type, taken_by(one))) for one in signature.parameters),
        returns=told(signature.returns, [overload.returns for overload in overloads]),
    )


def _told(parameter: Parameter, type: TypeExpression) -> Parameter:
    """`parameter` as overloads have it. What it is by default need not be one of the values that they take."""
    if type is parameter.type:
        return parameter
    default = parameter.default and Default()
    return replace(parameter, type=type, default=default)


def kind_of_overloads(signature: Signature, outcomes: Sequence[Outcome]) -> Signature:
    """`signature` of a plain function with the kind of result that all its overloads have.

    One that belongs to a sync class and to an async one may give a value or an awaitable, and its overloads say which.
    """
    returns = meaning(signature.returns)
    members = returns.members if isinstance(returns, UnionType) else ()
    if not _is_open(returns) and not any(shapes_of(meaning(member)) for member in members):
        return signature
    if outcomes and all(isinstance(outcome, Awaited) for outcome in outcomes):
        type = union(*(outcome.type for outcome in outcomes if isinstance(outcome, Awaited)))
        return replace(signature, returns=NamedType(_AWAITABLE, (type,)))
    if members and outcomes and all(isinstance(outcome, Value) for outcome in outcomes):
        type = union(*(outcome.type for outcome in outcomes if isinstance(outcome, Value)))
        return replace(signature, returns=type)
    return signature


def _is_open(type: TypeExpression) -> bool:
    type = meaning(type)
    if isinstance(type, UnionType):
        return any(map(_is_open, type.members))
    return is_anything(type)
