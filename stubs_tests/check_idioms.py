"""What users do with callables besides calling them, over all golden packages: read by the checkers, never run."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from golden.classes.api import Client, Row
from golden.functions.api import fetch
from golden.inheritance.api import Animal, Dog
from typing_extensions import ParamSpec, Self, assert_type

from synchronicity import DualCallable

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=Client)


def timed(func: Callable[P, R]) -> Callable[P, R]:
    return func


def timed_aio(func: Callable[P, Coroutine[Any, Any, R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    return func


def timed_both(func: DualCallable[P, R]) -> DualCallable[P, R]:
    return func


async def decorators(client: Client) -> None:
    assert_type(timed(fetch)("u", retries=2), str)
    assert_type(timed(client.query)(sql="q"), list[Row])
    assert_type(timed(Client.query)(client, "q"), list[Row])
    assert_type(await timed_aio(fetch.aio)("u", retries=2), str)
    assert_type(await timed_aio(client.query.aio)("q"), list[Row])
    assert_type(timed_both(fetch)("u", retries=2), str)
    assert_type(await timed_both(client.query).aio("q"), list[Row])


async def handed_on(client: Client) -> None:
    assert_type(functools.partial(fetch, retries=2)("u"), str)
    assert_type(functools.partial(client.query, "q")(), list[Row])
    assert_type(list(map(client.query, ["q"])), list[list[Row]])
    assert_type(sorted(["u"], key=fetch), list[str])
    assert_type(await asyncio.to_thread(fetch, "u", retries=1), str)
    with ThreadPoolExecutor() as pool:
        assert_type(pool.submit(client.query, "q").result(), list[Row])
    assert_type([get("u") for get in [fetch, fetch]], list[str])


async def concurrently(client: Client) -> None:
    page, rows = await asyncio.gather(fetch.aio("u"), client.query.aio("q"))
    assert_type(page, str)
    assert_type(rows, list[Row])
    assert_type(asyncio.create_task(client.query.aio("q")), "asyncio.Task[list[Row]]")
    assert_type(await asyncio.wait_for(client.renamed.aio("v"), 1), Client)
    assert_type(asyncio.run(fetch.aio("u")), str)


class Special(Client):
    """Calls its base, in every way."""

    def twice(self) -> list[Row]:
        return super().query("q") + self.query("q")

    async def twice_aio(self) -> list[Row]:
        return await super().query.aio("q") + await self.query.aio("q")

    def moved(self) -> Self:
        return super().renamed("v")

    async def moved_aio(self) -> Self:
        return await self.renamed.aio("v")

    @classmethod
    def make(cls) -> Self:
        return cls.open("u")

    @classmethod
    async def make_aio(cls) -> Self:
        return await cls.open.aio("u")


def by_instance(client: C) -> C:
    return client.renamed("v")


async def by_instance_aio(client: C) -> C:
    return await client.renamed.aio("v")


def by_class(kind: type[C]) -> C:
    return kind.open("u")


class Queries(Protocol):
    """A user's protocol: a method that blocks."""

    def query(self, sql: str) -> list[Row]: ...


class QueriesBoth(Protocol):
    """A user's protocol: both faces."""

    @property
    def query(self) -> DualCallable[[str], list[Row]]: ...


class Speaks(Protocol):
    def speak(self, loud: bool = ...) -> str: ...


def protocols(client: Client, animal: Animal, dog: Dog) -> None:
    queries: list[Queries] = [client, Special("u")]
    queries_both: list[QueriesBoth] = [client, Special("u")]
    speaks: list[Speaks] = [animal, dog]
    print(queries, queries_both, speaks)
