"""Misuse of aliases: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.aliases import _impl, api
from golden.aliases.api import Keyed, Row


def blocking(row: Row) -> None:
    api.plain(1.5)  # E: arg-type reportArgumentType
    api.generic((1, "a"))  # E: arg-type reportArgumentType
    api.generic((1, 2), 3)  # E: arg-type reportArgumentType
    api.written_out([1], (row, row))  # E: list-item reportArgumentType
    api.written_anew({"a": _impl.Row()}, [])  # E: dict-item reportArgumentType
    keyed: Keyed = {"a": 1}  # E: dict-item reportAssignmentType
    print(keyed)


async def waiting(keyed: Keyed) -> None:
    await api.written_anew(keyed, [])  # E: misc reportGeneralTypeIssues
    text: str = await api.written_anew.aio(keyed, [])  # E: assignment reportAssignmentType
    print(text)
