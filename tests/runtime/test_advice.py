"""A blocking call in a thread whose own loop runs: it works, and says once for each place what to write instead."""

from __future__ import annotations

import asyncio
import gc
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from synchronicity import BlockingCallWarning

from .conftest import Fresh
from .weather import api


def warned(function: Callable[[], object], action: Any = "always") -> list[warnings.WarningMessage]:
    """What `function` warns of while a loop runs in this thread."""

    async def main() -> None:
        function()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter(action)
        asyncio.run(main())
    return caught


def texts(function: Callable[[], object]) -> list[str]:
    found = warned(function)
    assert all(one.category is BlockingCallWarning for one in found)
    assert all(one.filename == __file__ for one in found), found
    return [str(one.message) for one in found]


def use(manager: Any) -> None:
    with manager:
        pass


@pytest.mark.parametrize(
    ("function", "name", "instead"),
    [
        (lambda: api.echo(1), "echo", "await echo.aio(...)"),
        (lambda: api.Client("u").query("q"), "Client.query", "await Client.query.aio(...)"),
        (lambda: api.Client.open("u"), "Client.open", "await Client.open.aio(...)"),
        (lambda: list(api.lines(0)), "lines", "async for ... in lines.aio(...)"),
        (lambda: use(api.session("u")), "session", "async with session.aio(...)"),
        (lambda: use(api.Client("u")), "Client.__enter__", "async with"),
        (lambda: next(api.Cursor(1)), "Cursor.__next__", "async for"),
        (lambda: next(api.Client("u").log), "Client.stream", "async for"),
    ],
)
def test_says_what_to_write(function: Callable[[], object], name: str, instead: str) -> None:
    """The warning is at the user's line, and names the function and the other face."""
    (text,) = texts(function)
    assert text.startswith(f"{name}() blocks the event loop that runs in this thread. ")
    assert f"Write '{instead}', or set SYNCHRONICITY_WARN_BLOCKING=0" in text


def test_is_at_the_place_of_the_call_and_once_for_each() -> None:
    def many() -> None:
        for _ in range(3):
            api.echo(1)
        for _ in range(3):
            list(api.lines(3))

    found = warned(many, "default")
    first = many.__code__.co_firstlineno
    assert [(one.filename, one.lineno - first) for one in found] == [(__file__, 2), (__file__, 4)]


def test_as_an_error_it_starts_nothing(clean_log: list[str]) -> None:
    """With `-W error` the call is refused before its work begins, and nothing is 'never awaited'."""

    async def main() -> None:
        with pytest.raises(BlockingCallWarning):
            api.nap(0)
        with pytest.raises(BlockingCallWarning):
            api.session("u").__enter__()

    asyncio.run(main())
    gc.collect()
    assert clean_log == []
    assert api.echo(1) == 1


def test_what_was_entered_before_is_left() -> None:
    """Leaving and closing do not warn a second time: under `-W error` they would do nothing."""
    manager, pages = api.session("u"), api.pages("a")
    manager.__enter__(), next(pages)

    def leave() -> None:
        manager.__exit__(None, None, None)

    assert warned(leave) == []


def test_a_generator_that_is_thrown_away_does_not_warn() -> None:
    held = [api.lines(3)]
    next(held[0])
    assert warned(held.clear) == []


def test_calls_without_a_loop_do_not_warn() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert api.echo(1) == 1
    assert caught == []


def test_silent_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNCHRONICITY_WARN_BLOCKING", "0")
    assert warned(lambda: api.echo(1)) == []


@pytest.mark.parametrize(("shell", "count"), [(object(), 0), (None, 1)])
def test_silent_in_ipython(monkeypatch: pytest.MonkeyPatch, shell: object, count: int) -> None:
    """IPython that runs, not IPython that is only imported."""
    module = types.ModuleType("IPython")
    module.get_ipython = lambda: shell  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", module)
    assert len(warned(lambda: api.echo(1))) == count


def test_the_very_first_call(fresh: Fresh) -> None:
    fresh(
        """
        import warnings
        async def main():
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("default")
                assert api.echo(1) == 1
            assert ["echo() blocks" in str(one.message) for one in caught] == [True], caught
        asyncio.run(main())
        """
    )


def test_a_loop_of_another_synchronizer_counts() -> None:
    """Blocking there keeps all of its calls from running."""
    with pytest.warns(BlockingCallWarning, match=r"run_other\(\) blocks"):
        api.run(lambda: api.run_other(lambda: 1))


# ---------------------------------------- forgotten `await`


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: api.fetch.aio("u"), "fetch.aio"),
        (lambda: api.Client("u").query.aio("q"), "Client.query.aio"),
        (lambda: api.Client.query.aio(api.Client("u"), "q"), "Client.query.aio"),
        (lambda: api.Client.open.aio("u"), "Client.open.aio"),
        (lambda: api.Client("u").open.aio("u"), "Client.open.aio"),
        (lambda: api.Client.ping.aio("u"), "Client.ping.aio"),
        (lambda: api.Client("u").get.aio("u"), "Client.get.aio"),
    ],
)
def test_never_awaited_warns_with_the_public_name(call: Callable[[], Any], name: str) -> None:
    """One RuntimeWarning, as for any coroutine, and none for the implementation's own."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
        gc.collect()
    assert [(one.category, str(one.message)) for one in caught] == [
        (RuntimeWarning, f"coroutine '{name}' was never awaited")
    ]
