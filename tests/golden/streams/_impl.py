"""Asynchronous things as values: arguments to iterate, iterators and context managers that are handed out."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Coroutine, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal, Optional, Union, overload

from synchronicity import Module

api = Module("golden.streams.api")


@api.wrap_class
class Row:
    def __init__(self, number: int) -> None:
        self.number = number


@api.wrap_function
async def total(numbers: AsyncIterable[int]) -> int:
    """Sum up what comes."""
    return sum([number async for number in numbers])


@api.wrap_function
async def store(rows: AsyncIterator[Row], limit: Optional[int] = None) -> list[Row]:
    """Stops when it has enough."""
    found: list[Row] = []
    async for row in rows:
        found.append(row)
        if len(found) == limit:
            break
    return found


@api.wrap_function
async def doubled(rows: AsyncIterator[Row]) -> AsyncIterator[Row]:
    """From one stream to another."""
    async for row in rows:
        yield row
        yield row


async def _rows(count: int) -> AsyncIterator[Row]:
    for number in range(count):
        yield Row(number)


@asynccontextmanager
async def _open(row: Row) -> AsyncIterator[Row]:
    row.number += 1
    yield row
    row.number -= 1


@api.wrap_class
class Table:
    def __init__(self, count: int) -> None:
        self._count = count

    @property
    def rows(self) -> AsyncIterator[Row]:
        """For `for` and `async for`."""
        return _rows(self._count)

    async def query(self) -> AsyncIterator[Row]:
        """A coroutine that gives an iterator."""
        return _rows(self._count)

    async def parts(self) -> tuple[AsyncIterator[Row], Optional[AsyncIterator[int]]]:
        return _rows(self._count), None

    async def lock(self, row: Row) -> AbstractAsyncContextManager[Row]:
        """A coroutine that gives a context manager."""
        return _open(row)


@api.wrap_function
async def collected(rows: Union[Iterable[Row], AsyncIterable[Row], None]) -> list[Row]:
    """The implementation takes both kinds itself."""
    if rows is None:
        return []
    return [row async for row in rows] if isinstance(rows, AsyncIterable) else list(rows)


@api.wrap_function
async def sent(content: Union[str, list[Row], Row, AsyncIterable[Row]]) -> int:
    """Told apart: only an async one counts as a stream."""
    if isinstance(content, AsyncIterable):
        return sum([row.number async for row in content])
    if isinstance(content, Row):
        return content.number
    return len(content)


class Upload(AsyncIterator[bytes]):
    """More than an iterator: what takes one takes no other iterator in its place."""

    def __init__(self, *parts: bytes) -> None:
        self._parts: Iterator[bytes] = iter(parts)
        self.length: int = sum(map(len, parts))

    async def __anext__(self) -> bytes:
        for part in self._parts:
            return part
        raise StopAsyncIteration


@api.wrap_function
async def upload(content: Optional[Upload] = None) -> tuple[int, bytes]:
    """What it says of itself, and what comes."""
    if content is None:
        return 0, b""
    return content.length, b"".join([part async for part in content])


@api.wrap_function
async def enter(manager: AbstractAsyncContextManager[int], then: Coroutine[Any, Any, int]) -> int:
    """It is the implementation that enters and awaits."""
    async with manager as entered:
        return entered + await then


@dataclass
class Answer:
    rows: int


@overload
async def ask(count: int, *, streaming: Literal[False] = False) -> Answer: ...
@overload
async def ask(count: int, *, streaming: Literal[True]) -> AsyncIterator[Row]: ...
@api.wrap_function
async def ask(count: int, *, streaming: bool = False) -> Union[Answer, AsyncIterator[Row]]:
    """All at once, or as it comes."""
    return _rows(count) if streaming else Answer(count)


@api.wrap_function
async def measure(content: Union[bytes, Upload, AsyncIterator[bytes]]) -> Optional[int]:
    """An object of a class that is asked for by name is no stream, whatever it can do."""
    return content.length if isinstance(content, Upload) else None
