"""Functions that give one result: the kinds `function`, `step`, `awaitable`, `result` and `awaits`.

Each takes the synchronizer and the conversions, and gives a decorator for a body; `descriptor.Dual` says
what they mean.
"""

from __future__ import annotations

from .contexts import AwaitableContextManager, entries_of
from .faces import bind, dress
from .identity import Wrapped
from .waiting import Work, wait, work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .faces import Body, Convert, Decorate
    from .homes import Homes


def function(homes: Homes, returns: Convert) -> Decorate:
    def decorate(body: Body) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            done = wait(homes.home(), Work(body(*args, **kwargs)), body)
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

    return decorate


def step(homes: Homes, returns: Convert) -> Decorate:
    make = function(homes, returns)

    def decorate(body: Body) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            done = wait(homes.home(), Work(body(*args, **kwargs)), body)
            if done.error is not None:
                if isinstance(done.error, StopAsyncIteration):
                    raise StopIteration
                raise done.taken()
            if returns is None:
                return done.value
            return bind(returns, args, kwargs)(done.value)

        return dress(body, call, make(body).aio)

    return decorate


def awaitable(homes: Homes, returns: Convert, gives: Convert, aio: str | None) -> Decorate:
    def decorate(body: Body) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            waited = body(*args, **kwargs)
            done = wait(homes.home(), Work(waited), body)
            if done.error is not None:
                raise done.taken()
            return _converted(bind(returns, args, kwargs), done, waited)

        def call_aio(*args: Any, **kwargs: Any) -> Any:
            value = body(*args, **kwargs)
            convert = bind(gives, args, kwargs)
            return value if convert is None else convert(value)

        return dress(body, call, call_aio, aio)

    return decorate


def result(homes: Homes, returns: Convert) -> Decorate:
    make = function(homes, returns)

    def decorate(body: Body) -> Any:
        def aio(*args: Any, **kwargs: Any) -> Any:
            source = body(*args, **kwargs)
            return AwaitableContextManager(homes, source, bind(returns, args, kwargs), body)

        return dress(body, make(body), aio)

    return decorate


def awaits(homes: Homes, returns: Convert) -> Decorate:
    def decorate(body: Body) -> Any:
        async def wait_for(wrapper: Any, waited: Any) -> Any:
            done = await work(homes.home(), waited, type(wrapper))
            if done.error is not None:
                raise done.taken()
            return _converted(bind(returns, (wrapper,), {}), done, waited)

        def __await__(wrapper: Any) -> Any:
            return wait_for(wrapper, body(wrapper)).__await__()

        wait_for.__qualname__ = __await__.__qualname__ = body.__qualname__
        __await__.__module__, __await__.__doc__ = body.__module__, body.__doc__
        __await__.__wrapped__ = body  # type: ignore[attr-defined]
        return __await__

    return decorate


def _converted(convert: Any, done: Work, waited: Any) -> Any:
    value = done.value if convert is None else convert(done.value)
    # Awaiting the object gave the object itself: entering its wrapper need not await it again.
    if done.value is waited and isinstance(value, Wrapped):
        entries_of(value).opened = True
    return value
