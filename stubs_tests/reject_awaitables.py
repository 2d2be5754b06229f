"""Misuse of what can be awaited: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.awaitables import api
from golden.awaitables.api import Client, Page


def blocking(client: Client) -> None:
    api.page(1)  # E: arg-type reportArgumentType
    api.get(1)  # E: arg-type reportArgumentType
    with api.get.aio("u"):  # E: attr-defined reportGeneralTypeIssues
        pass
    with api.get("u"):  # E: attr-defined reportGeneralTypeIssues
        pass
    client.get("u", 2)  # E: call-arg reportCallIssue
    Client.get("u")  # E: call-arg reportCallIssue
    early: Page = api.get.aio("u")  # E: assignment reportAssignmentType
    page: Page = api.coroutine("u")  # E: assignment reportAssignmentType
    print(early, page)


async def waiting(client: Client) -> None:
    await api.page("u")  # E: misc reportGeneralTypeIssues
    await api.page.aio(1)  # E: arg-type reportArgumentType
    await api.coroutine("u")  # E: misc reportGeneralTypeIssues
    await api.get("u")  # E: misc reportGeneralTypeIssues
    await api.get.aio(1)  # E: arg-type reportArgumentType
    async with api.get("u"):  # E: attr-defined reportGeneralTypeIssues
        pass
    async with api.get.aio("u") as page:
        page.missing  # E: attr-defined reportAttributeAccessIssue
    await client.get.aio("u", 2)  # E: call-arg reportCallIssue
    (await client.get.aio("u")).missing  # E: attr-defined reportAttributeAccessIssue
