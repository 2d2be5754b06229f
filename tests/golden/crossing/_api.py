"""Functions and classes over the classes of the module next door."""

from __future__ import annotations

from collections.abc import AsyncIterator

from synchronicity import Module

from ._models import Leaf, Node

api = Module("golden.crossing.api")


@api.wrap_class
class Service:
    async def nodes(self, root: Node) -> list[Node]:
        """All nodes."""
        return [root, Leaf("leaf", self)]

    async def stream(self) -> AsyncIterator[Leaf]:
        yield Leaf("leaf", self)


@api.wrap_class
class Root(Node):
    """Derives from a class next door."""

    async def depth(self) -> int:
        return 0


@api.wrap_function
async def find(name: str) -> Node:
    """Find a node."""
    return Root(name)
