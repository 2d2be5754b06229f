"""ParamSpec, Concatenate and TypeVarTuple, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from golden.variadic import api
from golden.variadic.api import Node, NodeTask, Retried, Row, Task
from typing_extensions import assert_type


def sync(node: Node, number: int, *, text: str = "") -> Node:
    return node


async def coroutine(node: Node, number: int, *, text: str = "") -> Node:
    return node


def with_nodes(node: Node, nodes: list[Node], number: int) -> str:
    return "x"


async def nothing(node: Node) -> None: ...


async def length(node: Node) -> int:
    return len(node.name)


def blocking(node: Node, task: Task[[Node, int], str], fixed: NodeTask) -> None:
    assert_type(api.call(coroutine, node, 1, text="x"), Node)
    assert_type(api.call(sync, node, number=1), Node)
    assert_type(api.call_with(node, with_nodes, 1), tuple[str, Node])
    assert_type(api.forget(nothing, node), None)
    assert_type(api.measure(sync, node, 1, text="x"), tuple[Node, int])
    assert_type(api.handled(lambda node, number: number, node), int)
    assert_type(task.run(node, 1), str)
    assert_type(task.now(node, 1), str)
    assert_type(fixed.run(node, "x"), Node)
    assert_type(fixed.each(length, node, "x"), int)
    assert_type(api.named(fixed, node), Task[..., Node])
    assert_type(Task(sync).run(node, 1, text="x"), Node)
    assert_type(api.gather(node, 1, "x"), tuple[Node, int, str])
    assert_type(api.gather(), tuple[()])
    assert_type(api.rotate((node, 1, "x")), tuple[int, str, Node])
    assert_type(api.spread(length, node), int)
    assert_type(api.row(node), Row[Node, int])
    assert_type(api.row(node).cells(), tuple[Node, int])
    assert_type(Row(node, "x").cells(), tuple[Node, str])
    assert_type(Row(1, node).both(), tuple[Row[int, Node], int, Node])
    assert_type(Retried(sync).run(node, 1), Node)
    assert_type(Row(node).numbered(1), tuple[int, Node])


async def waiting(node: Node, task: Task[[Node, int], str], fixed: NodeTask) -> None:
    assert_type(await api.call.aio(coroutine, node, 1, text="x"), Node)
    assert_type(await api.call.aio(sync, node, number=1), Node)
    assert_type(await api.call_with.aio(node, with_nodes, 1), tuple[str, Node])
    assert_type(await api.forget.aio(nothing, node), None)
    assert_type(await task.run.aio(node, 1), str)
    assert_type(await fixed.run.aio(node, "x"), Node)
    assert_type(await fixed.each.aio(length, node, "x"), int)
    assert_type(await api.gather.aio(node, 1, "x"), tuple[Node, int, str])
    assert_type(await api.rotate.aio((node, 1, "x")), tuple[int, str, Node])
    assert_type(await (await api.row.aio(node)).cells.aio(), tuple[Node, int])
