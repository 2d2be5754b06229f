"""Transformers for containers of the library's own that cannot be used."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, Union

from typing_extensions import ParamSpec
from typing_extensions import TypeVar as NewTypeVar

from synchronicity import Module

api = Module("rejected.api")

T = TypeVar("T")
U = TypeVar("U")
P = ParamSpec("P")
Inferred = NewTypeVar("Inferred", infer_variance=True)


class Plain:
    pass


class Calls(Generic[P]):
    pass


class Stream(AsyncIterator[T]):
    pass


class Page(Generic[T]):
    pass


class Sub(Page[T]):
    pass


class Long(list[T]):
    pass


class Other(Generic[T]):
    number = 1


class Broken(Generic[T]):
    pass


class Takes(Generic[Inferred]):
    """Takes only, and does not say so: the function would have to go the other way."""

    def put(self, value: Inferred) -> None: ...

    def put_all(self, values: Iterable[Inferred], then: Callable[[], Inferred]) -> Takes[Inferred]: ...


class TakesMore(Takes[Inferred]):
    def put_later(self, put: Callable[[Callable[[Inferred], None]], None]) -> None: ...


class Keeps(Generic[Inferred]):
    def put(self, value: Inferred) -> None: ...

    def get(self) -> Inferred: ...


class KeepsMore(list[Inferred]):
    def put(self, value: Inferred) -> None: ...


@dataclass
class Holder(Generic[T]):
    items: list[T]
    node: Node


def each(page: Any, function: Callable[[Any], Any]) -> Any:
    return page


def one(page: Page[T]) -> Page[T]:
    return page


async def waits(page: Page[T], function: Callable[[T], U]) -> Page[U]:
    raise NotImplementedError


def local() -> Any:
    def inner(page: Any, function: Any) -> Any: ...

    return inner


class Made:
    """No transformer."""

    def __init__(self, *arguments: object) -> None: ...


api.register_transformer(Plain, convert=each)  # E: not-registrable
api.register_transformer(Calls, convert=each)  # E: not-registrable
api.register_transformer(Stream, convert=each)  # E: not-registrable
api.register_transformer(Other, convert=one)  # E: not-registrable
api.register_transformer(Other, convert=waits)  # E: not-registrable
api.register_transformer(Other, convert=local())  # E: local-object
api.register_transformer(Other, convert="map")  # E: not-registrable
api.register_transformer(Other, convert="number")  # E: not-registrable
api.register_transformer(Other, "no_such_module:Transformer")  # E: import-failed
api.register_transformer(Other, "collections:no_such_name")  # E: import-failed
api.register_transformer(Other, "string:digits")  # E: not-registrable
api.register_transformer(Takes, convert=each)  # E: not-registrable
api.register_transformer(TakesMore, convert=each)  # E: not-registrable
api.register_transformer(Keeps, convert=each)
api.register_transformer(KeepsMore, convert=each)
api.register_transformer(Page, convert=each)
api.register_transformer(Page, convert=each)  # E: duplicate-class
api.register_transformer(Sub, convert=each)
api.register_transformer(Long, convert=each)
api.register_transformer(Holder, convert=each)
api.register_transformer(Broken, "tests.rejected.own_containers:Made")


@api.wrap_class
class Node:
    pass


@api.wrap_class
class Wrapped(Generic[T]):
    pass


api.register_transformer(Wrapped, convert=each)  # E: not-registrable


@api.wrap_function
async def unregistered(nodes: Other[Node]) -> None: ...  # E: untranslatable


@api.wrap_function
async def derived(value: Union[Page[Node], Sub[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def twice(value: Union[Page[Node], Page[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def lists(value: Union[Long[Node], list[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def other_lists(value: Union[list[Node], Long[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def holding(value: Holder[Node]) -> None: ...  # E: untranslatable


@api.wrap_function
async def broken(value: Broken[Node]) -> None: ...  # E: untranslatable
