# mypy: disable-error-code="untyped-decorator"
"""Everything at once, for as long as wanted: nothing may be lost, and nothing may be left.

    python tests/runtime/soak.py [seconds] [seed]

In rounds: 16 threads block, 4 threads run loops, the main thread is interrupted by signals, and somebody closes the
synchronizer now and then. Each result is compared with what it must be. After each round, nothing may be in flight or open,
what has begun must have ended, and there must be as many threads, file descriptors and objects as after the round before.
"""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import logging
import os
import random
import signal
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from synchronicity import SynchronizerShutdown, get_synchronizer
from synchronicity.descriptor import dual
from synchronicity.runtime import loop as loops
from synchronicity.runtime import wakers

THREADS, LOOPS = 16, 4
ROUND = 10.0
synchronizer = get_synchronizer("soak")
_dual = dual("soak")
counts: Counter[str] = Counter()
_lock = threading.Lock()


def count(what: str) -> None:
    with _lock:
        counts[what] += 1


# ---------------------------------------- what is called


async def clean_up(what: str) -> None:
    try:
        await asyncio.sleep(0)
    finally:  # a second cancel gets here: the caller's and that of `close`
        count(what)


@_dual.function()
async def echo(value: object) -> object:
    return value


@_dual.function()
async def fail(error: Exception) -> None:
    await asyncio.sleep(0)
    raise error


@_dual.function()
async def nap(seconds: float) -> float:
    count("nap begun")
    try:
        await asyncio.sleep(seconds)
    finally:
        await clean_up("nap ended")
    return seconds


@_dual.generator()
async def numbers(stop: int) -> AsyncIterator[int]:
    count("numbers begun")
    try:
        for number in range(stop):
            await asyncio.sleep(0)
            yield number
    finally:
        await clean_up("numbers ended")


@_dual.context_manager()
@asynccontextmanager
async def session(name: str) -> AsyncIterator[str]:
    count("session begun")
    task = asyncio.current_task()
    try:
        yield name
    except KeyError:
        pass
    finally:
        count("session ended")
        assert asyncio.current_task() is task


# ---------------------------------------- what is done with it


def block(dice: random.Random, interrupted: bool = False) -> None:
    """One thing on the blocking face."""
    value = dice.random()
    kind = dice.randrange(5 if interrupted else 7)
    if kind == 0:
        assert echo(value) == value
    elif kind == 1:
        error = LookupError(value)
        try:
            fail(error)
        except LookupError as caught:
            assert caught is error
    elif kind == 2:
        assert nap(value / 100) == value / 100
    elif kind == 3:
        assert list(numbers(5)) == [0, 1, 2, 3, 4]
    elif kind == 4:
        for number in numbers(5):
            if number == dice.randrange(5):
                break
    elif kind == 5:
        with session("s") as name:
            assert name == "s"
            echo(value)
    else:
        with session("s"):
            raise KeyError(value)


async def wait(dice: random.Random) -> None:
    """One thing on the other face."""
    value = dice.random()
    kind = dice.randrange(6)
    if kind == 0:
        found = await asyncio.gather(*(echo.aio((value, n)) for n in range(20)))
        assert found == [(value, n) for n in range(20)]
    elif kind == 1:
        naps = [asyncio.ensure_future(nap.aio(60)) for _ in range(10)]
        await asyncio.sleep(value / 50)
        for each in naps:
            each.cancel()
        ends = await asyncio.gather(*naps, return_exceptions=True)
        assert all(isinstance(end, (asyncio.CancelledError, SynchronizerShutdown)) for end in ends)
    elif kind == 2:
        try:
            await asyncio.wait_for(nap.aio(0.01), value / 50)
        except asyncio.TimeoutError:
            pass
    elif kind == 3:
        assert [number async for number in numbers.aio(5)] == [0, 1, 2, 3, 4]
    elif kind == 4:
        async for number in numbers.aio(5):  # the loop closes it
            if number == dice.randrange(5):
                break
    else:
        async with session.aio("s"):
            await echo.aio(value)
            raise KeyError(value)


class Alarm(Exception):
    """What the signal handler raises in the main thread."""


