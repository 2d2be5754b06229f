"""What is written by hand, and exports: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from golden.manual import api
from golden.manual.api import Client, Row, Window
from typing_extensions import assert_type


def functions_and_classes(client: Client) -> None:
    assert_type(api.total(client, 2), int)
    assert_type(Window(client).rows(), list[Row])
    assert_type(api.describe(Window(client).rows()[0]), str)


def members(client: Client) -> None:
    assert_type(client.query(2), list[Row])
    assert_type(client.numbers(), Iterator[int])
    assert_type(client.size, int)
    assert_type(Client.make(rows=2), Client)
    assert_type(Client.greeting("x"), str)
    assert_type(client.pick(1), Row)
    assert_type(client.pick("x"), str)


async def waiting(client: Client) -> None:
    assert_type(await client.query.aio(2), list[Row])
    assert_type(await client.first(), Row)
    async with client.session() as opened:
        assert_type(opened, Client)


def exports() -> None:
    assert_type(api.LIMIT, int)
    assert_type(api.MAXIMUM, int)
    assert_type(api.pi, float)


def by_name(rows: api.Rows, later: api.Later, handler: api.Handler, numbers: api.Numbers) -> None:
    assert_type(rows, list[Row])
    assert_type(later, tuple[Row, ...])
    assert_type(handler(rows[0]), bool)
    assert_type(numbers, list[int])
    found: api.ByName = api.numbered(rows, handler)
    assert_type(found, dict[str, Optional[Row]])
