"""Each kind of the caller's loop, and what is no asyncio loop at all."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from synchronicity import get_synchronizer

from ..loop_kinds import KINDS, run
from ..patience import happens
from .conftest import Fresh
from .weather import _impl, api

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(params=KINDS)
def on_loop(request: pytest.FixtureRequest) -> Run:
    kind: str = request.param
    return lambda main: run(kind, main)


def test_results_and_errors(on_loop: Run) -> None:
    error = ValueError("x")

    async def main() -> None:
        assert await api.fetch.aio("u") == api.Page("uuu")
        with pytest.raises(ValueError) as caught:
            await api.fail.aio(error)
        assert caught.value is error
        found = await asyncio.gather(*(api.echo.aio(number) for number in range(500)))
        assert found == list(range(500))

    on_loop(main())


def test_cancelling_waits_for_the_clean_up(on_loop: Run) -> None:
    async def main() -> None:
        task = asyncio.ensure_future(api.nap.aio(10, 0.05))
        await happens(lambda: _impl.log)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert _impl.log == ["nap begins", "nap cancelled", "nap cleaned"]

    on_loop(main())


def test_a_storm_of_cancels_leaves_nothing_behind(on_loop: Run) -> None:
    async def main() -> None:
        tasks = [asyncio.ensure_future(api.nap.aio(10)) for _ in range(200)]
        for number, task in enumerate(tasks):
            if number % 3:
                await asyncio.sleep(0)
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(end, asyncio.CancelledError) for end in ends)

    on_loop(main())
    assert get_synchronizer("weather").info().calls == ()


def test_generators_and_context_managers(on_loop: Run) -> None:
    kept = []

    async def main() -> None:
        assert [line async for line in api.lines.aio(3)] == ["0", "1", "2"]
        pages = api.pages.aio("a")
        await pages.__anext__()
        assert (await pages.asend(2)).url == "aa"
        kept.append(pages)  # open until the end of the loop
        async with api.session.aio("u") as page:
            assert page.url == "u"
            raise ValueError("suppressed")

    on_loop(main())
    assert _impl.log == [
        "lines closed",
        "session entered",
        "session suppressed suppressed",
        "session left in the same task: True",
        f"pages closed in {api.where()[1]}",
        "pages closed",
    ]


def test_context_variables_flow_in(on_loop: Run) -> None:
    async def main() -> None:
        _impl.variable.set("caller")
        assert (await api.where.aio())[0] == "caller"
        await api.set_variable.aio("leaked")
        assert _impl.variable.get() == "caller"

    on_loop(main())


uvloops = pytest.mark.skipif(importlib.util.find_spec("uvloop") is None, reason="uvloop")


@uvloops
def test_the_librarys_own_loop_may_be_uvloop(fresh: Fresh) -> None:
    """Where the policy makes uvloops, the portable hand-off is used."""
    fresh(
        """
        import uvloop, warnings
        warnings.simplefilter("ignore", DeprecationWarning)
        uvloop.install()
        assert api.echo(1) == 1 and list(api.lines(3)) == ["0", "1", "2"]
        assert api.run(lambda: type(asyncio.get_running_loop()).__module__).startswith("uvloop")
        with api.session("u"): pass
        async def main():
            return await asyncio.gather(*(api.echo.aio(n) for n in range(100)))
        assert asyncio.run(main()) == list(range(100))
        interrupt()
        try:
            api.nap(10)
        except KeyboardInterrupt:
            assert _impl.log[-1] == "nap cleaned"
        else:
            raise AssertionError
        synchronizer.close()
        assert api.echo(2) == 2
        """
    )


@pytest.mark.skipif(importlib.util.find_spec("trio") is None, reason="trio")
@pytest.mark.parametrize("used", [False, True])
def test_under_trio_the_error_is_clear_and_comes_at_once(fresh: Fresh, used: bool) -> None:
    """Under trio there is no asyncio loop to come back to: an error that says so, and nothing has started."""
    fresh(
        f"""
        import trio
        from synchronicity import NoRunningLoopError
        if {used}: api.echo(1)
        async def iterate():
            async for _ in api.lines.aio(1): pass
        async def enter():
            async with api.session.aio("u"): pass
        async def enter_wrapper():
            async with api.Client("u"): pass
        async def await_wrapper():
            await api.Connection("c")
        async def main():
            for use, name in (
                (lambda: api.nap.aio(1), "nap"), (lambda: api.Client("u").query.aio("q"), "Client.query"),
                (iterate, "lines"), (enter, "session"), (enter_wrapper, "Client"), (await_wrapper, "Connection"),
            ):
                try:
                    with trio.fail_after(5):
                        await use()
                except NoRunningLoopError as error:
                    assert name in str(error) and "trio" in str(error), error
                else:
                    raise AssertionError(name)
            assert api.echo(1) == 1  # the blocking face works
        trio.run(main)
        assert _impl.log == [], _impl.log
        """
    )
