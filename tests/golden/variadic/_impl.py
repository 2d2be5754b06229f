"""ParamSpec, Concatenate and TypeVarTuple: parameters and items that nobody knows cross by value."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, Optional, TypeVar

from typing_extensions import Concatenate, ParamSpec, Self, TypeVarTuple, Unpack

from synchronicity import Module

api = Module("golden.variadic.api")

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Handler = Callable[P, Awaitable[R]]


@api.wrap_class
class Node:
    def __init__(self, name: str) -> None:
        self.name = name


@api.wrap_function
async def call(func: Callable[P, Awaitable[R]], *args: P.args, **kwargs: P.kwargs) -> R:
    """With what `func` takes."""
    return await func(*args, **kwargs)


@api.wrap_function
async def call_with(
    node: Node, func: Callable[Concatenate[Node, list[Node], P], Awaitable[R]], *args: P.args, **kwargs: P.kwargs
) -> tuple[R, Node]:
    return await func(node, [node], *args, **kwargs), node


@api.wrap_function
async def forget(func: Callable[P, Awaitable[None]], *args: P.args, **kwargs: P.kwargs) -> None:
    await func(*args, **kwargs)


@api.wrap_function
def measure(func: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> tuple[R, int]:
    """Not awaited."""
    return func(*args, **kwargs), len(args) + len(kwargs)


@api.wrap_function
async def handled(func: Handler[[Node, int], R], node: Node) -> R:
    """An alias that says what is taken."""
    return await func(node, 1)


@api.wrap_class
class Task(Generic[P, R]):
    def __init__(self, func: Callable[P, R], node: Optional[Node] = None) -> None:
        self._func = func

    async def run(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """As often as one likes."""
        return self._func(*args, **kwargs)

    def now(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._func(*args, **kwargs)

    async def each(self, func: Callable[[R], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return await func(self._func(*args, **kwargs))


@api.wrap_class
class NodeTask(Task[[Node, str], Node]):
    """What it takes and gives is fixed."""


@api.wrap_class
class Retried(Task[P, R], Generic[P, R]):
    async def run(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Twice."""
        await super().run(*args, **kwargs)
        return await super().run(*args, **kwargs)


@api.wrap_function
async def named(task: Task[[Node, str], Node], node: Node) -> Task[..., Node]:
    await task.run(node, "x")
    return task


@api.wrap_function
async def gather(*values: Unpack[Ts]) -> tuple[Unpack[Ts]]:
    return values


@api.wrap_function
async def spread(func: Callable[[Node, Unpack[Ts]], Awaitable[R]], node: Node, *values: Unpack[Ts]) -> R:
    return await func(node, *values)


@api.wrap_function
async def rotate(values: tuple[Node, Unpack[Ts]]) -> tuple[Unpack[Ts], Node]:
    first, *rest = values
    return (*rest, first)  # type: ignore[return-value]


@api.wrap_class
class Row(Generic[Unpack[Ts]]):
    def __init__(self, *cells: Unpack[Ts]) -> None:
        self._cells = cells

    async def cells(self) -> tuple[Unpack[Ts]]:
        """All of them."""
        return self._cells

    async def both(self) -> tuple[Self, Unpack[Ts]]:
        return (self, *self._cells)

    def numbered(self, number: int) -> tuple[int, Unpack[Ts]]:
        return (number, *self._cells)


@api.wrap_function
async def row(node: Node) -> Row[Node, int]:
    return Row(node, 1)
