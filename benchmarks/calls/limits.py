"""What two threads can do at best: a bare hand-off, without coroutine, task or context.

A sync operation is write an eventfd, wake from epoll, release a lock; an async one two polling threads that wake each
other; a context manager two sync hand-offs. Of concurrent calls it is `asyncio.gather` of the bare coroutines on one loop.
"""

from __future__ import annotations

import os
import select
import sys
import threading
from collections import deque
from typing import Any

from .contenders import Caller, by_threads
from .measuring import Block


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
    """The bare hand-offs."""

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


def limit_blocks(impl: Any, caller: Caller) -> dict[str, Block]:
    limit = Limit()
    between = limit.between_loops

    class Wrapper:
        __slots__ = ("__weakref__", "impl")

        def __init__(self, impl: object) -> None:
            self.impl = impl

    def convert(n: int) -> None:
        for _ in range(n):
            limit.block(1)
            _ = [Wrapper(client) for client in [impl.Client() for _ in range(1000)]]

    return {
        "sync function": limit.block,
        "sync method": limit.block,
        ".aio sequential": between,
        ".aio 100 concurrent": caller.concurrent(100, lambda: impl.echo(1)),
        ".aio 10,000 concurrent": caller.concurrent(10_000, lambda: impl.echo(1)),
        "sync generator item": limit.block,
        "sync item, prefetch=16": limit.block,
        "async generator item": between,
        "sync context manager": limit.twice,
        "4 threads": by_threads(limit.block),
        "list of 1,000 wrapped": convert,
    }
