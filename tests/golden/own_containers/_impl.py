"""Generic classes of the library's own, with wrapped classes inside: by a function, or by a transformer."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Optional, TypeVar, Union

from synchronicity import Module

api = Module("golden.own_containers.api")

T = TypeVar("T")
U = TypeVar("U")
K = TypeVar("K")
V = TypeVar("V")
T_contra = TypeVar("T_contra", contravariant=True)


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items, and where the next ones are."""

    items: list[T]
    next: Optional[str] = None

    def map(self, function: Callable[[T], U]) -> Page[U]:
        return Page([function(item) for item in self.items], self.next)


class Table(Generic[K, V]):
    """Rows by key."""

    def __init__(self, rows: Iterable[tuple[K, V]]) -> None:
        self.rows: dict[K, V] = dict(rows)

    def __getitem__(self, key: K) -> V:
        return self.rows[key]


def _each_row(table: Table[K, V], key: Callable[[K], T], value: Callable[[V], U]) -> Table[T, U]:
    return Table((key(k), value(v)) for k, v in table.rows.items())


class Bag(Generic[T]):
    """Items, each as often as it is."""

    def __init__(self, counts: Iterable[tuple[T, int]] = ()) -> None:
        self.counts: Counter[T] = Counter(dict(counts))

    def __iter__(self) -> Iterator[tuple[T, int]]:
        return iter(self.counts.items())


class Outbox(Generic[T_contra]):
    """Takes items, and gives none."""

    def __init__(self, put: Callable[[T_contra], None]) -> None:
        self._put: Callable[[T_contra], None] = put

    def put(self, item: T_contra) -> None:
        self._put(item)


def _outbox(outbox: Outbox[T], function: Callable[[U], T]) -> Outbox[U]:
    return Outbox(lambda item: outbox.put(function(item)))


api.register_transformer(Page, convert="map")
api.register_transformer(Table, convert=_each_row)
api.register_transformer(Outbox, convert=_outbox)
api.register_transformer(Bag, "golden.own_containers.transformers:BagTransformer")


@api.wrap_class
class Node:
    def __init__(self, name: str) -> None:
        self.name = name

    async def page(self, size: int) -> Page[Node]:
        return Page([Node(f"{self.name}{number}") for number in range(size)], "more")

    @property
    def alone(self) -> Page[Node]:
        return Page([self])


@api.wrap_function
async def turned(page: Page[Node]) -> Page[Node]:
    """A page with its items in the other order."""
    return Page(page.items[::-1], page.next)


@api.wrap_function
async def untouched(page: Page[int]) -> Page[int]:
    """The same object: nothing in it changes."""
    return page


@api.wrap_function
async def nested(pages: list[Page[Optional[Node]]]) -> Page[list[Node]]:
    return Page([[node for node in page.items if node is not None] for page in pages])


@api.wrap_function
async def deep(page: Page[Page[Node]]) -> Page[Page[Node]]:
    return page.map(lambda inner: Page(inner.items, "seen"))


@api.wrap_function
async def indexed(table: Table[str, Node]) -> Table[Node, str]:
    return Table((node, name) for name, node in table.rows.items())


@api.wrap_function
async def counted(bag: Bag[Node]) -> Bag[Node]:
    return Bag((node, 2 * count) for node, count in bag)


@api.wrap_function
async def filled(outbox: Outbox[Node]) -> Outbox[Node]:
    """Puts one, and gives one out that takes more."""
    outbox.put(Node("first"))
    return Outbox(lambda node: outbox.put(Node(node.name.upper())))


@api.wrap_function
async def either(value: Union[Page[Node], Node, str, None]) -> Union[Page[Node], Node, list[Node]]:
    """Told apart by their classes."""
    if isinstance(value, Page):
        return value.items
    return Page([value]) if isinstance(value, Node) else Node(value or "none")


@api.wrap_function
async def generic(page: Page[T], value: T) -> Page[T]:
    return Page([*page.items, value])


@api.wrap_function
async def pages(size: int) -> AsyncIterator[Page[Node]]:
    for number in range(size):
        yield Page([Node(str(number))])


@api.wrap_function
async def each(page: Page[Node], function: Callable[[Page[Node]], Awaitable[Page[Node]]]) -> Page[Node]:
    return await function(page)
