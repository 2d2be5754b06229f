"""What generated code imports: `_dual = dual("weather")`, the verbs on it, and wrapper classes.

A verb is a decorator for a body that converts the arguments and starts the implementation's call. The body
runs on the caller's thread, and so does the conversion of what comes back. Knows the names of the verbs and
what they mean; how a call crosses to the loop and back is the runtime's. asyncio is imported at the first
call, and what only some kinds of members need with the first of them. Decorating must cost next to nothing: a package
may have thousands of functions.
"""

from __future__ import annotations

from .runtime import results
from .runtime.faces import SELF, with_self
from .runtime.homes import homes_of
from .runtime.identity import Wrapped, impl_class, to_impl, to_wrapper, wrapper_class
from .runtime.members import ClassMethod, Method, class_attribute, classproperty, plain_method
from .runtime.results import on_loop
from .runtime.waiting import Work, wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator
    from contextlib import AbstractAsyncContextManager
    from functools import partial
    from typing import Any, Optional, TypeVar

    from .runtime.callables import callback as callback
    from .runtime.callables import sync_callback as sync_callback
    from .runtime.callables import sync_handed_out as sync_handed_out
    from .runtime.contexts import DualContextManager
    from .runtime.deprecation import deprecated_deleter as deprecated_deleter
    from .runtime.deprecation import deprecated_getter as deprecated_getter
    from .runtime.deprecation import deprecated_setter as deprecated_setter
    from .runtime.deprecation import warn_deprecated as warn_deprecated
    from .runtime.faces import Body, Convert
    from .runtime.generators import Convert as Plain
    from .runtime.helpers import Converted as Converted
    from .runtime.helpers import Membership as Membership
    from .runtime.helpers import awaited_on_loop as awaited_on_loop
    from .runtime.helpers import constructed as constructed
    from .runtime.helpers import default as default
    from .runtime.helpers import factory as factory
    from .runtime.helpers import lazy_module as lazy_module
    from .runtime.helpers import relay as relay
    from .runtime.helpers import stream as stream
    from .runtime.iterators import DualIterator

    _T = TypeVar("_T")
    Bare = Optional[Body]
else:
    from _functools import partial  # without the rest of `functools`

__all__ = [
    "SELF",
    "Converted",
    "Dual",
    "Membership",
    "Wrapped",
    "awaited_on_loop",
    "callback",
    "class_attribute",
    "classproperty",
    "constructed",
    "default",
    "deprecated_deleter",
    "deprecated_getter",
    "deprecated_setter",
    "dual",
    "factory",
    "impl_class",
    "lazy_module",
    "on_loop",
    "plain_method",
    "relay",
    "stream",
    "sync_callback",
    "sync_handed_out",
    "to_impl",
    "to_wrapper",
    "warn_deprecated",
    "with_self",
    "wrapper_class",
]


