"""Generic classes that take values of a type parameter and give none, which is not declared: it is inferred (PEP 695).

Knows what the class and its bases show in public. Reports nothing: what cannot be read there is nobody's business here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..diagnostics import Location, Sink
from ..model.api import Attribute, ClassProperty, Function, Handwritten, Member, Property
from ..model.names import assert_never
from ..model.types import NamedType, TypeExpression, TypeVariable, Variance
from ..model.variances import GIVEN, TAKEN, Signs, occurrences, standard_signs
from .live import identity, mro_of
from .members import MemberReader
from .session import Session
from .standard import is_standard

_Shown = tuple[TypeExpression, Signs]


def only_taken(
    session: Session, cls: type, parameters: Iterable[TypeVariable], place: Location
) -> list[TypeVariable]:
    """Those of the type parameters of `cls` that it takes only, without a declared variance."""
    found: dict[TypeVariable, Signs] = {
        one: frozenset() if one.variance is Variance.INFERRED else GIVEN | TAKEN
        for one in parameters
    }
    if not any(one.variance is Variance.INFERRED for one in found):
        return []
    name = identity(cls)
    every = tuple(found)
    bases = {identity(base) for base in mro_of(cls)[1:] if not is_standard(base)}

    def signs_of(type: NamedType) -> list[Signs]:
        if type.name == name:
            return [found[one] for one in every]
        # What a base shows is shown by the class, too.
        return [] if type.name in bases else standard_signs(type)

    shown = list(_shown(replace(session, sink=Sink(), taken=set()), cls, place))
    before: dict[TypeVariable, Signs] = {}
    while before != found:
        before = dict(found)
        for type, signs in shown:
            for variable, own in occurrences(type, signs, signs_of):
                if variable in found:
                    found[variable] |= own
    return [variable for variable, signs in found.items() if signs == TAKEN]


def _shown(session: Session, cls: type, place: Location) -> Iterator[_Shown]:
    """The types that the class and its bases show, each with where it stands."""
    along = session.bases.along(cls)
    for base, arguments in session.annotations.base_arguments(cls).items():
        if is_standard(base):
            yield NamedType(identity(base), arguments), GIVEN
    for owner in mro_of(cls):
        if not is_standard(owner):
            reader = MemberReader(session, owner, along.get(owner, {}), place)
            for member in reader.read(lambda name: True):
                yield from _shown_by(member)


def _shown_by(member: Member) -> Iterator[_Shown]:
    if isinstance(member, Handwritten):
        member = member.member
    if isinstance(member, Attribute):
        yield member.type, GIVEN if member.read_only else GIVEN | TAKEN
    elif isinstance(member, Property):
        yield member.type, GIVEN
        if member.set_type is not None:
            yield member.set_type, TAKEN
    elif isinstance(member, ClassProperty):
        yield member.type, GIVEN
    elif isinstance(member, Function):
        for signature in (member.signature, *member.overloads):
            yield signature.returns, GIVEN
            for parameter in signature.parameters:
                yield parameter.type, TAKEN
    else:
        assert_never(member)
