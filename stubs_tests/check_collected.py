"""The containers of `collections`, views and sync generators, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections import ChainMap, Counter, OrderedDict, defaultdict
from collections.abc import (
    Container,
    Generator,
    ItemsView,
    KeysView,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Reversible,
    ValuesView,
)
from types import MappingProxyType
from typing import Optional, Union

from golden.collected import api
from golden.collected.api import Node
from typing_extensions import assert_type


def blocking(node: Node, groups: defaultdict[str, list[Node]]) -> None:
    several = {"a": node}
    assert_type(api.grouped(groups, defaultdict(lambda: node)), "defaultdict[str, Node]")
    assert_type(api.counted(Counter([node]), Counter("a")), "Counter[Node]")
    assert_type(api.chained(ChainMap(several)), "ChainMap[str, Node]")
    assert_type(api.frozen(MappingProxyType(several)), "MappingProxyType[str, Node]")
    keys, values, items = api.views({node: 1}.keys(), several.values(), several.items())
    assert_type(keys, KeysView[Node])
    assert_type(values, ValuesView[Node])
    assert_type(items, ItemsView[Node, str])
    assert_type(api.sized(keys), int)
    assert_type(api.member({node}, node), Container[Node])
    sequence, some, mapping = api.mutable([node], {node}, several)
    assert_type(sequence, MutableSequence[Node])
    assert_type(some, MutableSet[Node])
    assert_type(mapping, MutableMapping[str, Node])
    assert_type(api.backwards([node]), Reversible[Node])
    assert_type(api.nested({}), Optional["OrderedDict[str, Counter[Node]]"])
    assert_type(api.told_apart([node]), Union[Node, "Counter[Node]"])
    assert_type(api.anything(defaultdict(int), [1]), "Counter[int]")
    assert_type(api.conversation([node]), Generator[Node, Optional[Node], list[Node]])


def talk(node: Node) -> Generator[Node, Node, str]:
    assert_type((yield node), Node)
    return "x"


async def waiting(node: Node, groups: defaultdict[str, list[Node]]) -> None:
    several = {"a": node}
    assert_type(await api.grouped.aio(groups, defaultdict(None)), "defaultdict[str, Node]")
    assert_type(await api.counted.aio(Counter([node]), Counter()), "Counter[Node]")
    assert_type(await api.chained.aio(ChainMap(several)), "ChainMap[str, Node]")
    assert_type(await api.frozen.aio(MappingProxyType(several)), "MappingProxyType[str, Node]")
    assert_type(await api.member.aio((node,), node), Container[Node])
    assert_type(await api.backwards.aio([node]), Reversible[Node])
    assert_type(await api.anything.aio(defaultdict(lambda: node), [node]), "Counter[Node]")
    assert_type(await api.overheard.aio(talk(node)), tuple[list[Node], str])
