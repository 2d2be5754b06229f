"""Containers of the builtins with something inside that crosses: a new container of the same kind, in the same order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Union, final

from ..model.names import QualifiedName
from ..syntax import (
    Attribute,
    Call,
    Comprehension,
    ComprehensionKind,
    Constant,
    DictComprehension,
    Expression,
    Name,
    Subscript,
    TupleDisplay,
)
from .base import TypeTransformer
from .spelling import Spelling

_Convert = Callable[[TypeTransformer, Spelling, Expression], Expression]


def _in(transformer: TypeTransformer, spelling: Spelling, value: Expression) -> Expression:
    return transformer.to_impl(spelling, value)


def _out(transformer: TypeTransformer, spelling: Spelling, value: Expression) -> Expression:
    return transformer.to_wrapper(spelling, value)


class _Container(TypeTransformer):
    """What the containers share: both directions build the same container around converted parts."""

    builtin: str

    def __init__(self, *parts: TypeTransformer) -> None:
        self.parts = parts

    def needs_translation(self) -> bool:
        return any(part.needs_translation() for part in self.parts)

    def depends_on_self(self) -> bool:
        return any(part.depends_on_self() for part in self.parts)

    def public_type(self, spelling: Spelling) -> Expression:
        items = tuple(part.public_type(spelling) for part in self.parts)
        return Subscript(spelling.type_name(QualifiedName("builtins", self.builtin)), items)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return self._built(_in, spelling, value) if self.needs_translation() else value

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return self._built(_out, spelling, value) if self.needs_translation() else value

    @abstractmethod
    def _built(self, convert: _Convert, spelling: Spelling, value: Expression) -> Expression: ...


class _Collection(_Container):
    """One type of item: a comprehension."""

    kind: ComprehensionKind

    def __init__(self, item: TypeTransformer) -> None:
        super().__init__(item)

    def _built(self, convert: _Convert, spelling: Spelling, value: Expression) -> Expression:
        item = Name(nested_variable(spelling, "x", value))
        return Comprehension(self.kind, convert(self.parts[0], spelling, item), item, value)


@final
class ListTransformer(_Collection):
    """`list[T]`."""

    builtin = "list"
    kind = ComprehensionKind.LIST


@final
class SetTransformer(_Collection):
    """`set[T]`."""

    builtin = "set"
    kind = ComprehensionKind.SET


class _Called(_Collection):
    """A container that is made from an iterable: `frozenset(… for … in …)`."""

    kind = ComprehensionKind.GENERATOR

    def _built(self, convert: _Convert, spelling: Spelling, value: Expression) -> Expression:
        return Call(spelling.builtin(self.builtin), (super()._built(convert, spelling, value),))


@final
class FrozenSetTransformer(_Called):
    """`frozenset[T]`."""

    builtin = "frozenset"


@final
class VariadicTupleTransformer(_Called):
    """`tuple[T, ...]`."""

    builtin = "tuple"

    def public_type(self, spelling: Spelling) -> Expression:
        item = self.parts[0].public_type(spelling)
        name = spelling.type_name(QualifiedName("builtins", self.builtin))
        return Subscript(name, (item, Constant(...)))


@final
class DictTransformer(_Container):
    """`dict[K, V]`; keys cross too."""

    builtin = "dict"

    def __init__(self, key: TypeTransformer, value: TypeTransformer) -> None:
        super().__init__(key, value)

    def _built(self, convert: _Convert, spelling: Spelling, value: Expression) -> Expression:
        key = Name(nested_variable(spelling, "k", value))
        item = Name(nested_variable(spelling, "v", value))
        pairs = Call(Attribute(value, "items"), ())
        return DictComprehension(
            convert(self.parts[0], spelling, key),
            convert(self.parts[1], spelling, item),
            TupleDisplay((key, item)),
            pairs,
        )


@final
class TupleTransformer(_Container):
    """`tuple[A, B]`: item by item."""

    builtin = "tuple"

    def __init__(self, items: Union[list[TypeTransformer], tuple[TypeTransformer, ...]]) -> None:
        super().__init__(*items)

    def public_type(self, spelling: Spelling) -> Expression:
        name = spelling.type_name(QualifiedName("builtins", self.builtin))
        items = tuple(part.public_type(spelling) for part in self.parts)
        return Subscript(name, items or (TupleDisplay(()),))

    def _built(self, convert: _Convert, spelling: Spelling, value: Expression) -> Expression:
        return TupleDisplay(
            tuple(
                convert(part, spelling, Subscript(value, (Constant(index),)))
                for index, part in enumerate(self.parts)
            )
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
