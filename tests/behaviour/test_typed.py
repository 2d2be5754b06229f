"""What typing says beside classes and containers changes no value; guards see objects of the implementation."""

from __future__ import annotations

import inspect
from decimal import Decimal
from typing import Any

import pytest
from golden.typed import _impl, api

from .conftest import Face
from .leaks import clean


@pytest.fixture
def nodes() -> list[Any]:
    return [api.Node("a"), api.Leaf("bc")]


def test_annotated_crosses_like_what_it_is_about(face: Face, nodes: list[Any]) -> None:
    assert clean(face(api.measured, 1, nodes), _impl) == {"a": nodes[0]}
    assert face(api.nested) is True
    assert face(api.nested, nodes[0]) is False
    assert clean(face(api.local, nodes[0]), _impl) == [nodes[0]]
    assert clean(face(nodes[0].renamed, "x"), _impl).name == "x"


def test_metadata_can_be_evaluated() -> None:
    names = {**vars(api), "Length": _impl.Length, "LONG": _impl.LONG, "Decimal": Decimal}
    names["Annotated"] = __import__("typing").Annotated
    hints = inspect.signature(api.measured).parameters
    size: Any = eval(str(hints["size"].annotation), names)
    assert size.__metadata__ == ("metres", _impl.Length(1, -2), Decimal("1.5"))
    found: Any = eval(str(hints["nodes"].annotation), names)
    assert found.__metadata__ == ("list[Node]", ("a", 1), {"k": [_impl.LONG]}, 3)
    assert found.__origin__ == list[api.Node]


def test_annotated_stream_and_callback(nodes: list[Any]) -> None:
    assert clean(list(api.streamed(nodes)), _impl) == nodes
    seen = api.called(lambda node: node)
    assert isinstance(seen, api.Node)
    assert clean(seen, _impl).name == "called"


def test_guards_see_objects_of_the_implementation(face: Face, nodes: list[Any]) -> None:
    node, leaf = nodes
    assert [api.is_node(value) for value in (node, leaf, 1, None)] == [True, True, False, False]
    assert [api.is_any_node(value) for value in (node, "x", _impl)] == [True, False, False]
    assert api.are_nodes(nodes) is True
    assert api.are_nodes([*nodes, 1]) is False
    assert api.are_leaves([leaf]) is True
    assert api.are_leaves(nodes) is False
    assert node.is_leaf(leaf) is True
    assert [face(api.checked, value) for value in nodes] == [False, True]


def test_guard_of_a_user_sees_wrappers(face: Face, nodes: list[Any]) -> None:
    assert face(api.chosen, nodes, lambda node: isinstance(node, api.Leaf)) == [nodes[1]]


def test_never(face: Face, nodes: list[Any]) -> None:
    for call in (api.fail, nodes[0].fail):
        with pytest.raises(ValueError, match="why"):
            face(call, "why")
    with pytest.raises(ValueError, match="a"):
        api.fail_at_once(nodes[0])


def test_keywords_of_a_typed_dict(face: Face, nodes: list[Any]) -> None:
    assert face(api.configured, nodes[0], name="x", retries=2) == {"name": "ax", "retries": 2}
    assert api.Options is _impl.Options
    assert face(api.anything, a=1) == {"a": 1}


def test_attributes(nodes: list[Any]) -> None:
    assert (api.Node.kind, api.Node.limit, nodes[1].size) == ("node", 3, 2)
    with pytest.raises(AttributeError):
        nodes[0].name = "x"


def test_unions_within_metadata(face: Face, nodes: list[Any]) -> None:
    node, leaf = nodes
    assert clean(face(api.united, node), _impl) is node
    assert clean(face(api.united, leaf), _impl) == [leaf]
    assert [face(api.united, None), face(api.united, 3)] == ["None", "3"]
