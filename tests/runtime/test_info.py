"""What a synchronizer tells about itself: `info()`, and slow calls in the log."""

from __future__ import annotations

import asyncio
import dataclasses
import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from synchronicity import SynchronizerInfo, get_synchronizer

from .conftest import Fresh
from .weather import api


def eventually(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.fixture
def info() -> Iterator[Callable[[], SynchronizerInfo]]:
    """`info` of a synchronizer that runs nothing else."""
    synchronizer = get_synchronizer("weather")
    synchronizer.close()
    yield synchronizer.info
    synchronizer.close()


def test_before_and_after_the_loop_runs(info: Callable[[], SynchronizerInfo]) -> None:
    """`info()` starts nothing."""
    threads = threading.active_count()
    before = info()
    assert threading.active_count() == threads
    assert (before.name, before.thread_id, before.loop, before.calls) == ("weather", None, None, ())
    assert "no loop runs" in str(before)
    ident = api.where()[1]
    after = info()
    assert after.thread_id == ident and isinstance(after.loop, asyncio.AbstractEventLoop)
    assert str(ident) in str(after) and "calls in flight: 0" in str(after)
    with pytest.raises(dataclasses.FrozenInstanceError):
        after.name = "other"  # type: ignore[misc]


def test_calls_generators_and_context_managers(info: Callable[[], SynchronizerInfo]) -> None:
    """Calls in flight of both faces, and what is open, by their public names."""
    pages, stream, later = api.pages("a"), api.Client("u").stream(3), api.Client("u").log
    next(pages), next(stream), next(later)

    async def main() -> None:
        async with api.Client("u"), api.session.aio("u"):
            naps = [asyncio.ensure_future(api.nap.aio(10)) for _ in range(2)]
            while [call.begun for call in info().calls] != [True, True]:
                await asyncio.sleep(0.005)
            seen = info()
            assert [call.name for call in seen.calls] == ["nap", "nap"]
            assert [call.seconds for call in seen.calls] == [None, None]
            assert "    nap() running\n" in str(seen)
            async with api.Client("u").lease.aio("x"):
                assert info().context_managers == ("Client", "Client.lease", "session")
            assert "context managers open: Client, session" in str(info())
            for nap in naps:
                nap.cancel()
            await asyncio.wait(naps)

    asyncio.run(main())
    assert info().generators == ("Client.stream", "Client.stream", "pages")
    pages.close(), stream.close()
    del later
    eventually(lambda: not info().generators and not info().calls)
    assert info().context_managers == ()


def test_slow_calls_are_logged(fresh: Fresh) -> None:
    """SYNCHRONICITY_DEBUG=1: once while they run, also when the loop is stuck, and once at their end."""
    out = fresh(
        """
        import logging
        logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s %(message)s")
        logging.getLogger("asyncio").disabled = True
        thread = threading.Thread(target=api.nap, args=(1.2,))
        thread.start()
        while [call.begun for call in synchronizer.info().calls] != [True]:
            time.sleep(0.01)
        (call,) = synchronizer.info().calls
        assert call.name == "nap" and 0 <= call.seconds < 10, call
        assert str(call).startswith("nap() running for "), call
        api.run(lambda: time.sleep(1))
        thread.join()
        async def main():
            await api.nap.aio(0.9)
        asyncio.run(main())
        """,
        SYNCHRONICITY_DEBUG="1",
        SYNCHRONICITY_DEBUG_SECONDS="0.4",
    )
    pattern = r"synchronicity WARNING (\S+) (has been running for|took) [\d.]+ s \(synchronizer 'weather'\)"
    found = [re.fullmatch(pattern, line) for line in out.splitlines()]
    assert sorted(match.groups() for match in found if match) == [
        *[("nap()", "has been running for")] * 2,
        *[("nap()", "took")] * 2,
        *[("run()", "has been running for"), ("run()", "took")],
    ], out


def test_a_limit_that_is_no_number_is_said(fresh: Fresh) -> None:
    fresh(
        """
        try:
            api.echo(1)
        except ValueError as error:
            assert "SYNCHRONICITY_DEBUG_SECONDS must be a number of seconds, and is 'x'" in str(error)
        else:
            raise AssertionError
        """,
        SYNCHRONICITY_DEBUG="1",
        SYNCHRONICITY_DEBUG_SECONDS="x",
    )
