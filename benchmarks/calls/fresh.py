"""What can be measured once in a process only: the first call, imports, the memory of a wrapper."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .measuring import Row, in_turns
from .released import NAME as RELEASED

FIRST = {
    "limit": """
import _thread
def first():
    def run():
        loop.append(asyncio.new_event_loop())
        ready.release()
        loop[0].run_forever()
    loop, ready = [], _thread.allocate_lock()
    ready.acquire()
    _thread.start_new_thread(run, ())
    ready.acquire()
    loop[0].call_soon_threadsafe(ready.release)
    ready.acquire()
""",
    "ours": """
from small.api import echo
def first(): echo(1)
""",
    "rct": """
from plain import echo
def first():
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run_coroutine_threadsafe(echo(1), loop).result()
""",
    "anyio": """
from plain import echo
from anyio.from_thread import start_blocking_portal
def first():
    global manager
    manager = start_blocking_portal("asyncio")
    manager.__enter__().call(echo, 1)
""",
    "fsspec": """
from plain import echo
from fsspec.asyn import get_loop, sync
def first(): sync(get_loop(), echo, 1)
""",
    "asgiref": """
from plain import echo
from asgiref.sync import async_to_sync
def first(): async_to_sync(echo)(1)
""",
    RELEASED: """
import plain
from synchronicity import Synchronizer
echo = Synchronizer().wrap(plain.echo, name="blocking_echo")
def first(): echo(1)
""",
}
IMPORT = {
    "limit": "import empty",
    "ours": "from synchronicity import Module",
    "rct": "import asyncio",
    "anyio": "import anyio.from_thread",
    "fsspec": "import fsspec.asyn",
    "asgiref": "import asgiref.sync",
    RELEASED: "import synchronicity",
}
MEMORY = {
    "limit": """
class Slots:
    __slots__ = ("__weakref__", "impl")
    def __init__(self, impl): self.impl = impl
def make(): return [Slots(impl) for impl in impls]
""",
    "ours": """
from small.api import Client
def make(): return [Client._from_impl(impl) for impl in impls]
""",
    RELEASED: """
from synchronicity import Synchronizer
synchronizer = Synchronizer()
Blocking = synchronizer.wrap(plain.Client, name="BlockingClient")
async def all_of_them() -> "list[plain.Client]": return impls
give = synchronizer.wrap(all_of_them, name="give")
def make(): return give()
""",
}
HEAD = "import asyncio, threading, time\n"
CLOCK = "started = time.perf_counter()\n{}\nprint((time.perf_counter() - started) * 1e6)\n"
END = "import os, sys; sys.stdout.flush(); os._exit(0)\n"
BYTES = """
first = make()[0]  # what comes once
import gc, tracemalloc
impls[:] = [type(impls[0])() for _ in range(20_000)]
gc.collect()
tracemalloc.start()
kept = make()
gc.collect()
print(tracemalloc.get_traced_memory()[0] / 20_000 - 8)
"""


class Fresh:
    """Runs code in fresh processes that take turns: `python` may be another one for the released synchronicity."""

    def __init__(self, directory: Path, source: Path, names: list[str], python: str, /) -> None:
        (directory / "empty.py").write_text("")
        self._directory, self._source = directory, source
        self._names, self._python = names, python

    def first_call(self, rounds: int) -> Row:
        code = {name: HEAD + text + CLOCK.format("first()") for name, text in FIRST.items()}
        return Row("first call", self._measure(code, rounds))

    def imports(self, rounds: int) -> Row:
        code = {name: "import time\n" + CLOCK.format(text) for name, text in IMPORT.items()}
        return Row("import", self._measure(code, rounds))

    def memory(self) -> Row:
        head = {name: "small._impl" if name == "ours" else "plain" for name in MEMORY}
        code = {
            name: f"import {head[name]} as plain\nimpls = [plain.Client()]\n{text}{BYTES}"
            for name, text in MEMORY.items()
        }
        return Row("memory of a wrapper", self._measure(code, 1), "bytes")

    def _measure(self, code: dict[str, str], rounds: int) -> dict[str, float]:
        measures = {
            name: self._runs(name, text + END) for name, text in code.items() if name in self._names
        }
        for measure in measures.values():
            measure(1)  # the bytecode is cached
        return in_turns(measures, 1, rounds)

    def _runs(self, name: str, code: str):  # type: ignore[no-untyped-def]
        released = name == RELEASED
        path = [] if released else [str(self._source)]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([*path, str(self._directory)]),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [self._python if released else sys.executable, "-c", code]

        def measure(n: int) -> float:
            done = subprocess.run(
                command, env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
            return float(done.stdout)

        return measure
