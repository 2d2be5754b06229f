"""Misuse across two generated modules: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.crossing import _api, _models, api, models
from golden.crossing.api import Root, Service
from golden.crossing.models import Leaf, Node


def blocking(node: Node, root: Root, service: Service) -> None:
    Node("n", 1)  # E: arg-type reportArgumentType
    Node("n", _api.Service())  # E: arg-type reportArgumentType
    service.nodes(service)  # E: arg-type reportArgumentType
    service.nodes(_models.Node("n"))  # E: arg-type reportArgumentType
    service.stream.aio().send(None)  # E: attr-defined reportAttributeAccessIssue
    node.service().nodes(node)  # E: union-attr reportOptionalMemberAccess
    node.depth()  # E: attr-defined reportAttributeAccessIssue
    root.depth(1)  # E: call-arg reportCallIssue
    leaf: Leaf = api.find("n")  # E: assignment reportAssignmentType
    models.Service  # E: attr-defined reportAttributeAccessIssue
    api.Leaf  # E: attr-defined reportAttributeAccessIssue
    print(leaf)


async def waiting(node: Node, root: Root, service: Service) -> None:
    await service.nodes(node)  # E: misc reportGeneralTypeIssues
    await service.nodes.aio(service)  # E: arg-type reportArgumentType
    async for _ in service.stream():  # E: attr-defined reportGeneralTypeIssues
        pass
    await root.depth()  # E: misc reportGeneralTypeIssues
    leaf: Leaf = await api.find.aio("n")  # E: assignment reportAssignmentType
    print(leaf)
