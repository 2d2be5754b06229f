"""Misuse of dataclasses: both checkers reject every marked line, and no other."""

# ruff: noqa: B015, B018, PLR0124, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.fields.api import Node, Point, Version


def blocking(node: Node, point: Point, version: Version) -> None:
    Node()  # E: call-arg reportCallIssue
    Node(1)  # E: arg-type reportArgumentType
    Node("n", "x")  # E: arg-type reportArgumentType
    Node("n", parent="x")  # E: arg-type reportArgumentType
    Node("n", children=["x"])  # E: list-item reportArgumentType
    Node("n", 1.0, None, [], 1)  # E: call-arg reportCallIssue
    Node("n", _secret=1)  # E: call-arg reportCallIssue
    node.name = 1  # E: assignment reportAttributeAccessIssue
    node.children = ["x"]  # E: list-item reportAttributeAccessIssue
    node._secret  # E: attr-defined reportAttributeAccessIssue
    node.depth(1)  # E: call-arg reportCallIssue
    node.parent.name  # E: union-attr reportOptionalMemberAccess
    Point("x")  # E: arg-type reportArgumentType
    point.x = 1  # E: misc reportAttributeAccessIssue
    point < Point(1)  # E: operator reportOperatorIssue
    version < 1  # E: operator reportOperatorIssue
    Version(minor=1)  # E: call-arg reportCallIssue


async def waiting(node: Node) -> None:
    await node.depth()  # E: misc reportGeneralTypeIssues
    await node.depth.aio(1)  # E: call-arg reportCallIssue
