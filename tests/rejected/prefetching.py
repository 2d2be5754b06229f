"""What cannot be fetched ahead."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_function(prefetch=4)
async def echo(value: int) -> int:  # E: kind-clash
    return value


@api.wrap_function(prefetch=4)
async def two_way() -> AsyncGenerator[int, str]:  # E: kind-clash
    yield 1


@api.wrap_function(prefetch=4)
@asynccontextmanager
async def managed() -> AsyncIterator[int]:  # E: kind-clash
    yield 1


@api.wrap_class
class Node:
    @api.prefetch(4)
    def size(self) -> int:  # E: kind-clash
        return 1

    @api.prefetch(4)
    async def children(self) -> AsyncGenerator["Node", None]:  # E: kind-clash
        yield self
