"""Misuse of functions: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from collections.abc import Awaitable, Callable

from golden.functions import _impl, api
from golden.functions.api import Color, fetch, total

from synchronicity import DualCallable


def blocking() -> None:
    fetch(1)  # E: arg-type reportArgumentType
    fetch("u", 2)  # E: call-arg reportCallIssue
    fetch("u", retry=2)  # E: call-arg reportCallIssue
    fetch()  # E: call-arg reportCallIssue
    number: int = fetch("u")  # E: assignment reportAssignmentType
    coroutine: str = fetch.aio("u")  # E: assignment reportAssignmentType
    fetch.aoi("u")  # E: attr-defined reportAttributeAccessIssue
    api.title.aio("t")  # E: attr-defined reportFunctionMemberAccess
    api.title(1)  # E: arg-type reportArgumentType
    total(first=1)  # E: call-arg reportCallIssue
    total(1, 2, "3")  # E: arg-type reportArgumentType
    total(1, more="x")  # E: arg-type reportArgumentType
    api.wait(tags=[1])  # E: list-item reportArgumentType
    api.paint("red", {})  # E: arg-type reportArgumentType
    api.paint(Color.RED, {"dept": 1})  # E: typeddict-unknown-key reportArgumentType
    api.paint(Color.RED, {}, user=1)  # E: arg-type reportArgumentType
    api.awkward(1, "a", "b")  # E: call-arg reportCallIssue
    api.awkward(1, "a", "b", "c", more="d")  # E: arg-type reportArgumentType
    api.missing  # E: attr-defined reportAttributeAccessIssue
    print(number, coroutine)


async def waiting() -> None:
    await fetch("u")  # E: misc reportGeneralTypeIssues
    await fetch.aio(1)  # E: arg-type reportArgumentType
    await fetch.aio("u", 2)  # E: call-arg reportCallIssue
    await fetch.aio("u", retry=2)  # E: call-arg reportCallIssue
    number: int = await fetch.aio("u")  # E: assignment reportAssignmentType
    await total.aio(1, 2, "3")  # E: arg-type reportArgumentType
    await api.wait.aio(tags=[1])  # E: list-item reportArgumentType
    await api.paint.aio("red", {})  # E: arg-type reportArgumentType
    await api.awkward.aio(1, "a", "b")  # E: call-arg reportCallIssue
    fetch.aio("u")  # E: unused-coroutine reportUnusedCoroutine
    print(number)


def takes_dual(get: DualCallable[[int], str]) -> None: ...


async def implementation() -> str:
    return await _impl.fetch("u")


takes_dual(fetch)  # E: arg-type reportArgumentType
takes_dual(fetch.aio)  # E: arg-type reportArgumentType
result: DualCallable[[str], int] = fetch  # E: assignment reportAssignmentType
plain: DualCallable[[str], str] = api.title  # E: assignment reportAssignmentType
sync_face: Callable[[str], Awaitable[str]] = fetch  # E: assignment reportAssignmentType
aio_face: Callable[[str], str] = fetch.aio  # E: assignment reportAssignmentType
