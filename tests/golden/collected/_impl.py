"""Wrapped classes in the other containers of `collections`, views of dicts, and sync generators."""

from __future__ import annotations

import typing
from collections import ChainMap, Counter, OrderedDict, defaultdict
from collections.abc import (
    Container,
    Generator,
    ItemsView,
    KeysView,
    MappingView,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Reversible,
    ValuesView,
)
from types import MappingProxyType
from typing import Optional, TypeVar, Union

from synchronicity import Module

api = Module("golden.collected.api")

T = TypeVar("T")


@api.wrap_class
class Node:
    def __init__(self, name: str) -> None:
        self.name = name


@api.wrap_function
async def grouped(nodes: defaultdict[str, list[Node]], more: typing.DefaultDict[str, Node]) -> defaultdict[str, Node]:
    """What a missing key gives crosses too."""
    nodes["new"].append(more["new"])
    return defaultdict(lambda: Node("made"), {name: several[0] for name, several in nodes.items()})


@api.wrap_function
async def keyed(numbers: defaultdict[Node, int]) -> defaultdict[Node, int]:
    return numbers


@api.wrap_function
async def counted(nodes: Counter[Node], names: Counter[str]) -> typing.Counter[Node]:
    return nodes + Counter(dict.fromkeys(nodes, names["a"]))


@api.wrap_function
async def chained(nodes: ChainMap[str, Node]) -> ChainMap[str, Node]:
    return nodes.new_child({"new": Node("new")})


@api.wrap_function
async def frozen(nodes: MappingProxyType[str, Node]) -> MappingProxyType[str, Node]:
    return nodes


@api.wrap_function
async def views(
    keys: KeysView[Node], values: ValuesView[Node], items: ItemsView[str, Node]
) -> tuple[KeysView[Node], ValuesView[Node], ItemsView[Node, str]]:
    new = {node: node.name for node in [*keys, *values, *(node for _, node in items)]}
    return new.keys(), dict(items).values(), new.items()


@api.wrap_function
async def sized(view: MappingView) -> int:
    return len(view)


@api.wrap_function
async def member(nodes: Container[Node], node: Node) -> Container[Node]:
    """A container can only be asked."""
    return [node] if node in nodes else ()


@api.wrap_function
async def mutable(
    sequence: MutableSequence[Node], some: MutableSet[Node], mapping: MutableMapping[str, Node]
) -> tuple[MutableSequence[Node], MutableSet[Node], MutableMapping[str, Node]]:
    sequence.extend(some)
    some.clear()
    mapping.clear()
    return sequence, some, mapping


@api.wrap_function
async def backwards(nodes: Reversible[Node]) -> Reversible[Node]:
    return list(reversed(nodes))


@api.wrap_function
async def nested(
    nodes: dict[str, defaultdict[str, ChainMap[str, Node]]],
) -> Optional[OrderedDict[str, Counter[Node]]]:
    found: OrderedDict[str, Counter[Node]] = OrderedDict()
    for name, inner in nodes.items():
        found[name] = Counter(node for chain in inner.values() for node in chain.values())
    return found or None


@api.wrap_function
async def told_apart(nodes: Union[ChainMap[str, Node], list[Node], None]) -> Union[Node, Counter[Node]]:
    return Counter(nodes if isinstance(nodes, list) else nodes.values() if nodes else ())


@api.wrap_function
async def anything(values: defaultdict[str, T], within: Container[T]) -> Counter[T]:
    return Counter(value for value in values.values() if value in within)


@api.wrap_function
def conversation(nodes: list[Node]) -> Generator[Node, Optional[Node], list[Node]]:
    """Two-way, with a result."""
    said: list[Node] = []
    for node in nodes:
        try:
            answer = yield node
        except ValueError as error:
            answer = yield Node(str(error))
        if answer is not None:
            said.append(answer)
    return said


@api.wrap_function
async def overheard(talk: Generator[Node, Node, str]) -> tuple[list[Node], str]:
    """A generator of the user."""
    found = [next(talk)]
    try:
        while True:
            found.append(talk.send(found[-1]))
    except StopIteration as stop:
        return found, stop.value
