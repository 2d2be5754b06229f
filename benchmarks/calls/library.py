"""What is called: as little as can be. Written anew in a directory of its own, and compiled there."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

PLAIN = """\
from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


async def echo(value: int) -> int:
    return value


async def numbers() -> AsyncIterator[int]:
    number = 0
    while True:
        yield number
        number += 1


@asynccontextmanager
async def session(value: int) -> AsyncIterator[int]:
    yield value


class Client:
    async def echo(self, value: int) -> int:
        return value


async def clients(count: int) -> list[Client]:
    return [Client() for _ in range(count)]
"""

REGISTERED = """

async def ahead() -> AsyncIterator[int]:
    number = 0
    while True:
        yield number
        number += 1


from synchronicity import Module

api = Module("small.api")
api.wrap_function(ahead, prefetch=16)
for function in (echo, numbers, session, clients):
    api.wrap_function(function)
api.wrap_class(Client)
"""


def prepare(directory: Path) -> tuple[Any, Any]:
    """Write the small library, compile it, and import both sides.

    Beside it lies `plain`, the same without any registration, for the peers' own processes.
    """
    (directory / "plain.py").write_text(PLAIN)
    package = directory / "small"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "_impl.py").write_text(PLAIN + REGISTERED)
    sys.path.insert(0, str(directory))
    impl = importlib.import_module("small._impl")
    from synchronicity.codegen.compile import compile_modules
    from synchronicity.codegen.writer import write_modules

    write_modules(str(directory), compile_modules([impl.api], "small"))
    importlib.invalidate_caches()
    return impl, importlib.import_module("small.api")
