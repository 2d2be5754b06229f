"""Misuse of the containers of `collections`: both checkers reject every marked line, and no other."""

from __future__ import annotations

from collections import ChainMap, Counter, defaultdict
from collections.abc import Generator

from golden.collected import _impl, api
from golden.collected.api import Node


def blocking(
    node: Node, wrong: defaultdict[str, _impl.Node], talk: Generator[int, Node, str]
) -> None:
    api.grouped({}, defaultdict(None))  # E: arg-type reportArgumentType
    api.grouped(defaultdict(None), wrong)  # E: arg-type reportArgumentType
    api.counted(Counter("a"), Counter("a"))  # E: arg-type reportArgumentType
    api.chained(ChainMap({1: node}))  # E: dict-item reportArgumentType
    api.views([node], {"a": node}.values(), {"a": node}.items())  # E: arg-type reportArgumentType
    api.member([node], node)[0]  # E: index reportIndexIssue
    api.backwards({node})  # E: arg-type reportArgumentType
    api.overheard(talk)  # E: arg-type reportArgumentType
    api.conversation([node]).send(1)  # E: arg-type reportArgumentType


async def waiting(node: Node, wrong: defaultdict[str, _impl.Node]) -> None:
    await api.grouped.aio(defaultdict(None), wrong)  # E: arg-type reportArgumentType
    await api.counted.aio(Counter("a"), Counter("a"))  # E: arg-type reportArgumentType
    (await api.member.aio([node], node))[0]  # E: index reportIndexIssue
