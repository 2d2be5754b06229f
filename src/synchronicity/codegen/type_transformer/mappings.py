"""Mappings with something inside that crosses, and the views of them: a new one of the same kind, in the same order."""

from __future__ import annotations

from typing import final

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
    Starred,
    TupleDisplay,
)
from .base import Direction, TypeTransformer, function_of
from .containers import ContainerTransformer, nested_variable
from .spelling import Spelling

DICT = QualifiedName("builtins", "dict")


class _Mapping(ContainerTransformer):
    """What is made from a dict of converted keys and values."""

    def _dict(
        self, direction: Direction, spelling: Spelling, value: Expression, pairs: Expression
    ) -> Expression:
        """`{k: v for k, v in pairs}`, both converted; `value` is what the pairs are of."""
        key = Name(nested_variable(spelling, "k", value))
        item = Name(nested_variable(spelling, "v", value))
        converted = [
            part.convert(direction, spelling, name) for part, name in zip(self.parts, (key, item))
        ]
        # A counter says nothing about its values: they are numbers.
        return DictComprehension(
            converted[0],
            converted[1] if len(converted) > 1 else item,
            TupleDisplay((key, item)),
            pairs,
        )

    def _of(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        return self._dict(direction, spelling, value, _items(value))


@final
class DictTransformer(_Mapping):
    """`dict[K, V]`, and its abstract types; keys cross too."""

    def __init__(
        self,
        key: TypeTransformer,
        value: TypeTransformer,
        origin: QualifiedName = DICT,
    ) -> None:
        super().__init__(origin, key, value)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        return self._of(direction, spelling, value)


@final
class DictMadeTransformer(_Mapping):
    """What is made from a dict: `Counter[K]`, `MappingProxyType[K, V]`."""

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        return Call(spelling.type_name(self.origin), (self._of(direction, spelling, value),))


@final
class DefaultDictTransformer(_Mapping):
    """`collections.defaultdict[K, V]`; what its factory makes crosses too, when it is made."""

    def __init__(self, key: TypeTransformer, value: TypeTransformer) -> None:
        super().__init__(QualifiedName("collections", "defaultdict"), key, value)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        factory: Expression = Attribute(value, "default_factory")
        if self.parts[1].needs_translation():
            made = Name(spelling.variable("made"))
            convert = function_of(made, self.parts[1].convert(direction, spelling, made))
            factory = Call(spelling.helper("factory"), (convert, factory))
        return Call(
            spelling.type_name(self.origin), (factory, self._of(direction, spelling, value))
        )


@final
class ChainMapTransformer(_Mapping):
    """`collections.ChainMap[K, V]`: each of its maps."""

    def __init__(self, key: TypeTransformer, value: TypeTransformer) -> None:
        super().__init__(QualifiedName("collections", "ChainMap"), key, value)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        each = Name(nested_variable(spelling, "each", value))
        maps = Comprehension(
            ComprehensionKind.LIST,
            self._of(direction, spelling, each),
            each,
            Attribute(value, "maps"),
        )
        return Call(spelling.type_name(self.origin), (Starred(maps),))


@final
class OrderedDictTransformer(ContainerTransformer):
    """`collections.OrderedDict[K, V]`: made from pairs."""

    def __init__(self, key: TypeTransformer, value: TypeTransformer) -> None:
        super().__init__(QualifiedName("collections", "OrderedDict"), key, value)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        key = Name(nested_variable(spelling, "k", value))
        item = Name(nested_variable(spelling, "v", value))
        pair = TupleDisplay(
            (
                self.parts[0].convert(direction, spelling, key),
                self.parts[1].convert(direction, spelling, item),
            )
        )
        pairs = Comprehension(
            ComprehensionKind.GENERATOR,
            pair,
            TupleDisplay((key, item)),
            _items(value),
        )
        return Call(spelling.type_name(self.origin), (pairs,))


@final
class KeysViewTransformer(ContainerTransformer):
    """`KeysView[K]`: of a dict with these keys."""

    def __init__(self, key: TypeTransformer, origin: QualifiedName) -> None:
        super().__init__(origin, key)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        key = Name(nested_variable(spelling, "k", value))
        converted = self.parts[0].convert(direction, spelling, key)
        return _view(DictComprehension(converted, Constant(None), key, value), "keys")


@final
class ValuesViewTransformer(ContainerTransformer):
    """`ValuesView[V]`: of a dict with these values, in their order."""

    def __init__(self, item: TypeTransformer, origin: QualifiedName) -> None:
        super().__init__(origin, item)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        number = Name(nested_variable(spelling, "n", value))
        item = Name(nested_variable(spelling, "v", value))
        converted = self.parts[0].convert(direction, spelling, item)
        numbered = Call(spelling.builtin("enumerate"), (value,))
        return _view(
            DictComprehension(number, converted, TupleDisplay((number, item)), numbered), "values"
        )


@final
class ItemsViewTransformer(_Mapping):
    """`ItemsView[K, V]`: of a dict with these items."""

    def __init__(self, key: TypeTransformer, value: TypeTransformer, origin: QualifiedName) -> None:
        super().__init__(origin, key, value)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        return _view(self._dict(direction, spelling, value, value), "items")


def _items(value: Expression) -> Expression:
    return Call(Attribute(value, "items"), ())


def _view(mapping: Expression, kind: str) -> Expression:
    return Call(Attribute(mapping, kind), ())
