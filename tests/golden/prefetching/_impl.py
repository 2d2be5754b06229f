"""Iterators that run ahead of who consumes them: a function, and methods of every kind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextvars import ContextVar

from synchronicity import Module

api = Module("golden.prefetching.api")

made: list[int] = []  # what has been made so far, consumed or not
ended: list[str] = []  # how iterators have ended
caller: ContextVar[str] = ContextVar("caller", default="nobody")


class Broken(Exception):
    """What an iterator may raise."""


@api.wrap_function(prefetch=4)
async def count(to: int, *, fail: bool = False) -> AsyncIterator[int]:
    """The numbers below `to`, without waiting for anything; then perhaps an error."""
    try:
        for number in range(to):
            made.append(number)
            yield number
        if fail:
            raise Broken("after the last")
    finally:
        ended.append("counted")


@api.wrap_function(prefetch=4)
async def waiting(items: int) -> AsyncIterator[str]:
    """So many items at once; and then it waits for ever."""
    try:
        for _ in range(items):
            yield caller.get()
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)
        ended.append("cleaned")


@api.wrap_class
class Row:
    def __init__(self, number: int) -> None:
        self.number = number


class _Base:
    @api.prefetch(2)
    async def inherited(self) -> AsyncIterator[Row]:
        yield Row(0)


@api.wrap_class
class Table(_Base):
    def __init__(self, size: int) -> None:
        self._size = size

    @api.prefetch(8)
    async def rows(self) -> AsyncIterator[Row]:
        """All rows."""
        for number in range(self._size):
            yield Row(number)

    @classmethod
    @api.prefetch(8)
    async def empty(cls) -> AsyncIterator[Table]:
        yield cls(0)

    async def __aiter__(self) -> AsyncIterator[int]:
        yield self._size
