"""Misuse of ParamSpec, Concatenate and TypeVarTuple: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.variadic import api
from golden.variadic.api import Node, NodeTask, Task


def sync(node: Node, number: int) -> Node:
    return node


def wrong(number: int) -> str:
    return "x"


def blocking(node: Node, task: Task[[Node, int], str], fixed: NodeTask) -> None:
    api.call(sync, node)  # E: call-overload reportCallIssue
    api.call(sync, node, "x")  # E: call-overload reportCallIssue
    api.call_with(node, wrong)  # E: call-overload reportCallIssue
    api.measure(sync, 1, node)  # E: arg-type reportArgumentType
    api.handled(wrong, node)  # E: arg-type reportCallIssue
    task.run(node)  # E: call-arg reportCallIssue
    task.run(node, "x")  # E: arg-type reportArgumentType
    fixed.run(node, 1)  # E: arg-type reportArgumentType
    api.named(task, node)  # E: arg-type reportArgumentType
    api.rotate((1, node))  # E: arg-type reportArgumentType
    number: int = api.gather(node)[0]  # E: assignment reportAssignmentType
    text: str = api.row(node).cells()[1]  # E: assignment reportAssignmentType
    print(number, text)


async def waiting(node: Node, task: Task[[Node, int], str], fixed: NodeTask) -> None:
    await api.call.aio(sync, node)  # E: call-overload reportCallIssue
    await task.run.aio(node)  # E: call-arg reportCallIssue
    await fixed.run.aio(node, 1)  # E: arg-type reportArgumentType
    await api.rotate.aio((1, node))  # E: arg-type reportArgumentType
    number: int = (await api.gather.aio(node))[0]  # E: assignment reportAssignmentType
    print(number)
