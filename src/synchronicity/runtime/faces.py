"""The two faces of one body: real functions, with its names, docstring and signature.

Knows what conversions look like and what a face looks like; not what it does when it is called.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional, Union

    Convert = Optional[Union[Callable[[Any], Any], "with_self"]]
    Body = Callable[..., Any]


class with_self:
    """A conversion that needs the object (or class) that the method was called on, as first argument."""

    __slots__ = ("convert",)

    def __init__(self, convert: Callable[[Any, Any], Any], /) -> None:
        self.convert = convert


SELF = with_self(lambda self, value: self._from_impl(value))


def bind(convert: Convert, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`convert` as a function of the value alone."""
    if not isinstance(convert, with_self):
        return convert
    of = convert.convert
    owner = args[0] if args else kwargs["self"]

    def bound(value: Any) -> Any:
        return of(owner, value)

    return bound


def dress(body: Any, call: Any, aio: Any, returned: str | None = None) -> Any:
    """`call` and `aio` as the two faces of `body`: names, docstring, signature; of `aio`, with what it is `returned`.

    By hand: it is four times as fast as `functools.update_wrapper`.
    """
    inner = body if returned is None else _returning(body, returned)
    call.__name__ = body.__name__
    call.__qualname__ = qualname = body.__qualname__
    aio.__qualname__ = qualname + ".aio"  # where pickle finds it
    call.__module__ = aio.__module__ = body.__module__
    call.__doc__ = aio.__doc__ = body.__doc__
    call.__annotations__ = body.__annotations__
    aio.__annotations__ = inner.__annotations__
    aio.__wrapped__ = inner
    call.__wrapped__ = body
    call.aio = aio
    return call


def _returning(body: Any, returned: str) -> Any:
    """The body once more, with another return annotation, for `inspect.signature`."""
    copy = type(body)(
        body.__code__, body.__globals__, body.__name__, body.__defaults__, body.__closure__
    )
    copy.__kwdefaults__ = body.__kwdefaults__
    copy.__qualname__ = body.__qualname__
    copy.__annotations__ = {**body.__annotations__, "return": returned}
    return copy
