"""All annotations: types up to some depth, each with plans of values, made of a sequence of choices."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .containers import (
    COLLECTIONS,
    COUNTER,
    DEFAULT_DICT,
    GENERATOR,
    MAPPINGS,
    TUPLE,
    CollectionOf,
    CounterOf,
    DefaultDict,
    GeneratorOf,
    MappingOf,
    TupleOf,
)
from .forms import (
    NONE,
    PLAIN,
    Around,
    Callback,
    ClassOf,
    Holding,
    Plain,
    Union,
    Variable,
    Wrapped,
    bare,
)
from .plans import Choose, Form, Plan

DEEPEST = 5
NODE = Wrapped("Node")
LEAVES: list[Form] = [
    NODE,
    Wrapped("Leaf"),
    Wrapped("Empty"),
    NODE,
    Wrapped("Leaf"),
    ClassOf("Node", "Leaf"),
]
# What they stand for is no builtin container, so that this is refused.
BOUNDED: list[Form] = [
    Variable("Q", CollectionOf(COLLECTIONS[3], 0, NODE), CollectionOf(COLLECTIONS[0], 0, NODE)),
    Variable("W", ClassOf("Node")),
]
RARE: list[Form] = [
    Wrapped("NodeId"),
    Wrapped("_Hidden"),
    Holding("Held", NODE, generic=False),
    Holding("HeldTuple", CollectionOf(COLLECTIONS[0], 0, NODE), generic=False),
]
HASHABLE_PLAIN = [form for form in PLAIN if form.hashable]
LIST, FROZEN = COLLECTIONS[0], COLLECTIONS[2]
PAIRS = TupleOf(TUPLE, 0, NODE, HASHABLE_PLAIN[0])
VARIABLES: list[Form] = [
    Variable(
        "T", NODE, PLAIN[0], CollectionOf(LIST, 0, NODE), PAIRS, CollectionOf(LIST, 0, PLAIN[0])
    ),
    Variable("K", NODE, PLAIN[1], PAIRS),
    Variable("N", NODE, Wrapped("Leaf")),
    Variable("C", NODE, PLAIN[0]),
    Variable("S", PLAIN[1], PLAIN[2]),
]


@dataclass(frozen=True)
class Asked:
    """What may stand in one place."""

    depth: int
    hashable: bool = False
    variables: bool = False
    callbacks: bool = False

    def inside(self, *, hashable: bool = False) -> Asked:
        return Asked(self.depth - 1, self.hashable or hashable, self.variables, self.callbacks)


def form(choose: Choose, asked: Asked) -> Form:
    """Some type."""
    if asked.depth <= 0 or choose(6) == 0:
        return _leaf(choose, asked)
    kinds = [_collection, _mapping, _tuple, _union, _around, _leaf]
    if not asked.hashable:
        kinds += [_collection, _mapping, _other]
    if asked.callbacks and not asked.hashable:
        kinds += [_callback, _callback]
    return kinds[choose(len(kinds))](choose, asked)


def _leaf(choose: Choose, asked: Asked) -> Form:
    among = choose(5)
    if choose(60) == 0:  # what is refused takes everything around it along
        rare = [each for each in RARE if each.hashable or not asked.hashable]
        bounded = BOUNDED if asked.variables and not asked.hashable else []
        return [*bounded, *rare][choose(len(bounded) + len(rare))]
    if among == 4:
        plain = HASHABLE_PLAIN if asked.hashable else PLAIN
        return plain[choose(len(plain))]
    if among == 3 and asked.variables:
        variables = [each for each in VARIABLES if each.hashable or not asked.hashable]
        return variables[choose(len(variables))]
    if among == 2 and asked.depth > 0:
        argument = Asked(asked.depth - 1, variables=asked.variables)
        return Wrapped("Box", form(choose, argument))
    return LEAVES[choose(len(LEAVES))]


def _collection(choose: Choose, asked: Asked) -> Form:
    if asked.hashable:
        return CollectionOf(FROZEN, choose(2), form(choose, asked.inside()))
    row = COLLECTIONS[choose(len(COLLECTIONS))]
    return CollectionOf(row, choose(2), form(choose, asked.inside(hashable=row.hashed)))


def _mapping(choose: Choose, asked: Asked) -> Form:
    if asked.hashable:
        return _tuple(choose, asked)
    key = form(choose, Asked(choose(2), hashable=True, variables=asked.variables))
    value = form(choose, asked.inside())
    which = choose(len(MAPPINGS) + 1)
    if which == len(MAPPINGS):
        return DefaultDict(DEFAULT_DICT, 0, key, value)
    return MappingOf(MAPPINGS[which], choose(2), key, value)


def _other(choose: Choose, asked: Asked) -> Form:
    if choose(8) == 0:
        return Holding("Spot", form(choose, Asked(choose(2), variables=asked.variables)))
    if choose(2):
        return CounterOf(COUNTER, 0, form(choose, asked.inside(hashable=True)))
    flat = Asked(asked.depth - 1, variables=asked.variables)
    return GeneratorOf(GENERATOR, 0, *(form(choose, flat) for _ in range(3)))


def _tuple(choose: Choose, asked: Asked) -> Form:
    number = choose(5)
    if number == 4:
        return TupleOf(TUPLE, choose(2), form(choose, asked.inside()), variadic=True)
    return TupleOf(TUPLE, choose(2), *(form(choose, asked.inside()) for _ in range(number)))


def _union(choose: Choose, asked: Asked) -> Form:
    # Most unions are flat, and so are most of those that can be told apart.
    inside = asked.inside() if choose(3) == 0 else Asked(choose(2), asked.hashable, asked.variables)
    members = [form(choose, inside) for _ in range(1 + choose(3))]
    if len(members) == 1 or choose(3) == 0:
        members.append(NONE)
    return Union(choose(2), *members)


def _around(choose: Choose, asked: Asked) -> Form:
    how = ("annotated", "alias", "string")[choose(3)]
    item = form(choose, asked.inside())
    # `A = Node` is the class itself, and a bare `A` for `A = list[T]` means `list[Any]`.
    if how == "alias" and (isinstance(bare(item), (Plain, Wrapped)) or has_variable(item)):
        return item
    if how == "alias" and item is not bare(item):
        return item
    return Around(how, item)


def _callback(choose: Choose, asked: Asked) -> Form:
    flat = Asked(min(asked.depth - 1, 2), variables=asked.variables)
    return Callback(bool(choose(2)), *(form(choose, flat) for _ in range(1 + choose(3))))


def has_variable(form: Form) -> bool:
    return form.has(Variable)


@dataclass(frozen=True)
class Crossing:
    """A type, and values of it: for one direction each, and one that is sent to a generator."""

    form: Form
    plans: tuple[Plan, Plan, Plan]


def crossing(choose: Choose, asked: Asked) -> Crossing:
    return crossing_of(form(choose, asked), choose)


def crossing_of(form: Form, choose: Choose) -> Crossing:
    return Crossing(form, (form.plan(choose), form.plan(choose), form.plan(choose)))


def some_crossing(choose: Choose) -> Crossing:
    """One of all types with values of it."""
    depth, kind = 1 + choose(DEEPEST), choose(6)
    return crossing(choose, Asked(depth, variables=kind == 4, callbacks=kind == 5))


def crossings(seed: int) -> Crossing:
    """`some_crossing`, the same one for the same seed."""
    return some_crossing(Random(seed).randrange)
