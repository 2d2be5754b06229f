"""Types of generic classes of the library's own: the same class, with the wrapper inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Union

from golden.own_containers import _impl, api
from golden.own_containers.api import Bag, Node, Outbox, Page, Table
from typing_extensions import assert_type


def blocking(node: Node, outbox: Outbox[Node]) -> None:
    assert_type(node.page(1), Page[Node])
    assert_type(node.alone, Page[Node])
    assert_type(api.turned(Page([node])).items, list[Node])
    assert_type(api.untouched(Page([1])), Page[int])
    assert_type(api.nested([Page([node, None])]), Page[list[Node]])
    assert_type(api.deep(Page([Page([node])])), Page[Page[Node]])
    assert_type(api.indexed(Table([("a", node)])), Table[Node, str])
    assert_type(api.counted(Bag([(node, 1)])), Bag[Node])
    assert_type(api.filled(outbox), Outbox[Node])
    assert_type(api.either(node), Union[Page[Node], Node, list[Node]])
    assert_type(api.generic(Page([node]), node), Page[Node])
    assert_type(api.pages(1), Iterator[Page[Node]])
    assert_type(api.each(Page([node]), lambda page: page), Page[Node])
    same: type[_impl.Page[int]] = Page[int]
    print(same)


async def waiting(node: Node, outbox: Outbox[Node]) -> None:
    assert_type(await node.page.aio(1), Page[Node])
    assert_type(await api.turned.aio(Page([node])), Page[Node])
    assert_type(await api.untouched.aio(Page([1])), Page[int])
    assert_type(await api.indexed.aio(Table([("a", node)])), Table[Node, str])
    assert_type(await api.counted.aio(Bag([(node, 1)])), Bag[Node])
    assert_type(await api.filled.aio(outbox), Outbox[Node])
    assert_type(await api.generic.aio(Page([1]), 2), Page[int])
    assert_type(api.pages.aio(1), AsyncIterator[Page[Node]])
