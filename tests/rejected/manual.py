"""What cannot go in unchanged."""

from asyncio import Queue
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Dict, List, TypeVar

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_class
class Node:
    pass


Nodes = List[Node]
Item = TypeVar("Item")
Pairs = Dict[Node, Item]
Handler = Callable[[Node], Awaitable[None]]
Queued = Queue[Node]


@dataclass
class Held:
    node: Node


api.manual_export("Nodes")
api.manual_export("Pairs")  # E: untranslatable
api.manual_export("Handler")  # E: unsupported
api.manual_export("Queued")  # E: untranslatable
other = Module("rejected.other")
other.manual_export("Nodes")  # E: unsupported
api.manual_export("Other", source_name="Node")  # E: untranslatable
api.manual_export("Held")  # E: untranslatable
api.manual_export("Nod", source_name="Nodez")  # E: unresolved-name
api.manual_export("x", source_module="no_such_module")  # E: unresolved-name
api.manual_export("no name", source_name="Nodes")  # E: bad-name


_LIMIT = 3
api.manual_export("LIMIT", source_name="_LIMIT")  # W: bad-name


class Left:
    @api.manual_wrapper()
    def out(self) -> int:  # E: not-registrable
        return 1


def make() -> object:
    @api.manual_wrapper()
    def inner() -> int:  # E: local-object
        return 1

    return inner


make()
