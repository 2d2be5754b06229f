"""The conversions that a decorator applies to what comes back: `returns=Page._from_impl`, or a function of the value.

A conversion that several members need is written once, as a function at the top of the module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..model.surface import (
    AwaitableManager,
    AwaitableObject,
    Awaited,
    Generated,
    Iterated,
    Managed,
    Outcome,
    Value,
    functions_in,
)
from ..model.types import (
    FixedTuple,
    NamedType,
    NoneType,
    TypeExpression,
    UnionType,
    VariadicTuple,
    parts,
)
from ..syntax import (
    Attribute,
    Call,
    Expression,
    FunctionDef,
    Keyword,
    Lambda,
    Name,
    Parameter,
    Return,
    Statement,
)
from ..type_transformer import Direction, TypeTransformer, WrappedClassTransformer
from . import abi
from .scope import Scope
from .uses import RUN_TIME

# From this number on, members share a conversion instead of each having its own.
SEVERAL = 3

_Wanted = tuple[str, TypeExpression, Direction]


class Conversions:
    """The conversions of one module."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.run_time = scope.spelled(RUN_TIME)
        self.shared: dict[Lambda, FunctionDef] = {}
        # By identity: equal types have one transformer in each direction, which the scope holds.
        self._named: dict[int, Expression] = {}
        self._numbers = Counter(
            id(scope.transformers.of(type, direction))
            for function in functions_in(scope.module.items)
            for _, type, direction in _wanted(function.call.outcome)
        )

    def keywords(self, outcome: Outcome) -> list[Keyword]:
        """The arguments of the decorator: how what comes back is converted."""
        found: list[Keyword] = []
        for keyword, type, direction in _wanted(outcome):
            transformer = self.scope.transformers.of(type, direction)
            if transformer.needs_translation():
                found.append(Keyword(keyword, self._shared(type, direction, transformer)))
        return found

    def definitions(self) -> Sequence[Statement]:
        """The functions that several members share."""
        return tuple(self.shared.values())

    def _shared(
        self, type: TypeExpression, direction: Direction, transformer: TypeTransformer
    ) -> Expression:
        key = id(transformer)
        named = self._named.get(key)
        if named is not None:
            return named
        made = self._function(transformer, direction)
        if not isinstance(made, Lambda):
            self._named[key] = made
            return made
        if self._numbers[key] < SEVERAL:
            return made
        shared = self.shared.get(made)
        if shared is None:
            name = self.scope.allocate("_".join(["_as", *_words(type)]))
            parameters = tuple(Parameter(parameter) for parameter in made.parameters)
            shared = FunctionDef(name, parameters, body=(Return(made.body),))
            self.shared[made] = shared
        named = Name(shared.name)
        if not isinstance(transformer, WrappedClassTransformer):
            self._named[key] = named  # a class goes by its own name as soon as it stands
        return named

    def _function(self, transformer: TypeTransformer, direction: Direction) -> Expression:
        """A function of one value that converts it: `Page._from_impl`, or a lambda."""
        value = Name(self.run_time.variable("value"))
        into = direction is Direction.IN
        convert = transformer.to_impl if into else transformer.to_wrapper
        result = convert(self.run_time, value)
        if transformer.depends_on_self():
            if result == Call(Attribute(Name("self"), "_from_impl"), (value,)):
                return self.run_time.helper(abi.SELF)
            function = Lambda(("self", value.id), result)
            return Call(self.run_time.helper(abi.WITH_SELF), (function,))
        # A class further down, or this one itself, is looked up when the first value comes.
        direct = transformer.by_value() or (
            isinstance(transformer, WrappedClassTransformer)
            and self.scope.available(transformer.name)
        )
        if direct and isinstance(result, Call):
            return result.function
        return Lambda((value.id,), result)


def _wanted(outcome: Outcome) -> list[_Wanted]:
    """The decorator's keywords, and what each is to convert."""
    if isinstance(outcome, (Awaited, AwaitableManager)):
        return [("returns", outcome.type, Direction.OUT)]
    if isinstance(outcome, Generated):
        return [("yields", outcome.yields, Direction.OUT), ("sends", outcome.sends, Direction.IN)]
    if isinstance(outcome, Iterated):
        return [("yields", outcome.yields, Direction.OUT)]
    if isinstance(outcome, Managed):
        return [("enters", outcome.enters, Direction.OUT)]
    if isinstance(outcome, AwaitableObject):
        return [("returns", outcome.value, Direction.OUT), ("gives", outcome.object, Direction.OUT)]
    assert isinstance(outcome, Value)
    return []


def _words(type: TypeExpression) -> list[str]:
    """How `type` reads: list of page."""
    if isinstance(type, NoneType):
        return ["none"]
    inner = [_words(part) for part in parts(type)]
    if isinstance(type, UnionType):
        return _joined(inner, "or")
    if isinstance(type, NamedType):
        own = [type.name.qualname.rpartition(".")[2].lower()]
    else:
        own = ["tuple"] if isinstance(type, (FixedTuple, VariadicTuple)) else ["value"]
    return [*own, "of", *_joined(inner, "and")] if inner else own


def _joined(phrases: list[list[str]], conjunction: str) -> list[str]:
    first, *others = phrases
    return [*first, *(word for phrase in others for word in (conjunction, *phrase))]
