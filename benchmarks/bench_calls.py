"""How fast calls are: generated wrappers against their peers and against what two threads can do at best.

All contenders live in one process and take turns, A B C ... C B A, in each round; of each one's blocks the tenth
percentile counts. Read the ratios: the microseconds are this machine's, at this moment. A limit is a bare hand-off,
without coroutine, task or context; of concurrent calls it is `asyncio.gather` of the bare coroutines on one loop.
First calls are made in fresh processes, which take turns in the same way.

    python benchmarks/bench_calls.py [rounds] [word in the names of the rows]

SYNCHRONICITY_HANDOFF=pipe or =lock measures the portable hand-offs instead. A target that does not hold is said, and
is no error: on a busy machine the figures wander.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

SOURCE = Path(__file__).resolve().parent.parent / "src"
PORTABLE = os.environ.get("SYNCHRONICITY_HANDOFF", "eventfd") != "eventfd"
sys.path.insert(0, str(SOURCE))

IMPLEMENTATION = '''\
"""What is called: as little as can be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from synchronicity import Module

api = Module("small.api")


@api.wrap_function
async def echo(value: int) -> int:
    return value


@api.wrap_function
async def numbers() -> AsyncIterator[int]:
    number = 0
    while True:
        yield number
        number += 1


@api.wrap_function
@asynccontextmanager
async def session(value: int) -> AsyncIterator[int]:
    yield value


@api.wrap_class
class Client:
    async def echo(self, value: int) -> int:
        return value


@api.wrap_function
async def clients(count: int) -> list[Client]:
    return [Client() for _ in range(count)]
