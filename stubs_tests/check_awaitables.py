"""Plain functions that return something to be awaited: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from golden.awaitables import api
from golden.awaitables.api import Client, Page
from typing_extensions import assert_type

from synchronicity import AwaitableContextManager, DualCallable


class Special(Client):
    """A user's own class."""


def blocking(client: Client, special: Special) -> None:
    assert_type(api.page("u"), Page)
    assert_type(api.page(url="u").url, str)
    assert_type(api.coroutine("u"), list[Page])
    assert_type(api.get("u"), Page)
    assert_type(client.get("u", times=2), Page)
    assert_type(special.get(url="u"), Page)
    assert_type(Client.get(client, "u", times=2), Page)


async def waiting(client: Client, special: Special) -> None:
    assert_type(await api.page.aio("u"), Page)
    assert_type(await api.coroutine.aio("u"), list[Page])
    assert_type(api.get.aio("u"), AwaitableContextManager[Page])
    assert_type(await api.get.aio("u"), Page)
    assert_type(await client.get.aio("u", times=2), Page)
    assert_type(await Client.get.aio(special, "u"), Page)
    async with api.get.aio("u") as page:
        assert_type(page, Page)
    async with special.get.aio("u", times=2) as page:
        assert_type(page, Page)


def faces(client: Client) -> None:
    page: DualCallable[[str], Page] = api.page
    coroutine: DualCallable[[str], list[Page]] = api.coroutine
    get: Callable[[str], Awaitable[Page]] = api.get.aio
    get_method: Callable[[str], Awaitable[Page]] = client.get.aio
    print(page, coroutine, get, get_method)
