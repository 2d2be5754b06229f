"""Wrapped classes at any depth of the builtin containers, in both directions."""

from __future__ import annotations

from typing import Dict, FrozenSet, List, Optional, Set, Tuple

from synchronicity import Module

api = Module("golden.containers.api")


@api.wrap_class
class Node:
    def __init__(self, name: str) -> None:
        self.name = name


Index = Dict[str, Node]
Scores = Dict[str, List[float]]


@api.wrap_function
async def lists(nodes: list[Node]) -> list[list[Node]]:
    return [nodes, nodes[:1]]


@api.wrap_function
async def dicts(named: dict[str, Node], keyed: dict[Node, list[Node]]) -> dict[Node, dict[str, Node]]:
    return {key: {**named, "first": nodes[0]} for key, nodes in keyed.items()}


@api.wrap_function
async def sets(nodes: set[Node], frozen: FrozenSet[Node]) -> Set[Node]:
    return nodes | frozen


@api.wrap_function
async def tuples(pair: tuple[Node, int], many: Tuple[Node, ...]) -> tuple[tuple[Node, ...], Tuple[int, Node], Tuple[()]]:
    return (pair[0], *many), (pair[1], pair[0]), ()


@api.wrap_function
async def optional(node: Optional[Node] = None, nodes: Optional[list[Optional[Node]]] = None) -> Optional[Node]:
    return node or (nodes[0] if nodes else None)


@api.wrap_function
def plain(nodes: list[Node]) -> dict[str, tuple[Node, int]]:
    """Plain functions convert too."""
    return {node.name: (node, len(nodes)) for node in nodes}


@api.wrap_function
async def aliased(index: Index, scores: Scores) -> Index:
    return {name: node for name, node in index.items() if name in scores}


@api.wrap_function
async def deep(tree: dict[str, list[tuple[Node, Optional[Node]]]]) -> list[dict[str, set[Node]]]:
    return [{name: {node for node, _ in pairs} for name, pairs in tree.items()}]


@api.wrap_function
async def untouched(numbers: list[int], names: dict[str, list[str]]) -> list[int]:
    """No wrapped class: the same objects on the other side."""
    names["seen"] = [str(id(numbers))]
    return numbers
