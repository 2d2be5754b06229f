"""Types that cannot cross exactly."""

from __future__ import annotations

import asyncio
from collections import UserList, defaultdict
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Container, Coroutine, Hashable, ItemsView, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Optional, SupportsInt, TypeVar, Union

from typing_extensions import Concatenate, ParamSpec

from synchronicity import Module

api = Module("rejected.api")

T = TypeVar("T")
P = ParamSpec("P")
Nodes = TypeVar("Nodes", bound="Sequence[Node]")
Function = TypeVar("Function", bound="Callable[[Node], None]")
Which = TypeVar("Which", "type[Node]", int)
Listed = TypeVar("Listed", bound="Optional[list[Union[Node, tuple[Node, ...]]]]")


@api.wrap_class
class Node:
    pass


@api.wrap_function
async def numbered(nodes: enumerate[Node]) -> None: ...  # E: untranslatable


@api.wrap_function
async def factory(
    nodes: dict[str, UserList[Node]],  # E: untranslatable
) -> asyncio.Queue[Node]: ...  # E: untranslatable


@api.wrap_function
async def one_class(nodes: Union[defaultdict[str, Node], dict[str, int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def view(nodes: Union[ItemsView[str, Node], int]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def handed_out() -> Callable[[asyncio.Queue[Node]], None]: ...  # E: untranslatable


@api.wrap_function
async def managing() -> Callable[[AbstractAsyncContextManager[Node]], None]: ...  # E: unsupported


@api.wrap_function
async def open_ended() -> Callable[Concatenate[Sequence[Node], P], None]: ...  # E: unsupported


@api.wrap_function
async def waiting_twice() -> Callable[[str], Awaitable[Awaitable[None]]]: ...  # E: unsupported


@api.wrap_function
async def maybe_waiting() -> Callable[[str], Union[int, Awaitable[int]]]: ...  # E: unsupported


@api.wrap_function
async def two_callbacks(func: Union[Callable[[str], int], Callable[[str], Awaitable[str]]]) -> None: ...  # E: ambiguous-union


class Plain: ...


@api.wrap_function
async def callback_or_object(func: Union[Callable[[Node], None], Plain]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def callback_or_any(func: Union[Callable[[Node], None], Sequence[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def union(nodes: Union[list[Node], list[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def abstract(nodes: Union[list[Node], Sequence[int]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def beside(nodes: Union[Sequence[Node], str]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def variable(values: Union[dict[str, Node], int, T]) -> T: ...


@api.wrap_function
async def beside_variable(values: Union[Sequence[Node], T]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def streams(values: Union[AsyncIterator[int], object]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def two_streams(values: Union[AsyncIterator[int], AsyncIterable[str]]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def stream_beside_protocol(values: Union[AsyncIterator[bytes], SupportsInt]) -> None: ...  # E: ambiguous-union


@api.wrap_function
async def stream_or_not() -> Union[AsyncIterator[int], Hashable]: ...  # E: ambiguous-union


@api.wrap_function
async def manager(manager: AbstractAsyncContextManager[Node]) -> None: ...  # E: unsupported


@api.wrap_function
async def later(value: Awaitable[int]) -> None: ...  # E: unsupported


@api.wrap_function
async def at_last(value: Coroutine[Any, Any, T]) -> T: ...  # E: unsupported


@api.wrap_function
async def generator() -> Optional[AsyncGenerator[int, str]]: ...  # E: unsupported


@api.wrap_function
async def nested() -> list[Awaitable[int]]: ...  # E: unsupported


@api.wrap_function
def maybe() -> Optional[Awaitable[int]]: ...  # E: unsupported


@api.wrap_function
async def asked(nodes: Container[type[Node]]) -> Container[Sequence[Node]]: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def asked_by_value(nodes: Container[Optional[list[Node]]]) -> Container[Union[Node, int]]: ...


@api.wrap_function
async def bounded(nodes: Nodes, function: Function) -> list[Nodes]: ...  # E: untranslatable, untranslatable, untranslatable


@api.wrap_function
async def constrained(value: Which) -> None: ...  # E: untranslatable


@api.wrap_function
async def listed(value: Listed) -> Listed: ...


@api.wrap_function
async def beside_classes(values: Union[tuple[type[Node]], T]) -> T: ...  # E: ambiguous-union
