"""Which containers are converted, and by which transformer: one row each."""

from __future__ import annotations

from collections.abc import Callable

from ..model.names import QualifiedName
from .base import TypeTransformer
from .containers import (
    LIST,
    SET,
    DequeTransformer,
    FrozenSetTransformer,
    IterableTransformer,
    ListTransformer,
    MembershipTransformer,
    PlainGeneratorTransformer,
    SetTransformer,
)
from .mappings import (
    DICT,
    ChainMapTransformer,
    DefaultDictTransformer,
    DictMadeTransformer,
    DictTransformer,
    ItemsViewTransformer,
    KeysViewTransformer,
    OrderedDictTransformer,
    ValuesViewTransformer,
)

# TABLE: the containers that we convert, by the name of their class or abstract type.
_ABC = "collections.abc"
_Make = Callable[..., TypeTransformer]


def _collections(name: str) -> QualifiedName:
    return QualifiedName("collections", name)


def _as(make: _Make, name: str) -> tuple[QualifiedName, _Make]:
    origin = QualifiedName(_ABC, name)
    return origin, lambda *parts: make(*parts, origin=origin)


def _made(origin: QualifiedName) -> tuple[QualifiedName, _Make]:
    return origin, lambda *parts: DictMadeTransformer(origin, *parts)


CONTAINERS: dict[QualifiedName, _Make] = dict(
    [
        (LIST, ListTransformer),
        (SET, SetTransformer),
        (QualifiedName("builtins", "frozenset"), FrozenSetTransformer),
        (DICT, DictTransformer),
        (_collections("deque"), DequeTransformer),
        (_collections("OrderedDict"), OrderedDictTransformer),
        (_collections("defaultdict"), DefaultDictTransformer),
        (_collections("ChainMap"), ChainMapTransformer),
        _made(_collections("Counter")),
        _made(QualifiedName("types", "MappingProxyType")),
        _as(ListTransformer, "Sequence"),
        _as(ListTransformer, "MutableSequence"),
        _as(ListTransformer, "Collection"),
        _as(ListTransformer, "Reversible"),
        _as(SetTransformer, "Set"),
        _as(SetTransformer, "MutableSet"),
        _as(DictTransformer, "Mapping"),
        _as(DictTransformer, "MutableMapping"),
        _as(KeysViewTransformer, "KeysView"),
        _as(ValuesViewTransformer, "ValuesView"),
        _as(ItemsViewTransformer, "ItemsView"),
        _as(MembershipTransformer, "Container"),
        _as(IterableTransformer, "Iterable"),
        _as(IterableTransformer, "Iterator"),
        _as(PlainGeneratorTransformer, "Generator"),
    ]
)
