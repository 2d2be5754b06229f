"""Wrong things in containers: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.containers import _impl, api
from golden.containers.api import Node


def blocking(node: Node) -> None:
    api.lists(node)  # E: arg-type reportArgumentType
    api.lists([1])  # E: list-item reportArgumentType
    api.lists([_impl.Node("n")])  # E: list-item reportArgumentType
    api.dicts({"n": 1}, {})  # E: dict-item reportArgumentType
    api.dicts({}, {"n": [node]})  # E: dict-item reportArgumentType
    api.sets([node], frozenset())  # E: arg-type reportArgumentType
    api.tuples((node,), ())  # E: arg-type reportArgumentType
    api.tuples((node, 1), (1,))  # E: arg-type reportArgumentType
    api.optional(1)  # E: arg-type reportArgumentType
    api.plain({node})  # E: arg-type reportArgumentType
    api.plain.aio([node])  # E: attr-defined reportFunctionMemberAccess
    api.aliased({"n": node}, {"n": ["x"]})  # E: list-item reportArgumentType
    api.deep({"n": [(None, node)]})  # E: list-item reportArgumentType
    api.untouched(["x"], {})  # E: list-item reportArgumentType
    api.optional().name  # E: union-attr reportOptionalMemberAccess
    one: list[Node] = api.lists([node])  # E: assignment reportAssignmentType
    print(one)


async def waiting(node: Node) -> None:
    await api.lists.aio(node)  # E: arg-type reportArgumentType
    await api.lists([node])  # E: misc reportGeneralTypeIssues
    await api.dicts.aio({}, {"n": [node]})  # E: dict-item reportArgumentType
    await api.tuples.aio((node, 1), (1,))  # E: arg-type reportArgumentType
    await api.deep.aio({"n": [(None, node)]})  # E: list-item reportArgumentType
    (await api.optional.aio()).name  # E: union-attr reportOptionalMemberAccess
    one: list[Node] = await api.lists.aio([node])  # E: assignment reportAssignmentType
    print(one)
