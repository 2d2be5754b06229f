"""Overloads, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from golden.overloads.api import Client, Page, parse, pick, plain, read
from typing_extensions import assert_type


class Special(Client):
    """A user's own class."""


def blocking(client: Client, special: Special, page: Page) -> None:
    assert_type(parse("text"), Page)
    assert_type(parse(text="text").url, str)
    for_numbers: Callable[[int], None] = parse
    for_strict_numbers: Callable[[int, bool], None] = parse
    for_texts: Callable[[str], Page] = parse
    assert_type(plain(1), int)
    assert_type(plain(page), Page)
    assert_type(client.get("k"), Page)
    assert_type(client.get(key=1), list[Page])
    assert_type(special.get("k"), Page)
    assert_type(special.get(1), list[Page])
    # Looser: no checker can put the instance before overloads.
    assert_type(Client.get(client, "k"), Any)
    print(for_numbers, for_strict_numbers, for_texts)


async def waiting(client: Client, special: Special) -> None:
    assert_type(await parse.aio("text"), Page)
    for_numbers: Callable[[int], Awaitable[None]] = parse.aio
    for_texts: Callable[[str], Awaitable[Page]] = parse.aio
    assert_type(await client.get.aio("k"), Page)
    assert_type(await client.get.aio(key=1), list[Page])
    assert_type(await special.get.aio(1), list[Page])
    assert_type(await Client.get.aio(client, "k"), Any)
    print(for_numbers, for_texts)


async def told_by_overloads(client: Client, page: Page) -> None:
    assert_type(client.open(page), Client)
    assert_type(await client.open.aio("x", pages=[page]), list[Page])
    assert_type(pick(page, page), Page)
    assert_type(pick(1), None)
    assert_type(read("url", True), bytes)
    assert_type(await read.aio("url", raw=True), bytes)
    assert_type(read("url"), str)
    assert_type(await read.aio("url", page.url == ""), str)
