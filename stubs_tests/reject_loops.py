"""Misuse of what runs on the loop: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.loops import api
from golden.loops.api import Mailbox


async def misuse(mailbox: Mailbox) -> None:
    api.clock("x")  # E: arg-type reportArgumentType
    await api.clock()  # E: misc reportGeneralTypeIssues
    Mailbox()  # E: call-arg reportCallIssue
    await Mailbox.aio()  # E: call-arg reportCallIssue
    await Mailbox.aio(1)  # E: arg-type reportArgumentType
    await mailbox.put("x")  # E: misc reportGeneralTypeIssues
    mailbox.put.aio(1)  # E: arg-type reportArgumentType
