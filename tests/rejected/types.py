"""Types that cannot cross exactly."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Optional, TypeVar, Union

from synchronicity import Module

api = Module("rejected.api")

T = TypeVar("T")


@api.wrap_class
class Node:
    pass


@api.wrap_function
async def sequence(nodes: Sequence[Node]) -> None: ...  # E: untranslatable


@api.wrap_function
async def mapping(nodes: dict[str, Mapping[str, Node]]) -> deque[Node]: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def callback(call: Callable[[Node], None]) -> None: ...  # E: untranslatable


@api.wrap_function
async def plain_callback(call: Callable[[str], Awaitable[None]]) -> None: ...


@api.wrap_function
async def union(nodes: Union[list[Node], list[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def abstract(nodes: Union[list[Node], Sequence[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def variable(value: T) -> T: ...  # E: unsupported, unsupported


@api.wrap_function
async def stream(values: AsyncIterator[int]) -> None: ...  # E: unsupported


@api.wrap_function
async def nested() -> list[Awaitable[int]]: ...  # E: unsupported


@api.wrap_function
def maybe() -> Optional[Awaitable[int]]: ...  # E: unsupported
