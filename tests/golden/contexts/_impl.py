"""Async context managers: functions, methods, and classes that can be entered."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import Optional

from typing_extensions import Self

from synchronicity import Module

api = Module("golden.contexts.api")

log: list[str] = []


@api.wrap_class
class Session:
    """A session: `with` and `async with`."""

    def __init__(self, name: str, *, suppress: bool = False) -> None:
        self.name = name
        self._suppress = suppress

    async def __aenter__(self) -> Self:
        log.append(f"enter {self.name}")
        return self

    async def __aexit__(
        self,
        exc_type: Optional[type[BaseException]],
        exc: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> bool:
        log.append(f"exit {self.name} {exc_type.__name__ if exc_type else None}")
        return self._suppress

    @asynccontextmanager
    async def transaction(self, level: int = 1) -> AsyncIterator[int]:
        """Everything or nothing."""
        log.append("begin")
        try:
            yield level
        except BaseException:
            log.append("rollback")
            raise
        log.append("commit")


@api.wrap_function
@asynccontextmanager
async def session(name: str) -> AsyncGenerator[Session, None]:
    """A session that is open."""
    async with Session(name) as opened:
        yield opened


class _Lock:
    async def __aenter__(self) -> str:
        log.append("lock")
        return "locked"

    async def __aexit__(self, *error: object) -> None:
        log.append("unlock")


@api.wrap_function
def lock() -> AbstractAsyncContextManager[str, None]:
    return _Lock()


@api.wrap_function
def lease() -> AbstractAsyncContextManager[str]:
    return _Lock()
