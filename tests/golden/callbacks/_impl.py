"""Functions that users give: sync and async ones, on both faces."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Optional, Protocol, TypeVar, Union

from synchronicity import Module

api = Module("golden.callbacks.api")


@api.wrap_class
class Row:
    def __init__(self, number: int) -> None:
        self.number = number


Handler = Callable[[Row], Awaitable[None]]


@api.wrap_function
async def each(rows: list[Row], func: Callable[[Row], Awaitable[None]]) -> None:
    """Call `func` with every row."""
    for row in rows:
        await func(row)


@api.wrap_function
async def mapped(rows: list[Row], func: Callable[[Row, int], Coroutine[Any, Any, Row]]) -> list[Row]:
    return [await func(row, number) for number, row in enumerate(rows)]


@api.wrap_function
async def chosen(rows: list[Row], key: Callable[[Row], int]) -> Row:
    """A callback that is called, not awaited."""
    return min(rows, key=key)


@api.wrap_function
async def named(func: Callable[[str], Awaitable[int]]) -> int:
    """No wrapped class takes part, but it may be sync all the same."""
    return await func("x")


@api.wrap_function
async def handled(row: Row, handler: Optional[Handler] = None) -> bool:
    if handler is not None:
        await handler(row)
    return handler is not None


@api.wrap_function
async def anyhow(func: Callable[..., Awaitable[Any]]) -> Any:
    return await func(Row(1), [Row(2)], key=Row(3))


@api.wrap_function
def sort(rows: list[Row], before: Callable[[Row, Row], bool]) -> list[Row]:
    """Plain functions take callbacks too."""
    return rows if before(rows[0], rows[-1]) else rows[::-1]


@api.wrap_class
class Server:
    def __init__(self, on_row: Callable[[Row], Awaitable[None]]) -> None:
        self._on_row = on_row
        self._others: list[Callable[[Row], Awaitable[None]]] = []

    async def serve(self, row: Row) -> None:
        for func in (self._on_row, *self._others):
            await func(row)

    def subscribe(self, func: Callable[[Row], Awaitable[None]], *more: Callable[[Row], Awaitable[None]]) -> None:
        self._others += [func, *more]


R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Handles(Protocol):
    """The same as a `Callable`, with a name."""

    async def __call__(self, row: Row, number: int, /) -> Row: ...


class Compares(Protocol):
    def __call__(self, __one: Row, __other: Row) -> bool: ...


class Makes(Protocol[R_co]):
    async def __call__(self, rows: list[Row], /) -> R_co: ...


class Names(Protocol):
    """Mentions no wrapped class: handed on as it is."""

    async def __call__(self, *, number: int) -> str: ...


@api.wrap_function
async def transformed(rows: list[Row], func: Callable[[Row], Awaitable[R]]) -> list[R]:
    """What `func` gives decides what comes back."""
    return [await func(row) for row in rows]


@api.wrap_function
async def reduced(rows: list[Row], func: Callable[[R, Row], R], start: R) -> R:
    for row in rows:
        start = func(start, row)
    return start


@api.wrap_function
async def by_protocol(rows: list[Row], handles: Handles, compares: Optional[Compares] = None) -> list[Row]:
    """Protocols with `__call__`."""
    found = [await handles(row, number) for number, row in enumerate(rows)]
    return found if compares is None or compares(found[0], found[-1]) else found[::-1]


@api.wrap_function
async def made(rows: list[Row], makes: Makes[R]) -> R:
    return await makes(rows)


@api.wrap_function
async def named_by(names: Names) -> str:
    return await names(number=1)


Hook = Union[Callable[[Row], None], Callable[[Row], Awaitable[None]]]


@api.wrap_function
async def hooked(rows: list[Row], hook: Hook, last: Optional[Hook] = None) -> int:
    """The implementation takes both kinds itself."""
    for row in rows:
        given = hook(row)
        if given is not None:
            await given
    return len(rows) if last is None else -len(rows)


@api.wrap_function
async def first_of(rows: list[Row], func: Callable[[Row], Union[R, Awaitable[R]]]) -> R:
    given: Any = func(rows[0])
    result: R = await given if inspect.isawaitable(given) else given
    return result
