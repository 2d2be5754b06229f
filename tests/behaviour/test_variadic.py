"""Parameters and items that only a ParamSpec or a TypeVarTuple stands for cross by value, both ways."""

from __future__ import annotations

import sys
from typing import Any

import pytest

if sys.version_info < (3, 10):
    pytest.skip("Generic takes no lists in the place of a ParamSpec", allow_module_level=True)

from golden.variadic import _impl, api

from .conftest import Face
from .leaks import clean


@pytest.fixture
def nodes() -> list[Any]:
    return [api.Node(name) for name in "abc"]


class Seen:
    """A callback, sync or async, that remembers what it was given, and gives it back."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def sync(self, *args: Any, **kwargs: Any) -> Any:
        self.given += [*args, kwargs]
        return [*args, *kwargs.values()]

    async def asynchronous(self, *args: Any, **kwargs: Any) -> Any:
        return self.sync(*args, **kwargs)


@pytest.mark.parametrize("kind", ["sync", "asynchronous"])
def test_arguments_go_through(face: Face, nodes: list[Any], kind: str) -> None:
    seen = Seen()
    result = face(api.call, getattr(seen, kind), nodes[0], nodes[1:], key=nodes[2])
    assert clean(result, _impl) == [nodes[0], nodes[1:], nodes[2]]
    assert clean(seen.given, _impl) == [nodes[0], nodes[1:], {"key": nodes[2]}]


def test_implementation_sees_its_own(
    face: Face, nodes: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []

    async def call(func: Any, *args: Any, **kwargs: Any) -> Any:
        given.extend([*args, *kwargs.values()])
        result = await func(*args, **kwargs)
        given.append(result)
        return result

    monkeypatch.setattr(_impl, "call", call)
    face(api.call, lambda node, other: other, nodes[0], other=nodes[1])
    assert [type(value) for value in given] == [_impl.Node] * 3


@pytest.mark.parametrize("kind", ["sync", "asynchronous"])
def test_before_the_specification(face: Face, nodes: list[Any], kind: str) -> None:
    seen = Seen()
    result = face(api.call_with, nodes[0], getattr(seen, kind), 1, key=nodes[1])
    assert clean(result, _impl) == ([nodes[0], [nodes[0]], 1, nodes[1]], nodes[0])
    assert clean(seen.given, _impl) == [nodes[0], [nodes[0]], 1, {"key": nodes[1]}]


def test_not_awaited(nodes: list[Any]) -> None:
    seen = Seen()
    assert clean(api.measure(seen.sync, nodes[0], x=1), _impl) == ([nodes[0], 1], 2)
    assert clean(seen.given, _impl) == [nodes[0], {"x": 1}]


def test_alias_and_nothing(face: Face, nodes: list[Any]) -> None:
    assert clean(face(api.handled, lambda node, number: (node, number), nodes[0]), _impl) == (
        nodes[0],
        1,
    )
    seen = Seen()
    face(api.forget, seen.sync, nodes[0])
    assert clean(seen.given, _impl) == [nodes[0], {}]


def test_generic_class(face: Face, nodes: list[Any]) -> None:
    seen = Seen()
    task = api.Task(seen.sync)
    assert clean(face(task.run, nodes[0], key=nodes[1]), _impl) == [nodes[0], nodes[1]]
    assert clean(task.now(nodes[2]), _impl) == [nodes[2]]
    assert clean(face(task.each, lambda found: found[0], nodes[2]), _impl) is nodes[2]
    assert clean(seen.given, _impl)[0] is nodes[0]
    fixed = api.NodeTask(lambda node, text: node)
    assert face(api.named, fixed, nodes[0]) is fixed
    assert face(fixed.run, nodes[0], "x") is nodes[0]


def test_items_of_a_type_variable_tuple(face: Face, nodes: list[Any]) -> None:
    assert clean(face(api.gather, nodes[0], 1, nodes[1:]), _impl) == (nodes[0], 1, nodes[1:])
    assert face(api.gather) == ()
    assert clean(face(api.rotate, (nodes[0], 1, nodes[1])), _impl) == (1, nodes[1], nodes[0])
    seen = Seen()
    assert clean(face(api.spread, seen.sync, nodes[0], nodes[1], 2), _impl) == [*nodes[:2], 2]
    assert clean(seen.given, _impl) == [*nodes[:2], 2, {}]


def test_class_of_a_type_variable_tuple(face: Face, nodes: list[Any]) -> None:
    row = api.Row(nodes[0], "x")
    assert clean(face(row.cells), _impl) == (nodes[0], "x")
    assert clean(face(row.both), _impl) == (row, nodes[0], "x")
    assert clean(row.numbered(3), _impl) == (3, nodes[0], "x")
    assert clean(face(face(api.row, nodes[1]).cells), _impl) == (nodes[1], 1)
