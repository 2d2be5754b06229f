"""Misuse of what typing says beside classes: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.typed import _impl, api
from golden.typed.api import Leaf, Node


def literal(node: Node) -> None:
    api.query(node)  # E: arg-type reportArgumentType


def blocking(node: Node, nodes: list[Node], anything: object) -> None:
    api.measured("1", nodes)  # E: arg-type reportArgumentType
    api.measured(1, [_impl.Node("x")])  # E: list-item reportArgumentType
    api.nested("inner")  # E: arg-type reportArgumentType
    node.size = "x"  # E: assignment reportAttributeAccessIssue
    node.name = "x"  # E: misc reportAttributeAccessIssue
    Node.limit = "x"  # E: assignment reportAttributeAccessIssue
    api.configured(node, retries=3)  # E: call-arg reportCallIssue
    api.configured(node, name="x", retries="y")  # E: arg-type reportArgumentType
    api.configured(node, name="x", other=1)  # E: call-arg reportCallIssue
    api.are_leaves(node)  # E: arg-type reportArgumentType
    api.unreachable(1)  # E: arg-type reportArgumentType
    if api.is_text(anything):
        number: int = anything  # E: assignment reportAssignmentType
        print(number)
    if api.checked(node):
        leaf: Leaf = node  # E: assignment reportAssignmentType
        print(leaf)


async def waiting(node: Node, nodes: list[Node]) -> None:
    await api.measured.aio("1", nodes)  # E: arg-type reportArgumentType
    await api.configured.aio(node, retries=3)  # E: call-arg reportCallIssue
    await api.query.aio(node)  # E: arg-type reportArgumentType
    await node.renamed.aio(1)  # E: arg-type reportArgumentType
    if await api.checked.aio(node):
        leaf: Leaf = node  # E: assignment reportAssignmentType
        print(leaf)
