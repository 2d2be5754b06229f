"""The containers: how values of them are made, in every variety that the annotation allows, and what comes out."""

from __future__ import annotations

import collections
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Optional

from .plans import Choose, Form, Mismatch, Plan, Side, Writer, equal, is_exactly

Make = Callable[[Any], Any]  # from a list of items, or from a dict


def _one_time(items: list[Any]) -> Any:
    return (item for item in items)


def _bounded(items: list[Any]) -> Any:
    return collections.deque(items, maxlen=7)


def _keys(items: list[Any]) -> Any:
    return dict.fromkeys(items).keys()


def _values(items: list[Any]) -> Any:
    return dict(enumerate(items)).values()


@dataclass(frozen=True)
class Row:
    """One container.

    Args:
        text: the name, and how typing spells it.
        makes: the varieties of values that the annotation allows.
        becomes: the class of what is made on the other side.
        hashed: whether the items (of a mapping: the keys) are hashed.
        ordered: whether the order of the items means something.
    """

    text: str
    makes: tuple[Make, ...]
    becomes: type
    hashed: bool = False
    ordered: bool = True
    hashable: bool = False


COLLECTIONS = [
    Row("list", (list,), list),
    Row("set", (set,), set, hashed=True, ordered=False),
    Row("frozenset", (frozenset,), frozenset, hashed=True, ordered=False, hashable=True),
    Row("collections.deque", (collections.deque, _bounded), collections.deque),
    Row("Sequence", (list, tuple, collections.deque), list),
    Row("MutableSequence", (list, collections.deque), list),
    Row("Collection", (list, tuple, _values), list),
    Row("Reversible", (list, tuple, collections.deque), list),
    Row("AbstractSet", (set, frozenset, _keys), set, hashed=True, ordered=False),
    Row("MutableSet", (set,), set, hashed=True, ordered=False),
    Row("KeysView", (_keys,), type({}.keys()), hashed=True),
    Row("ValuesView", (_values,), type({}.values())),
    Row("Container", (list, tuple), object),
    Row("Iterable", (list, tuple, _values, _one_time), object),
    Row("Iterator", (iter, _one_time), object),
]
MAPPINGS = [
    Row("dict", (dict,), dict),
    Row("Mapping", (dict, collections.OrderedDict, types.MappingProxyType), dict),
    Row("MutableMapping", (dict, collections.OrderedDict, collections.ChainMap), dict),
    Row("collections.OrderedDict", (collections.OrderedDict,), collections.OrderedDict),
    Row("collections.ChainMap", (collections.ChainMap,), collections.ChainMap),
    Row("types.MappingProxyType", (types.MappingProxyType,), types.MappingProxyType),
    Row("ItemsView", (dict.items,), type({}.items())),
]
TYPING = {
    "list": "List",
    "set": "Set",
    "frozenset": "FrozenSet",
    "dict": "typing.Dict",
    "collections.deque": "typing.Deque",
    "Sequence": "typing.Sequence",
    "Iterable": "typing.Iterable",
    "Mapping": "typing.Mapping",
}


class Container(Form):
    """What the containers share.

    Args:
        row: which one.
        spelling: 0 as of its class, 1 as typing spells it, where it does.
    """

    def __init__(self, row: Row, spelling: int, *parts: Form) -> None:
        self.row = row
        self.spelling = spelling
        self.parts = parts

    @property
    def hashable(self) -> bool:
        return self.row.hashable

    @property
    def by_value(self) -> bool:
        changing = [part for part in self.parts if part.converts]
        builtin = self.row.text in ("list", "set", "frozenset", "dict", "tuple")
        return builtin and all(part.by_value for part in changing)

    @property
    def one_shot(self) -> bool:
        return self.row.text in ("Iterable", "Iterator") or super().one_shot

    def with_parts(self, parts: tuple[Form, ...]) -> Optional[Form]:
        ok = len(parts) == len(self.parts) and (not self.row.hashed or parts[0].hashable)
        return super().with_parts(parts) if ok else None

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        name = TYPING.get(self.row.text, self.row.text) if self.spelling else self.row.text
        return f"{name}[{', '.join(part.text(writer, evaluated) for part in self.parts)}]"

    def _variety(self, choose: Choose) -> Make:
        return self.row.makes[choose(len(self.row.makes))]


