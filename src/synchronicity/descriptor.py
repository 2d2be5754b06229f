"""What generated code imports: `_dual = dual("weather")`, the verbs on it, and wrapper classes.

A verb is a decorator for a body that converts the arguments and starts the implementation's call. The body
runs on the caller's thread, and so does the conversion of what comes back. Knows the names of the verbs and
what they mean; how a call crosses to the loop and back is the runtime's. asyncio is imported at the first
call. Decorating must cost next to nothing: a package may have thousands of functions.
"""

from __future__ import annotations

from .runtime import managers, results
from .runtime.faces import SELF, with_self
from .runtime.generators import generate
from .runtime.helpers import callback, default, lazy_module, sync_callback
from .runtime.homes import homes_of
from .runtime.identity import Wrapped, to_impl, to_wrapper
from .runtime.iterators import DualIterator
from .runtime.members import ClassMethod, Method, class_attribute, classproperty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator
    from typing import Any, TypeVar

    from .runtime.faces import Convert, Decorate
    from .runtime.generators import Convert as Plain

    _T = TypeVar("_T")

__all__ = [
    "SELF",
    "Dual",
    "Wrapped",
    "callback",
    "class_attribute",
    "classproperty",
    "default",
    "dual",
    "lazy_module",
    "sync_callback",
    "to_impl",
    "to_wrapper",
    "with_self",
]


