"""Plain functions that return something to be awaited: blocking for the value, or awaited."""

from __future__ import annotations

import asyncio
import gc
import warnings
from typing import Any

import pytest
from golden.awaitables import _impl, api

from .conftest import Face
from .inside import impl_of
from .leaks import clean


def test_awaitable_and_coroutine_give_their_values(face: Face) -> None:
    page = clean(face(api.page, "u"), _impl)
    assert (type(page), page.url) == (api.Page, "u")
    (page,) = clean(face(api.coroutine, "u"), _impl)
    assert (type(page), page.url) == (api.Page, "u")


def test_awaited_or_entered(face: Face) -> None:
    page = clean(face(api.get, "u"), _impl)
    assert (type(page), page.url) == (api.Page, "u")
    page = clean(face(api.Client().get, "u", times=2), _impl)
    assert (type(page), page.url) == (api.Page, "uu")
    assert face(api.Client.get, api.Client(), "u").url == "u"


@pytest.mark.parametrize("of", ["function", "method"])
def test_entered_with_async_with(of: str) -> None:
    async def main() -> Any:
        get = api.get if of == "function" else api.Client().get
        async with get.aio("u") as page:
            assert type(clean(page, _impl)) is api.Page
            assert impl_of(page).closed is False
        return page

    assert impl_of(asyncio.run(main())).closed is True


def test_error_in_the_body_leaves_and_comes_out() -> None:
    seen: list[Any] = []

    async def main() -> None:
        async with api.get.aio("u") as page:
            seen.append(page)
            raise KeyError("body")

    with pytest.raises(KeyError, match="body"):
        asyncio.run(main())
    assert impl_of(seen[0]).closed is True


def test_second_use_is_an_error() -> None:
    async def main() -> None:
        made = api.get.aio("u")
        await made
        with pytest.raises(RuntimeError, match="reuse"):
            await made
        with pytest.raises(RuntimeError, match="reuse"):
            async with made:
                pass

    asyncio.run(main())


def test_result_that_is_never_used_warns_with_the_public_name() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        api.get.aio("u")
        messages = [str(w.message) for w in caught]
        caught.clear()  # the warning holds the object, and with it the implementation's coroutine
        gc.collect()
    assert messages == ["coroutine 'get.aio' was never awaited"]


def test_result_can_be_gathered_and_cancelled() -> None:
    async def main() -> list[str]:
        pages = await asyncio.gather(api.get.aio("a"), api.page.aio("b"))
        return [page.url for page in pages]

    assert asyncio.run(main()) == ["a", "b"]


def test_error_before_the_awaitable_comes_out(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    error = ValueError("early")

    def page(url: str) -> Any:
        raise error

    monkeypatch.setattr(_impl, "page", page)
    with pytest.raises(ValueError) as caught:
        face(api.page, "u")
    assert caught.value is error
