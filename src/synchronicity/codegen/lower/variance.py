"""The variance of type variables that leave it to be inferred (PEP 695), from what the public classes show of them.

The algorithm of the typing specification: a variable that is only given is covariant, one that is only taken is
contravariant, one of both kinds is invariant, and one that does not occur is covariant. Constructors do not count, and what
is private is not there. Stubs say the result, since they are written with the old syntax, where mypy infers none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.api import Attribute, ClassProperty, Handwritten, Property, Start
from ..model.names import QualifiedName, assert_never
from ..model.signature import Parameter
from ..model.surface import Call, Class, Function, Generated, Member, types_of
from ..model.types import NamedType, TypeExpression, TypeVariable, VariableKind, Variance
from ..model.variances import GIVEN, SIGNS, TAKEN, Signs, occurrences, standard_signs

_BOTH = GIVEN | TAKEN
_Shown = tuple[TypeExpression, Signs]


def inferred_variances(classes: Iterable[Class]) -> dict[TypeVariable, Variance]:
    """The variance of each type parameter of `classes` that does not say its own."""
    inference = _Inference({cls.implementation: cls for cls in classes})
    return {variable: _variance(signs) for variable, signs in inference.solve().items()}


def _variance(signs: Signs) -> Variance:
    return next(variance for variance, own in SIGNS.items() if own == (signs or GIVEN))


class _Inference:
    """The least signs that agree with what all classes show, which may mention each other."""

    def __init__(self, classes: Mapping[QualifiedName, Class]) -> None:
        self.classes = classes
        self.found: dict[TypeVariable, Signs] = {
            variable: frozenset()
            for cls in classes.values()
            for variable in cls.type_parameters
            if variable.variance is Variance.INFERRED and variable.kind is VariableKind.TYPE
        }

    def solve(self) -> dict[TypeVariable, Signs]:
        self._settle()
        # What does not occur is said to be covariant, which may matter where its class occurs.
        for variable, signs in self.found.items():
            self.found[variable] = signs or GIVEN
        self._settle()
        return self.found

    def _settle(self) -> None:
        if not self.found:
            return
        before: dict[TypeVariable, Signs] = {}
        while before != self.found:
            before = dict(self.found)
            for cls in self.classes.values():
                for type, signs in _shown(cls):
                    self._look(type, signs)

    def _look(self, type: TypeExpression, signs: Signs) -> None:
        for variable, own in occurrences(type, signs, self._signs_of):
            if variable in self.found:
                self.found[variable] |= own

    def _signs_of(self, type: NamedType) -> list[Signs]:
        """How `type` varies with each of its arguments."""
        cls = self.classes.get(type.name)
        if cls is None:
            return standard_signs(type)
        if any(one.kind is VariableKind.TUPLE for one in cls.type_parameters):
            return [_BOTH] * len(type.arguments)
        return [
            self.found[one] if one in self.found else SIGNS.get(one.variance, _BOTH)
            for one in cls.type_parameters
        ]


def _shown(cls: Class) -> Iterator[_Shown]:
    """The types that the public class shows, each with where it stands."""
    for base in cls.bases:
        yield base, GIVEN
    for member in cls.members:
        yield from _shown_by(member)
    if cls.construction is Start.ON_LOOP:  # `Cls.aio` is a class method
        for signature in cls.constructors:
            yield from _taken(signature.parameters)


def _shown_by(member: Member) -> Iterator[_Shown]:
    if isinstance(member, Function):
        for call in member.overloads or (member.call,):
            yield from _shown_by_call(call)
    elif isinstance(member, Property):
        yield from _shown_by_property(member)
    elif isinstance(member, Attribute):
        yield member.type, GIVEN if member.read_only else _BOTH
    elif isinstance(member, ClassProperty):
        yield member.type, GIVEN
    elif isinstance(member, Handwritten):
        yield from _shown_by_handwritten(member)
    else:
        assert_never(member)


def _shown_by_call(call: Call) -> Iterator[_Shown]:
    yield from _taken(call.parameters)
    if isinstance(call.outcome, Generated):
        yield call.outcome.yields, GIVEN
        yield call.outcome.sends, TAKEN
        return
    for type in types_of(call.outcome):
        yield type, GIVEN


def _shown_by_property(member: Property) -> Iterator[_Shown]:
    yield member.type, GIVEN
    if member.set_type is not None:
        yield member.set_type, TAKEN


def _shown_by_handwritten(written: Handwritten) -> Iterator[_Shown]:
    member = written.member
    if isinstance(member, Property):
        yield from _shown_by_property(member)
        return
    for signature in member.overloads or (member.signature,):
        yield signature.returns, GIVEN
        yield from _taken(signature.parameters)


def _taken(parameters: Iterable[Parameter]) -> Iterator[_Shown]:
    for parameter in parameters:
        yield parameter.type, TAKEN
