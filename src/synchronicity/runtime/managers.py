"""Functions that give generators and context managers, and the special methods of wrapped context managers.

As in `results`, each gives the two faces of a body; `descriptor.Dual` says what they mean.
"""

from __future__ import annotations

from .contexts import DualContextManager, entries_of
from .driving import special
from .faces import bind, dress
from .generators import agenerate, generate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .faces import Body, Convert
    from .homes import Homes


def generator(
    homes: Homes, yields: Convert, sends: Convert, returned: str | None, body: Body
) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        source = body(*args, **kwargs)
        converts = bind(yields, args, kwargs), bind(sends, args, kwargs)
        return generate(homes.home(), source, *converts, body)

    def aio(*args: Any, **kwargs: Any) -> Any:
        source = body(*args, **kwargs)
        converts = bind(yields, args, kwargs), bind(sends, args, kwargs)
        return agenerate(homes.home(), source, *converts, body)

    return dress(body, call, aio, returned)


def prefetched(homes: Homes, yields: Convert, most: int, returned: str | None, body: Body) -> Any:
    from .prefetching import aprefetch, prefetch

    def call(*args: Any, **kwargs: Any) -> Any:
        source = body(*args, **kwargs)
        return prefetch(homes.home(), source, bind(yields, args, kwargs), most, body)

    def aio(*args: Any, **kwargs: Any) -> Any:
        source = body(*args, **kwargs)
        return aprefetch(homes.home(), source, bind(yields, args, kwargs), most, body)

    return dress(body, call, aio, returned)


def context_manager(homes: Homes, enters: Convert, body: Body) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        return DualContextManager(homes, body(*args, **kwargs), bind(enters, args, kwargs), body)

    def aio(*args: Any, **kwargs: Any) -> Any:
        return DualContextManager(homes, body(*args, **kwargs), bind(enters, args, kwargs), body)

    return dress(body, call, aio)


def enter(homes: Homes, returns: Convert, opening: bool, body: Body) -> Any:
    def call(self: Any) -> Any:
        entries = entries_of(self)
        if opening and entries.opened:
            return self
        leave = special(self._impl_instance, "__aexit__")
        step = entries.enter(homes.home(), lambda: body(self), leave, body)
        if step.error is not None:
            raise step.taken()
        convert = bind(returns, (self,), {})
        return step.value if convert is None else convert(step.value)

    async def aio(self: Any) -> Any:
        entries = entries_of(self)
        if opening and entries.opened:
            return self
        leave = special(self._impl_instance, "__aexit__")
        step = await entries.aenter(homes.home(), lambda: body(self), leave, body)
        if step.error is not None:
            raise step.taken()
        convert = bind(returns, (self,), {})
        return step.value if convert is None else convert(step.value)

    return dress(body, call, aio)


def leave(homes: Homes, body: Body) -> Any:
    def call(self: Any, exc_type: Any, exc: Any, tb: Any) -> Any:
        entries = entries_of(self)
        entries.opened = False
        step = entries.leave(homes.home(), _body_of(body, self), (exc_type, exc, tb), body)
        if step.error is not None:
            raise step.taken()
        return step.value

    async def aio(self: Any, exc_type: Any, exc: Any, tb: Any) -> Any:
        entries = entries_of(self)
        entries.opened = False
        raised = (exc_type, exc, tb)
        step = await entries.aleave(homes.home(), _body_of(body, self), raised, body)
        if step.error is not None:
            raise step.taken()
        return step.value

    return dress(body, call, aio)


def _body_of(body: Body, self: Any) -> Any:
    def leave(*raised: Any) -> Any:
        return body(self, *raised)

    return leave
