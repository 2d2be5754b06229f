"""Value classes that would hand wrapped objects on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional, TypedDict

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
