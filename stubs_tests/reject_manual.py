"""Misuse of what is written by hand: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.manual import _impl, api
from golden.manual.api import Client, Window


def misuse(client: Client, implementation: _impl.Client) -> None:
    api.total(implementation, 2)  # E: arg-type reportArgumentType
    api.total(client, "2")  # E: arg-type reportArgumentType
    Window(implementation)  # E: arg-type reportArgumentType
    client.numbers("2")  # E: arg-type reportArgumentType
    client.size = 3  # E: misc reportAttributeAccessIssue
    client.pick(1.5)  # E: call-overload reportCallIssue
    rows: api.Rows = [implementation]  # E: list-item reportAssignmentType
    handler: api.Handler = len  # E: assignment reportAssignmentType
    api.numbered(rows, handler)
    Client.make(2)  # E: call-arg reportCallIssue
