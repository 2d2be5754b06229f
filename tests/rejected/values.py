"""Value classes that would hand wrapped objects on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, NewType, Optional, Protocol, TypedDict, Union

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_class
class Node:
    pass


@dataclass
class Holder:
    nodes: list[Node]
    again: Optional[Holder] = None


@dataclass
class Outer:
    holder: Optional[Holder]


class Pair(NamedTuple):
    left: Node
    right: int


class Options(TypedDict, total=False):
    node: Node


class Special(Node):
    pass


NodeId = NewType("NodeId", Node)
Named = NewType("Named", "Node")
Nodes = NewType("Nodes", "list[NodeId]")
Number = NewType("Number", int)


class WithId(NamedTuple):
    id: NodeId


@dataclass
class Harmless:
    number: int
    again: Optional[Harmless] = None


@api.wrap_function
async def hold(outer: Outer) -> Holder: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def pair(pairs: list[Pair]) -> int: ...  # E: untranslatable


@api.wrap_function
async def options(options: Options) -> int: ...  # E: untranslatable


@api.wrap_function
async def harmless(harmless: Harmless) -> Harmless: ...


class Made(NamedTuple):
    left: list[Node]
    right: int
Given = TypedDict("Given", {"the-node": Optional[Node]})
Harmless2 = TypedDict("Harmless2", {"the-number": int})


@api.wrap_function
async def made(made: Made) -> Given: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def harmless_made(made: Harmless2) -> Optional[Harmless2]: ...


class Child(Node):
    pass


@api.wrap_function
async def child() -> Child: ...  # E: untranslatable


class Tree:
    class Leaf:
        def __init__(self, number: int) -> None:
            self.number = number

    class Branch:
        def __init__(self) -> None:
            self.nodes: list[Node] = []

    class Twig:
        def node(self) -> Node:
            return Node()

    class Root(Node):
        pass


@api.wrap_function
async def nested(leaf: Tree.Leaf) -> list[Tree.Leaf]: ...


@api.wrap_function
async def holding(branch: Tree.Branch) -> Optional[Tree.Twig]: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def deriving() -> Tree.Root: ...  # E: untranslatable


@api.wrap_function
async def new_types(node: NodeId, named: Named) -> Optional[Nodes]: ...  # E: untranslatable, untranslatable, untranslatable


@api.wrap_function
async def with_new_type(value: WithId) -> Number: ...  # E: untranslatable


@api.wrap_function
async def subclass(value: dict[str, Special]) -> type[Special]: ...  # E: untranslatable, untranslatable


class Names(list[str]):
    pass


class Point(NamedTuple):
    x: int


class Plain(TypedDict):
    x: int


class Sized(Protocol):
    def __len__(self) -> int: ...


Numbers = NewType("Numbers", list[int])


@api.wrap_function
async def lists(value: Union[list[Node], Names], other: Union[Numbers, list[Node]]) -> None: ...  # E: ambiguous-union, ambiguous-union


@api.wrap_function
async def fields(value: Union[tuple[Node, ...], Point]) -> Union[Plain, dict[str, Node]]: ...  # E: ambiguous-union, ambiguous-union


@api.wrap_function
async def sized(value: Union[list[Node], Sized]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def told_apart(value: Union[list[Node], Point, Plain]) -> Union[tuple[Node, ...], Names, Numbers, list[bool], Node]: ...


class Giving:
    """Handed on as it is, and gives wrapped objects."""

    def node(self) -> Node:
        return Node()


class Holding:
    def __init__(self, node: Node, number: int) -> None:
        self.node = node
        self._number = number


class Deep:
    def plain(self) -> Optional[list[Giving]]:
        return None


class Inner:
    """What is private, and what only the library calls, users do not come to."""

    _nodes: list[Node]
    __more: list[Node]

    def __init__(self, node: Node, number: int) -> None:
        self._node = node
        self.number = number

    def _give(self) -> Node:
        return self._node

    def itself(self) -> Inner:
        return self


class Nodes2(list[Node]):
    pass


class Exported:
    def node(self) -> Node:
        return Node()


api.manual_export("Exported")


@api.wrap_function
async def plain(plain: Giving) -> list[Giving]: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def attributes(holding: Holding) -> Deep: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def inner(inner: Inner) -> Optional[Inner]: ...


@api.wrap_function
async def derived(nodes: Nodes2) -> None: ...  # E: untranslatable


@api.wrap_function
async def exported(exported: Exported) -> Exported: ...


class Refused(Exception):
    """What is raised is the same object on both sides, with what it holds."""

    def __init__(self, node: Node) -> None:
        super().__init__(str(node))
        self.node = node


class Giving2(Exception):
    @property
    def node(self) -> Node:
        return Node()


class Saying(Exception):
    def __init__(self, node: Node) -> None:
        super().__init__(str(node))
        self._node = node


class Said(Refused):
    pass


class Shown(Exception):
    node: Node


class ShownBase(Refused):
    pass


api.manual_export("Shown")  # W: untranslatable
api.manual_export("ShownBase")  # W: untranslatable
api.manual_export("Saying")


@api.wrap_function
async def errors(one: Refused, other: type[Giving2]) -> list[Said]: ...  # E: untranslatable, untranslatable, untranslatable


@api.wrap_function
async def no_errors(saying: Saying, shown: Shown) -> Optional[Saying]: ...


class Twin:
    def start(self, parent: EitherNode) -> None: ...


EitherNode = Union[Node, "Twin"]  # E: untranslatable


@api.wrap_function
async def either(node: EitherNode) -> None:
    """The alias is met again in what it names, and is none of itself."""


@dataclass
class Library:
    volumes: list[Volume]
    node: Node


@dataclass
class Volume:
    library: Library


@api.wrap_function
async def library(one: Library) -> None: ...  # E: untranslatable


@api.wrap_function
async def volume(one: Volume) -> None:  # E: untranslatable
    """Reached by way of the one before, which leads back to this one."""
