"""Values whose type is a variable: nobody knows what they are before they come, so they cross by value.

An object of a wrapped class becomes its wrapper or the other way round, also deep inside the builtin containers; everything else is
handed on, the same object. So nothing leaks, and a function that only passes values through can do no more.
"""

from __future__ import annotations

from typing import Union, final

from ..model.names import QualifiedName
from ..model.types import (
    NamedType,
    ParametersOf,
    TypeExpression,
    TypeVariable,
    UnpackedType,
)
from ..syntax import Call, Expression
from .base import TypeTransformer
from .spelling import Spelling, annotation

TO_IMPL = "to_impl"
TO_WRAPPER = "to_wrapper"


def by_value_in(spelling: Spelling, value: Expression) -> Expression:
    return Call(spelling.helper(TO_IMPL), (value,))


def by_value_out(spelling: Spelling, value: Expression) -> Expression:
    return Call(spelling.helper(TO_WRAPPER), (value,))


@final
class VariableTransformer(TypeTransformer):
    """A value at the place of a TypeVar."""

    def __init__(self, variable: TypeVariable) -> None:
        self.variable = variable

    def needs_translation(self) -> bool:
        limits = self.variable.constraints or (self.variable.bound,)
        return not all(limit is not None and _is_plain(limit) for limit in limits)

    def by_value(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        return spelling.type_variable(self.variable)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return by_value_in(spelling, value) if self.needs_translation() else value

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return by_value_out(spelling, value) if self.needs_translation() else value


@final
class SpreadTransformer(TypeTransformer):
    """What stands for several values of which nobody knows how many: `P.args`, `P.kwargs`, `*Ts`.

    Args:
        type: one of these.
    """

    def __init__(self, type: Union[ParametersOf, UnpackedType]) -> None:
        self.type = type

    def needs_translation(self) -> bool:
        return True

    def by_value(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        return annotation(self.type, spelling)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return by_value_in(spelling, value)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return by_value_out(spelling, value)


def _is_plain(limit: TypeExpression) -> bool:
    """Whether no wrapper can be a value of this bound or constraint: `str`, `bytes`, …"""
    if not isinstance(limit, NamedType) or limit.arguments:
        return False
    return limit.name.module == "builtins" and limit.name != QualifiedName("builtins", "object")
