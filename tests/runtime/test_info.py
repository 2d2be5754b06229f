"""What a synchronizer tells about itself: `info()`, and slow calls in the log."""

from __future__ import annotations

import asyncio
import dataclasses
import re
import threading
from collections.abc import Callable, Iterator

import pytest

from synchronicity import SynchronizerInfo, get_synchronizer

from ..patience import happens, until
from .conftest import Fresh
from .weather import api


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
            await happens(lambda: [call.begun for call in info().calls] == [True, True])
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
    until(lambda: not info().generators and not info().calls)
    assert info().context_managers == ()


def test_slow_calls_are_logged(fresh: Fresh) -> None:
    """SYNCHRONICITY_DEBUG=1: once while they run, also when the loop is stuck, and once at their end."""
    out = fresh(
        """
        import logging
        lines, over = [], []
        class Lines(logging.Handler):
            def emit(self, record):
                lines.append(record.getMessage())
                print(record.name, record.levelname, record.getMessage())
        logging.getLogger("synchronicity").addHandler(Lines())
        def told(name):
            return sum(line.startswith(name + "() has been running") for line in lines)
        thread = threading.Thread(target=api.await_here, args=(lambda: happens(lambda: over),))
        thread.start()
        until(lambda: [call.begun for call in synchronizer.info().calls] == [True])
        (call,) = synchronizer.info().calls
        assert call.name == "await_here" and call.seconds >= 0, call
        assert str(call).startswith("await_here() running for "), call
        until(lambda: told("await_here") == 1)
        api.run(lambda: until(lambda: told("run") == 1))
        over.append(True)
        thread.join()
        async def main():
            await api.await_here.aio(lambda: happens(lambda: told("await_here") == 2))
        asyncio.run(main())
        """,
        SYNCHRONICITY_DEBUG="1",
        SYNCHRONICITY_DEBUG_SECONDS="0.4",
    )
    pattern = r"synchronicity WARNING (\S+) (has been running for|took) [\d.]+ s \(synchronizer 'weather'\)"
    found = [re.fullmatch(pattern, line) for line in out.splitlines()]
    assert sorted(match.groups() for match in found if match) == [
        *[("await_here()", "has been running for")] * 2,
        *[("await_here()", "took")] * 2,
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
