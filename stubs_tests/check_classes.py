"""Every kind of member, on both faces and through a subclass: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Optional

from golden.classes.api import Client, Row
from typing_extensions import assert_type

from synchronicity import DualCallable


class Special(Client):
    """A user's own class."""

    def extra(self) -> list[Row]:
        return self.query("q")

    async def extra_waiting(self) -> list[Row]:
        return await self.query.aio("q")


def attributes(client: Client, special: Special, row: Row) -> None:
    assert_type(Client.kind, str)
    assert_type(client.kind, str)
    assert_type(Special.kind, str)
    assert_type(Client.version, str)
    assert_type(client.version, str)
    assert_type(client.url, str)
    assert_type(client.timeout, float)
    assert_type(client.last, Optional[Row])
    assert_type(client.size, int)
    assert_type(special.size, int)
    assert_type(row.number, int)
    client.url = "v"
    client.timeout = 2
    client.last = row
    client.last = None
    special.url = "v"
    row.number = 1


def a_property(client: Client, row: Row) -> None:
    assert_type(client.home, Optional[Row])
    client.home = row
    client.home = None
    del client.home


def blocking(client: Client, special: Special, row: Row) -> None:
    assert_type(Client("u"), Client)
    assert_type(Client(url="u", timeout=2), Client)
    assert_type(client.query("q"), list[Row])
    assert_type(client.query(sql="q"), list[Row])
    assert_type(client.kinds(Row), list[type[Row]])
    assert_type(special.query("q"), list[Row])
    assert_type(client.store(row), int)
    assert_type(client.store(row, row, other=row), int)
    assert_type(client.describe(row), str)
    assert_type(client.first(), Row)
    assert_type(client.first().number, int)


def own_class(client: Client, special: Special) -> None:
    assert_type(client.renamed("v"), Client)
    assert_type(special.renamed(url="v"), Special)
    assert_type(special.renamed("v").renamed("w"), Special)
    assert_type(client.again(), Client)
    assert_type(special.again(), Special)


def class_and_static_methods(client: Client, special: Special) -> None:
    assert_type(Client.open("u"), Client)
    assert_type(Special.open(url="u"), Special)
    assert_type(client.open("u"), Client)
    assert_type(special.open("u"), Special)
    assert_type(Client.count(["u"]), int)
    assert_type(special.count(["u"]), int)
    assert_type(Client.default(), Client)
    assert_type(Special.default(), Special)
    assert_type(Client.ping("u"), Row)
    assert_type(special.ping(url="u"), Row)
    assert_type(Client.join("a", right="b"), str)


def unbound(client: Client, special: Special, row: Row) -> None:
    assert_type(Client.query(client, "q"), list[Row])
    assert_type(Client.query(special, sql="q"), list[Row])
    assert_type(Special.query(special, "q"), list[Row])
    assert_type(Client.store(client, row, row, other=row), int)
    assert_type(Client.describe(client, row), str)
    # Looser, as the class of its result depends on the argument.
    assert_type(Client.renamed(client, "v"), Any)


async def waiting(client: Client, special: Special, row: Row) -> None:
    assert_type(await client.query.aio("q"), list[Row])
    assert_type(await client.kinds.aio(type(row)), list[type[Row]])
    assert_type(await special.query.aio(sql="q"), list[Row])
    assert_type(await client.store.aio(row, row, other=row), int)
    assert_type(await client.renamed.aio("v"), Client)
    assert_type(await special.renamed.aio(url="v"), Special)
    assert_type(await Client.open.aio("u"), Client)
    assert_type(await Special.open.aio(url="u"), Special)
    assert_type(await special.open.aio("u"), Special)
    assert_type(await Client.count.aio(["u"]), int)
    assert_type(await special.count.aio(["u"]), int)
    assert_type(await Client.ping.aio("u"), Row)
    assert_type(await special.ping.aio(url="u"), Row)
    assert_type(await Client.query.aio(client, "q"), list[Row])
    assert_type(await Client.query.aio(special, sql="q"), list[Row])
    assert_type(await Client.store.aio(client, row, other=row), int)
    assert_type(await Client.renamed.aio(client, "v"), Any)


def faces(client: Client) -> None:
    query: Callable[[str], list[Row]] = client.query
    query_aio: Callable[[str], Awaitable[list[Row]]] = client.query.aio
    unbound_query: Callable[[Client, str], list[Row]] = Client.query
    unbound_aio: Callable[[Client, str], Awaitable[list[Row]]] = Client.query.aio
    dual: DualCallable[[str], list[Row]] = client.query
    dual_renamed: DualCallable[[str], Client] = client.renamed
    opening: DualCallable[[str], Client] = Client.open
    pinging: DualCallable[[str], Row] = Client.ping
    unbound_dual: DualCallable[[Client, str], list[Row]] = Client.query
    print(query, query_aio, unbound_query, unbound_aio, dual, dual_renamed, opening, pinging)
    print(unbound_dual, client.query.__name__, Client.query.__name__, client.query.__self__)
