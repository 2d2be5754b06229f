"""Dataclasses as wrapped classes: read by the type checkers, never run."""

from __future__ import annotations

from typing import Optional

from golden.fields.api import Node, Point, Version
from typing_extensions import assert_type

from synchronicity import DualCallable


class Special(Node):
    """A user's own class."""


def blocking(node: Node, special: Special, point: Point, version: Version) -> None:
    assert_type(Node("n"), Node)
    assert_type(Node("n", 1, node, [node]), Node)
    assert_type(Special(name="n", weight=2.0, parent=None, children=[]), Special)
    assert_type(node.name, str)
    assert_type(node.weight, float)
    assert_type(node.parent, Optional[Node])
    assert_type(node.children, list[Node])
    assert_type(special.parent, Optional[Node])
    node.name = "m"
    node.parent = special
    node.children = [special]
    assert_type(node.depth(), int)
    assert_type(Node.depth(special), int)
    assert_type(node == special, bool)
    assert_type(Point(1), Point)
    assert_type(Point(x=1, y=2).x, int)
    assert_type(hash(point), int)
    assert_type(Version(1) < version, bool)
    assert_type(sorted([version]), list[Version])
    assert_type(version.minor, int)
    assert_type(Version(major=1, minor=2) >= version, bool)


async def waiting(node: Node, special: Special) -> None:
    assert_type(await node.depth.aio(), int)
    assert_type(await special.depth.aio(), int)
    assert_type(await Node.depth.aio(special), int)


def faces(node: Node) -> None:
    depth: DualCallable[[], int] = node.depth
    print(depth, str(node), repr(node))
