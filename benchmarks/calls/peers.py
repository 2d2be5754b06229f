"""The peers that may be installed. What is missing is said."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

from .contenders import Caller, run_blocks, start_blocks
from .measuring import Block

_kept: list[Any] = []  # what ends when nobody holds it


def _anyio(impl: Any, caller: Caller) -> dict[str, Block]:
    manager = importlib.import_module("anyio.from_thread").start_blocking_portal("asyncio")
    _kept.append(manager)
    portal = manager.__enter__()
    start = portal.start_task_soon
    return {
        **run_blocks(impl, portal.call),
        **start_blocks(
            impl, lambda function, *args: asyncio.wrap_future(start(function, *args)), caller
        ),
    }


def _fsspec(impl: Any, caller: Caller) -> dict[str, Block]:
    module = importlib.import_module("fsspec.asyn")
    loop = module.get_loop()
    return run_blocks(impl, lambda function, *args: module.sync(loop, function, *args))


def _asgiref(impl: Any, caller: Caller) -> dict[str, Block]:
    """A loop for each call: what lives longer than a call has no place."""
    convert = importlib.import_module("asgiref.sync").async_to_sync
    blocks = run_blocks(impl, lambda function, *args: convert(function)(*args))
    del blocks["sync generator item"], blocks["sync item, prefetch=16"]
    return blocks


def _greenback(impl: Any, caller: Caller) -> dict[str, Block]:
    """For scale: it stays on one thread, so there is no hand-off."""
    module = importlib.import_module("greenback")

    def block(n: int) -> None:
        async def main() -> None:
            await module.ensure_portal()
            for _ in range(n):
                module.await_(impl.echo(1))

        caller.loop.run_until_complete(main())

    return {"sync function": block}


PEERS: dict[str, Callable[[Any, Caller], dict[str, Block]]] = {
    "anyio": _anyio,
    "fsspec": _fsspec,
    "asgiref": _asgiref,
    "greenback": _greenback,
}


def peer_blocks(impl: Any, caller: Caller) -> dict[str, dict[str, Block]]:
    found = {}
    for name, make in PEERS.items():
        if importlib.util.find_spec(name) is None:
            print(f"missing: {name} is not installed")
        else:
            found[name] = make(impl, caller)
    return found
