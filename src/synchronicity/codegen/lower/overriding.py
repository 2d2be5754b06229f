"""Members that override others: the stub's private class of one derives from those of what it overrides.

So both checkers take the one for the other. They take no dual member for a plain function, however: a plain member that a dual
one overrides is typed by a private class, too, and so is all that belongs to it. A plain member that overrides a coroutine runs
on the loop, as the other does, and keeps its `.aio`, which the base promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Optional, final

from ..diagnostics import Code, Sink
from ..model.names import QualifiedName
from ..model.signature import Parameter
from ..model.special_methods import AIO, CALL, is_special
from ..model.surface import Awaited, Call, Class, Function, Outcome, Role, Value
from ..model.types import OBJECT, AnyType, NamedType, TypeExpression, TypeVariable, substituted
from .checking import same_kind
from .functions import moved_to_loop

_Place = tuple[QualifiedName, str]  # a class, and the name of a member


def overriding(classes: Iterable[Class], sink: Sink) -> dict[QualifiedName, Class]:
    """`classes`, bases before what derives from them, with what their members override."""
    found = _Overriding(sink)
    for cls in classes:
        found.add(cls)
    return found.settled()


@final
class _Overriding:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.classes: dict[QualifiedName, Class] = {}
        self.members: dict[QualifiedName, dict[str, Function]] = {}
        # For each member that overrides, the nearest classes that have what it overrides.
        self.bases: dict[_Place, tuple[QualifiedName, ...]] = {}

    def add(self, cls: Class) -> None:
        """One more class, its bases being there."""
        self.classes[cls.implementation] = cls
        own = {member.name: member for member in cls.members if isinstance(member, Function)}
        every = {member.name for member in cls.members}
        for name in self._inherited_twice(cls):
            if name not in every:
                own[name] = self._joined(cls, name)
        for name, function in own.items():
            owners = self._owners(cls, name)
            if owners:
                self.bases[cls.implementation, name] = owners
                own[name] = self._fitting(function, cls, owners)
        self.members[cls.implementation] = own

    # ---- finding

    def _owners(self, cls: Class, name: str) -> tuple[QualifiedName, ...]:
        """The nearest classes that `cls` has a member from, one for each line of descent that does not lead to another of them."""
        found = dict.fromkeys(
            owner for base in cls.bases for owner in self._nearest(base.name, name)
        )
        return tuple(
            owner
            for owner in found
            if not any(owner in self._ancestors(other) for other in found if other != owner)
        )

    def _nearest(self, cls: QualifiedName, name: str) -> tuple[QualifiedName, ...]:
        if cls not in self.classes:
            return ()
        return (cls,) if name in self.members[cls] else self._owners(self.classes[cls], name)

    def _ancestors(self, cls: QualifiedName) -> Iterator[QualifiedName]:
        for base in self.classes[cls].bases:
            if base.name in self.classes:
                yield base.name
                yield from self._ancestors(base.name)

    def _inherited_twice(self, cls: Class) -> list[str]:
        """Names of dual members that come from several bases, so that no private class is that of all."""
        if len(cls.bases) < 2:
            return []
        lines = [base.name for base in cls.bases if base.name in self.classes]
        names = (
            name
            for line in lines
            for one in (line, *self._ancestors(line))
            for name in self.members[one]
        )
        found: list[str] = []
        for name in dict.fromkeys(names):
            owners = self._owners(cls, name)
            of_owners = [self.members[owner][name] for owner in owners]
            if len(owners) > 1 and any(map(_is_dual, of_owners)):
                found.append(name)
        return found

    def _joined(self, cls: Class, name: str) -> Function:
        """The member that `cls` has from its first base that has one, as its own."""
        owner = self._owners(cls, name)[0]
        function = self.members[owner][name]
        given = self._arguments(cls, owner)
        every = (function.call, *function.overloads)
        calls = [self._for_all(_substituted_call(call, given), cls, owner, name) for call in every]
        return replace(
            function,
            call=calls[0],
            overloads=tuple(calls[1:]),
            location=cls.location,
            doc=function.doc,
        )

    def _for_all(self, call: Call, cls: Class, owner: QualifiedName, name: str) -> Call:
        """`call` of a member of `owner`, for all objects of `cls`; reported where it is for some only."""
        if call.receiver is None:
            return call
        given = self._arguments(cls, owner)
        variables = self.classes[owner].type_parameters
        if call.receiver != NamedType(owner, tuple(given.get(one, AnyType()) for one in variables)):
            self.sink.error(
                Code.UNSUPPORTED,
                cls.location,
                f"`{cls.name}` has `{name}` from several bases, and one of them annotates it for some of its objects only",
                f"write `{name}` in `{cls.name}` itself",
            )
        return replace(call, receiver=None)

    def _arguments(self, cls: Class, base: QualifiedName) -> Mapping[TypeVariable, TypeExpression]:
        """What the type parameters of `base` stand for in `cls`."""
        for written in cls.bases:
            between = self.classes.get(written.name)
            if between is None or not (
                written.name == base or base in self._ancestors(written.name)
            ):
                continue
            given = dict(zip(between.type_parameters, written.arguments))
            if written.name == base:
                return given
            further = self._arguments(between, base).items()
            return {variable: substituted(type, given) for variable, type in further}
        return {}

    # ---- kinds

    def _fitting(
        self, function: Function, cls: Class, owners: tuple[QualifiedName, ...]
    ) -> Function:
        """`function`, moved to the loop where it overrides a coroutine; what cannot be is reported."""
        written = function
        for owner in owners:
            base = self.members[owner][function.name]
            if written.is_plain and _promises_aio(base):
                function = replace(moved_to_loop(written), aio_name=base.aio_name)
            given = self._arguments(cls, owner)
            problem = _clash(written, replace(base, call=_substituted_call(base.call, given)))
            if problem is not None:
                self.sink.error(Code.UNSUPPORTED, function.location, *problem)
        return function

    # ---- what is typed by private classes

    def settled(self) -> dict[QualifiedName, Class]:
        """All classes, with what their members override."""
        beside = self._beside_dual()
        found: dict[QualifiedName, Class] = {}
        for name, cls in self.classes.items():
            own = {
                member: self._settled((name, member), function, beside)
                for member, function in self.members[name].items()
            }
            members = [own.pop(m.name) if isinstance(m, Function) else m for m in cls.members]
            found[name] = replace(cls, members=(*members, *own.values()))
        return found

    def _settled(self, place: _Place, function: Function, beside: set[_Place]) -> Function:
        if place in beside:
            function = replace(function, beside_dual=True)
        overrides = self.bases.get(place, ())
        if not overrides or not function.has_private_class:
            return function
        return replace(function, overrides=overrides)

    def _beside_dual(self) -> set[_Place]:
        """The plain members that are overridden by dual ones, and what overrides or is overridden by those."""
        pairs = [
            (place, (owner, place[1]))
            for place, owners in self.bases.items()
            for owner in owners
            if not (_stands_apart(self._at(place)) or _stands_apart(self._at((owner, place[1]))))
        ]
        mixed = {place for pair in pairs for place in pair if _is_dual(self._at(place))}
        found: set[_Place] = set()
        grown = True
        while grown:
            new = {
                place
                for pair in pairs
                if not mixed.isdisjoint(pair)
                for place in pair
                if place not in mixed
            }
            mixed |= new
            found |= new
            grown = bool(new)
        return found

    def _at(self, place: _Place) -> Function:
        return self.members[place[0]][place[1]]


def _is_dual(function: Function) -> bool:
    """Whether it has two faces, and one name."""
    return not function.is_plain and function.has_private_class


def _stands_apart(function: Function) -> bool:
    """Whether it is a plain `def` in the stub in any case: an operator, or `__enter__` beside `__aenter__`."""
    return function.role is not Role.NONE or function.aio_name is not None


def _promises_aio(base: Function) -> bool:
    """Whether `base` is a coroutine with an `.aio`; `__enter__` has `__aenter__` beside it, which is there for itself."""
    return isinstance(base.call.outcome, Awaited) and base.aio_name in (None, AIO)


def _clash(function: Function, base: Function) -> Optional[tuple[str, str]]:
    """Why `function` cannot stand for `base`, and what to do."""
    own, other, name = function.call.outcome, base.call.outcome, function.name
    if same_kind(own, other):
        return None
    # `__enter__` and `__aenter__` are two methods.
    apart = is_special(name) and name != CALL and (function.aio_name or base.aio_name)
    operator = _is_dual(function) and _stands_apart(base)
    if operator or (_is_dual(base) and _stands_apart(function)):
        return (
            f"the operator `{name}` waits, and the one it overrides does not, or the other way round",
            "give the one that waits a name of its own, and leave it out (`exclude=`)",
        )
    if isinstance(own, (Value, Awaited)) and isinstance(other, (Value, Awaited)):
        if apart or _fits(own.type, other.type):
            return None
        return (
            f"`{name}` overrides something of another kind, and gives something of another type",
            "give both the same type, so that the one can stand for the other",
        )
    if apart and isinstance(other, Value):
        return None
    return (
        f"`{name}` gives another kind of result than the one it overrides",
        "make both coroutines, or both plain",
    )


def _fits(type: TypeExpression, other: TypeExpression) -> bool:
    return type == other or isinstance(other, AnyType) or other == OBJECT


def _substituted_call(call: Call, given: Mapping[TypeVariable, TypeExpression]) -> Call:
    if not given:
        return call
    parameters: tuple[Parameter, ...] = tuple(
        replace(one, type=substituted(one.type, given)) for one in call.parameters
    )
    receiver = call.receiver and substituted(call.receiver, given)
    outcome = _substituted_outcome(call.outcome, given)
    return replace(call, parameters=parameters, outcome=outcome, receiver=receiver)


def _substituted_outcome(outcome: Outcome, given: Mapping[TypeVariable, TypeExpression]) -> Outcome:
    any_outcome: Any = outcome  # each kind has types only, or None
    changed: dict[str, Optional[TypeExpression]] = {}
    for field in fields(any_outcome):
        type: Optional[TypeExpression] = getattr(outcome, field.name)
        changed[field.name] = type and substituted(type, given)
    result: Outcome = replace(any_outcome, **changed)
    return result
