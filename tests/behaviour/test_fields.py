"""Dataclasses as wrapped classes: constructor, fields, comparison, matching."""

from __future__ import annotations

import copy
import pickle
import sys

import pytest
from golden.fields import _impl, api

from .conftest import Face
from .inside import impl_of
from .leaks import clean


def test_constructor_takes_fields_by_position_and_name() -> None:
    root = api.Node("root")
    child = api.Node("child", 2.0, root, [])
    named = api.Node(name="n", weight=3.0, parent=child, children=[root])
    assert (root.name, root.weight, root.parent, root.children) == ("root", 1.0, None, [])
    assert child.parent is root
    assert clean(named.children, _impl) == [root]
    assert named.children[0] is root
    with pytest.raises(TypeError):
        api.Node()  # type: ignore[call-arg]  # is refused
    with pytest.raises(TypeError):
        api.Node("n", _secret=1)  # type: ignore[call-arg]  # is refused


def test_default_factory_runs_once_for_each_object() -> None:
    one, other = api.Node("a"), api.Node("b")
    assert impl_of(one).children is not impl_of(other).children
    assert impl_of(one).children == []


def test_fields_are_those_of_the_implementation_object() -> None:
    node, child = api.Node("n"), api.Node("c")
    node.children = [child]
    assert impl_of(node).children == [impl_of(child)]
    child.parent = node
    assert impl_of(child).parent is impl_of(node)
    node.name = "m"
    assert impl_of(node).name == "m"
    assert not hasattr(node, "_secret")


def test_methods(face: Face) -> None:
    root = api.Node("r")
    assert face(root.depth) == 0
    assert face(api.Node("c", parent=api.Node("p", parent=root)).depth) == 2


def test_equality_is_by_fields() -> None:
    assert api.Node("a") == api.Node("a")
    assert api.Node("a") != api.Node("b")
    assert api.Node("a") != "a"
    assert api.Node("a", children=[api.Node("b")]) == api.Node("a", children=[api.Node("b")])
    with pytest.raises(TypeError, match="unhashable"):
        hash(api.Node("a"))


def test_frozen_class_is_hashable_and_refuses_writing() -> None:
    point = api.Point(1)
    assert (point.x, point.y) == (1, 0)
    assert {point, api.Point(1, 0)} == {point}
    assert hash(point) == hash(_impl.Point(1))
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]  # is refused
    assert point.x == 1


def test_order() -> None:
    assert api.Version(1) < api.Version(2)
    assert api.Version(2) >= api.Version(2, 5)
    assert api.Version(1, 1) == api.Version(1, 2)
    assert max(api.Version(1), api.Version(3)).major == 3
    with pytest.raises(TypeError):
        print(api.Version(1) < 2)  # type: ignore[operator]  # is refused
    with pytest.raises(TypeError, match="unhashable"):
        hash(api.Version(1))


def test_repr_is_the_implementations() -> None:
    assert repr(api.Point(1, 2)) == repr(_impl.Point(1, 2))
    assert "secret" not in repr(api.Node("n"))


def test_copy_and_pickle_by_fields() -> None:
    point = api.Point(1, 2)
    for made in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert type(made) is api.Point
        assert made == point
        assert made is not point
    tree = api.Node("r", children=[api.Node("c")])
    assert copy.deepcopy(tree) == tree
    assert copy.deepcopy(tree).children[0] is not tree.children[0]
    assert copy.copy(tree).children[0] is tree.children[0]


@pytest.mark.skipif(sys.version_info < (3, 10), reason="match statements")
def test_matching_by_position_and_name() -> None:
    names: dict[str, object] = {"api": api, "point": api.Point(1, 2), "node": api.Node("n")}
    exec(
        """
match point:
    case api.Point(x, y=second):
        found = (x, second)
match node:
    case api.Point():
        which = "point"
    case api.Node(name, 1.0, None):
        which = name
""",
        names,
    )
    assert names["found"] == (1, 2)
    assert names["which"] == "n"