class CollectionOf(Container):
    """Items of one type."""

    def plan(self, choose: Choose) -> Plan:
        parts = tuple(self.parts[0].plan(choose) for _ in range(choose(4)))
        return Plan(self, self._variety(choose), parts)

    def make(self, plan: Plan, side: Side) -> Any:
        return plan.data([part.make(side) for part in plan.parts])

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        if self.row.text == "Container":
            return _check_membership(plan, value, side)
        if self.row.text in ("deque", "collections.deque"):
            equal(value.maxlen, 7 if plan.data is _bounded else None)
        if self.row.becomes is not object:
            is_exactly(value, self.row.becomes)
        if self.row.text == "Iterator" and iter(value) is not value:
            raise Mismatch(f"{value!r} is no iterator")
        again = self.row.text == "Iterable" and plan.data is not _one_time
        for _ in range(2 if again and not self.parts[0].one_shot else 1):
            items = list(value)
            if not self.row.ordered:
                _check_hashed(plan.parts, items, side)
            elif self.row.hashed:
                _check_in_order(_distinct(plan.parts, side), items, side)
            else:
                _check_in_order(list(plan.parts), items, side)


class MappingOf(Container):
    """Keys and values; the order counts."""

    def with_parts(self, parts: tuple[Form, ...]) -> Optional[Form]:
        return super().with_parts(parts) if len(parts) == 2 and parts[0].hashable else None

    def plan(self, choose: Choose) -> Plan:
        pairs = [part.plan(choose) for _ in range(choose(4)) for part in self.parts]
        return Plan(self, self._variety(choose), tuple(pairs))

    def make(self, plan: Plan, side: Side) -> Any:
        made = [part.make(side) for part in plan.parts]
        return plan.data(dict(zip(made[::2], made[1::2])))

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        is_exactly(value, self.row.becomes)
        if isinstance(value, collections.ChainMap):
            equal(len(value.maps), 1)
        pairs = list(value if self.row.text == "ItemsView" else value.items())
        _check_pairs(plan.parts, pairs, side)


class DefaultDict(MappingOf):
    """`defaultdict[K, V]`: what its factory makes crosses too."""

    def plan(self, choose: Choose) -> Plan:
        made = self.parts[1].plan(choose)
        plan = super().plan(choose)
        return Plan(self, choose(2), (made, *plan.parts))

    def make(self, plan: Plan, side: Side) -> Any:
        factory, *parts = plan.parts
        made = [part.make(side) for part in parts]
        default = (lambda: factory.make(side)) if plan.data else None
        return collections.defaultdict(default, zip(made[::2], made[1::2]))

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        is_exactly(value, collections.defaultdict)
        factory, *parts = plan.parts
        _check_pairs(tuple(parts), list(value.items()), side)
        if not plan.data:
            equal(value.default_factory, None)
        else:
            factory.check(value.default_factory(), side)


class CounterOf(CollectionOf):
    """`Counter[K]`."""

    def make(self, plan: Plan, side: Side) -> Any:
        return collections.Counter([part.make(side) for part in plan.parts])

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        is_exactly(value, collections.Counter)
        _check_in_order(_distinct(plan.parts, side), list(value), side)
        equal(sum(value.values()), len(plan.parts))