class Dual:
    """The verbs of one synchronizer, which is known by name: nothing starts before the first call.

    The plain verbs make functions, also static and special methods; the ones that begin with `method_` and
    `class_` make methods and class methods. Conversions are functions of the value, `with_self`, or None for
    the value as it is. A verb without conversions may stand bare: `@_dual.function`. `aio` is how the signature of `.aio` is annotated, where it is no coroutine function.
    """

    __slots__ = ("_homes",)

    def __init__(self, name: str, /) -> None:
        self._homes = homes_of(name)

    # ---------------------------------------- functions

    def function(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """The body returns an awaitable; `returns` converts its result."""
        return _faces(body, results.function, self._homes, returns)

    def step(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """`function` for `__next__`: where `.aio` raises StopAsyncIteration, it raises StopIteration."""
        return _faces(body, results.step, self._homes, returns)

    def generator(
        self, *, yields: Convert = None, sends: Convert = None, aio: str | None = None
    ) -> Any:
        """The body returns an async generator.

        `yields` converts what it yields, `sends` what is sent to it. The blocking face gives a generator,
        `.aio` an async one; both follow native generators.
        """
        from .runtime import managers

        return _faces(None, managers.generator, self._homes, yields, sends, aio)

    def iterator(self, *, yields: Convert = None, aio: str | None = None, prefetch: int = 0) -> Any:
        """The body returns an async iterator or iterable; an async generator is closed when it is dropped.

        With `prefetch` it runs ahead of who consumes it, by so many items.
        """
        return _faces(None, _iterating(prefetch), self._homes, yields, prefetch or None, aio)

    def context_manager(self, body: Bare = None, /, *, enters: Convert = None) -> Any:
        """The body returns an async context manager; both faces give a `DualContextManager`.

        `enters` converts what entering gives.
        """
        from .runtime import managers

        return _faces(body, managers.context_manager, self._homes, enters)

    def awaitable(
        self, *, returns: Convert = None, gives: Convert = None, aio: str | None = None
    ) -> Any:
        """The body returns an object that can be awaited.

        The blocking face waits for it, and `returns` converts what it gives; `.aio` gives the object itself,
        not awaited, converted with `gives`.
        """
        from .runtime import awaiting

        return _faces(None, awaiting.awaitable, self._homes, returns, gives, aio)

    def result(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """The body returns what is both awaitable and an async context manager, of the same result.

        The blocking face waits for it; `.aio` gives an `AwaitableContextManager`.
        """
        from .runtime import awaiting

        return _faces(body, awaiting.result, self._homes, returns)

    # ---------------------------------------- special methods of wrappers

    def enter(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """For `__enter__`: the body returns what `__aenter__` of the implementation gives.

        Entering and leaving run in one driver task; of several users at once, see `runtime.contexts`.
        """
        from .runtime import managers

        return _faces(body, managers.enter, self._homes, returns, False)

    def opening(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """`enter` for classes whose `__aenter__` only awaits the object.

        An object that has been opened by awaiting it is not awaited again: entering gives the wrapper.
        """
        from .runtime import managers

        return _faces(body, managers.enter, self._homes, returns, True)

    def exit(self, body: Bare = None, /) -> Any:
        """For `__exit__`: the body returns what `__aexit__` of the implementation gives."""
        from .runtime import managers

        return _faces(body, managers.leave, self._homes)

    def awaits(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """For `__await__`: the body returns the object to await."""
        from .runtime import awaiting

        return _faces(body, awaiting.awaits, self._homes, returns)

    def generate(
        self, source: AsyncIterator[Any], /, *, yields: Plain = None, sends: Plain = None
    ) -> Generator[Any, Any, None]:
        """Not a decorator: the generator of the blocking face over an async generator or iterator."""
        from .runtime.generators import generate

        return generate(self._homes.home(), source, yields, sends, source)

    def iterate(
        self, source: AsyncIterator[Any], yields: Callable[[Any], _T] | None = None, /
    ) -> DualIterator[_T]:
        """Not a decorator: an iterator for `for` and `async for`, as the value of a property."""
        from .runtime.iterators import DualIterator

        return DualIterator(self._homes, source, yields)

    def manage(
        self,
        source: AbstractAsyncContextManager[Any],
        /,
        *,
        enters: Callable[[Any], _T] | None = None,
    ) -> DualContextManager[_T]:
        """Not a decorator: a context manager for `with` and `async with`, as a value."""
        from .runtime.contexts import DualContextManager

        return DualContextManager(self._homes, source, enters)

    def hand_out(
        self,
        func: Callable[..., Any],
        /,
        *,
        takes: Callable[..., tuple[Any, ...]] | None = None,
        gives: Convert = None,
        by_value: bool = False,
    ) -> Any:
        """Not a decorator: an async function of the implementation as a `DualCallable`, which is a value.

        A function with both faces that a user has given comes back as it was. `takes` makes the arguments for `func` from
        those of the user, `gives` converts the result; `by_value` converts the arguments whatever they are.
        """
        from .runtime.callables import body_of, dual_given, owned

        given = dual_given(func)
        if given is not None:
            return given
        made = results.function(self._homes, gives, body_of(func, takes, by_value))
        owned(made.aio, func)
        return made

    def construct(self, cls: type[Any], /, *args: Any, **kwargs: Any) -> Any:
        """Not a decorator: an object of the implementation, constructed on the loop while this thread waits."""
        done = wait(self._homes.home(), Work(on_loop(cls, *args, **kwargs)), on_loop)
        if done.error is not None:
            raise done.taken()
        return done.value

    # ---------------------------------------- methods

    def method(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """`function` for a method."""
        return _method(body, results.function, self._homes, returns)

    def method_generator(
        self, *, yields: Convert = None, sends: Convert = None, aio: str | None = None
    ) -> Any:
        """`generator` for a method."""
        from .runtime import managers

        return _method(None, managers.generator, self._homes, yields, sends, aio)

    def method_iterator(
        self, *, yields: Convert = None, aio: str | None = None, prefetch: int = 0
    ) -> Any:
        """`iterator` for a method."""
        return _method(None, _iterating(prefetch), self._homes, yields, prefetch or None, aio)

    def method_context_manager(self, body: Bare = None, /, *, enters: Convert = None) -> Any:
        """`context_manager` for a method."""
        from .runtime import managers

        return _method(body, managers.context_manager, self._homes, enters)

    def method_awaitable(
        self, *, returns: Convert = None, gives: Convert = None, aio: str | None = None
    ) -> Any:
        """`awaitable` for a method."""
        from .runtime import awaiting

        return _method(None, awaiting.awaitable, self._homes, returns, gives, aio)

    def method_result(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """`result` for a method."""
        from .runtime import awaiting

        return _method(body, awaiting.result, self._homes, returns)

    # ---------------------------------------- class methods

    def class_method(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """`function` for a class method."""
        return _class_method(body, results.function, self._homes, returns)

    def class_generator(
        self, *, yields: Convert = None, sends: Convert = None, aio: str | None = None
    ) -> Any:
        """`generator` for a class method."""
        from .runtime import managers

        return _class_method(None, managers.generator, self._homes, yields, sends, aio)

    def class_iterator(
        self, *, yields: Convert = None, aio: str | None = None, prefetch: int = 0
    ) -> Any:
        """`iterator` for a class method."""
        return _class_method(None, _iterating(prefetch), self._homes, yields, prefetch or None, aio)

    def class_context_manager(self, body: Bare = None, /, *, enters: Convert = None) -> Any:
        """`context_manager` for a class method."""
        from .runtime import managers

        return _class_method(body, managers.context_manager, self._homes, enters)

    def class_awaitable(
        self, *, returns: Convert = None, gives: Convert = None, aio: str | None = None
    ) -> Any:
        """`awaitable` for a class method."""
        from .runtime import awaiting

        return _class_method(None, awaiting.awaitable, self._homes, returns, gives, aio)

    def class_result(self, body: Bare = None, /, *, returns: Convert = None) -> Any:
        """`result` for a class method."""
        from .runtime import awaiting

        return _class_method(body, awaiting.result, self._homes, returns)


# What a decorator makes of `body`; the decorator itself where there is no body yet.


def _faces(body: Bare, make: Callable[..., Any], /, *given: Any) -> Any:
    return partial(make, *given) if body is None else make(*given, body)


def _iterating(prefetch: int) -> Callable[..., Any]:
    from .runtime import managers

    return managers.prefetched if prefetch else managers.generator


def _method(body: Bare, make: Callable[..., Any], /, *given: Any) -> Any:
    return partial(Method, make, *given) if body is None else Method(make, *given, body)


def _class_method(body: Bare, make: Callable[..., Any], /, *given: Any) -> Any:
    if body is None:
        return partial(ClassMethod.of, make, *given)
    return ClassMethod.of(make, *given, body)


def dual(name: str, /) -> Dual:
    """The verbs of the synchronizer with this name."""
    return Dual(name)


def __getattr__(name: str) -> Any:
    """The helpers: most generated modules need none of them, and import what they need."""
    if name in ("callback", "sync_callback", "sync_handed_out"):
        from .runtime import callables

        return getattr(callables, name)
    if name == "warn_deprecated" or name.startswith("deprecated_"):
        from .runtime import deprecation

        return getattr(deprecation, name)
    if name in __all__:
        from .runtime import helpers

        return getattr(helpers, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
