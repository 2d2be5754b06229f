"""Functions that are handed out, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Optional

from golden.handed_out import api
from golden.handed_out.api import App, Request, Response
from typing_extensions import assert_type

from synchronicity import DualCallable, DualIterator


async def respond(request: Request) -> Response:
    return Response(request.path)


def respond_at_once(request: Request) -> Response:
    return Response(request.path)


async def repeated(text: str, times: int = 1) -> str:
    return text * times


def halved(number: int) -> float:
    return number / 2


async def named(request: Request, name: str) -> bytes:
    return (request.path + name).encode()


async def logging(request: Request, call_next: DualCallable[[Request], Response]) -> Response:
    assert_type(call_next(request), Response)
    return await call_next.aio(request)


def checking(request: Request, call_next: Callable[[Request], Response]) -> Response:
    return call_next(request)


def blocking(app: App, request: Request) -> None:
    handler = api.default_handler()
    assert_type(handler, DualCallable[[Request], Response])
    assert_type(handler(request), Response)
    assert_type(api.found_handler("x"), Optional[DualCallable[[Request], Response]])
    assert_type(api.matcher("x")(request), bool)
    assert_type(api.waiter()("x"), int)
    assert_type(api.counter()(2), DualIterator[Request])
    assert_type(api.anyhow()(request, extra=request), Request)
    assert_type(api.traced(repeated)("x", times=2), str)
    assert_type(api.traced(halved)(1), float)
    assert_type(api.retried(3)(repeated)("x", 2), str)
    assert_type(api.with_request(named)("x"), bytes)
    assert_type(app.handler, DualCallable[[Request], Response])
    assert_type(app.matches(request), bool)
    app.handler = respond
    app.handler = respond_at_once
    app.handler = app.handler
    app.matches = app.matches
    app.use(logging)
    app.use(checking)
    assert_type(app.handlers()[0](request), Response)
    assert_type(app.uses(app.handler), bool)
    if app.first is not None:
        assert_type(app.first(request, respond), Response)
    task = api.Task(repeated, name="x")
    assert_type(task.run("x", times=2), str)
    assert_type(task.func("x"), str)
    assert_type(api.Task(halved).run(1), float)
    assert_type(api.Lazy(respond), api.Lazy[Response])
    assert_type(api.Lazy(respond_at_once).get(), Response)
    assert_type(api.Lazy(lambda request: request.path).get(), str)
    App(respond, lambda request: bool(request.path))


@api.traced
async def decorated(text: str) -> int:
    return len(text)


@api.retried(2)
async def decorated_with(text: str) -> int:
    return len(text)


async def waiting(app: App, request: Request) -> None:
    assert_type(decorated("x"), int)
    assert_type(await decorated.aio("x"), int)
    assert_type(decorated_with("x"), int)
    assert_type(await decorated_with.aio("x"), int)
    assert_type(await api.default_handler().aio(request), Response)
    assert_type(await api.found_handler.aio("x"), Optional[DualCallable[[Request], Response]])
    assert_type(await api.waiter().aio("x"), int)
    assert_type(await api.traced(halved).aio(1), float)
    assert_type(await api.with_request(named).aio("x"), bytes)
    assert_type(await app.handler.aio(request), Response)
    assert_type(await api.Task(repeated).run.aio("x", 2), str)
    assert_type(await api.Lazy(respond).get.aio(), Response)
    asynchronous: Callable[[Request], Awaitable[Response]] = app.handler.aio
    assert_type(await asynchronous(request), Response)