class GeneratorOf(Container):
    """`Generator[Y, S, R]`, a sync one; what is sent crosses the other way."""

    def __init__(self, row: Row, spelling: int, *parts: Form) -> None:
        super().__init__(row, spelling, *parts)

    @property
    def one_shot(self) -> bool:
        return True

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, None, tuple(part.plan(choose) for part in self.parts))

    def make(self, plan: Plan, side: Side) -> Any:
        yields, sends, returns = plan.parts

        def generator() -> Any:
            sent = yield yields.make(side)
            sends.check(sent, side)
            return returns.make(side)

        return generator()

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        yields, sends, returns = plan.parts
        yields.check(next(value), side)
        try:
            value.send(sends.make(side))
        except StopIteration as stop:
            returns.check(stop.value, side)
        else:
            raise Mismatch(f"{value!r} goes on")


class TupleOf(Container):
    """`tuple[A, B]`, `tuple[()]`, and with `variadic` `tuple[A, ...]`."""

    def __init__(self, row: Row, spelling: int, *parts: Form, variadic: bool = False) -> None:
        super().__init__(row, spelling, *parts)
        self.variadic = variadic

    @property
    def hashable(self) -> bool:
        return all(part.hashable for part in self.parts)

    def with_parts(self, parts: tuple[Form, ...]) -> Optional[Form]:
        return TupleOf(self.row, self.spelling, *parts, variadic=self.variadic and len(parts) == 1)

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        texts = [part.text(writer, evaluated) for part in self.parts] or ["()"]
        name = "Tuple" if self.spelling else "tuple"
        return f"{name}[{', '.join([*texts, *(['...'] if self.variadic else [])])}]"

    def plan(self, choose: Choose) -> Plan:
        forms = list(self.parts) * (choose(4) if self.variadic else 1)
        return Plan(self, None, tuple(form.plan(choose) for form in forms))

    def make(self, plan: Plan, side: Side) -> Any:
        return tuple([part.make(side) for part in plan.parts])

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        is_exactly(value, tuple)
        _check_in_order(list(plan.parts), list(value), side)


TUPLE = Row("tuple", (tuple,), tuple)
DEFAULT_DICT = Row("collections.defaultdict", (dict,), dict)
COUNTER = Row("collections.Counter", (list,), dict, hashed=True)
GENERATOR = Row("Generator", (list,), object)


def _check_in_order(plans: list[Plan], items: list[Any], side: Side) -> None:
    if len(plans) != len(items):
        raise Mismatch(f"{len(items)} items in the place of {len(plans)}")
    for plan, item in zip(plans, items):
        plan.check(item, side)


def _distinct(plans: Iterable[Plan], side: Side) -> list[Plan]:
    """Without those whose values are equal to that of an earlier one."""
    found: dict[Any, Plan] = {}
    for plan in plans:
        found.setdefault(plan.make(side), plan)
    return list(found.values())


def _check_hashed(plans: tuple[Plan, ...], items: list[Any], side: Side) -> None:
    # Of equal items, a set keeps the first.
    by_value = {plan.make(side): plan for plan in _distinct(plans, side)}
    if len(items) != len(by_value):
        raise Mismatch(f"{len(items)} items in the place of {len(by_value)}")
    for item in items:
        if item not in by_value:
            raise Mismatch(f"{item!r} is not among them")
        by_value[item].check(item, side)


def _check_pairs(plans: tuple[Plan, ...], pairs: list[tuple[Any, Any]], side: Side) -> None:
    expected: dict[Any, tuple[Plan, Plan]] = {}
    for key, value in zip(plans[::2], plans[1::2]):
        made = key.make(side)
        expected[made] = (expected[made][0] if made in expected else key, value)
    if len(pairs) != len(expected):
        raise Mismatch(f"{len(pairs)} pairs in the place of {len(expected)}")
    for (key, value), (found_key, found_value) in zip(expected.values(), pairs):
        key.check(found_key, side)
        value.check(found_value, side)


def _check_membership(plan: Plan, value: Any, side: Side) -> None:
    for part in plan.parts:
        made = part.make(side)
        if made not in value:
            raise Mismatch(f"{made!r} is not in {value!r}")
    if object() in value:
        raise Mismatch(f"anything is in {value!r}")
