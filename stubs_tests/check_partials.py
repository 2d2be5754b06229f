"""Partials, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from golden.partials import api
from golden.partials.api import Client
from typing_extensions import assert_type


def blocking(client: Client) -> None:
    assert_type(api.get("/x", timeout=2), str)
    assert_type(api.post(url="/x"), str)
    assert_type(api.post(url="/x", client=client, method="PUT"), str)
    assert_type(api.from_one(client, client), Iterator[Client])
    assert_type(api.pair(client), list[Client])


async def waiting(client: Client) -> None:
    assert_type(await api.get.aio("/x", retries=1), str)
    assert_type(await api.post.aio(url="/x", timeout=1), str)
    assert_type(api.from_one.aio(client), AsyncIterator[Client])
