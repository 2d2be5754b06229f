"""Misuse of generic classes of the library's own: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.own_containers import _impl, api
from golden.own_containers.api import Bag, Node, Outbox, Page, Table


def blocking(node: Node, outbox: Outbox[Node]) -> None:
    api.turned(Page([1]))  # E: list-item reportArgumentType
    api.turned(Page([_impl.Node("a")]))  # E: list-item reportArgumentType
    api.turned([node])  # E: arg-type reportArgumentType
    api.indexed(Table([(node, "a")]))  # E: list-item reportArgumentType
    api.counted(Bag([("a", 1)]))  # E: list-item reportArgumentType
    api.filled(outbox).put(1)  # E: arg-type reportArgumentType
    page: Page[int] = node.page(1)  # E: assignment reportAssignmentType
    print(page)


async def waiting(node: Node) -> None:
    await api.turned.aio(Page([1]))  # E: list-item reportArgumentType
    await api.turned(Page([node]))  # E: misc reportGeneralTypeIssues
    other: Page[_impl.Node] = await node.page.aio(1)  # E: assignment reportAssignmentType
    print(other)
