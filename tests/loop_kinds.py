"""The kinds of event loops that callers have: asyncio's own, in debug mode, with eager tasks, and uvloop."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Coroutine
from typing import Any

KINDS = ["asyncio", "debug"]
if sys.version_info >= (3, 12):
    KINDS.append("eager")
if importlib.util.find_spec("uvloop") is not None:
    KINDS.append("uvloop")


def run(kind: str, main: Coroutine[Any, Any, Any]) -> Any:
    """`asyncio.run(main)` on a new loop of this kind."""
    if kind == "uvloop":
        import uvloop

        return uvloop.run(main)
    if kind == "eager":
        return asyncio.run(_eagerly(main))
    return asyncio.run(main, debug=kind == "debug")


async def _eagerly(main: Coroutine[Any, Any, Any]) -> Any:
    factory: Any = getattr(asyncio, "eager_task_factory")  # noqa: B009  # from 3.12 on
    asyncio.get_running_loop().set_task_factory(factory)
    return await main
