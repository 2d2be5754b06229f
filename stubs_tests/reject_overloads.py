"""Misuse of overloads: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from collections.abc import Callable

from golden.overloads.api import Client, Page, parse, plain, read


def blocking(client: Client, page: Page) -> None:
    parse(1.0)  # E: call-overload reportCallIssue
    parse("u", strict=True)  # E: call-overload reportArgumentType
    parse(1).url  # E: attr-defined reportAttributeAccessIssue
    plain("x")  # E: call-overload reportCallIssue
    plain.aio(1)  # E: attr-defined reportFunctionMemberAccess
    client.get(None)  # E: call-overload reportCallIssue
    client.get("k").number  # E: attr-defined reportAttributeAccessIssue
    client.get(1).url  # E: attr-defined reportAttributeAccessIssue
    number: int = plain(page)  # E: assignment reportAssignmentType
    wrong: Callable[[str], int] = parse  # E: assignment reportAssignmentType
    print(number, wrong)


async def waiting(client: Client) -> None:
    await parse("u")  # E: misc reportGeneralTypeIssues
    await parse.aio(1.0)  # E: call-overload reportCallIssue
    await parse.aio("u", strict=True)  # E: call-overload reportArgumentType
    await client.get("k")  # E: misc reportGeneralTypeIssues
    await client.get.aio(None)  # E: call-overload reportCallIssue
    (await client.get.aio(1)).url  # E: attr-defined reportAttributeAccessIssue
    client.open(1)  # E: call-overload reportArgumentType
    await client.open.aio("x")  # E: call-overload reportArgumentType
    read("u", True).upper().encode()  # E: attr-defined reportAttributeAccessIssue
    (await read.aio("u")).decode()  # E: attr-defined reportAttributeAccessIssue
