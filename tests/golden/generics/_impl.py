"""Generic classes and functions: values at the place of a type variable cross by value."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Generic, Optional, TypeVar, Union

import typing_extensions
from typing_extensions import Self

from synchronicity import Module

api = Module("golden.generics.api")

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", str, bytes)
T_co = TypeVar("T_co", covariant=True)
B = TypeVar("B", bound="Page")
D = typing_extensions.TypeVar("D", default=str)


@api.wrap_class
class Page:
    def __init__(self, url: str) -> None:
        self.url = url


@api.wrap_class
class SubPage(Page):
    pass


@api.wrap_function
async def echo(value: T) -> T:
    """Nothing that goes in comes out as something else."""
    return value


@api.wrap_function
async def first(values: Sequence[T], default: Optional[R] = None) -> Union[T, R, None]:
    return values[0] if values else default


@api.wrap_function
async def double(text: S) -> S:
    return text + text


@api.wrap_function
async def best(pages: list[B]) -> B:
    """The type of the pages is kept."""
    return pages[0]


@api.wrap_function
async def each(values: Iterable[T]) -> AsyncIterator[T]:
    for value in values:
        yield value


@api.wrap_function
def pairs(values: dict[str, T]) -> list[tuple[str, T]]:
    return list(values.items())


@api.wrap_class
class Box(Generic[T]):
    """A box of something."""

    def __init__(self, value: T) -> None:
        self.value: T = value

    async def get(self) -> T:
        """What is in the box."""
        return self.value

    async def pair(self, other: R) -> tuple[T, R]:
        """With something else."""
        return self.value, other

    async def copy(self) -> Self:
        return type(self)(self.value)

    async def swap(self, value: T) -> tuple[Self, T]:
        old, self.value = self.value, value
        return self, old

    async def all(self) -> AsyncIterator[T]:
        yield self.value

    def peek(self) -> T:
        return self.value

    @classmethod
    async def of(cls, value: R) -> Box[R]:
        return Box(value)

    @staticmethod
    async def empty() -> Box[None]:
        return Box(None)


@api.wrap_class
class Source(Generic[T_co]):
    def __init__(self, value: T_co) -> None:
        self._value = value

    async def read(self) -> T_co:
        return self._value


@api.wrap_class
class Shelf(Generic[B, D]):
    def __init__(self, page: B, label: D) -> None:
        self._page, self._label = page, label

    async def page(self) -> B:
        return self._page

    async def label(self) -> D:
        return self._label


@api.wrap_class
class IntBox(Box[int]):
    async def get(self) -> int:
        """One more."""
        return self.value + 1


@api.wrap_class
class ListBox(Box[list[T]], Generic[T]):
    async def get(self) -> list[T]:
        return self.value

    async def head(self) -> T:
        return self.value[0]


class _Stack(Generic[T]):
    """Not registered: its members come with what T stands for."""

    async def push(self, value: T) -> list[T]:
        return [value]


@api.wrap_class
class Pages(_Stack[Page]):
    pass


@api.wrap_function
async def boxed(page: Page) -> Box[Page]:
    return Box(page)


@api.wrap_function
async def unbox(box: Box[T]) -> T:
    return box.value


@api.wrap_function
async def fetched(cls: type[B], url: str) -> B:
    """An object of the class that is given."""
    return cls(url)


@api.wrap_function
async def same_class(cls: type[T]) -> type[T]:
    return cls


@api.wrap_class
class Factory(Generic[B]):
    def __init__(self, cls: type[B]) -> None:
        self.cls = cls

    async def make(self, url: str) -> B:
        return self.cls(url)
