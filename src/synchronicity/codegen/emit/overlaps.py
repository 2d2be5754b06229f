"""Overloads that one call may fit both of, with different results: `Literal[True]` before `bool`.

Checkers report them, and not for every face alike: pyright is silent where both are coroutine functions, so an author may not
even know. The first one counts, at run time as well; a stub that has such overloads turns the report off. What cannot be told
apart here counts as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Optional, final

from ..model.names import QualifiedName
from ..model.signature import POSITIONAL, Parameter, ParameterKind
from ..model.surface import Call, Generated, Item, functions_in, types_of
from ..model.types import (
    AnyType,
    EnumMember,
    FixedTuple,
    LiteralType,
    LiteralValue,
    NamedType,
    NoneType,
    TypeExpression,
    UnionType,
    VariadicTuple,
    meaning,
)
from .scope import Scope

_OBJECT = NamedType(QualifiedName("builtins", "object"))
# TABLE: builtin classes whose objects are of no other one among them, but for `bool`, and what is promoted.
_DISTINCT = frozenset(
    {
        *("bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset"),
        *("int", "list", "memoryview", "range", "set", "slice", "str", "tuple"),
    }
)
# TABLE: each stands for those behind it as well, to a checker that promotes.
_PROMOTED = (("bool", "int", "float", "complex"), ("memoryview", "bytearray", "bytes"))
_ANY_NUMBER = (ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD)


def overlap(scope: Scope, items: Iterable[Item]) -> bool:
    """Whether checkers would report overloads of the functions and methods among `items`."""
    checkers = [_Checker(scope, promotes=False), _Checker(scope, promotes=True)]
    return any(
        checker.reports(first, second)
        for function in functions_in(items)
        for first, second in combinations(function.overloads, 2)
        for checker in checkers
    )


@final
class _Checker:
    """A type checker, as far as two overloads go. mypy forgets here that `int` is promoted to `float`, pyright does not."""

    def __init__(self, scope: Scope, *, promotes: bool) -> None:
        self._scope = scope
        self._wrapped = scope.surface.synchronized_types
        self._promotes = promotes

    def reports(self, first: Call, second: Call) -> bool:
        return not self._gives_such(first, second) and self._fit_together(first, second)

    def _gives_such(self, first: Call, second: Call) -> bool:
        """Whether what the first gives is something that the second gives."""
        if first.outcome == second.outcome:
            return True
        if isinstance(first.outcome, Generated):  # what is sent to it goes the other way
            return False
        pairs = zip(types_of(first.outcome), types_of(second.outcome))
        return all(self._is_narrower(one, other) for one, other in pairs)

    def _is_narrower(self, one: TypeExpression, other: TypeExpression) -> bool:
        """Whether all objects of the one are of the other, as far as that is told here."""
        one, other = meaning(one), meaning(other)
        if one == other or isinstance(other, AnyType) or other == _OBJECT:
            return True
        if isinstance(one, UnionType):
            return all(self._is_narrower(member, other) for member in one.members)
        if isinstance(other, UnionType):
            return any(self._is_narrower(one, member) for member in other.members)
        if isinstance(one, NamedType) and isinstance(other, NamedType):
            return self._is_subclass(one.name, other.name)
        return False

    def _fit_together(self, first: Call, second: Call) -> bool:
        """Whether some call fits both: each must have what the other requires, and its types must have common objects."""
        for one, other in ((first, second), (second, first)):
            for number, parameter in enumerate(one.parameters):
                if parameter.default is not None or parameter.kind in _ANY_NUMBER:
                    continue
                found = _counterpart(number, parameter, other.parameters)
                if found is None or not self._common(parameter.type, found.type):
                    return False
        return True

    def _common(self, one: TypeExpression, other: TypeExpression) -> bool:
        """Whether some object may be of both types."""
        one, other = meaning(one), meaning(other)
        for type, beside in ((one, other), (other, one)):
            if isinstance(type, UnionType):
                return any(self._common(member, beside) for member in type.members)
        for type, beside in ((one, other), (other, one)):
            if isinstance(type, NoneType):
                return isinstance(beside, NoneType) or not self._is_told(beside)
            if isinstance(type, LiteralType):
                if isinstance(beside, LiteralType):
                    return not set(type.values).isdisjoint(beside.values)
                return any(self._common(_class_of(value), beside) for value in type.values)
        if isinstance(one, FixedTuple) and isinstance(other, FixedTuple):
            pairs = zip(one.items, other.items)
            same = len(one.items) == len(other.items)
            return same and all(self._common(*pair) for pair in pairs)
        if not (self._is_told(one) and self._is_told(other)):
            return True
        names = _name(one), _name(other)
        return self._is_subclass(*names) or self._is_subclass(*reversed(names))

    def _is_told(self, type: TypeExpression) -> bool:
        """Whether it is a class of which one knows what else its objects may be."""
        if isinstance(type, (FixedTuple, VariadicTuple, NoneType)):
            return True
        return isinstance(type, NamedType) and (
            type.name in self._wrapped or _is_distinct(type.name)
        )

    def _is_subclass(self, one: QualifiedName, other: QualifiedName) -> bool:
        if one == other:
            return True
        if one in self._wrapped:
            bases = self._scope.class_of(one).bases
            return any(self._is_subclass(base.name, other) for base in bases)
        if not (_is_distinct(one) and _is_distinct(other)):
            return False
        name, wider = one.qualname, other.qualname
        if not self._promotes:
            return (name, wider) == ("bool", "int")
        return any(name in group and wider in group[group.index(name) :] for group in _PROMOTED)


def _counterpart(
    number: int, parameter: Parameter, others: tuple[Parameter, ...]
) -> Optional[Parameter]:
    """The one among `others` that takes the same argument."""
    if parameter.kind in POSITIONAL and number < len(others) and others[number].kind in POSITIONAL:
        return others[number]
    for other in others:
        if parameter.kind in POSITIONAL and other.kind is ParameterKind.VAR_POSITIONAL:
            return other
        by_name = ParameterKind.POSITIONAL_ONLY not in (parameter.kind, other.kind)
        if by_name and (other.name == parameter.name or other.kind is ParameterKind.VAR_KEYWORD):
            return other
    return None


def _class_of(value: LiteralValue) -> TypeExpression:
    if value is None:
        return NoneType()
    if isinstance(value, EnumMember):
        return value.enumeration
    return NamedType(QualifiedName("builtins", type(value).__name__))


def _is_distinct(name: QualifiedName) -> bool:
    return name.module == "builtins" and name.qualname in _DISTINCT


def _name(type: TypeExpression) -> QualifiedName:
    return type.name if isinstance(type, NamedType) else QualifiedName("builtins", "tuple")
