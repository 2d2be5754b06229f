"""Misuse of classes: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.classes import _impl
from golden.classes.api import Client, Row

from synchronicity import DualCallable


class Special(Client):
    """A user's own class."""


class Other:
    """Not a client."""


def optional(client: Client) -> None:
    text: str = client.home  # E: assignment reportAssignmentType
    client.home.number  # E: union-attr reportOptionalMemberAccess
    print(text)


def construction() -> None:
    Client()  # E: call-arg reportCallIssue
    Client(1)  # E: arg-type reportArgumentType
    Client("u", 1.0)  # E: call-arg reportCallIssue
    Client("u", timeout="x")  # E: arg-type reportArgumentType
    Client("u", time=1.0)  # E: call-arg reportCallIssue


def attributes(client: Client, row: Row) -> None:
    client.url = 1  # E: assignment reportAttributeAccessIssue
    client.last = "x"  # E: assignment reportAttributeAccessIssue
    client.size = 1  # E: misc reportAttributeAccessIssue
    client.home = "u"  # E: assignment reportAttributeAccessIssue
    row.number = "x"  # E: assignment reportAttributeAccessIssue
    client.missing  # E: attr-defined reportAttributeAccessIssue
    client._impl_instance  # E: attr-defined reportAttributeAccessIssue
    client._home  # E: attr-defined reportAttributeAccessIssue
    client._internal()  # E: attr-defined reportAttributeAccessIssue
    Client._from_impl(client)  # E: attr-defined reportAttributeAccessIssue


def blocking(client: Client, special: Special, row: Row) -> None:
    client.query(1)  # E: arg-type reportArgumentType
    client.query()  # E: call-arg reportCallIssue
    client.query("q", limit=1)  # E: call-arg reportCallIssue
    client.query(client, "q")  # E: call-arg reportCallIssue
    client.query.aoi("q")  # E: attr-defined reportAttributeAccessIssue
    client.store("x")  # E: arg-type reportArgumentType
    client.store(row, "x")  # E: arg-type reportArgumentType
    client.store(row, more="x")  # E: arg-type reportArgumentType
    client.store(_impl.Row(1))  # E: arg-type reportArgumentType
    client.describe.aio(row)  # E: attr-defined reportAttributeAccessIssue
    client.describe("x")  # E: arg-type reportArgumentType
    client.ping(1)  # E: arg-type reportArgumentType
    Client.ping()  # E: call-arg reportCallIssue
    Client.open(1)  # E: arg-type reportArgumentType
    Client.open()  # E: call-arg reportCallIssue
    Client.count("u", "v")  # E: call-arg reportCallIssue
    Client.default.aio()  # E: attr-defined reportAttributeAccessIssue
    Client.query("q")  # E: call-arg reportCallIssue
    Client.query(client, 1)  # E: arg-type reportArgumentType
    Client.query(Other(), "q")  # E: arg-type reportArgumentType
    Special.query(client, "q")  # E: arg-type reportArgumentType
    Client.store(client, "x")  # E: arg-type reportArgumentType
    rows: list[int] = client.query("q")  # E: assignment reportAssignmentType
    renamed: Special = client.renamed("v")  # E: assignment reportAssignmentType
    opened: Special = Client.open("u")  # E: assignment reportAssignmentType
    again: Special = client.again()  # E: assignment reportAssignmentType
    special.renamed()  # E: call-arg reportCallIssue
    special.renamed(1)  # E: arg-type reportArgumentType
    print(rows, renamed, opened, again)


async def waiting(client: Client, special: Special, row: Row) -> None:
    await client.query("q")  # E: misc reportGeneralTypeIssues
    await client.query.aio(1)  # E: arg-type reportArgumentType
    await client.query.aio()  # E: call-arg reportCallIssue
    await client.query.aio(client, "q")  # E: call-arg reportCallIssue
    client.query.aio("q")  # E: unused-coroutine reportUnusedCoroutine
    await client.store.aio("x")  # E: arg-type reportArgumentType
    await client.store.aio(row, more="x")  # E: arg-type reportArgumentType
    await client.renamed("v")  # E: misc reportGeneralTypeIssues
    await client.renamed.aio(1)  # E: arg-type reportArgumentType
    await Client.open("u")  # E: misc reportGeneralTypeIssues
    await Client.open.aio()  # E: call-arg reportCallIssue
    await Client.count.aio([1])  # E: list-item reportArgumentType
    await Client.ping.aio(1)  # E: arg-type reportArgumentType
    await Client.query.aio("q")  # E: call-arg reportCallIssue
    await Client.query.aio(client, 1)  # E: arg-type reportArgumentType
    await Special.query.aio(client, "q")  # E: arg-type reportArgumentType
    renamed: Special = await client.renamed.aio("v")  # E: assignment reportAssignmentType
    opened: Special = await Client.open.aio("u")  # E: assignment reportAssignmentType
    print(renamed, opened)


def faces(client: Client) -> None:
    dual: DualCallable[[int], list[Row]] = client.query  # E: assignment reportAssignmentType
    unbound: DualCallable[[str], list[Row]] = Client.query  # E: assignment reportAssignmentType
    opening: DualCallable[[str], Special] = Client.open  # E: arg-type reportAssignmentType
    print(dual, unbound, opening)


class Wrong(Client):
    def describe(self, row: str) -> str:  # E: override reportIncompatibleMethodOverride
        return row

    def query(self, sql: str) -> list[Row]:  # E: override reportIncompatibleVariableOverride
        return []
