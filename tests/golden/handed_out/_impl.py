"""Functions that are handed out: decorators, callbacks that are kept, and what goes on to the next one."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Generic, Optional, Protocol, TypeVar

from typing_extensions import Concatenate, ParamSpec

from synchronicity import Module

api = Module("golden.handed_out.api")

P = ParamSpec("P")
R = TypeVar("R")


@api.wrap_class
class Request:
    def __init__(self, path: str) -> None:
        self.path = path


@api.wrap_class
class Response:
    def __init__(self, text: str) -> None:
        self.text = text


Handler = Callable[[Request], Awaitable[Response]]


class Matches(Protocol):
    def __call__(self, request: Request, /) -> bool: ...


async def _not_found(request: Request) -> Response:
    """Nothing is there."""
    return Response(f"no {request.path}")


@api.wrap_function
def default_handler() -> Callable[[Request], Awaitable[Response]]:
    """An async function as a value: it has both faces."""
    return _not_found


@api.wrap_function
async def found_handler(path: str) -> Optional[Handler]:
    return _not_found if path else None


@api.wrap_function
def matcher(prefix: str) -> Matches:
    """A plain one stays plain."""
    return lambda request: request.path.startswith(prefix)


@api.wrap_function
def waiter() -> Callable[[str], Awaitable[int]]:
    """No wrapped class takes part, but it waits."""

    async def length(text: str) -> int:
        return len(text)

    return length


@api.wrap_function
def counter() -> Callable[[int], AsyncIterator[Request]]:
    async def count(to: int) -> AsyncIterator[Request]:
        for number in range(to):
            yield Request(str(number))

    return count


@api.wrap_function
def anyhow() -> Callable[..., Awaitable[Request]]:
    async def last(*requests: Request, extra: Request) -> Request:
        return requests[-1] if requests else extra

    return last


@api.wrap_function
def traced(func: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """A decorator for async functions and sync ones."""

    @functools.wraps(func)
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return await func(*args, **kwargs)

    return call


@api.wrap_function
def retried(times: int) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """A decorator with arguments."""

    def decorate(func: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        async def call(*args: P.args, **kwargs: P.kwargs) -> R:
            for _ in range(times - 1):
                try:
                    return await func(*args, **kwargs)
                except ValueError:
                    pass
            return await func(*args, **kwargs)

        return call

    return decorate


@api.wrap_function
def with_request(func: Callable[Concatenate[Request, P], Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return await func(Request("given"), *args, **kwargs)

    return call


@api.wrap_class
class App:
    def __init__(self, handler: Handler, matches: Callable[[Request], bool]) -> None:
        self.handler: Handler = handler
        self.matches: Callable[[Request], bool] = matches
        self._middleware: list[Callable[[Request, Handler], Awaitable[Response]]] = []

    @property
    def first(self) -> Optional[Callable[[Request, Handler], Awaitable[Response]]]:
        return self._middleware[0] if self._middleware else None

    def use(self, middleware: Callable[[Request, Handler], Awaitable[Response]]) -> None:
        """`middleware` is given what comes after it."""
        self._middleware.append(middleware)

    async def handle(self, request: Request) -> Response:
        handler = self.handler
        for middleware in self._middleware:
            handler = _bound(middleware, handler)
        return await handler(request)

    def handlers(self) -> list[Handler]:
        return [self.handler, _not_found]

    def uses(self, handler: Handler) -> bool:
        """Whether this is the very same function."""
        return handler is self.handler


def _bound(middleware: Callable[[Request, Handler], Awaitable[Response]], handler: Handler) -> Handler:
    async def call(request: Request) -> Response:
        return await middleware(request, handler)

    return call


@api.wrap_class
class Task(Generic[P, R]):
    """What the function that it is constructed with takes and gives, its own calls take and give."""

    def __init__(self, func: Callable[P, Awaitable[R]], *, name: str = "task") -> None:
        self.func: Callable[P, Awaitable[R]] = func
        self.name = name

    async def run(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.func(*args, **kwargs)


@api.wrap_class
class Lazy(Generic[R]):
    def __init__(self, make: Callable[[Request], Awaitable[R]]) -> None:
        self._make = make

    async def get(self) -> R:
        return await self._make(Request("lazy"))