class Dual:
    """The verbs of one synchronizer, which is known by name: nothing starts before the first call.

    The plain verbs make functions, also static and special methods; the ones that begin with `method_` and
    `class_` make methods and class methods. Conversions are functions of the value, `with_self`, or None for
    the value as it is. `aio` is how the signature of `.aio` is annotated, where it is no coroutine function.
    """

    __slots__ = ("_homes",)

    def __init__(self, name: str, /) -> None:
        self._homes = homes_of(name)

    # ---------------------------------------- functions

    def function(self, *, returns: Convert = None) -> Decorate:
        """The body returns an awaitable; `returns` converts its result."""
        return results.function(self._homes, returns)

    def step(self, *, returns: Convert = None) -> Decorate:
        """`function` for `__next__`: where `.aio` raises StopAsyncIteration, it raises StopIteration."""
        return results.step(self._homes, returns)

    def generator(
        self, *, yields: Convert = None, sends: Convert = None, aio: str | None = None
    ) -> Decorate:
        """The body returns an async generator.

        `yields` converts what it yields, `sends` what is sent to it. The blocking face gives a generator,
        `.aio` an async one; both follow native generators.
        """
        return managers.generator(self._homes, yields, sends, aio)

    def iterator(self, *, yields: Convert = None, aio: str | None = None) -> Decorate:
        """The body returns an async iterator or iterable; an async generator is closed when it is dropped."""
        return managers.generator(self._homes, yields, None, aio)

    def context_manager(self, *, enters: Convert = None) -> Decorate:
        """The body returns an async context manager; both faces give a `DualContextManager`.

        `enters` converts what entering gives.
        """
        return managers.context_manager(self._homes, enters)

    def awaitable(
        self, *, returns: Convert = None, gives: Convert = None, aio: str | None = None
    ) -> Decorate:
        """The body returns an object that can be awaited.

        The blocking face waits for it, and `returns` converts what it gives; `.aio` gives the object itself,
        not awaited, converted with `gives`.
        """
        return results.awaitable(self._homes, returns, gives, aio)

    def result(self, *, returns: Convert = None) -> Decorate:
        """The body returns what is both awaitable and an async context manager, of the same result.

        The blocking face waits for it; `.aio` gives an `AwaitableContextManager`.
        """
        return results.result(self._homes, returns)

    # ---------------------------------------- special methods of wrappers

    def enter(self, *, returns: Convert = None) -> Decorate:
        """For `__enter__`: the body returns what `__aenter__` of the implementation gives.

        Entering and leaving run in one driver task; of several users at once, see `runtime.contexts`.
        """
        return managers.enter(self._homes, returns, False)

    def opening(self, *, returns: Convert = None) -> Decorate:
        """`enter` for classes whose `__aenter__` only awaits the object.

        An object that has been opened by awaiting it is not awaited again: entering gives the wrapper.
        """
        return managers.enter(self._homes, returns, True)

    def exit(self) -> Decorate:
        """For `__exit__`: the body returns what `__aexit__` of the implementation gives."""
        return managers.leave(self._homes)

    def awaits(self, *, returns: Convert = None) -> Decorate:
        """For `__await__`: the body returns the object to await."""
        return results.awaits(self._homes, returns)

    def generate(
        self, source: AsyncIterator[Any], /, *, yields: Plain = None, sends: Plain = None
    ) -> Generator[Any, Any, None]:
        """Not a decorator: the generator of the blocking face over an async generator or iterator."""
        return generate(self._homes.home(), source, yields, sends, source)

    def iterate(
        self, source: AsyncIterator[Any], yields: Callable[[Any], _T] | None = None, /
    ) -> DualIterator[_T]:
        """Not a decorator: an iterator for `for` and `async for`, as the value of a property."""
        return DualIterator(self._homes, source, yields)

    # ---------------------------------------- methods

    def method(self, *, returns: Convert = None) -> Decorate:
        """`function` for a method."""
        return _held(Method, self.function(returns=returns))

    def method_generator(
        self, *, yields: Convert = None, sends: Convert = None, aio: str | None = None
    ) -> Decorate:
        """`generator` for a method."""
        return _held(Method, self.generator(yields=yields, sends=sends, aio=aio))

    def method_iterator(self, *, yields: Convert = None, aio: str | None = None) -> Decorate:
        """`iterator` for a method."""
        return _held(Method, self.iterator(yields=yields, aio=aio))

    def method_context_manager(self, *, enters: Convert = None) -> Decorate:
        """`context_manager` for a method."""
        return _held(Method, self.context_manager(enters=enters))

    def method_awaitable(
        self, *, returns: Convert = None, gives: Convert = None, aio: str | None = None
    ) -> Decorate:
        """`awaitable` for a method."""
        return _held(Method, self.awaitable(returns=returns, gives=gives, aio=aio))

    def method_result(self, *, returns: Convert = None) -> Decorate:
        """`result` for a method."""
        return _held(Method, self.result(returns=returns))

    # ---------------------------------------- class methods

    def class_method(self, *, returns: Convert = None) -> Decorate:
        """`function` for a class method."""
        return _held(ClassMethod, self.function(returns=returns))

    def class_generator(
        self, *, yields: Convert = None, sends: Convert = None, aio: str | None = None
    ) -> Decorate:
        """`generator` for a class method."""
        return _held(ClassMethod, self.generator(yields=yields, sends=sends, aio=aio))

    def class_iterator(self, *, yields: Convert = None, aio: str | None = None) -> Decorate:
        """`iterator` for a class method."""
        return _held(ClassMethod, self.iterator(yields=yields, aio=aio))

    def class_context_manager(self, *, enters: Convert = None) -> Decorate:
        """`context_manager` for a class method."""
        return _held(ClassMethod, self.context_manager(enters=enters))

    def class_awaitable(
        self, *, returns: Convert = None, gives: Convert = None, aio: str | None = None
    ) -> Decorate:
        """`awaitable` for a class method."""
        return _held(ClassMethod, self.awaitable(returns=returns, gives=gives, aio=aio))

    def class_result(self, *, returns: Convert = None) -> Decorate:
        """`result` for a class method."""
        return _held(ClassMethod, self.result(returns=returns))


def _held(kind: Callable[[Any], Any], decorate: Decorate) -> Decorate:
    return lambda body: kind(decorate(body))


def dual(name: str, /) -> Dual:
    """The verbs of the synchronizer with this name."""
    return Dual(name)
