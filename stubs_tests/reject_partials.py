"""Misuse of partials: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.partials import _impl, api
from golden.partials.api import Client


def blocking(client: Client) -> None:
    api.get("GET", "/x")  # E: call-arg reportCallIssue
    api.get(url=1)  # E: arg-type reportArgumentType
    api.post("/x")  # E: call-arg reportCallIssue
    api.post(url="/x", client=_impl.DEFAULT)  # E: arg-type reportArgumentType
    api.from_one(1)  # E: arg-type reportArgumentType


async def waiting() -> None:
    await api.get("/x")  # E: misc reportGeneralTypeIssues
    await api.post.aio("/x")  # E: call-arg reportCallIssue
