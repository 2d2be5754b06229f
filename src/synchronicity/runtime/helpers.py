"""Small things that generated code needs: defaults, late imports, streams. Knows no loops."""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import (
        AsyncGenerator,
        AsyncIterable,
        Callable,
        Container,
        Generator,
        Iterable,
        Iterator,
    )
    from typing import Any

_MISSING: Any = object()


def default(function: Any, parameter: str, convert: Callable[[Any], Any] | None = None, /) -> Any:
    """The very object that `function` has as the default of `parameter`, so that it is not evaluated again.

    Args:
        function: A function, method, or class (which means its `__init__`), decorated or not.
        convert: Applied to the object, if given.

    Raises:
        TypeError: There is no such parameter, or it has no default.
    """
    found = _MISSING
    inner = getattr(function, "__init__") if isinstance(function, type) else function  # noqa: B009
    while inner is not None and found is _MISSING:
        found = _own_default(inner, parameter)
        inner = getattr(inner, "__wrapped__", None) or getattr(inner, "__func__", None)
    if found is _MISSING:
        found = _signature_default(function, parameter)
    return found if convert is None else convert(found)


def _own_default(function: Any, parameter: str) -> Any:
    keywords: dict[str, Any] = getattr(function, "__kwdefaults__", None) or {}
    found = keywords.get(parameter, _MISSING)
    code, defaults = getattr(function, "__code__", None), getattr(function, "__defaults__", None)
    if found is _MISSING and code is not None and defaults:
        names = code.co_varnames[: code.co_argcount][-len(defaults) :]
        if parameter in names:
            found = defaults[names.index(parameter)]
    return found


def _signature_default(function: Any, parameter: str) -> Any:
    import inspect

    found = inspect.signature(function).parameters.get(parameter)
    if found is None or found.default is inspect.Parameter.empty:
        raise TypeError(
            f"{getattr(function, '__qualname__', function)!s} has no default for {parameter!r}"
        )
    return found.default


async def awaited_on_loop(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Call plain code that needs the running loop and gives a task or a future: where this is awaited."""
    return await function(*args, **kwargs)


async def constructed(cls: type[Any], /, *args: Any, **kwargs: Any) -> Any:
    """An object whose construction waits for the library's loop: in a worker thread, so that the caller's loop goes on.

    A user's subclass is constructed by its own `__init__`, which has to take the same.
    """
    import asyncio

    return await asyncio.to_thread(cls, *args, **kwargs)


class _LazyModule(ModuleType):
    """A module that is imported when something of it is needed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__") and name not in ("__all__", "__version__"):
            raise AttributeError(name)  # tools that look at every module must not import it
        full = self.__name__
        module = sys.modules.get(full)
        if module is None:
            __import__(full)
            module = sys.modules[full]
        return getattr(module, name)


def lazy_module(name: str, /) -> Any:
    """A stand-in for the module `name`, which is imported at the first access to an attribute.

    For generated modules that refer to each other in a cycle.
    """
    return _LazyModule(name)


async def stream(
    values: AsyncIterable[Any] | Iterable[Any], convert: Callable[[Any], Any] | None = None, /
) -> AsyncGenerator[Any, None]:
    """What a user gives to be iterated, as the async generator that the implementation expects.

    An async one is iterated on the library's loop, and closed when the implementation stops early. A sync one is iterated in
    a worker thread, so that it may block and may itself use the blocking face; a list, tuple or set just so.
    """
    if hasattr(values, "__aiter__"):
        given: Any = values
        source = given.__aiter__()
        try:
            async for value in source:
                yield value if convert is None else convert(value)
        finally:
            close = getattr(source, "aclose", None)
            if close is not None:
                await close()
        return
    plain = isinstance(values, (list, tuple, set, frozenset, dict, range, str, bytes))
    items: Any = values
    iterator = iter(items) if plain else await _in_worker(iter, items)
    while True:
        value = next(iterator, _MISSING) if plain else await _in_worker(next, iterator, _MISSING)
        if value is _MISSING:
            return
        yield value if convert is None else convert(value)


async def _in_worker(func: Callable[..., Any], *args: Any) -> Any:
    import asyncio

    return await asyncio.to_thread(func, *args)


class Converted:
    """An iterable whose items are converted when they are asked for, as often as the original can be iterated."""

    __slots__ = ("_convert", "_items")

    def __init__(self, convert: Callable[[Any], Any], items: Iterable[Any], /) -> None:
        self._convert = convert
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        return map(self._convert, self._items)


def _same(value: Any) -> Any:
    return value


def relay(
    source: Generator[Any, Any, Any],
    /,
    *,
    yields: Callable[[Any], Any] = _same,
    sends: Callable[[Any], Any] = _same,
    returns: Callable[[Any], Any] = _same,
) -> Generator[Any, Any, Any]:
    """A sync generator for the other side: `yield from source`, with each value converted.

    Args:
        yields: Converts what the generator yields.
        sends: Converts what is sent to it, except None, which every `next` sends.
        returns: Converts its result.
    """
    step: Callable[[], Any] = source.__next__
    while True:
        try:
            value = step()
        except StopIteration as stop:
            return returns(stop.value)
        try:
            sent = yield yields(value)
        except GeneratorExit:
            source.close()
            raise
        except BaseException as error:
            step = partial(source.throw, error)
        else:
            step = partial(source.send, None if sent is None else sends(sent))


class Membership:
    """A container that is asked about the objects of the other side."""

    __slots__ = ("_container", "_convert")

    def __init__(self, convert: Callable[[Any], Any], container: Container[Any], /) -> None:
        self._convert = convert
        self._container = container

    def __contains__(self, item: object) -> bool:
        return self._convert(item) in self._container


def factory(convert: Callable[[Any], Any], make: Callable[[], Any] | None, /) -> Any:
    """The factory of a `defaultdict`, for the other side: what it makes is converted."""
    return None if make is None else lambda: convert(make())
