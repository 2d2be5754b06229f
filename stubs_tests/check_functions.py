"""Functions, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Optional

from golden.functions import api
from golden.functions.api import Color, FetchError, Limits, Options, UserId, fetch, total
from typing_extensions import assert_type

from synchronicity import DualCallable


def blocking(options: Options, user: Optional[UserId]) -> None:
    assert_type(fetch("u"), str)
    assert_type(fetch(url="u", retries=2), str)
    assert_type(api.title("t"), str)
    assert_type(total(1), float)
    assert_type(total(1, 2, 3, 4, scale=2.0, more=5), float)
    assert_type(api.wait(), bool)
    assert_type(api.wait(1.0, object(), ["tag"]), bool)
    assert_type(api.wait(timeout=1, marker=None, tags=None), bool)
    assert_type(api.paint(Color.RED, options), Color)
    assert_type(api.paint(Color.RED, {"depth": 1}, limits=Limits(rows=1), user=user), Color)
    assert_type(api.awkward(1, "a", "b", "c", more=2), str)
    assert_type(api.awkward(self=1, _impl="a", value="b", result="c"), str)
    assert_type(api.anything(1), Any)
    nothing: Callable[[], None] = api.nothing
    nothing()


async def waiting(options: Options) -> None:
    assert_type(await fetch.aio("u"), str)
    assert_type(await fetch.aio(url="u", retries=2), str)
    assert_type(await total.aio(1, 2, 3, 4, scale=2.0, more=5), float)
    assert_type(await api.wait.aio(), bool)
    assert_type(await api.wait.aio(timeout=1, marker=None, tags=["tag"]), bool)
    assert_type(await api.paint.aio(Color.RED, options, Limits(), UserId(1)), Color)
    assert_type(await api.awkward.aio(1, "a", "b", "c", more=2), str)
    assert_type(await api.awkward.aio(self=1, _impl="a", value="b", result="c"), str)
    assert_type(await api.anything.aio(1), Any)
    nothing: Callable[[], Awaitable[None]] = api.nothing.aio
    await nothing()


def both(get: DualCallable[[str], str]) -> str:
    return get("u")


async def both_waiting(get: DualCallable[[str], str]) -> str:
    return await get.aio("u")


def exported(error: FetchError) -> None:
    assert_type(api.TIMEOUT, float)
    assert_type(error.args, tuple[Any, ...])
    assert_type(Color("red"), Color)
    assert_type(Limits().rows, int)
    assert_type(UserId(1), UserId)


both(fetch)
both(api.fetch)
sync_face: Callable[[str], str] = fetch
aio_face: Callable[[str], Awaitable[str]] = fetch.aio
dual: DualCallable[[str], str] = fetch
assert_type(fetch.__name__, str)
assert_type(fetch.__qualname__, str)
