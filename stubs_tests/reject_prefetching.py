"""Misuse of what is fetched ahead: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.prefetching import api
from golden.prefetching.api import Table


async def misuse(table: Table) -> None:
    api.count("x")  # E: arg-type reportArgumentType
    api.count(1).send(None)  # E: attr-defined reportAttributeAccessIssue
    api.count(1).throw(ValueError())  # E: attr-defined reportAttributeAccessIssue
    api.count.aio(1).asend(None)  # E: attr-defined reportAttributeAccessIssue
    await table.rows.aio()  # E: misc reportGeneralTypeIssues
