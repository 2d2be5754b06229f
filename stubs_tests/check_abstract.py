"""Abstract containers and those of `collections`, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Union

from golden.abstract import api
from golden.abstract.api import Node
from typing_extensions import assert_type


def blocking(node: Node) -> None:
    assert_type(api.sequences([node], {node}), Sequence[Node])
    assert_type(api.sequences((node,), deque([node])), Sequence[Node])
    assert_type(api.mappings({"a": node}, {node: 1}), Mapping[Node, str])
    assert_type(api.sets(frozenset([node])), AbstractSet[Node])
    assert_type(api.iterables(each for each in [node]), Iterable[Node])
    assert_type(api.iterators(iter([node])), Iterator[Node])
    assert_type(api.deques(deque([node], 3)), "deque[Node]")
    assert_type(api.ordered(OrderedDict(a=node)), "OrderedDict[str, Node]")
    assert_type(api.unions(), Union[Node, Mapping[str, Node], None])
    assert_type(api.unions((node,)), Union[Node, Mapping[str, Node], None])


async def waiting(node: Node) -> None:
    assert_type(await api.sequences.aio([node], {node}), Sequence[Node])
    assert_type(await api.mappings.aio({"a": node}, {node: 1}), Mapping[Node, str])
    assert_type(await api.sets.aio({node}), AbstractSet[Node])
    assert_type(await api.iterables.aio([node]), Iterable[Node])
    assert_type(await api.iterators.aio(iter([node])), Iterator[Node])
    assert_type(await api.deques.aio(deque([node])), "deque[Node]")
    assert_type(await api.unions.aio(node), Union[Node, Mapping[str, Node], None])
