"""Wrapped classes in abstract containers, and in those of `collections`."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from typing import Optional, Union

from synchronicity import Module

api = Module("golden.abstract.api")


@api.wrap_class
class Node:
    def __init__(self, name: str) -> None:
        self.name = name


@api.wrap_function
async def sequences(nodes: Sequence[Node], some: Collection[Node]) -> Sequence[Node]:
    return [nodes[-1], *some]


@api.wrap_function
async def mappings(nodes: Mapping[str, Node], more: MutableMapping[Node, int]) -> Mapping[Node, str]:
    """The order stays."""
    return {**{node: name for name, node in nodes.items()}, **{node: str(n) for node, n in more.items()}}


@api.wrap_function
async def sets(nodes: Set[Node]) -> Set[Node]:
    return nodes


@api.wrap_function
async def iterables(nodes: Iterable[Node]) -> Iterable[Node]:
    """Lazily in both directions."""
    return list(nodes)


@api.wrap_function
async def iterators(nodes: Iterator[Node]) -> Iterator[Node]:
    return (node for node in nodes)


@api.wrap_function
async def deques(nodes: deque[Node]) -> deque[Node]:
    """The bound stays."""
    nodes.append(Node("last"))
    return nodes


@api.wrap_function
def ordered(nodes: OrderedDict[str, Node]) -> OrderedDict[str, Node]:
    nodes.move_to_end("a")
    return nodes


@api.wrap_function
async def unions(node: Union[Node, Sequence[Node], None] = None) -> Optional[Union[Node, Mapping[str, Node]]]:
    return node if node is None or isinstance(node, Node) else {each.name: each for each in node}
