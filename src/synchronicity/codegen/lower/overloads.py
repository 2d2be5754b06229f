"""What an implementation of overloads takes and gives, where its own annotation leaves that to them: `Any` and `object`.

The overloads are what users see; the implementation's signature says how values cross. So where it says nothing, values cross as any of
the overloads has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..model.signature import Default, Parameter, ParameterKind, Signature
from ..model.types import TypeExpression, UnionType, is_anything, meaning, union

Changes = Callable[[TypeExpression], bool]
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


def _is_open(type: TypeExpression) -> bool:
    type = meaning(type)
    if isinstance(type, UnionType):
        return any(map(_is_open, type.members))
    return is_anything(type)
