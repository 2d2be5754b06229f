"""Wrapped objects in the containers of `collections`, in views and in sync generators: of the same kind on the other side."""

from __future__ import annotations

from collections import ChainMap, Counter, OrderedDict, defaultdict
from collections.abc import ItemsView, KeysView, ValuesView
from types import MappingProxyType
from typing import Any

import pytest
from golden.collected import _impl, api

from .conftest import Face
from .leaks import clean


@pytest.fixture
def nodes() -> list[Any]:
    return [api.Node(name) for name in "abc"]


def test_defaultdict_and_what_it_makes(face: Face, nodes: list[Any]) -> None:
    made: list[Any] = []

    def make() -> Any:
        made.append(api.Node("users"))
        return made[-1]

    several: defaultdict[str, Any] = defaultdict(list, {"a": nodes[:2]})
    result = clean(face(api.grouped, several, defaultdict(make)), _impl)
    assert type(result) is defaultdict
    assert result == {"a": nodes[0], "new": made[0]}
    assert clean(result["missing"], _impl).name == "made"
    assert result["missing"] is result["missing"]
    assert len(made) == 1
    assert several == {"a": nodes[:2]}


def test_defaultdict_without_a_factory(face: Face, nodes: list[Any]) -> None:
    with pytest.raises(KeyError):
        face(api.grouped, defaultdict(None), defaultdict(None))
    result = clean(face(api.keyed, defaultdict(int, {nodes[0]: 1})), _impl)
    assert (result, result.default_factory) == ({nodes[0]: 1}, int)


def test_counter(face: Face, nodes: list[Any]) -> None:
    result = clean(face(api.counted, Counter(nodes), Counter("aa")), _impl)
    assert type(result) is Counter
    assert result == dict.fromkeys(nodes, 3)
    assert result[api.Node("other")] == 0


def test_chain_of_maps(face: Face, nodes: list[Any]) -> None:
    a, b, c = nodes
    result = clean(face(api.chained, ChainMap({"a": a}, {"a": b, "c": c})), _impl)
    assert type(result) is ChainMap
    new, *others = clean(result.maps, _impl)
    assert (new["new"].name, others) == ("new", [{"a": a}, {"a": b, "c": c}])


def test_read_only_mapping(face: Face, nodes: list[Any]) -> None:
    result = clean(face(api.frozen, MappingProxyType({"a": nodes[0]})), _impl)
    assert type(result) is MappingProxyType
    assert dict(result) == {"a": nodes[0]}


def test_views(face: Face, nodes: list[Any]) -> None:
    a, b, c = nodes
    given = ({a: 1}.keys(), {1: b, 2: b}.values(), {"c": c}.items())
    keys, values, items = face(api.views, *given)
    assert isinstance(keys, KeysView)
    assert isinstance(values, ValuesView)
    assert isinstance(items, ItemsView)
    assert clean(list(keys), _impl) == [a, b, c]
    assert a in keys and keys & {a, b} == {a, b}
    assert clean(list(values), _impl) == [c]
    assert clean(list(items), _impl) == [(a, "a"), (b, "b"), (c, "c")]
    assert face(api.sized, keys) == 3


def test_container_is_asked(face: Face, nodes: list[Any]) -> None:
    asked: list[Any] = []

    class Some:
        def __contains__(self, item: object) -> bool:
            asked.append(item)
            return item is nodes[0]

    found = face(api.member, Some(), nodes[0])
    assert nodes[0] in found
    assert nodes[1] not in found
    assert nodes[1] not in face(api.member, Some(), nodes[1])
    assert asked == nodes[:2]


def test_mutable_abstract_ones(face: Face, nodes: list[Any]) -> None:
    a, b, c = nodes
    sequence, some, mapping = clean(face(api.mutable, [a], {b}, {"c": c}), _impl)
    assert (sequence, some, mapping) == ([a, b], set(), {})
    sequence.append(c)
    assert clean(face(api.backwards, sequence), _impl) == [c, b, a]


def test_nested(face: Face, nodes: list[Any]) -> None:
    a, b, _ = nodes
    inner = defaultdict(ChainMap, {"y": ChainMap({"a": a}, {"b": b})})
    result = clean(face(api.nested, {"x": inner}), _impl)
    assert type(result) is OrderedDict
    assert result == {"x": Counter([a, b])}
    assert face(api.nested, {}) is None


def test_union_is_told_apart(face: Face, nodes: list[Any]) -> None:
    for given in (nodes, ChainMap(dict(zip("abc", nodes)))):
        assert clean(face(api.told_apart, given), _impl) == Counter(nodes)
    assert face(api.told_apart, None) == Counter()


def test_type_variable_inside(face: Face, nodes: list[Any]) -> None:
    values = defaultdict(list, {"a": nodes[0], "b": nodes[1]})
    assert clean(face(api.anything, values, nodes[:1]), _impl) == Counter(nodes[:1])
    assert face(api.anything, defaultdict(int, {"a": 1}), [1]) == Counter([1])


def test_generator_is_two_way(nodes: list[Any]) -> None:
    a, b, c = nodes
    talk = api.conversation(nodes)
    assert next(talk) is a
    assert talk.send(c) is b
    thrown = clean(talk.throw(ValueError("thrown")), _impl)
    assert thrown.name == "thrown"
    assert talk.send(a) is c
    with pytest.raises(StopIteration) as stop:
        next(talk)
    assert clean(stop.value.value, _impl) == [c, a]


def test_generator_is_closed(nodes: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def conversation(given: list[Any]) -> Any:
        try:
            yield from given
        finally:
            closed.append(True)

    monkeypatch.setattr(_impl, "conversation", conversation)
    talk = api.conversation(nodes)
    assert next(talk) is nodes[0]
    talk.close()
    assert closed == [True]
    with pytest.raises(KeyError):
        unclosed = api.conversation(nodes)
        next(unclosed)
        unclosed.throw(KeyError("x"))
    assert closed == [True, True]


def test_generator_of_a_user(face: Face, nodes: list[Any]) -> None:
    heard: list[Any] = []

    def talk() -> Any:
        for node in nodes:
            heard.append((yield node))
        return "done"

    assert clean(face(api.overheard, talk()), _impl) == (nodes, "done")
    assert clean(heard, _impl) == nodes
