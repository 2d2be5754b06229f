"""Misuse of functions that are handed out: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.handed_out import api
from golden.handed_out.api import App, Request


async def repeated(text: str, times: int = 1) -> str:
    return text * times


def wrong(request: Request) -> str:
    return request.path


def blocking(app: App, request: Request) -> None:
    api.default_handler()("x")  # E: arg-type reportArgumentType
    api.matcher("x")(1)  # E: arg-type reportArgumentType
    api.matcher("x").aio(request)  # E: attr-defined reportFunctionMemberAccess
    api.waiter()(1)  # E: arg-type reportArgumentType
    api.traced(repeated)(1)  # E: arg-type reportArgumentType
    number: int = api.traced(repeated)("x")  # E: assignment reportAssignmentType
    api.retried(2)(repeated)(1)  # E: arg-type reportArgumentType
    api.with_request(repeated)  # E: arg-type reportArgumentType
    app.handler = wrong  # E: assignment reportAttributeAccessIssue
    app.handler("x")  # E: arg-type reportArgumentType
    app.use(wrong)  # E: arg-type reportArgumentType
    api.Task(repeated).run(1)  # E: arg-type reportArgumentType
    api.Task(1)  # E: call-overload reportCallIssue
    text: str = api.Lazy(wrong).get()
    lazy: int = api.Lazy(wrong).get()  # E: assignment reportAssignmentType
    print(number, text, lazy)


async def waiting(app: App, request: Request) -> None:
    await app.handler(request)  # E: misc reportGeneralTypeIssues
    await app.handler.aio("x")  # E: arg-type reportArgumentType
