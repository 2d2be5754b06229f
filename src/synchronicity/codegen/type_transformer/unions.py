"""Unions: which member a value is, decided at run time without guessing, or refused when the transformer is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, final

from ..model.names import QualifiedName
from ..model.types import FixedTuple, LiteralType, NamedType, NoneType, VariadicTuple
from ..syntax import Call, Comparison, Conditional, Constant, Expression, TupleDisplay
from .annotated import without_metadata
from .asynchronous import ManagerTransformer, StreamTransformer
from .base import Direction, IdentityTransformer, Refused, TypeTransformer
from .callbacks import CallbackTransformer
from .containers import TUPLE, ContainerTransformer
from .mappings import DICT
from .spelling import Spelling, union_of
from .variables import VariableTransformer, by_value_in, by_value_out
from .wrapped import ClassTransformer, SelfTransformer, WrappedClassTransformer


@final
class OptionalTransformer(TypeTransformer):
    """`T | None`. The test is for None: a wrapper with `__len__` or `__bool__` can be false."""

    def __init__(self, item: TypeTransformer) -> None:
        self.item = item

    def needs_translation(self) -> bool:
        return self.item.needs_translation()

    def refusal(self, direction: Direction) -> Optional[Refused]:
        return self.item.refusal(direction)

    def depends_on_self(self) -> bool:
        return self.item.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        return union_of([self.item.public_type(spelling), Constant(None)])

    def by_value(self) -> bool:
        return self.item.by_value()

    def can_go_by_value(self) -> bool:
        return self.item.can_go_by_value()

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        if self.by_value():
            return self.item.to_impl(spelling, value)
        return self._guarded(value, self.item.to_impl(spelling, value))

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        if self.by_value():
            return self.item.to_wrapper(spelling, value)
        return self._guarded(value, self.item.to_wrapper(spelling, value))

    def _guarded(self, value: Expression, converted: Expression) -> Expression:
        if not self.needs_translation():
            return value
        return Conditional(Constant(None), Comparison(value, "is", Constant(None)), converted)


@final
class UnionTransformer(TypeTransformer):
    """`A | B | …`: a test for each member that changes; whatever passes none of them stays as it is.

    Args:
        members: in the order written. Their tests must exclude each other: see `ambiguity`.
    """

    def __init__(self, members: Sequence[TypeTransformer]) -> None:
        self.members = tuple(members)
        self._kinds = _told_apart(members)

    def needs_translation(self) -> bool:
        return any(member.needs_translation() for member in self.members)

    def refusal(self, direction: Direction) -> Optional[Refused]:
        return next(filter(None, (member.refusal(direction) for member in self.members)), None)

    def depends_on_self(self) -> bool:
        return any(member.depends_on_self() for member in self.members)

    def public_type(self, spelling: Spelling) -> Expression:
        return union_of([member.public_type(spelling) for member in self.members])

    def by_value(self) -> bool:
        """With a type variable among the members, a value is what it turns out to be."""
        return any(isinstance(member, VariableTransformer) for member in self._kinds)

    def can_go_by_value(self) -> bool:
        return all(member.can_go_by_value() for member in self.members)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        if self.by_value():
            return by_value_in(spelling, value)
        wrapped = [m for m in self._kinds if isinstance(m, WrappedClassTransformer)]
        result = value
        for member in reversed(self._kinds):
            if isinstance(member, ContainerTransformer) and member.needs_translation():
                test = _is_instance(spelling, value, [_container_class(member, spelling)])
                result = Conditional(member.to_impl(spelling, value), test, result)
        result = self._iterated(spelling, value, result, Direction.IN)
        result = self._called(spelling, value, result, Direction.IN)
        if wrapped:
            classes = [spelling.wrapper(member.name) for member in wrapped]
            test = _is_instance(spelling, value, classes)
            result = Conditional(wrapped[0].to_impl(spelling, value), test, result)
        return result

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        if self.by_value():
            return by_value_out(spelling, value)
        result = self._called(spelling, value, value, Direction.OUT)
        result = self._iterated(spelling, value, result, Direction.OUT)
        # The objects of a wrapped class first: they may pass for a `Sequence`.
        changing = [
            member
            for member in self._kinds
            if member.needs_translation()
            and not isinstance(member, (CallbackTransformer, StreamTransformer))
        ]
        changing.sort(key=lambda member: not isinstance(member, WrappedClassTransformer))
        for member in reversed(changing):
            if isinstance(member, WrappedClassTransformer):
                cls = spelling.implementation(member.name)
            else:
                cls = _container_class(member, spelling)
            test = _is_instance(spelling, value, [cls])
            result = Conditional(member.to_wrapper(spelling, value), test, result)
        return result

    def _iterated(
        self, spelling: Spelling, value: Expression, other: Expression, direction: Direction
    ) -> Expression:
        """`other`, or an async iterator, converted. An object of a class that stands beside it is one of that class."""
        stream = next((one for one in self._kinds if isinstance(one, StreamTransformer)), None)
        if stream is None:
            return other
        test = Call(spelling.builtin("hasattr"), (value, Constant("__aiter__")))
        result = Conditional(stream.convert(direction, spelling, value), test, other)
        beside = [_class_beside(one) for one in self._kinds if not _is_never_async(one)]
        classes = [spelling.type_name(one.importable) for one in beside if one is not None]
        if not classes:
            return result
        return Conditional(value, _is_instance(spelling, value, classes), result)

    def _called(
        self, spelling: Spelling, value: Expression, other: Expression, direction: Direction
    ) -> Expression:
        """`other`, or what can be called, converted as a callback."""
        for member in self._kinds:
            if isinstance(member, CallbackTransformer):
                test = Call(spelling.builtin("callable"), (value,))
                return Conditional(member.convert(direction, spelling, value), test, other)
        return other


def _told_apart(members: Sequence[TypeTransformer]) -> tuple[TypeTransformer, ...]:
    """The members, each by itself: `Annotated[Node | None, …]` is two."""
    flat: list[TypeTransformer] = []
    for member in map(without_metadata, members):
        if isinstance(member, OptionalTransformer):
            flat += [*_told_apart([member.item]), IdentityTransformer(NoneType())]
        else:
            flat += member._kinds if isinstance(member, UnionTransformer) else [member]
    return tuple(flat)


def _container_class(member: TypeTransformer, spelling: Spelling) -> Expression:
    assert isinstance(member, ContainerTransformer)
    if member.origin.module == "builtins":
        return spelling.builtin(member.origin.name)
    return spelling.type_name(member.origin)


def _is_instance(spelling: Spelling, value: Expression, classes: list[Expression]) -> Expression:
    cls = classes[0] if len(classes) == 1 else TupleDisplay(tuple(classes))
    return Call(spelling.builtin("isinstance"), (value, cls))


# What no value can be told to be.
_ALONE: dict[type, str] = {
    ClassTransformer: "a class",
    ManagerTransformer: "an async context manager",
}


def ambiguity(members: Sequence[TypeTransformer]) -> Optional[str]:
    """Why a value of this union cannot be told at run time, None where it can.

    A wrapped class is told from everything else by its class. A container is told from others only by its own class, so a
    second one of that class, or an abstract type which it may pass for, makes it ambiguous.
    """
    members = _told_apart(members)
    if any(isinstance(member, SelfTransformer) for member in members):
        return "`Self` beside other types than None"
    for kind, what in _ALONE.items():
        if any(isinstance(member, kind) for member in members):
            return f"{what} beside other types than None"
    callbacks = [member for member in members if isinstance(member, CallbackTransformer)]
    if callbacks and not _are_called(callbacks, members):
        return "a callback beside what may be callable"
    streams = [member for member in members if isinstance(member, StreamTransformer)]
    if streams and not _are_told(streams, members):
        return "an async iterator beside other types than None"
    if any(isinstance(member, VariableTransformer) for member in members):
        return _by_value_ambiguity(members)
    for member in members:
        if isinstance(member, ContainerTransformer) and member.needs_translation():
            reason = _mistaken(member, [other for other in members if other is not member])
            if reason is not None:
                return reason
    return None


def exact_stream(member: TypeTransformer) -> TypeTransformer:
    """`member` of a union; an async iterator that is taken is an async one there, and nothing else."""
    if isinstance(member, StreamTransformer) and member.direction is Direction.IN:
        return StreamTransformer(member.item, member.direction, exact=True)
    return member


def _are_told(streams: list[StreamTransformer], members: Sequence[TypeTransformer]) -> bool:
    """Whether an async iterator can be told from the other members: they are nothing that can be iterated so, or `isinstance` tells
    them."""
    others = [member for member in members if member not in streams]
    return len(streams) == 1 and all(
        _is_never_async(other) or _class_beside(other) is not None for other in others
    )


def _are_called(callbacks: list[CallbackTransformer], members: Sequence[TypeTransformer]) -> bool:
    """Whether what can be called is the callback: the other members never can be, or are told by their class."""
    return len(callbacks) == 1 and all(
        _is_never_called(member) for member in members if member not in callbacks
    )


_NEVER_CALLED = ("builtins", "collections", "io", "os", "pathlib")


def _is_never_called(member: TypeTransformer) -> bool:
    if isinstance(member, WrappedClassTransformer):
        return True  # a wrapper is told by its class, whatever it can do
    if isinstance(member, ContainerTransformer):
        return member.origin.module != "collections.abc"
    type = member.type if isinstance(member, IdentityTransformer) else None
    if isinstance(type, NamedType):
        names = (type.name, *type.passes_for)
        return type.name.qualname not in ("object", "type") and names[0].module in _NEVER_CALLED
    return isinstance(type, (NoneType, LiteralType, FixedTuple, VariadicTuple))


_ANYTHING = ("object", "Hashable", "Sized", "Container")
_NEVER_ASYNC = ("builtins", "collections", "collections.abc", "io", "os", "pathlib", "types")


def _is_never_async(member: TypeTransformer) -> bool:
    if isinstance(member, (WrappedClassTransformer, ContainerTransformer)):
        return True  # a wrapper is told by its class, whatever it can do
    type = member.type if isinstance(member, IdentityTransformer) else None
    if isinstance(type, NamedType):
        names = (type.name, *type.passes_for)
        return type.name.qualname not in _ANYTHING and names[0].module in _NEVER_ASYNC
    return isinstance(type, (NoneType, LiteralType, FixedTuple, VariadicTuple))


def _class_beside(member: TypeTransformer) -> Optional[NamedType]:
    """The class of a member whose values stay as they are, if `isinstance` tells them."""
    type = member.type if isinstance(member, IdentityTransformer) else None
    return type if isinstance(type, NamedType) and type.is_checkable else None


def _by_value_ambiguity(members: Sequence[TypeTransformer]) -> Optional[str]:
    """By value, only the builtin containers are gone into."""
    for member in members:
        if isinstance(member, ContainerTransformer) and not member.can_go_by_value():
            return f"a type variable beside `{member.origin.name}`"
    return None


def _classes_of(transformer: TypeTransformer) -> set[QualifiedName]:
    """The classes that a value of `transformer` may be an object of, as far as they are told apart here."""
    names: tuple[QualifiedName, ...] = ()
    type = transformer.type if isinstance(transformer, IdentityTransformer) else None
    if isinstance(transformer, ContainerTransformer):
        names = (transformer.origin, *transformer.passes_for)
    elif isinstance(type, (FixedTuple, VariadicTuple)):
        names = (TUPLE,)
    elif isinstance(type, NamedType):
        names = (type.name, *type.passes_for)
    return {_FAMILIES.get(name, name) for name in names}


# An object of the first class is one of the second.
_FAMILIES = {
    QualifiedName("collections", name): DICT for name in ("OrderedDict", "defaultdict", "Counter")
}


def _mistaken(container: ContainerTransformer, others: list[TypeTransformer]) -> Optional[str]:
    """Whether a value of another member may be taken for `container`, or the other way round."""
    abstract = container.origin.module == "collections.abc"
    own = _classes_of(container)
    for other in others:
        common = sorted(name.name for name in own & _classes_of(other))
        if common:
            return f"two kinds of `{common[0]}`"
    for other in others:
        if isinstance(other, (WrappedClassTransformer, StreamTransformer)) or _is_none(other):
            continue
        if abstract:
            return f"the abstract `{container.origin.name}` beside other types"
        if isinstance(other, IdentityTransformer) and not _is_concrete(other):
            return "an abstract type that the container beside it may be taken for"
    return None


def _is_none(transformer: TypeTransformer) -> bool:
    return isinstance(transformer, IdentityTransformer) and isinstance(transformer.type, NoneType)


def _is_concrete(transformer: IdentityTransformer) -> bool:
    """Whether a plain container can never be a value of this type."""
    type = transformer.type
    if isinstance(type, (NoneType, LiteralType)):
        return True
    if isinstance(type, (FixedTuple, VariadicTuple)):
        return True
    if not isinstance(type, NamedType):
        return False
    names = (type.name, *type.passes_for)
    abstract = any(
        name.module in ("typing", "typing_extensions", "collections.abc") for name in names
    )
    return not abstract and type.name != QualifiedName("builtins", "object")
