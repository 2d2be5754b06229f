"""What typing says beside classes and containers: metadata, guards, functions that never return, keywords of a TypedDict."""

from __future__ import annotations

import decimal
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final, Optional, TypeVar, Union

from typing_extensions import (
    LiteralString,
    Never,
    NoReturn,
    NotRequired,
    ReadOnly,
    Required,
    TypedDict,
    TypeGuard,
    TypeIs,
    Unpack,
)

from synchronicity import Module

api = Module("golden.typed.api")

T = TypeVar("T")


@dataclass(frozen=True)
class Length:
    """Metadata of the library's own."""

    least: int = 0
    most: Optional[int] = None


LONG = Length(80)


class Options(TypedDict, total=False):
    name: Required[str]
    retries: int
    proxy: ReadOnly[NotRequired[str]]


@api.wrap_class
class Node:
    kind: ClassVar[Annotated[str, "one for all"]] = "node"
    #: how many there may be
    limit: Final = 3

    def __init__(self, name: Annotated[str, Length(1)]) -> None:
        self.name: Final[str] = name
        self.size: Annotated[int, "bytes"] = len(name)

    def is_leaf(self, other: Node) -> TypeGuard[Leaf]:
        return isinstance(other, Leaf)

    async def renamed(self, name: Annotated[str, LONG]) -> Annotated[Node, "a new one"]:
        return Node(name)

    async def fail(self, why: str) -> NoReturn:
        """Never returns."""
        raise ValueError(why)


@api.wrap_class
class Leaf(Node):
    pass


@api.wrap_function
async def measured(
    size: Annotated[int, "metres", Length(least=1, most=-2), decimal.Decimal("1.5")],
    nodes: Annotated["list[Node]", "list[Node]", ("a", 1), {"k": [LONG]}, 1 | 2],
) -> dict[str, Annotated[Node, LONG]]:
    """Strings in metadata are text."""
    return {node.name: node for node in nodes[:size]}


@api.wrap_function
async def nested(node: Annotated[Annotated[Optional[Node], "inner"], "outer"] = None) -> bool:
    return node is None


@api.wrap_function
async def local(node: Annotated[Node, lambda: None]) -> Annotated[Union[Node, list[Node]], Node]:
    """What nobody else can say is left out."""
    return [node]


@api.wrap_function
async def streamed(nodes: list[Node]) -> Annotated[AsyncIterator[Annotated[Node, "each"]], "all"]:
    for node in nodes:
        yield node


@api.wrap_function
async def called(func: Annotated[Callable[[Node], Awaitable[T]], "is awaited"]) -> T:
    return await func(Node("called"))


@api.wrap_function
def is_node(value: Union[Node, int, None]) -> TypeIs[Node]:
    """In both branches."""
    return isinstance(value, Node)


@api.wrap_function
def are_leaves(values: list[Node]) -> "TypeGuard[list[Leaf]]":
    return all(isinstance(value, Leaf) for value in values)


@api.wrap_function
def is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


@api.wrap_function
def is_any_node(value: object) -> TypeIs[Node]:
    """Whatever it is given."""
    return isinstance(value, Node)


@api.wrap_function
def are_nodes(values: Any, many: bool = False) -> TypeGuard[list[Node]]:
    return all(isinstance(value, Node) for value in values)


@api.wrap_function
async def checked(value: Node) -> TypeGuard[Leaf]:
    """Awaiting is no call: a bool, for the author too."""
    return isinstance(value, Leaf)


@api.wrap_function
async def chosen(values: list[Node], test: Callable[[Node], TypeIs[Leaf]]) -> list[Node]:
    return [value for value in values if test(value)]


@api.wrap_function
async def fail(why: str) -> NoReturn:
    raise ValueError(why)


@api.wrap_function
def fail_at_once(node: Node) -> Never:
    raise ValueError(node.name)


@api.wrap_function
async def unreachable(value: Never) -> None: ...


@api.wrap_function
async def query(sql: LiteralString) -> LiteralString:
    return sql


@api.wrap_function
async def configured(node: Node, **options: Unpack[Options]) -> Options:
    return {**options, "name": node.name + options["name"]}


@api.wrap_function
async def anything(**options: Any) -> dict[str, Any]:
    return options


@api.wrap_function
async def united(value: Union[Annotated[Optional[Node], "perhaps"], int]) -> Union[str, Annotated[Union[Node, list[Node]], "some"]]:
    """What metadata stands around is told apart like the rest."""
    return [value] if isinstance(value, Leaf) else value if isinstance(value, Node) else str(value)
