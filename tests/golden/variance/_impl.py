"""Type variables that leave their variance to be inferred, as those of type parameter lists (PEP 695) do."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping
from typing import Generic, Optional

from typing_extensions import Self, TypeVar

from synchronicity import Module

api = Module("golden.variance.api")

Given = TypeVar("Given", infer_variance=True)
Held = TypeVar("Held", infer_variance=True)
Taken = TypeVar("Taken", infer_variance=True)
Key = TypeVar("Key", infer_variance=True)
Item = TypeVar("Item", infer_variance=True)
Sent = TypeVar("Sent", infer_variance=True)
Unseen = TypeVar("Unseen", infer_variance=True)
Fed = TypeVar("Fed", infer_variance=True)
Node = TypeVar("Node", infer_variance=True)
R = TypeVar("R")


@api.wrap_class
class Source(Generic[Given]):
    """Gives only: covariant. What is private does not count, nor does the constructor."""

    def __init__(self, *values: Given) -> None:
        self._values = list(values)

    def _put(self, value: Given) -> None:
        self._values.append(value)

    @property
    def first(self) -> Given:
        return self._values[0]

    async def read(self) -> Optional[Given]:
        return self._values[0]

    async def each(self) -> AsyncIterator[Given]:
        for value in self._values:
            yield value

    async def fold(self, step: Callable[[R, Given], R], start: R) -> R:
        for value in self._values:
            start = step(start, value)
        return start

    async def renamed(self) -> Self:
        return self


@api.wrap_class
class Cell(Generic[Held]):
    """An attribute that can be set: invariant."""

    def __init__(self, value: Held) -> None:
        self.value: Held = value

    async def get(self) -> Held:
        return self.value


@api.wrap_class
class Sink(Generic[Taken]):
    """Takes only: contravariant."""

    def __init__(self) -> None:
        self._got: list[Taken] = []

    async def put(self, value: Taken) -> int:
        self._got.append(value)
        return len(self._got)

    async def put_all(self, values: Iterable[Taken]) -> None:
        self._got.extend(values)


@api.wrap_class
class Table(Generic[Key, Item]):
    """The key of a Mapping is invariant, its value is not."""

    def __init__(self, rows: Mapping[Key, Item]) -> None:
        self._rows = rows

    async def rows(self) -> Mapping[Key, Item]:
        return self._rows


@api.wrap_class
class Talk(Generic[Sent]):
    """What is sent into a generator is taken."""

    async def echo(self) -> AsyncGenerator[int, Sent]:
        count = 0
        while True:
            yield count
            count += 1


@api.wrap_class
class Tag(Generic[Unseen]):
    """Never mentions its variable: covariant."""

    async def name(self) -> str:
        return "tag"


@api.wrap_class
class Feeder(Generic[Fed]):
    """Takes something that takes: covariant, through the other class."""

    def __init__(self, value: Fed) -> None:
        self._value = value

    async def feed(self, sink: Sink[Fed]) -> int:
        return await sink.put(self._value)


@api.wrap_class
class Chain(Source[Node], Generic[Node]):
    """A base counts, and the class itself."""

    async def next(self) -> Chain[Node]:
        return self
