"""The types of dual things, for stubs and for users' annotations.

`DualCallable`, `DualIterator`, `DualContextManager` and `AwaitableContextManager` are public. The others are
bases of the private classes in generated stubs: at run time nothing is an instance of them, `fetch` is a
function and `client.query` a bound object.
"""

from __future__ import annotations

from .runtime.contexts import AwaitableContextManager, DualContextManager
from .runtime.iterators import DualIterator
from .runtime.members import classproperty

__all__ = [
    "AwaitableContextManager",
    "DualCallable",
    "DualClassMethod",
    "DualContextManager",
    "DualFunction",
    "DualGenericMethod",
    "DualIterator",
    "DualMethod",
    "PlainMethod",
    "UnboundMethod",
    "classproperty",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any, Generic, Protocol, TypeVar, overload, runtime_checkable

    from typing_extensions import Concatenate, ParamSpec, Self

    _P = ParamSpec("_P")
    _O = TypeVar("_O")
    _R = TypeVar("_R")
    _A = TypeVar("_A")
    _O_contra = TypeVar("_O_contra", contravariant=True)
    _R_co = TypeVar("_R_co", covariant=True)
    _A_co = TypeVar("_A_co", covariant=True)

    @runtime_checkable
    class DualCallable(Protocol[_P, _R_co]):
        """Anything that blocks when called and has an awaitable `.aio`."""

        def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R_co: ...
        def aio(self, *args: _P.args, **kwargs: _P.kwargs) -> Coroutine[Any, Any, _R_co]: ...

    class _Dual(Protocol[_P, _R_co, _A_co]):
        def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R_co: ...
        def aio(self, *args: _P.args, **kwargs: _P.kwargs) -> _A_co: ...

    class _Named:
        __name__: str
        __qualname__: str

        # Not a Callable: pyright would solve the type variables of a decorated method against it, and lose them.
        def __init__(self, func: object, /) -> None: ...

    class DualFunction(_Named):
        """A function or static method."""

    class _Plain(Protocol[_P, _R_co]):
        def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R_co: ...

    class PlainMethod(_Named):
        """A method with one face, which a dual one overrides."""

        __self__: Any

        @overload
        def __get__(
            self: _Plain[_P, _R], obj: None, owner: type[_O], /
        ) -> Callable[Concatenate[_O, _P], _R]: ...
        @overload
        def __get__(self, obj: object, owner: object = None, /) -> Self: ...
        def __get__(self, obj: object, owner: object = None, /) -> Any: ...

    class DualMethod(PlainMethod):
        """A method."""

        # What `self` has to be tells the overloads of a base apart; pyright compares them without it.

        @overload
        def __get__(
            self: _Dual[_P, _R, _A], obj: None, owner: type[_O], /
        ) -> UnboundMethod[_O, _P, _R, _A]: ...
        @overload
        def __get__(self, obj: object, owner: object = None, /) -> Self: ...
        def __get__(  # pyright: ignore[reportIncompatibleMethodOverride]
            self, obj: object, owner: object = None, /
        ) -> Any: ...

    class DualGenericMethod(PlainMethod):
        """The same for overloads, type variables and `Self`: only the type of `Client.method` is looser."""

        @overload
        def __get__(self, obj: None, owner: object, /) -> UnboundMethod[Any, ..., Any, Any]: ...
        @overload
        def __get__(self, obj: object, owner: object = None, /) -> Self: ...
        def __get__(  # pyright: ignore[reportIncompatibleMethodOverride]
            self, obj: object, owner: object = None, /
        ) -> Any: ...

    class DualClassMethod(_Named):
        """A class method."""

        __self__: Any

        def __get__(self, obj: object, owner: object = None, /) -> Self: ...

    class UnboundMethod(_Named, Generic[_O_contra, _P, _R_co, _A_co]):
        """What `Client.query` is: the method with its instance as first argument."""

        def __call__(self, obj: _O_contra, /, *args: _P.args, **kwargs: _P.kwargs) -> _R_co: ...
        def aio(self, obj: _O_contra, /, *args: _P.args, **kwargs: _P.kwargs) -> _A_co: ...

else:
    from .runtime.subscript import Generic

    class _Looks(type):
        """Instances are what looks alike, as with a runtime-checkable protocol."""

        def __instancecheck__(cls, value):
            return callable(value) and callable(getattr(value, "aio", None))

    class DualCallable(Generic, metaclass=_Looks):
        """Anything that blocks when called and has an awaitable `.aio`."""

    class DualFunction:
        """A function or static method."""

    class DualMethod:
        """A method."""

    class DualGenericMethod:
        """A method with overloads, type variables or `Self`."""

    class DualClassMethod:
        """A class method."""

    class PlainMethod:
        """A method with one face, which a dual one overrides."""

    class UnboundMethod(Generic):
        """What `Client.query` is: the method with its instance as first argument."""
