"""Misuse of abstract containers: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from collections import deque

from golden.abstract import _impl, api
from golden.abstract.api import Node


def blocking(node: Node) -> None:
    api.sequences({node}, [node])  # E: arg-type reportArgumentType
    api.sequences([_impl.Node("a")], [node])  # E: list-item reportArgumentType
    api.sequences([node], [node]).append(node)  # E: attr-defined reportAttributeAccessIssue
    api.mappings({node: node}, {})  # E: dict-item reportArgumentType
    api.sets([node])  # E: arg-type reportArgumentType
    api.iterators([node])  # E: arg-type reportArgumentType
    next(api.iterables([node]))  # E: call-overload reportArgumentType
    api.deques([node])  # E: arg-type reportArgumentType
    api.unions("text")  # E: arg-type reportArgumentType


async def waiting(node: Node) -> None:
    await api.sequences.aio([1], [node])  # E: list-item reportArgumentType
    await api.deques.aio(deque([1]))  # E: list-item reportArgumentType
    await api.sets(frozenset())  # E: misc reportGeneralTypeIssues
