"""Plain functions that return something to be awaited."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Generator
from contextlib import AbstractAsyncContextManager
from typing import Any, Generic, TypeVar

from synchronicity import Module

api = Module("golden.awaitables.api")

T = TypeVar("T")


@api.wrap_class
class Page:
    def __init__(self, url: str) -> None:
        self.url = url
        self.closed = False


class _Pending(AbstractAsyncContextManager[T], Awaitable[T], Generic[T]):
    """Await it, or enter it: not registered."""

    def __init__(self, coro: Coroutine[Any, Any, T]) -> None:
        self._coro = coro
        self._value: T

    def __await__(self) -> Generator[Any, None, T]:
        return self._coro.__await__()

    async def __aenter__(self) -> T:
        self._value = await self._coro
        return self._value

    async def __aexit__(self, *error: object) -> None:
        if isinstance(self._value, Page):
            self._value.closed = True


async def _make(url: str) -> Page:
    return Page(url)


@api.wrap_function
def page(url: str) -> Awaitable[Page]:
    """An awaitable."""
    return _make(url)


@api.wrap_function
def coroutine(url: str) -> Coroutine[Any, Any, list[Page]]:
    async def make() -> list[Page]:
        return [Page(url)]

    return make()


@api.wrap_function
def get(url: str) -> _Pending[Page]:
    """Await it, or enter it."""
    return _Pending(_make(url))


@api.wrap_class
class Client:
    def get(self, url: str, *, times: int = 1) -> _Pending[Page]:
        """Await it, or enter it."""
        return _Pending(_make(url * times))
