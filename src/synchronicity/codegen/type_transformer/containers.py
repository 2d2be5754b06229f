"""Containers with something inside that crosses: a new container of the same kind, in the same order.

Where the annotation is abstract (`Sequence`), the new container is the plain one that the annotation promises, no more.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Optional, final

from ..diagnostics import Code
from ..model.names import QualifiedName
from ..syntax import (
    Attribute,
    Call,
    Comprehension,
    ComprehensionKind,
    Constant,
    Expression,
    Keyword,
    Name,
    Subscript,
    TupleDisplay,
)
from .base import Direction, Refused, TypeTransformer, function_of
from .spelling import Spelling
from .variables import TO_IMPL, TO_WRAPPER, SpreadTransformer, by_value_in, by_value_out


def _builtin(name: str) -> QualifiedName:
    return QualifiedName("builtins", name)


LIST, SET, TUPLE = _builtin("list"), _builtin("set"), _builtin("tuple")


class ContainerTransformer(TypeTransformer):
    """What the containers share: both directions build the same container around converted parts.

    For a container of your own, derive from it and say how one is `built` (`Module.register_transformer`).

    Args:
        origin: the class or abstract type as users see it.
        parts: the transformers of its type arguments.
    """

    passes_for: tuple[QualifiedName, ...] = ()
    """Other classes that a value may be taken for in a union."""

    def __init__(self, origin: QualifiedName, *parts: TypeTransformer) -> None:
        self.origin = origin
        self.parts = parts

    def needs_translation(self) -> bool:
        return any(part.needs_translation() for part in self.parts)

    def depends_on_self(self) -> bool:
        return any(part.depends_on_self() for part in self.parts)

    def refusal(self, direction: Direction) -> Optional[Refused]:
        return next(filter(None, (part.refusal(direction) for part in self.parts)), None)

    def public_type(self, spelling: Spelling) -> Expression:
        items = tuple(part.public_type(spelling) for part in self.parts)
        return Subscript(spelling.type_name(self.origin), items)

    def by_value(self) -> bool:
        """A builtin container around nothing but type variables: the same object where nothing in it changes."""
        changing = [part for part in self.parts if part.needs_translation()]
        return self.origin.module == "builtins" and all(part.by_value() for part in changing)

    def can_go_by_value(self) -> bool:
        builtin = self.origin.module == "builtins"
        return super().can_go_by_value() or (
            builtin and all(part.can_go_by_value() for part in self.parts)
        )

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        if not self.needs_translation():
            return value
        if self.by_value():
            return by_value_in(spelling, value)
        return self.built(Direction.IN, spelling, value)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        if not self.needs_translation():
            return value
        if self.by_value():
            return by_value_out(spelling, value)
        return self.built(Direction.OUT, spelling, value)

    @abstractmethod
    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        """Another container like `value`, with each part of it converted; asked only where a part changes.

        Args:
            direction: which way the value crosses; `self.parts[0].convert(direction, …)` converts an item.
            spelling: how names are written where the expression will stand.
            value: the container.
        """


class _Collection(ContainerTransformer):
    """One type of item: a comprehension."""

    kind: ComprehensionKind

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        item = Name(nested_variable(spelling, "x", value))
        converted = self.parts[0].convert(direction, spelling, item)
        return Comprehension(self.kind, converted, item, value)


@final
class ListTransformer(_Collection):
    """`list[T]`, and the abstract types that a list is the plainest value of."""

    kind = ComprehensionKind.LIST

    def __init__(self, item: TypeTransformer, origin: QualifiedName = LIST) -> None:
        super().__init__(origin, item)


@final
class SetTransformer(_Collection):
    """`set[T]`, and its abstract types."""

    kind = ComprehensionKind.SET

    def __init__(self, item: TypeTransformer, origin: QualifiedName = SET) -> None:
        super().__init__(origin, item)


class _Called(_Collection):
    """A container that is made from an iterable: `frozenset(… for … in …)`."""

    kind = ComprehensionKind.GENERATOR

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        items = super().built(direction, spelling, value)
        return Call(spelling.builtin(self.origin.name), (items,))


@final
class FrozenSetTransformer(_Called):
    """`frozenset[T]`."""

    def __init__(self, item: TypeTransformer) -> None:
        super().__init__(_builtin("frozenset"), item)


@final
class VariadicTupleTransformer(_Called):
    """`tuple[T, ...]`."""

    def __init__(self, item: TypeTransformer) -> None:
        super().__init__(TUPLE, item)

    def public_type(self, spelling: Spelling) -> Expression:
        item = self.parts[0].public_type(spelling)
        return Subscript(spelling.type_name(self.origin), (item, Constant(...)))


@final
class DequeTransformer(_Collection):
    """`collections.deque[T]`; its bound is kept."""

    kind = ComprehensionKind.GENERATOR

    def __init__(self, item: TypeTransformer) -> None:
        super().__init__(QualifiedName("collections", "deque"), item)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        items = super().built(direction, spelling, value)
        bound = Keyword("maxlen", Attribute(value, "maxlen"))
        return Call(spelling.type_name(self.origin), (items, bound))


@final
class IterableTransformer(ContainerTransformer):
    """`Iterable[T]` and `Iterator[T]`: lazily, item by item, as often as the original can be iterated."""

    def __init__(self, item: TypeTransformer, origin: QualifiedName) -> None:
        super().__init__(origin, item)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        item = Name(nested_variable(spelling, "x", value))
        converted = self.parts[0].convert(direction, spelling, item)
        if self.origin.name == "Iterator":
            return Comprehension(ComprehensionKind.GENERATOR, converted, item, value)
        convert = function_of(item, converted)
        return Call(spelling.helper("Converted"), (convert, value))


@final
class PlainGeneratorTransformer(ContainerTransformer):
    """`Generator[Y, S, R]`, a sync one: step by step. What is sent crosses the other way."""

    def __init__(
        self,
        yields: TypeTransformer,
        sends: TypeTransformer,
        returns: TypeTransformer,
        origin: QualifiedName,
    ) -> None:
        super().__init__(origin, yields, sends, returns)

    def refusal(self, direction: Direction) -> Optional[Refused]:
        yields, sends, returns = self.parts
        return (
            yields.refusal(direction)
            or sends.refusal(direction.other)
            or returns.refusal(direction)
        )

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        directions = (direction, direction.other, direction)
        keywords = [
            Keyword(name, function_of(each, part.convert(way, spelling, each)))
            for name, part, way in zip(("yields", "sends", "returns"), self.parts, directions)
            if part.needs_translation()
            for each in (Name(nested_variable(spelling, "x", value)),)
        ]
        return Call(spelling.helper("relay"), (value, *keywords))


@final
class MembershipTransformer(ContainerTransformer):
    """`Container[T]`: the original is asked, about what corresponds to the object in question."""

    def __init__(self, item: TypeTransformer, origin: QualifiedName) -> None:
        super().__init__(origin, item)

    def refusal(self, direction: Direction) -> Optional[Refused]:
        if not self.parts[0].can_go_by_value():
            return Refused(
                Code.UNTRANSLATABLE,
                "a `Container` can be asked only about wrapped objects and builtin containers of them",
                "write `Collection[...]`, whose items are converted",
            )
        return super().refusal(direction)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        back = TO_WRAPPER if direction is Direction.IN else TO_IMPL
        return Call(spelling.helper("Membership"), (spelling.helper(back), value))


@final
class TupleTransformer(ContainerTransformer):
    """`tuple[A, B]`: item by item."""

    def __init__(self, items: Sequence[TypeTransformer]) -> None:
        super().__init__(TUPLE, *items)

    def public_type(self, spelling: Spelling) -> Expression:
        items = tuple(part.public_type(spelling) for part in self.parts)
        return Subscript(spelling.type_name(self.origin), items or (TupleDisplay(()),))

    def by_value(self) -> bool:
        """Of a tuple of unknown length, items have no places: it goes by value, if that is right for all of them."""
        if any(isinstance(part, SpreadTransformer) for part in self.parts):
            return all(part.can_go_by_value() for part in self.parts)
        return super().by_value()

    def refusal(self, direction: Direction) -> Optional[Refused]:
        spread = any(isinstance(part, SpreadTransformer) for part in self.parts)
        if spread and not self.by_value():
            return not_beside_variables()
        return super().refusal(direction)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        return TupleDisplay(
            tuple(
                part.convert(direction, spelling, Subscript(value, (Constant(index),)))
                for index, part in enumerate(self.parts)
            )
        )


def not_beside_variables() -> Refused:
    return Refused(
        Code.UNSUPPORTED,
        "beside a ParamSpec or TypeVarTuple, only wrapped classes and builtin containers of them are converted",
        "write the types that it stands for, or leave this out of the public API (`exclude=`)",
    )


def nested_variable(spelling: Spelling, base: str, value: Expression) -> str:
    """A name for the items of `value` that is not the name of `value` itself: `x`, and `x2` for the items of `x`."""
    name = spelling.variable(base)
    return spelling.variable(f"{base}2") if name == _root(value) else name


def _root(value: Expression) -> str:
    """The name that `value` starts with: `x` of `x.items()` and of `x[0]`."""
    while isinstance(value, (Attribute, Subscript)):
        value = value.value
    if isinstance(value, Call):
        return _root(value.function)
    return value.id if isinstance(value, Name) else ""
