"""Two generated modules that mention each other's classes: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Optional

from golden.crossing import api, models
from golden.crossing.api import Root, Service, find
from golden.crossing.models import Leaf, Node
from typing_extensions import assert_type


def blocking(node: Node, leaf: Leaf, root: Root, service: Service) -> None:
    assert_type(Node("n", service), Node)
    assert_type(Leaf("n", service=None), Leaf)
    assert_type(node.name, str)
    assert_type(leaf.name, str)
    assert_type(node.service(), Optional[Service])
    assert_type(leaf.service(), Optional[api.Service])
    assert_type(Node.service(leaf), Optional[Service])
    assert_type(service.nodes(leaf), list[Node])
    assert_type(service.nodes(root=root), list[models.Node])
    assert_type(service.stream(), Iterator[Leaf])
    assert_type(Service.nodes(service, node), list[Node])
    assert_type(Root("r"), Root)
    assert_type(root.depth(), int)
    assert_type(root.service(), Optional[Service])
    assert_type(find("n"), Node)
    as_base: Node = root
    print(as_base)


async def waiting(node: Node, leaf: Leaf, root: Root, service: Service) -> None:
    assert_type(await node.service.aio(), Optional[Service])
    assert_type(await leaf.service.aio(), Optional[Service])
    assert_type(await service.nodes.aio(root), list[Node])
    assert_type(await Service.nodes.aio(service, node), list[Node])
    assert_type(service.stream.aio(), AsyncIterator[Leaf])
    assert_type(await root.depth.aio(), int)
    assert_type(await find.aio(name="n"), Node)
    async for each in service.stream.aio():
        assert_type(each, Leaf)
