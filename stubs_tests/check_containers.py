"""Wrapped classes in containers, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from golden.containers import api
from golden.containers.api import Node
from typing_extensions import assert_type

Lists = list[list[Node]]
Dicts = dict[Node, dict[str, Node]]
Tuples = tuple[tuple[Node, ...], tuple[int, Node], tuple[()]]
Deep = list[dict[str, set[Node]]]


def blocking(node: Node) -> None:
    assert_type(node.name, str)
    assert_type(api.lists([node]), Lists)
    assert_type(api.dicts({"n": node}, keyed={node: [node]}), Dicts)
    assert_type(api.sets({node}, frozenset([node])), set[Node])
    assert_type(api.tuples((node, 1), (node, node, node)), Tuples)
    assert_type(api.tuples((node, 1), many=()), Tuples)
    assert_type(api.optional(), Optional[Node])
    assert_type(api.optional(None, [node, None]), Optional[Node])
    assert_type(api.plain([node]), dict[str, tuple[Node, int]])
    assert_type(api.aliased({"n": node}, {"n": [1.0]}), dict[str, Node])
    assert_type(api.deep({"n": [(node, None), (node, node)]}), Deep)
    assert_type(api.untouched([1], {"n": ["m"]}), list[int])


async def waiting(node: Node) -> None:
    assert_type(await api.lists.aio(nodes=[node]), Lists)
    assert_type(await api.dicts.aio({"n": node}, keyed={node: [node]}), Dicts)
    assert_type(await api.sets.aio({node}, frozen=frozenset([node])), set[Node])
    assert_type(await api.tuples.aio((node, 1), (node, node, node)), Tuples)
    assert_type(await api.optional.aio(node, nodes=None), Optional[Node])
    assert_type(await api.aliased.aio({"n": node}, {"n": [1.0]}), dict[str, Node])
    assert_type(await api.deep.aio({"n": [(node, None), (node, node)]}), Deep)
    assert_type(await api.untouched.aio([1], names={"n": ["m"]}), list[int])


lists: Callable[[list[Node]], Lists] = api.lists
scores: api.Scores = {"n": [1.0]}
assert_type(scores, dict[str, list[float]])
