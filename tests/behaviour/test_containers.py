"""Wrapped objects at any depth of containers: wrappers in, the same wrappers out."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from golden.containers import _impl, api

from .conftest import Face
from .inside import impl_of
from .leaks import clean, parts


@pytest.fixture
def nodes() -> list[Any]:
    return [api.Node(name) for name in "abc"]


def given(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Any]:
    """What the implementation function `name` is called with."""
    seen: list[Any] = []
    original = getattr(_impl, name)

    async def spy(*args: Any) -> Any:
        seen.extend(args)
        return await original(*args)

    monkeypatch.setattr(_impl, name, spy)
    return seen


def no_wrapper(seen: list[Any]) -> None:
    assert seen
    assert not [part for part in parts(seen) if isinstance(part, api.Node)]


def test_search_for_leaks_finds_them() -> None:
    inner = _impl.Node("x")
    for value in (inner, [inner], {"a": (1, {inner})}, {inner: 1}, [[frozenset([inner])]]):
        with pytest.raises(AssertionError, match="Node"):
            clean(value, _impl)


def test_lists(face: Face, nodes: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    seen = given(monkeypatch, "lists")
    result = clean(face(api.lists, nodes), _impl)
    assert result == [nodes, nodes[:1]]
    assert result[0][2] is nodes[2]
    assert [type(part) for part in result] == [list, list]
    no_wrapper(seen)
    assert face(api.lists, []) == [[], []]


def test_dicts_values_and_keys(
    face: Face, nodes: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = nodes
    seen = given(monkeypatch, "dicts")
    result = clean(face(api.dicts, {"n": a}, {b: [c, a]}), _impl)
    assert result == {b: {"n": a, "first": c}}
    no_wrapper(seen)


def test_sets(face: Face, nodes: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = nodes
    seen = given(monkeypatch, "sets")
    result = clean(face(api.sets, {a, b}, frozenset([c])), _impl)
    assert type(result) is set
    assert result == {a, b, c}
    assert [type(part) for part in seen] == [set, frozenset]
    no_wrapper(seen)


def test_tuples_fixed_variadic_and_empty(
    face: Face, nodes: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = nodes
    seen = given(monkeypatch, "tuples")
    assert clean(face(api.tuples, (a, 1), (b, c)), _impl) == ((a, b, c), (1, a), ())
    assert clean(face(api.tuples, (a, 1), ()), _impl) == ((a,), (1, a), ())
    no_wrapper(seen)


@pytest.mark.parametrize(
    "pick", [(0, None), (None, [1]), (None, [None, 1]), (None, None), (None, [])]
)
def test_optional_at_both_depths(face: Face, nodes: list[Any], pick: Any) -> None:
    first, many = pick
    node = None if first is None else nodes[first]
    listed = None if many is None else [None if x is None else nodes[x] for x in many]
    expected = node or (listed[0] if listed else None)
    assert clean(face(api.optional, node, listed), _impl) is expected


def test_default_of_optional(face: Face, nodes: list[Any]) -> None:
    assert face(api.optional) is None
    assert face(api.optional, nodes=[nodes[1]]) is nodes[1]


def test_plain_function(nodes: list[Any]) -> None:
    assert clean(api.plain(nodes[:2]), _impl) == {"a": (nodes[0], 2), "b": (nodes[1], 2)}


def test_alias_is_looked_through(face: Face, nodes: list[Any]) -> None:
    a, b, _ = nodes
    assert clean(face(api.aliased, {"a": a, "b": b}, {"a": [1.0]}), _impl) == {"a": a}
    assert api.Scores is _impl.Scores


def test_deep(face: Face, nodes: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = nodes
    seen = given(monkeypatch, "deep")
    result = clean(face(api.deep, {"x": [(a, b), (c, None)], "y": []}), _impl)
    assert result == [{"x": {a, c}, "y": set()}]
    no_wrapper(seen)


def test_untouched_goes_by_reference(face: Face) -> None:
    numbers, names = [1], {"a": ["b"]}
    assert face(api.untouched, numbers, names) is numbers
    assert names["seen"] == [str(id(numbers))]


def test_new_objects_get_one_wrapper_each(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lists(nodes: object) -> Any:
        made = _impl.Node("new")
        return [[made, made], [made]]

    monkeypatch.setattr(_impl, "lists", lists)
    (one, two), (three,) = clean(face(api.lists, []), _impl)
    assert one is two is three
    assert one.name == "new"


def test_wrong_element_is_an_error_on_the_callers_side(face: Face, nodes: list[Any]) -> None:
    with pytest.raises(AttributeError):
        face(api.lists, [*nodes, "no node"])


def test_implementation_results_equal_ours(nodes: list[Any]) -> None:
    impls = [impl_of(node) for node in nodes]
    expected = asyncio.run(_impl.lists(impls))
    assert [[impl_of(n) for n in part] for part in api.lists(nodes)] == expected
