"""Misuse of callbacks: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.callbacks import _impl, api
from golden.callbacks.api import Row, Server


def takes_text(text: str) -> None: ...


async def takes_implementation(row: _impl.Row) -> None: ...


async def takes_two(row: Row, other: Row) -> None: ...


async def number(row: Row) -> int:
    return row.number


def blocking(rows: list[Row]) -> None:
    api.each(rows, takes_text)  # E: arg-type reportArgumentType
    api.each(rows, takes_implementation)  # E: arg-type reportArgumentType
    api.each(rows, takes_two)  # E: arg-type reportArgumentType
    api.each(rows, 1)  # E: arg-type reportArgumentType
    api.each(rows, None)  # E: arg-type reportArgumentType
    api.chosen(rows, number)  # E: arg-type reportArgumentType
    api.named(takes_text)  # E: arg-type reportArgumentType
    api.handled(rows[0], takes_text)  # E: arg-type reportArgumentType
    Server(takes_text)  # E: arg-type reportArgumentType
    api.transformed(rows, takes_text)  # E: arg-type reportArgumentType
    api.by_protocol(rows, number)  # E: arg-type reportArgumentType
    api.by_protocol(rows, lambda row, number: row, takes_text)  # E: arg-type reportArgumentType
    api.named_by(takes_text)  # E: arg-type reportArgumentType
    numbers: list[str] = api.transformed(rows, number)  # E: arg-type reportAssignmentType
    print(numbers)


async def waiting(rows: list[Row]) -> None:
    await api.each.aio(rows, takes_text)  # E: arg-type reportArgumentType
    await api.by_protocol.aio(rows, number)  # E: arg-type reportArgumentType
    await api.chosen.aio(rows, number)  # E: arg-type reportArgumentType
    await api.hooked.aio(rows, takes_text)  # E: arg-type reportArgumentType
    text: str = await api.first_of.aio(rows, number)  # E: arg-type reportAssignmentType
    print(text)