class Soak:
    """One round. `errors` are those that nobody may see."""

    def __init__(self, seconds: float, seed: int) -> None:
        self.end = time.monotonic() + seconds
        self.dice = random.Random(seed)
        self.errors: list[BaseException] = []
        self.done: Counter[str] = Counter()

    def run(self) -> None:
        threads = [self._thread(self._block) for _ in range(THREADS)]
        threads += [self._thread(self._loops) for _ in range(LOOPS)]
        threads.append(self._thread(self._close))
        for thread in threads:
            thread.start()
        self._interrupted()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads), "a thread hangs"
        if self.errors:
            raise self.errors[0]

    def _thread(self, target: Callable[[random.Random], None]) -> threading.Thread:
        dice = random.Random(self.dice.random())

        def guarded() -> None:
            try:
                target(dice)
            except BaseException as error:
                self.errors.append(error)

        return threading.Thread(target=guarded)

    def _going(self) -> bool:
        return time.monotonic() < self.end and not self.errors

    def _block(self, dice: random.Random) -> None:
        done = 0
        while self._going():
            try:
                block(dice)
            except SynchronizerShutdown:
                pass
            done += 1
        with _lock:
            self.done["blocking"] += done

    def _loops(self, dice: random.Random) -> None:
        async def one() -> None:
            try:
                await wait(dice)
            except SynchronizerShutdown:
                pass

        def complain(loop: object, context: dict[str, Any]) -> None:
            error = context.get("exception")
            if not isinstance(
                error, SynchronizerShutdown
            ):  # of generators that the loop has closed
                self.errors.append(error or AssertionError(context["message"]))

        async def main() -> None:
            asyncio.get_running_loop().set_exception_handler(complain)
            until = time.monotonic() + dice.random()
            while self._going() and time.monotonic() < until:
                await asyncio.gather(*(one() for _ in range(5)))

        while self._going():
            asyncio.run(main(), debug=dice.random() < 0.1)
            with _lock:
                self.done["loops"] += 1

    def _close(self, dice: random.Random) -> None:
        while self._going():
            time.sleep(dice.random())
            synchronizer.close()
            with _lock:
                self.done["closes"] += 1

    def _interrupted(self) -> None:
        while self._going():
            try:
                try:
                    signal.setitimer(signal.ITIMER_REAL, self.dice.random() / 200)
                    block(self.dice, interrupted=True)
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
            except Alarm:
                self.done["interrupts"] += 1
            except SynchronizerShutdown:
                pass


def left() -> tuple[int, int, int]:
    """How many threads, file descriptors and objects there are once everything is over."""
    gc.collect()  # generators that were thrown away are closed
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        info = synchronizer.info()
        if not (info.calls or info.generators or info.context_managers):
            break
        time.sleep(0.01)
    else:
        raise AssertionError(f"left open: {info}")
    synchronizer.close()
    while loops.alive and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not loops.alive and not loops.threads
    wakers.pool.clear()
    for what in ("nap", "numbers", "session"):
        assert counts[f"{what} begun"] == counts[f"{what} ended"], counts
    time.sleep(0.2)  # a thread whose loop has ended holds what it ran with until it ends itself
    gc.collect()
    files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    return threading.active_count(), files, len(gc.get_objects())


def resident() -> float:
    """Megabytes."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def soak(seconds: float, seed: int) -> None:
    """Raises AssertionError, or what should not have been raised."""

    def alarm(*args: object) -> None:
        raise Alarm

    signal.signal(signal.SIGALRM, alarm)
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # its debug mode finds the machine slow
    # An interrupt right between making the implementation's coroutine and handing it over, as with any coroutine.
    warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
    unraisable: list[Any] = []

    def hook(args: Any) -> None:
        if not isinstance(args.exc_value, (Alarm, SynchronizerShutdown)):
            unraisable.append(repr(args.exc_value))

    sys.unraisablehook = hook
    rounds = max(3, int(seconds / ROUND))
    dice = random.Random(seed)
    found: list[tuple[int, int, int]] = []
    for number in range(rounds):
        faulthandler.dump_traceback_later(seconds / rounds + 150, exit=True)
        one = Soak(seconds / rounds, dice.randrange(2**32))
        one.run()
        done = dict(one.done)
        del one
        found.append(left())
        threads, files, objects = found[-1]
        print(
            f"round {number + 1} of {rounds}: {done}; left: {threads} threads, {files} files, {objects} objects,"
            f" {resident():.1f} MB",
            flush=True,
        )
        assert not unraisable, unraisable
    faulthandler.cancel_dump_traceback_later()
    assert len({(threads, files) for threads, files, _ in found[1:]}) == 1, found
    assert found[-1][2] - found[1][2] < 100 + 10 * rounds, found
    print(dict(counts))


if __name__ == "__main__":
    soak(
        float(sys.argv[1]) if len(sys.argv) > 1 else 600.0,
        int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**32),
    )
