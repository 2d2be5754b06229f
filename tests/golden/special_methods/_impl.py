"""Special methods: iteration, awaiting, containers, operators."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Sequence
from typing import Any, Union, overload

from typing_extensions import Self

from synchronicity import Module

api = Module("golden.special_methods.api")


@api.wrap_class
class Item:
    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and other.number == self.number

    def __hash__(self) -> int:
        return hash(self.number)

    def __lt__(self, other: Item) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return self.number < other.number

    def __add__(self, other: Item) -> Item:
        if not isinstance(other, Item):
            return NotImplemented
        return Item(self.number + other.number)

    def __repr__(self) -> str:
        return f"Item({self.number})"

    def __bool__(self) -> bool:
        return self.number != 0

    def __int__(self) -> int:
        return self.number


@api.wrap_class
class Cursor:
    """Its own iterator."""

    def __init__(self, count: int) -> None:
        self._left = count

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Item:
        """The next item."""
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return Item(self._left)


@api.wrap_class
class Table:
    """Makes a new iterator each time."""

    async def __aiter__(self) -> AsyncGenerator[Item, None]:
        yield Item(1)
        yield Item(2)


@api.wrap_class
class View:
    def __aiter__(self) -> AsyncIterator[Item]:
        return Table().__aiter__()


@api.wrap_class
class Job:
    """Awaitable."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __await__(self) -> Generator[Any, None, Item]:
        yield from asyncio.sleep(0).__await__()
        return Item(self.number)


@api.wrap_function
def submit(number: int) -> Job:
    """Start a job: the sync face waits for it."""
    return Job(number)


@api.wrap_class
class Connection:
    """Opened by awaiting it, or by entering it."""

    def __init__(self) -> None:
        self.opened = 0

    async def _open(self) -> Connection:
        self.opened += 1
        return self

    def __await__(self) -> Generator[Any, None, Connection]:
        return self._open().__await__()

    async def __aenter__(self) -> Connection:
        return await self

    async def __aexit__(self, *error: object) -> None:
        self.opened -= 1


@api.wrap_function
def connect() -> Connection:
    return Connection()


@api.wrap_class
class Box:
    """A container."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, key: str) -> Item:
        return self._items[key]

    def __setitem__(self, key: str, item: Item) -> None:
        self._items[key] = item

    def __delitem__(self, key: str) -> None:
        del self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)


@api.wrap_class(exclude=("index", "count"))
class Items(Sequence[Item]):
    """What `Sequence` gives its children comes with it."""

    def __init__(self, *items: Item) -> None:
        self._items = items

    def __getitem__(self, index: int) -> Item:  # type: ignore[override]
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)


@api.wrap_class
class Doubler:
    """An object to be called: the two faces are those of a function."""

    async def __call__(self, item: Item, *, times: int = 2) -> Item:
        """Double it."""
        await asyncio.sleep(0)
        return Item(item.number * times)


@api.wrap_class
class Tripler(Doubler):
    async def __call__(self, item: Item, *, times: int = 3) -> Item:
        return await super().__call__(item, times=times)


@api.wrap_class
class Counter:
    async def __call__(self, count: int) -> AsyncGenerator[Item, None]:
        """Count."""
        for number in range(count):
            yield Item(number)


@api.wrap_class
class Record:
    """Its fields are found by name."""

    def __init__(self, **fields: Union[Item, int]) -> None:
        self._fields = fields

    def __getattr__(self, name: str) -> Union[Item, Any]:
        if name.startswith("_") or name not in self._fields:
            raise AttributeError(name)
        return self._fields[name]


@api.wrap_class
class Store:
    """Operators that wait."""

    def __init__(self, *items: Item) -> None:
        self._items = items

    @overload
    async def __getitem__(self, key: int) -> Item: ...
    @overload
    async def __getitem__(self, key: slice) -> list[Item]: ...
    async def __getitem__(self, key: Union[int, slice]) -> Union[Item, list[Item]]:
        """Fetch some."""
        await asyncio.sleep(0)
        found = self._items[key]
        return found if isinstance(found, Item) else list(found)

    async def __add__(self, item: Item) -> Store:
        return Store(*self._items, item)

    async def __radd__(self, number: int) -> Store:
        return Store(Item(number), *self._items)

    async def __iadd__(self, item: Item) -> Self:
        self._items += (item,)
        return self

    async def __lt__(self, other: Store) -> bool:
        return len(self._items) < len(other._items)

    async def __neg__(self) -> Store:
        return Store(*self._items[::-1])


@api.wrap_class
class SubStore(Store):
    async def __neg__(self) -> SubStore:
        return SubStore(*self._items)
