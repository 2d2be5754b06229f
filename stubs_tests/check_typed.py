"""Metadata, guards, functions that never return, keywords of a TypedDict, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Optional, Union

from golden.typed import api
from golden.typed.api import Leaf, Node
from typing_extensions import LiteralString, Never, TypeIs, assert_type


def blocking(node: Node, nodes: list[Node]) -> None:
    assert_type(node.kind, str)
    assert_type(Node.kind, str)
    assert_type(Node.limit, int)
    assert_type(node.name, str)
    assert_type(node.size, int)
    node.size = 3
    assert_type(node.renamed("x"), Node)
    assert_type(api.measured(1, nodes), dict[str, Node])
    assert_type(api.nested(node), bool)
    assert_type(api.local(node), Union[Node, list[Node]])
    assert_type(api.streamed(nodes), Iterator[Node])
    assert_type(api.called(lambda node: node.size), int)
    assert_type(api.checked(node), bool)
    assert_type(api.query("select"), LiteralString)
    assert_type(api.configured(node, name="x", retries=3), api.Options)
    assert_type(api.anything(a=1), dict[str, Any])


async def size(node: Node) -> int:
    return node.size


async def waiting(node: Node, nodes: list[Node]) -> None:
    assert_type(await node.renamed.aio("x"), Node)
    assert_type(await api.measured.aio(1, nodes), dict[str, Node])
    assert_type(await api.nested.aio(), bool)
    assert_type(await api.local.aio(node), Union[Node, list[Node]])
    assert_type(api.streamed.aio(nodes), AsyncIterator[Node])
    assert_type(await api.called.aio(size), int)
    assert_type(await api.checked.aio(node), bool)
    assert_type(await api.query.aio("select"), LiteralString)
    assert_type(await api.configured.aio(node, name="x", proxy="y"), api.Options)


def narrowed(node: Node, nodes: list[Node], some: Union[Node, int, None], anything: object) -> None:
    if node.is_leaf(node):
        assert_type(node, Leaf)
    if api.are_leaves(nodes):
        assert_type(nodes, list[Leaf])
    if api.is_node(some):
        assert_type(some, Node)
    else:
        assert_type(some, Optional[int])
    if api.is_text(anything):
        assert_type(anything, str)
    if api.is_any_node(anything):
        assert_type(anything, Node)
    if api.are_nodes(some):
        assert_type(some, list[Node])


def choosing(nodes: list[Node]) -> None:
    assert_type(api.chosen(nodes, is_leaf), list[Node])


def is_leaf(node: Node) -> TypeIs[Leaf]:
    return isinstance(node, Leaf)


def never(node: Node) -> int:
    """No `return` is missing: the call never returns."""
    if node.size:
        api.fail("x")
    elif node.name:
        node.fail("x")
    else:
        api.fail_at_once(node)


async def never_awaited(node: Node) -> int:
    if node.size:
        await api.fail.aio("x")
    else:
        await node.fail.aio("x")


def exhausted(value: Never) -> None:
    assert_type(api.unreachable(value), None)


def united(node: Node) -> None:
    assert_type(api.united(node), Union[str, Node, list[Node]])
