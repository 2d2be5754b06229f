"""Functions that users give, sync and async, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from typing import Any

from golden.callbacks import api
from golden.callbacks.api import Row, Server
from typing_extensions import assert_type


async def wait_for(row: Row) -> None:
    print(row.number)


def look_at(row: Row) -> None:
    print(row.number)


async def wait_next(row: Row, number: int) -> Row:
    return row if number else Row(number)


def make_next(row: Row, number: int) -> Row:
    return row if number else Row(number)


def number_of(row: Row) -> int:
    return row.number


def added(total: int, row: Row) -> int:
    return total + row.number


async def length(text: str) -> int:
    return len(text)


def blocking(rows: list[Row]) -> None:
    assert_type(api.each(rows, wait_for), None)
    assert_type(api.each(rows, look_at), None)
    assert_type(api.each(rows, func=lambda row: print(row.number)), None)
    assert_type(api.mapped(rows, wait_next), list[Row])
    assert_type(api.mapped(rows, make_next), list[Row])
    assert_type(api.chosen(rows, number_of), Row)
    assert_type(api.chosen(rows, key=lambda row: row.number), Row)
    assert_type(api.named(length), int)
    assert_type(api.named(len), int)
    assert_type(api.handled(rows[0]), bool)
    assert_type(api.handled(rows[0], look_at), bool)
    assert_type(api.handled(rows[0], None), bool)
    assert_type(api.anyhow(print), Any)
    assert_type(api.sort(rows, lambda left, right: left.number < right.number), list[Row])
    assert_type(api.transformed(rows, wait_for), list[None])
    assert_type(api.transformed(rows, number_of), list[int])
    assert_type(api.transformed(rows, lambda row: str(row.number)), list[str])
    assert_type(api.reduced(rows, lambda total, row: total + row.number, 0), int)
    assert_type(api.by_protocol(rows, wait_next), list[Row])
    assert_type(api.by_protocol(rows, make_next, lambda one, other: True), list[Row])
    assert_type(api.made(rows, len), int)
    assert_type(api.named_by(say), str)
    server = Server(look_at)
    assert_type(server.subscribe(wait_for, look_at), None)
    assert_type(server.serve(rows[0]), None)


async def say(*, number: int) -> str:
    return str(number)


async def waiting(rows: list[Row]) -> None:
    assert_type(await api.each.aio(rows, wait_for), None)
    assert_type(await api.by_protocol.aio(rows, wait_next), list[Row])
    assert_type(await api.by_protocol.aio(rows, make_next, lambda one, other: True), list[Row])
    assert_type(await api.made.aio(rows, len), int)
    assert_type(await api.named_by.aio(say), str)
    assert_type(await api.each.aio(rows, look_at), None)
    assert_type(await api.mapped.aio(rows, wait_next), list[Row])
    assert_type(await api.chosen.aio(rows, number_of), Row)
    assert_type(await api.named.aio(len), int)
    assert_type(await api.handled.aio(rows[0], wait_for), bool)
    assert_type(await api.anyhow.aio(length), Any)
    assert_type(await api.transformed.aio(rows, number_of), list[int])
    assert_type(await api.reduced.aio(rows, added, 0), int)
    await Server(wait_for).serve.aio(rows[0])


def both_kinds(rows: list[Row]) -> None:
    assert_type(api.hooked(rows, wait_for, print), int)
    assert_type(api.first_of(rows, wait_for), None)
    assert_type(api.first_of(rows, number_of), int)


async def both_kinds_awaited(rows: list[Row]) -> None:
    assert_type(await api.hooked.aio(rows, print, wait_for), int)
    assert_type(await api.first_of.aio(rows, number_of), int)
