"""What a library author writes: async only, with a case for each promise of the run time."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Optional

log: list[str] = []
variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable", default="unset")
TIMEOUT = object()


class Page:
    kind = "page"

    def __init__(self, url: str = "start") -> None:
        self.url = url

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and other.url == self.url

    def __hash__(self) -> int:
        return hash(self.url)


class Draft(Page):
    pass


async def fetch(url: str, *, retries: int = 3) -> Page:
    """Fetch a page."""
    await asyncio.sleep(0)
    return Page(url * retries)


async def echo(value: Any, timeout: object = TIMEOUT) -> Any:
    return value


async def fail(error: BaseException) -> None:
    raise error


async def where() -> tuple[str, int]:
    return variable.get(), threading.get_ident()


async def set_variable(value: str) -> None:
    variable.set(value)


async def nap(seconds: float, cleanup: float = 0.0, name: str = "nap") -> str:
    """Sleep, and log how it went."""
    log.append(f"{name} begins")
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        if cleanup:
            await asyncio.sleep(cleanup)
        log.append(f"{name} cleaned")
        raise
    return name


async def stubborn(seconds: float) -> str:
    """Swallows the cancel."""
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        return "swallowed"
    return "slept"


async def run(func: Callable[[], Any]) -> Any:
    """Call something on the loop thread."""
    return func()


async def each(values: list[Any], func: Callable[[Any], Awaitable[Any]]) -> list[Any]:
    return [await func(value) for value in values]


async def pages(first: str) -> AsyncGenerator[Page, int]:
    url = first
    try:
        while True:
            try:
                url *= (yield Page(url)) or 1
            except ValueError as error:
                url = f"caught {error} "
    finally:
        log.append(f"pages closed in {threading.get_ident()}")
        await asyncio.sleep(0)
        log.append("pages closed")


async def lines(count: int) -> AsyncIterator[str]:
    try:
        for number in range(count):
            await asyncio.sleep(0)
            yield str(number)
    finally:
        log.append("lines closed")


async def tasks(count: int) -> AsyncIterator[tuple[str, str]]:
    """In which task, and with which value of the variable, each step runs."""
    variable.set("inside")
    for _ in range(count):
        yield (
            repr(asyncio.current_task()).partition(" ")[0],
            f"{id(asyncio.current_task())} {variable.get()}",
        )


async def deadline(seconds: float) -> AsyncIterator[int]:
    """A timeout held across the yields."""
    async with asyncio.timeout(seconds):
        for number in range(100):
            yield number
            await asyncio.sleep(0.02)


class Counter:
    """A plain async iterator."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __aiter__(self) -> Counter:
        return self

    async def __anext__(self) -> Page:
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return Page(str(self.left))


def counter(count: int) -> Counter:
    return Counter(count)


@asynccontextmanager
async def session(url: str) -> AsyncIterator[Page]:
    task = asyncio.current_task()
    log.append("session entered")
    try:
        yield Page(url)
    except ValueError as error:
        log.append(f"session suppressed {error}")
    finally:
        log.append(f"session left in the same task: {task is asyncio.current_task()}")


@asynccontextmanager
async def slow_session(entering: float) -> AsyncIterator[str]:
    try:
        await asyncio.sleep(entering)
    except asyncio.CancelledError:
        pass  # enters all the same
    log.append("slow session entered")
    try:
        yield "entered"
    finally:
        log.append("slow session left")


class Connection:
    """Opened by awaiting it, or by entering it: like aiosqlite's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.opened = 0

    async def _open(self) -> Connection:
        self.opened += 1
        await asyncio.sleep(0)
        return self

    def __await__(self) -> Generator[Any, None, Connection]:
        return self._open().__await__()

    async def __aenter__(self) -> Connection:  # noqa: PYI034
        return await self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        tb: Optional[TracebackType],
    ) -> None:
        log.append(f"{self.name} left with {kind and kind.__name__}")

    async def ping(self, host: str = "home") -> str:
        return f"{self.name} {host}"


def connect(name: str) -> Connection:
    return Connection(name)


class Client:
    """A client."""

    version = "1.0"

    def __init__(self, url: str) -> None:
        self.url = url
        self.home: Optional[Page] = None
        self._tasks: list[Any] = []

    async def query(self, sql: str, limit: int = 1) -> list[Page]:
        """Run a query."""
        return [Page(sql)] * limit

    async def renamed(self, url: str) -> Client:
        self.url = url
        return self

    @classmethod
    async def open(cls, url: str) -> Client:
        """Open a client."""
        return cls(url)

    @staticmethod
    async def ping(url: str) -> int:
        """Ping a server."""
        return len(url)

    async def stream(self, count: int) -> AsyncIterator[Page]:
        for number in range(count):
            yield Page(str(number))

    @asynccontextmanager
    async def lease(self, name: str) -> AsyncIterator[Page]:
        yield Page(name)

    def get(self, key: str) -> Request:
        return Request(key)

    async def __aenter__(self) -> Client:  # noqa: PYI034
        self._tasks.append(asyncio.current_task())
        return self

    async def __aexit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        tb: Optional[TracebackType],
    ) -> bool:
        same = asyncio.current_task() in self._tasks
        log.append(f"client left in the same task: {same}, with {error!r}")
        return isinstance(error, KeyError)


class Sub(Client):
    async def query(self, sql: str, limit: int = 2) -> list[Page]:
        """Run a query with a limit."""
        return await super().query(sql, limit)


class Request:
    """Awaitable, and an async context manager: like aiohttp's."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __await__(self) -> Generator[Any, None, Page]:
        return self._page().__await__()

    async def _page(self) -> Page:
        await asyncio.sleep(0)
        return Page(self.key)

    async def __aenter__(self) -> Page:
        self._task = asyncio.current_task()
        return await self

    async def __aexit__(self, *raised: object) -> None:
        log.append(f"request left in the same task: {self._task is asyncio.current_task()}")


class Cursor:
    def __init__(self, count: int) -> None:
        self._left = count

    def __aiter__(self) -> Cursor:
        return self

    async def __anext__(self) -> Page:
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return Page(str(self._left))


class Table:
    async def __aiter__(self) -> AsyncGenerator[Page, None]:
        yield Page("one")
        yield Page("two")
