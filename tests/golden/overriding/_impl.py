"""Members that override others of another kind, and members that come from several bases."""

from __future__ import annotations

import abc
import asyncio
from typing import Generic, TypeVar

from typing_extensions import Self

from synchronicity import Module

api = Module("golden.overriding.api")

T = TypeVar("T")


@api.wrap_class
class Cache(Generic[T]):
    """In memory: nothing to wait for."""

    def __init__(self) -> None:
        self._values: dict[str, T] = {}

    def get(self, key: str) -> T:
        return self._values[key]

    def put(self, key: str, value: T) -> None:
        """Keep it."""
        self._values[key] = value

    def size(self) -> int:
        return len(self._values)

    def renewed(self) -> Self:
        return type(self)()

    @classmethod
    def kind(cls) -> str:
        return "memory"

    @staticmethod
    def version() -> int:
        return 1


@api.wrap_class
class RemoteCache(Cache[T]):
    """Somewhere else: the same, and to be waited for."""

    async def get(self, key: str, timeout: float = 1.0) -> T:  # type: ignore[override]
        """Fetch it."""
        await asyncio.sleep(0)
        return self._values[key]

    async def put(self, key: str, value: T) -> None:  # type: ignore[override]
        self._values[key] = value

    async def renewed(self) -> Self:  # type: ignore[override]
        return type(self)()

    @classmethod
    async def kind(cls) -> str:  # type: ignore[override]
        return "remote"

    @staticmethod
    async def version() -> int:  # type: ignore[override]
        return 2


@api.wrap_class
class LocalCache(RemoteCache[T]):
    """Nothing to wait for again; what is promised for RemoteCache stays."""

    def get(self, key: str, timeout: float = 1.0) -> T:  # type: ignore[override]
        asyncio.get_running_loop()
        return self._values[key]

    @classmethod
    def kind(cls) -> str:  # type: ignore[override]
        return "local"


@api.wrap_class
class Counting(Cache[int]):
    """Plain beside a dual one."""

    def get(self, key: str, default: int = 0) -> int:
        return self._values.get(key, default)


@api.wrap_class
class RemoteCounting(Cache[int]):
    async def get(self, key: str) -> int:  # type: ignore[override]
        return self._values[key]


@api.wrap_class
class Backend(abc.ABC):
    @abc.abstractmethod
    def connect(self) -> str: ...

    async def __call__(self, number: int) -> int:
        return number


@api.wrap_class
class AsyncBackend(Backend):
    async def connect(self) -> str:  # type: ignore[override]
        return "connected"

    def __call__(self, number: int) -> int:  # type: ignore[override]
        return -number


@api.wrap_class
class Closing:
    closed: bool = False

    async def close(self) -> None:
        """Close it."""
        self.closed = True


@api.wrap_class
class Flushing(Generic[T]):
    flushed: bool = False

    async def close(self) -> None:
        self.flushed = True

    async def last(self) -> list[T]:
        return []


@api.wrap_class
class Listing:
    async def last(self) -> list[int]:
        return [1]


@api.wrap_class
class Writer(Closing, Flushing[int], Listing):
    """Has `close` from two bases, and one of its own; `last` comes from two."""

    async def close(self) -> None:
        await Closing.close(self)
        await Flushing.close(self)


@api.wrap_class
class SubWriter(Writer, Closing):
    async def close(self) -> None:
        await super().close()


@api.wrap_function
async def read(cache: Cache[int], key: str) -> int:
    """Of any cache."""
    value = cache.get(key)
    return await value if asyncio.iscoroutine(value) else value
