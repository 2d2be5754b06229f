"""Misuse of awkward names: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.names import api
from golden.names.api import A, A_b, Wrapped


def blocking(wrapped: Wrapped) -> None:
    Wrapped("x")  # E: arg-type reportArgumentType
    wrapped.list(["x"])  # E: arg-type reportArgumentType
    wrapped.property(1)  # E: arg-type reportArgumentType
    wrapped.dict()  # E: operator reportCallIssue
    A_b().b_c()  # E: attr-defined reportAttributeAccessIssue
    A().c()  # E: attr-defined reportAttributeAccessIssue
    api.str(1, "x")  # E: arg-type reportArgumentType
    api.Any_(1, "x")  # E: arg-type reportArgumentType
    api.isinstance("x")  # E: arg-type reportArgumentType
    api.Shelf().shown("x")  # E: arg-type reportArgumentType
    api.größe(länge="x")  # E: arg-type reportArgumentType


async def waiting(wrapped: Wrapped) -> None:
    await wrapped.list()  # E: misc reportGeneralTypeIssues
    await wrapped.list.aio(["x"])  # E: arg-type reportArgumentType
    await A().b_c()  # E: misc reportGeneralTypeIssues
    await api.str.aio(1, "x")  # E: arg-type reportArgumentType
    await api.isinstance.aio("x")  # E: arg-type reportArgumentType
