"""Plain code that needs the running loop: functions, methods and constructors."""

from __future__ import annotations

import asyncio
import threading
from typing import Optional, TypeVar

from typing_extensions import Self

from synchronicity import Module

api = Module("golden.loops.api")
T = TypeVar("T")


@api.wrap_function(on_loop=True)
def clock(offset: float = 0.0) -> float:
    """The time of the loop."""
    return asyncio.get_running_loop().time() + offset


@api.wrap_function(on_loop=True)
def later(value: T) -> asyncio.Task[T]:
    """A task, which callers get the result of."""

    async def wait() -> T:
        await asyncio.sleep(0)
        return value

    return asyncio.get_running_loop().create_task(wait())


@api.wrap_function
async def thread() -> int:
    return threading.get_ident()


@api.wrap_class(on_loop=("__init__", "put", "make"))
class Mailbox:
    """Made of parts of the loop."""

    def __init__(self, name: str, previous: Optional[Mailbox] = None) -> None:
        if not name:
            raise ValueError("no name")
        self.name = name
        self.previous: Optional[Mailbox] = previous
        self.made_in: int = threading.get_ident()
        self._first: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def put(self, text: str) -> Mailbox:
        """Put a letter in."""
        self._first.get_loop().call_soon(self._first.set_result, text)
        return self

    async def get(self) -> str:
        """Wait for it."""
        return await self._first

    @classmethod
    def make(cls, name: str) -> Self:
        asyncio.get_running_loop()
        return cls(name)

    def label(self) -> str:
        return f"mailbox {self.name}"


@api.wrap_class
class Archive(Mailbox):
    """What runs on the loop in its base does so here too."""

    def put(self, text: str) -> Mailbox:
        return super().put(f"old {text}")
