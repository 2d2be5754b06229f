"""Abstract containers: what comes back is what the annotation says, in its order."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Any

import pytest
from golden.abstract import _impl, api

from .conftest import Face


@pytest.fixture
def nodes() -> list[Any]:
    return [api.Node(name) for name in "cab"]


def test_sequences(face: Face, nodes: list[Any]) -> None:
    assert face(api.sequences, tuple(nodes), set(nodes[:1])) == [nodes[-1], nodes[0]]


def test_mappings_keep_their_order(face: Face, nodes: list[Any]) -> None:
    named = {node.name: node for node in nodes}
    found = face(api.mappings, named, {api.Node("z"): 1})
    assert [node.name for node in found] == ["c", "a", "b", "z"]
    assert next(iter(found)) is nodes[0]


def test_sets(face: Face, nodes: list[Any]) -> None:
    assert face(api.sets, frozenset(nodes)) == set(nodes)


def test_iterable_is_consumed_once_and_lazily(face: Face, nodes: list[Any]) -> None:
    taken: list[Any] = []

    def one_by_one() -> Iterator[Any]:
        for node in nodes:
            taken.append(node)
            yield node

    found = face(api.iterables, one_by_one())
    assert taken == nodes
    assert list(found) == nodes
    assert list(found) == nodes, "the implementation returned a list, which can be iterated again"


def test_iterator_is_lazy(face: Face, nodes: list[Any]) -> None:
    found = face(api.iterators, iter(nodes))
    assert next(found) is nodes[0]
    assert list(found) == nodes[1:]


def test_deque_keeps_its_bound(face: Face, nodes: list[Any]) -> None:
    found = face(api.deques, deque(nodes, 3))
    assert type(found) is deque
    assert found.maxlen == 3
    assert [node.name for node in found] == ["a", "b", "last"]
    assert found[0] is nodes[1]


def test_ordered_dict(nodes: list[Any]) -> None:
    found = api.ordered(OrderedDict(a=nodes[0], b=nodes[1]))
    assert type(found) is OrderedDict
    assert list(found.items()) == [("b", nodes[1]), ("a", nodes[0])]


def test_unions(face: Face, nodes: list[Any]) -> None:
    assert face(api.unions, nodes[0]) is nodes[0]
    assert face(api.unions, tuple(nodes[:1])) == {"c": nodes[0]}
    assert face(api.unions) is None


def test_implementation_gets_its_own_objects(
    monkeypatch: pytest.MonkeyPatch, nodes: list[Any]
) -> None:
    seen: list[Any] = []

    async def sequences(given: Any, some: Any) -> Any:
        seen.extend([*given, *some])
        return given

    monkeypatch.setattr(_impl, "sequences", sequences)
    api.sequences(nodes, nodes)
    assert {type(found) for found in seen} == {_impl.Node}
