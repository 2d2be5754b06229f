"""Misuse of members that override others: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.overriding.api import Backend, Cache, Counting, LocalCache, RemoteCache, Writer


def blocking(cache: Cache[int], remote: RemoteCache[str], backend: Backend) -> None:
    print(cache.get.aio)  # E: attr-defined reportAttributeAccessIssue
    print(Cache.kind.aio)  # E: attr-defined reportAttributeAccessIssue
    print(backend.connect.aio)  # E: attr-defined reportAttributeAccessIssue
    print(Backend.connect.aio)  # E: attr-defined reportFunctionMemberAccess
    cache.put("a", "b")  # E: arg-type reportArgumentType
    remote.get(1)  # E: arg-type reportArgumentType
    cache.get("a", 1.0)  # E: call-arg reportCallIssue
    print(Counting().get.aio)  # E: attr-defined reportAttributeAccessIssue
    wrong: Cache[int] = remote  # E: assignment reportAssignmentType
    print(wrong)


async def waiting(remote: RemoteCache[str], local: LocalCache[str], writer: Writer) -> None:
    await remote.get("a")  # E: misc reportGeneralTypeIssues
    await local.get.aio(1)  # E: arg-type reportArgumentType
    number: int = await local.get.aio("a")  # E: assignment reportAssignmentType
    names: list[str] = await writer.last.aio()  # E: assignment reportAssignmentType
    print(number, names)
