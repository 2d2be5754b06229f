"""Functions that cross: what a user gives, for the implementation, and what the implementation hands out. Knows no loops.

One that goes back to where it came from is itself again: the user's function is `given` of what the implementation has, and
the implementation's is `own` of what the user has.
"""

from __future__ import annotations

from _weakref import ref  # without the rest of `weakref`

from .identity import to_impl, to_wrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional

    Takes = Optional[Callable[..., tuple[Any, ...]]]
    Gives = Optional[Callable[[Any], Any]]


def callback(
    func: Callable[..., Any],
    /,
    *,
    takes: Takes = None,
    gives: Gives = None,
    by_value: bool = False,
) -> Any:
    """A user's callback, sync, async or dual, as the async one that the implementation expects.

    An async one is awaited on the library's loop. A sync one runs in a worker thread, so that it may block
    and may itself use the blocking face.

    Args:
        takes: Makes the arguments for `func` from those of the implementation.
        gives: Converts the result.
        by_value: Convert the arguments by value, whatever they are.
    """
    called: Any = getattr(func, "aio", func)  # `api.fetch` as a callback: its other face
    own = _original(called, "_own")
    if own is not None:
        return own

    async def call(*args: Any, **kwargs: Any) -> Any:
        args, kwargs = _taken(args, kwargs, takes, to_wrapper if by_value else None)
        if called is not func or _is_async(func):
            found = called(*args, **kwargs)
        else:
            import asyncio

            found = await asyncio.to_thread(func, *args, **kwargs)
        value = await found if _is_awaitable(found) else found
        return value if gives is None else gives(value)

    return _standing_for(func, "_given", _named_like(func, call))


def sync_callback(
    func: Callable[..., Any],
    /,
    *,
    takes: Takes = None,
    gives: Gives = None,
    by_value: bool = False,
) -> Any:
    """A user's callback that the implementation calls without awaiting: it runs where it is called.

    The arguments are those of `callback`.
    """
    return _crossing(func, "_own", "_given", takes, gives, to_wrapper if by_value else None)


def sync_handed_out(
    func: Callable[..., Any],
    /,
    *,
    takes: Takes = None,
    gives: Gives = None,
    by_value: bool = False,
) -> Any:
    """A function of the implementation's that is not awaited, for the user: it runs where it is called.

    The arguments are those of `callback`, the other way round.
    """
    return _crossing(func, "_given", "_own", takes, gives, to_impl if by_value else None)


def dual_given(func: Any) -> Any:
    """The user's own function behind `func` if that has both faces, else None."""
    given = _original(func, "_given")
    return given if hasattr(given, "aio") else None


def owned(call: Any, func: Any) -> Any:
    """`call`, of which is known that it stands for `func` of the implementation's."""
    return _standing_for(func, "_own", call)


def body_of(func: Any, takes: Takes, by_value: bool) -> Any:
    """What calls a function of the implementation's with a user's arguments, under its name; what it gives is not awaited."""

    def body(*args: Any, **kwargs: Any) -> Any:
        args, kwargs = _taken(args, kwargs, takes, to_impl if by_value else None)
        return func(*args, **kwargs)

    return _named_like(func, body)


def _crossing(
    func: Any,
    original: str,
    mark: str,
    takes: Takes,
    gives: Gives,
    convert: Gives,
) -> Any:
    """`func` for the other side; if it has come from there, which `original` says, what it was there."""
    found = _original(func, original)
    if found is not None:
        return found

    def call(*args: Any, **kwargs: Any) -> Any:
        args, kwargs = _taken(args, kwargs, takes, convert)
        value = func(*args, **kwargs)
        return value if gives is None else gives(value)

    return _standing_for(func, mark, _named_like(func, call))


def _standing_for(func: Any, mark: str, call: Any) -> Any:
    # With itself, since `functools.wraps` copies attributes to functions that do something else.
    setattr(call, mark, (ref(call), func))
    return call


def _original(call: Any, mark: str) -> Any:
    """What `call` stands for on the other side, None where it is no such function."""
    itself, func = getattr(call, mark, (None, None))
    return func if itself is not None and itself() is call else None


def _named_like(func: Any, call: Any) -> Any:
    call.__name__ = getattr(func, "__name__", type(func).__name__)
    call.__qualname__ = getattr(func, "__qualname__", call.__name__)
    call.__module__ = getattr(func, "__module__", call.__module__)
    call.__doc__ = getattr(func, "__doc__", None)
    call.__annotations__ = {}  # the types of the other side
    return call


def _taken(
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    takes: Takes,
    convert: Gives,
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments for the function on the other side; `convert` is for each one."""
    if convert is not None:
        named = {name: convert(value) for name, value in kwargs.items()}
        return tuple([convert(value) for value in args]), named
    return (args if takes is None else takes(*args)), kwargs


def _is_async(func: Any) -> bool:
    import inspect

    kind: Any = func.__class__

    return inspect.iscoroutinefunction(func) or inspect.iscoroutinefunction(
        getattr(kind, "__call__", None)  # noqa: B004 -- an object of a class with an async one
    )


def _is_awaitable(value: Any) -> bool:
    import inspect

    return inspect.isawaitable(value)
