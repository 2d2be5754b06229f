"""Functions that are handed out: both faces, arguments and results converted, the same function when it goes back."""

from __future__ import annotations

import asyncio
import functools
import threading
from typing import Any

import pytest
from golden.handed_out import _impl, api

from .conftest import Face
from .inside import impl_of


@pytest.fixture
def request_() -> Any:
    return api.Request("/x")


async def respond(request: Any) -> Any:
    assert type(request) is api.Request
    await asyncio.sleep(0)
    return api.Response(f"for {request.path}")


def app_with(handler: Any) -> Any:
    return api.App(handler, lambda request: request.path == "/x")


def test_async_functions_have_both_faces(face: Face, request_: Any) -> None:
    handler: Any = api.default_handler()
    assert face(handler, request_).text == "no /x"
    assert handler.__name__ == "_not_found"
    assert handler.__doc__ == "Nothing is there."
    assert face(face(api.found_handler, "x"), request_).text == "no /x"
    assert face(api.found_handler, "") is None
    assert face(api.waiter(), "abc") == 3
    assert face(api.anyhow(), extra=request_) is request_
    assert face(api.anyhow(), api.Request("/y"), request_, extra=1) is request_


def test_plain_functions_stay_plain(request_: Any) -> None:
    assert api.matcher("/x")(request_) is True
    assert not hasattr(api.matcher("/x"), "aio")
    assert [request.path for request in api.counter()(2)] == ["0", "1"]


def test_it_runs_on_the_library_loop(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    async def where(text: str) -> int:
        return threading.get_ident()

    monkeypatch.setattr(_impl, "waiter", lambda: where)
    assert face(api.waiter(), "x") != threading.get_ident()


def test_decorators(face: Face, request_: Any) -> None:
    async def echo(value: Any, *, again: Any = None) -> Any:
        """Says it."""
        return [value, again]

    traced: Any = api.traced(echo)
    assert (traced.__name__, traced.__doc__) == ("echo", "Says it.")
    assert face(traced, request_, again=1) == [request_, 1]
    assert face(api.traced(lambda value: value), request_) is request_
    assert face(api.traced(traced), 1) == [1, None]
    assert face(api.with_request(echo), again=request_)[1] is request_
    assert face(api.with_request(echo))[0].path == "given"


def test_decorators_with_arguments(face: Face) -> None:
    calls: list[int] = []

    @api.retried(3)
    async def flaky(number: int) -> int:
        calls.append(number)
        if len(calls) < 3:
            raise ValueError(number)
        return number

    assert face(flaky, 7) == 7
    assert calls == [7, 7, 7]


@pytest.mark.parametrize("handler", [respond, lambda request: api.Response(f"for {request.path}")])
def test_a_callback_that_was_given_can_be_called(face: Face, request_: Any, handler: Any) -> None:
    app = app_with(handler)
    assert face(app.handler, request_).text == "for /x"
    assert [face(one, request_).text for one in app.handlers()] == ["for /x", "no /x"]


def test_what_goes_back_is_itself_again() -> None:
    matches = functools.partial(str.startswith, "x")
    app = api.App(respond, matches)
    assert app.matches is matches
    assert app.uses(app.handler)
    assert app.uses(app.handler.aio)
    assert not app.uses(api.default_handler())
    dual = api.default_handler()
    app.handler = dual
    assert impl_of(app).handler is _impl._not_found
    app.matches = kept = api.matcher("/x")
    assert app.matches is not matches
    assert impl_of(app).matches is not kept


def test_a_dual_function_that_was_given_comes_back() -> None:
    class Dual:
        def __call__(self, request: Any) -> Any:
            return api.Response("sync")

        async def aio(self, request: Any) -> Any:
            return api.Response("async")

    dual = Dual()
    assert app_with(dual).handler is dual


def test_what_wraps_copies_is_not_taken_for_the_function(face: Face, request_: Any) -> None:
    app = app_with(respond)

    @functools.wraps(app.handler.aio)
    async def other(request: Any) -> Any:
        return api.Response("other")

    app.handler = other
    assert face(app.handle, request_).text == "other"


def test_middleware_calls_what_comes_after_it(face: Face, request_: Any) -> None:
    app = app_with(respond)

    async def outer(request: Any, call_next: Any) -> Any:
        response = await call_next.aio(request)
        return api.Response(f"({response.text})")

    def inner(request: Any, call_next: Any) -> Any:
        return api.Response(f"[{call_next(request).text}]")

    app.use(inner)
    app.use(outer)
    assert face(app.handle, request_).text == "([for /x])"
    assert face(app.first, request_, respond).text == "[for /x]"


def test_errors_come_through(face: Face, request_: Any) -> None:
    def bad(request: Any) -> Any:
        raise KeyError("x")

    with pytest.raises(KeyError):
        face(app_with(bad).handler, request_)


def test_constructors_take_both_kinds(face: Face, request_: Any) -> None:
    async def echo(value: Any, times: int = 1) -> list[Any]:
        assert type(value) is api.Request
        return [value] * times

    task = api.Task(echo, name="x")
    assert face(task.run, request_, times=2) == [request_, request_]
    assert face(task.func, request_) == [request_]
    assert face(api.Task(lambda value: value).run, request_) is request_
    assert face(api.Lazy(respond).get).text == "for lazy"