'''

FIRST = {
    "limit": """
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
def first():
    echo(1)
""",
    "rct": """
from small._impl import echo
def first():
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run_coroutine_threadsafe(echo(1), loop).result()
""",
}
FIRST_HEAD = "import _thread, asyncio, threading, time\n"
FIRST_TAIL = """
started = time.perf_counter()
first()
print(time.perf_counter() - started, flush=True)
__import__("os")._exit(0)
"""

Block = Callable[[int], Any]


@dataclass
class Row:
    """One operation: how each contender does `n` of them. The targets are the most it may take, as ratios."""

    name: str
    size: int
    to_limit: tuple[float, Optional[float]]  # with the own hand-off, and with the portable ones
    to_rct: tuple[float, Optional[float]]
    blocks: dict[str, Block]
    figures: dict[str, float] = field(default_factory=dict)


# ---------------------------------------- the limits


class Bell:
    """Wakes a thread that polls: an eventfd, edge-triggered and never read; elsewhere a pipe."""

    def __init__(self) -> None:
        self._edge = hasattr(os, "eventfd")
        self._from, self._to = (os.eventfd(0),) * 2 if self._edge else os.pipe()
        self._poll = select.epoll() if self._edge else select.poll()
        self._poll.register(self._from, select.EPOLLIN | select.EPOLLET if self._edge else 1)
        self._token = (1).to_bytes(8, sys.byteorder)

    def ring(self) -> None:
        os.write(self._to, self._token)

    def wait(self) -> None:
        self._poll.poll()
        if not self._edge:
            os.read(self._from, 8)


class Limit:
    """The bare hand-off: write, poll, release a lock."""

    def __init__(self) -> None:
        self._bell = Bell()
        self._waiting: deque[Any] = deque()
        self._there, self._back = Bell(), Bell()
        threading.Thread(target=self._serve, daemon=True).start()
        threading.Thread(target=self._answer, daemon=True).start()

    def _serve(self) -> None:
        while True:
            self._bell.wait()
            while self._waiting:
                self._waiting.popleft().release()

    def _answer(self) -> None:
        while True:
            self._there.wait()
            self._back.ring()

    def block(self, n: int) -> None:
        lock = threading.Lock()
        lock.acquire()
        for _ in range(n):
            self._waiting.append(lock)
            self._bell.ring()
            lock.acquire()

    def twice(self, n: int) -> None:
        self.block(2 * n)

    def between_loops(self, n: int) -> None:
        for _ in range(n):
            self._there.ring()
            self._back.wait()


# ---------------------------------------- the contenders


class Caller:
    """The loop of the asynchronous caller: one for all contenders."""

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


def repeat(call: Callable[[], Any]) -> Block:
    def block(n: int) -> None:
        for _ in range(n):
            call()

    return block


def by_threads(block: Block, count: int = 4) -> Block:
    def blocks(n: int) -> None:
        threads = [threading.Thread(target=block, args=(n // count,)) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return blocks


def blocks_of_sync_peer(impl: Any, run: Callable[..., Any]) -> dict[str, Block]:
    """What a way to `run(function, *arguments)` on another loop makes of the blocking rows."""
    client, numbers = impl.Client(), impl.numbers()

    def managed() -> None:
        manager = impl.session(1)
        run(manager.__aenter__)
        run(manager.__aexit__, None, None, None)

    function = repeat(lambda: run(impl.echo, 1))
    return {
        "sync function": function,
        "sync method": repeat(lambda: run(client.echo, 1)),
        "sync generator item": repeat(lambda: run(numbers.__anext__)),
        "sync context manager": repeat(managed),
        "4 threads": by_threads(function),
    }


def limit_blocks(impl: Any, caller: Caller) -> dict[str, Block]:
    limit = Limit()
    between = limit.between_loops
    return {
        "sync function": limit.block,
        "sync method": limit.block,
        ".aio sequential": between,
        ".aio 100 concurrent": caller.concurrent(100, lambda: impl.echo(1)),
        ".aio 10,000 concurrent": caller.concurrent(10_000, lambda: impl.echo(1)),
        "sync generator item": limit.block,
        "async generator item": between,
        "sync context manager": limit.twice,
        "4 threads": by_threads(limit.block),
    }


def our_blocks(api: Any, caller: Caller) -> dict[str, Block]:
    client, numbers, others = api.Client(), api.numbers(), api.numbers.aio()

    def managed() -> None:
        with api.session(1):
            pass

    function = repeat(lambda: api.echo(1))
    return {
        "sync function": function,
        "sync method": repeat(lambda: client.echo(1)),
        ".aio sequential": caller.sequential(lambda: api.echo.aio(1)),
        ".aio 100 concurrent": caller.concurrent(100, lambda: api.echo.aio(1)),
        ".aio 10,000 concurrent": caller.concurrent(10_000, lambda: api.echo.aio(1)),
        "sync generator item": repeat(lambda: next(numbers)),
        "async generator item": caller.sequential(lambda: others.__anext__()),
        "sync context manager": repeat(managed),
        "4 threads": by_threads(function),
    }


def rct_blocks(impl: Any, caller: Caller) -> dict[str, Block]:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    start, others = asyncio.run_coroutine_threadsafe, impl.numbers()

    def run(function: Any, *args: Any) -> Any:
        return start(function(*args), loop).result()

    def arrive() -> Awaitable[Any]:
        return asyncio.wrap_future(start(impl.echo(1), loop))

    async def step() -> Any:
        return await others.__anext__()

    return {
        **blocks_of_sync_peer(impl, wrapped_steps(run)),
        ".aio sequential": caller.sequential(arrive),
        ".aio 100 concurrent": caller.concurrent(100, arrive),
        ".aio 10,000 concurrent": caller.concurrent(10_000, arrive),
        "async generator item": caller.sequential(lambda: asyncio.wrap_future(start(step(), loop))),
    }


def wrapped_steps(run: Callable[..., Any]) -> Callable[..., Any]:
    """`run` for functions that give an awaitable which is no coroutine."""

    async def call(function: Any, *args: Any) -> Any:
        return await function(*args)

    return lambda function, *args: run(call, function, *args)


# ---------------------------------------- peers that may be installed


kept: list[Any] = []  # what ends when nobody holds it


def anyio_run() -> Callable[..., Any]:
    manager = importlib.import_module("anyio.from_thread").start_blocking_portal("asyncio")
    kept.append(manager)
    return manager.__enter__().call  # type: ignore[no-any-return]


def fsspec_run() -> Callable[..., Any]:
    module = importlib.import_module("fsspec.asyn")
    loop = module.get_loop()
    return wrapped_steps(lambda function, *args: module.sync(loop, function, *args))


def asgiref_run() -> Callable[..., Any]:
    convert = importlib.import_module("asgiref.sync").async_to_sync
    return lambda function, *args: convert(function)(*args)


def greenback_run() -> Callable[..., Any]:
    raise NotImplementedError("it stays on one thread: it has no hand-off to compare")


PEERS = {
    "anyio": anyio_run,
    "fsspec": fsspec_run,
    "asgiref": asgiref_run,
    "greenback": greenback_run,
}


def peer_blocks(impl: Any) -> dict[str, dict[str, Block]]:
    found = {}
    for name, make in PEERS.items():
        if importlib.util.find_spec(name) is None:
            print(f"{name}: skipped, it is not installed")
            continue
        try:
            found[name] = blocks_of_sync_peer(impl, make())
        except NotImplementedError as error:
            print(f"{name}: skipped, {error}")
    return found


# ---------------------------------------- measuring

# The targets: times the limit and times `run_coroutine_threadsafe`, each with the own and the portable hand-off.
ROWS = {
    "sync function": (400, (1.7, 3.0), (0.29, 0.5)),
    "sync method": (400, (1.8, 3.0), (0.30, 0.5)),
    ".aio sequential": (300, (3.9, 5.3), (0.56, 0.75)),
    ".aio 100 concurrent": (1000, (3.1, 3.2), (0.32, 0.32)),
    ".aio 10,000 concurrent": (10_000, (3.3, 3.2), (0.25, 0.32)),
    "sync generator item": (400, (1.55, None), (0.27, None)),
    "async generator item": (300, (3.8, None), (0.53, None)),
    "sync context manager": (150, (1.9, None), (0.30, None)),
    "4 threads": (400, (2.2, None), (0.28, None)),
}


def tenth(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 10]


def in_turns(
    contenders: list[str], rounds: int, measure: Callable[[str], float]
) -> dict[str, float]:
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name in (*contenders, *reversed(contenders)):
            figures[name].append(measure(name))
    return {name: tenth(found) for name, found in figures.items()}


def timed(block: Block, n: int) -> float:
    started = time.perf_counter()
    block(n)
    return (time.perf_counter() - started) / n * 1e6


def measure_row(row: Row, rounds: int) -> None:
    for block in row.blocks.values():
        block(row.size)  # warm
    if row.size >= 10_000:
        rounds = max(2, rounds // 4)
    row.figures = in_turns(list(row.blocks), rounds, lambda name: timed(row.blocks[name], row.size))


def first_call(rounds: int, directory: Path) -> Row:
    environment = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{directory}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the bytecode is to be cached

    def measure(name: str) -> float:
        code = FIRST_HEAD + FIRST[name] + FIRST_TAIL
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return float(done.stdout) * 1e6

    row = Row("first call", 1, (1.2, None), (1.0, None), {})
    row.figures = in_turns(list(FIRST), max(2, rounds // 2), measure)
    return row


def memory(api: Any, count: int = 20_000) -> None:
    tracemalloc.start()
    inner = [api.Client._impl_class() for _ in range(count)]
    before = tracemalloc.get_traced_memory()[0]
    kept = [api.Client._from_impl(impl) for impl in inner]
    each = (tracemalloc.get_traced_memory()[0] - before) / count - 8
    tracemalloc.stop()
    del kept
    print(
        f"\nmemory of a wrapper, with its place in the cache: {each:.0f} bytes {verdict(each, 210)}"
    )


def verdict(figure: float, target: Optional[float]) -> str:
    if target is None:
        return f"{'':15}"
    return f"(<= {target:<5}{'holds' if figure <= target else 'FAILS'})"


def show(rows: list[Row]) -> None:
    names = [name for name in dict.fromkeys(name for row in rows for name in row.figures)]
    peers = [name for name in names if name not in ("limit", "ours", "rct")]
    print(f"\nPython {sys.version.split()[0]}, p10; rct is asyncio.run_coroutine_threadsafe\n")
    heads = "".join(f"{name:>10}" for name in ("rct", *peers))
    print(
        f"{'':24}{'limit us':>9}{'ours us':>9}  ours / limit {'':17}ours / rct{'':14}x limit:{heads}"
    )
    for row in rows:
        limit, ours, rct = (row.figures[name] for name in ("limit", "ours", "rct"))
        others = "".join(
            f"{row.figures[name] / limit:10.2f}" if name in row.figures else f"{'-':>10}"
            for name in ("rct", *peers)
        )
        print(
            f"{row.name:24}{limit:9.1f}{ours:9.1f}"
            f"{ours / limit:7.2f} {verdict(ours / limit, row.to_limit[PORTABLE])}"
            f"{ours / rct:7.2f} {verdict(ours / rct, row.to_rct[PORTABLE])}{'':8}{others}"
        )


def prepare(directory: Path) -> tuple[Any, Any]:
    """Write the small library, compile it, and import both sides."""
    package = directory / "small"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "_impl.py").write_text(IMPLEMENTATION)
    sys.path.insert(0, str(directory))
    impl = importlib.import_module("small._impl")
    from synchronicity.codegen.compile import compile_modules
    from synchronicity.codegen.writer import write_modules

    write_modules(str(directory), compile_modules([impl.api], "small"))
    importlib.invalidate_caches()
    return impl, importlib.import_module("small.api")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as name:
        impl, api = prepare(Path(name))
        caller = Caller()
        contenders = {
            "limit": limit_blocks(impl, caller),
            "ours": our_blocks(api, caller),
            "rct": rct_blocks(impl, caller),
            **peer_blocks(impl),
        }
        rows = []
        for title, (size, to_limit, to_rct) in ROWS.items():
            if word in title:
                blocks = {
                    name: found[title] for name, found in contenders.items() if title in found
                }
                row = Row(title, size, to_limit, to_rct, blocks)
                measure_row(row, rounds)
                rows.append(row)
        if word in "first call":
            rows.append(first_call(rounds, Path(name)))
        show(rows)
        memory(api)
    sys.stdout.flush()
    os._exit(0)  # the peers' threads do not end by themselves


if __name__ == "__main__":
    main()
