"""Waiting for what must happen, however busy the machine is: never for a fixed time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

SECONDS = 100.0  # less than the limits of the tests


def until(condition: Callable[[], object]) -> None:
    """Block until `condition()` is true. Raises AssertionError when it never is."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, condition
        time.sleep(0.002)


async def happens(condition: Callable[[], object]) -> None:
    """The same, while the running loop goes on."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, condition
        await asyncio.sleep(0.002)


async def times_out(call: Callable[[], Awaitable[Any]], log: list[Any]) -> None:
    """`asyncio.wait_for(call(), ...)` with a timeout that ends it after it has begun, and written something to `log`.

    A call whose timeout has come too early must not begin at all.
    """
    seconds = 0.02
    while not log:
        try:
            found = await asyncio.wait_for(call(), seconds)
        except asyncio.TimeoutError:
            seconds *= 4
        else:
            raise AssertionError(found)
