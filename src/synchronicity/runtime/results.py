"""Functions that give one result: the kinds `function` and `step`.

Each takes the synchronizer, the conversion and a body, and gives the two faces of the body; `descriptor.Dual`
says what they mean. What also has to know context managers is in `awaiting`.
"""

from __future__ import annotations

from .faces import bind, dress
from .waiting import Work, wait, work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .faces import Body, Convert
    from .homes import Homes


async def on_loop(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Call plain code that needs the running loop: where this is awaited."""
    return function(*args, **kwargs)


def function(homes: Homes, returns: Convert, body: Body) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        home, awaitable = homes.home(), body(*args, **kwargs)
        home.rouse()
        done = wait(home, Work(awaitable), body)
        if done.error is not None:
            raise done.taken()
        if returns is None:
            return done.value
        return bind(returns, args, kwargs)(done.value)

    async def aio(*args: Any, **kwargs: Any) -> Any:
        done = await work(homes.home(), body(*args, **kwargs), body)
        if done.error is not None:
            raise done.taken()
        if returns is None:
            return done.value
        return bind(returns, args, kwargs)(done.value)

    return dress(body, call, aio)


def step(homes: Homes, returns: Convert, body: Body) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        home, awaitable = homes.home(), body(*args, **kwargs)
        home.rouse()
        done = wait(home, Work(awaitable), body)
        if done.error is not None:
            if isinstance(done.error, StopAsyncIteration):
                raise StopIteration
            raise done.taken()
        if returns is None:
            return done.value
        return bind(returns, args, kwargs)(done.value)

    return dress(body, call, function(homes, returns, body).aio)
