"""Ours and `asyncio.run_coroutine_threadsafe`; and what every other contender is made of."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from .measuring import Block, repeat

Run = Callable[..., Any]  # run(function, *arguments): on another loop, while this thread waits
Start = Callable[..., Awaitable[Any]]  # start(function, *arguments): while this loop goes on


class Caller:
    """The loop of the asynchronous caller: one for all contenders of a process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def sequential(self, call: Callable[[], Awaitable[Any]]) -> Block:
        async def main(n: int) -> None:
            for _ in range(n):
                await call()

        return lambda n: self.loop.run_until_complete(main(n))

    def concurrent(self, count: int, call: Callable[[], Awaitable[Any]]) -> Block:
        async def main(n: int) -> None:
            for _ in range(n // count):
                await asyncio.gather(*[call() for _ in range(count)])

        return lambda n: self.loop.run_until_complete(main(n))


def by_threads(block: Block, count: int = 4) -> Block:
    def blocks(n: int) -> None:
        threads = [threading.Thread(target=block, args=(n // count,)) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return blocks


def wrapper_blocks(api: Any, caller: Caller) -> dict[str, Block]:
    """What has both faces: the generated module, and the released synchronicity's wrappers."""
    client, numbers, others = api.Client(), api.numbers(), api.numbers.aio()

    def managed() -> None:
        with api.session(1):
            pass

    function = repeat(lambda: api.echo(1))
    ahead = {}
    if hasattr(api, "ahead"):
        items = api.ahead()
        ahead["sync item, prefetch=16"] = repeat(lambda: next(items))
    return {
        **ahead,
        "sync function": function,
        "sync method": repeat(lambda: client.echo(1)),
        ".aio sequential": caller.sequential(lambda: api.echo.aio(1)),
        ".aio 100 concurrent": caller.concurrent(100, lambda: api.echo.aio(1)),
        ".aio 10,000 concurrent": caller.concurrent(10_000, lambda: api.echo.aio(1)),
        "sync generator item": repeat(lambda: next(numbers)),
        "async generator item": caller.sequential(lambda: others.__anext__()),
        "sync context manager": repeat(managed),
        "4 threads": by_threads(function),
        "list of 1,000 wrapped": repeat(lambda: api.clients(1000)),
    }


def run_blocks(impl: Any, run: Run) -> dict[str, Block]:
    """What a way to run something on another loop makes of the blocking rows."""
    client, numbers = impl.Client(), impl.numbers()

    def managed() -> None:
        manager = impl.session(1)
        run(manager.__aenter__)
        run(manager.__aexit__, None, None, None)

    function = repeat(lambda: run(impl.echo, 1))
    item = repeat(lambda: run(step, numbers))
    return {
        "sync item, prefetch=16": item,  # as they have it: one by one
        "sync function": function,
        "sync method": repeat(lambda: run(client.echo, 1)),
        "sync generator item": item,
        "sync context manager": repeat(managed),
        "4 threads": by_threads(function),
    }


def start_blocks(impl: Any, start: Start, caller: Caller) -> dict[str, Block]:
    """The same for the asynchronous rows."""
    numbers = impl.numbers()
    call = lambda: start(impl.echo, 1)  # noqa: E731
    return {
        ".aio sequential": caller.sequential(call),
        ".aio 100 concurrent": caller.concurrent(100, call),
        ".aio 10,000 concurrent": caller.concurrent(10_000, call),
        "async generator item": caller.sequential(lambda: start(step, numbers)),
    }


async def step(generator: Any) -> Any:
    """The next item as a coroutine: what the generator itself gives is none, and not everybody takes it."""
    return await generator.__anext__()


def rct_blocks(impl: Any, caller: Caller) -> dict[str, Block]:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    start = asyncio.run_coroutine_threadsafe
    return {
        **run_blocks(impl, lambda function, *args: start(function(*args), loop).result()),
        **start_blocks(
            impl, lambda function, *args: asyncio.wrap_future(start(function(*args), loop)), caller
        ),
    }
