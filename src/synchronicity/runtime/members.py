"""What a wrapper class holds: dual methods and class methods, class properties and attributes.

Knows how a pair of functions, `f` and `f.aio`, is bound; not what they do.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable
    from functools import partial
    from typing import Any, Generic, TypeVar

    _T_co = TypeVar("_T_co", covariant=True)
    _Bound = partial[Any]
else:
    from _functools import partial as _Bound  # without the rest of `functools`

    from .subscript import Generic

    _T_co = None


_NO_NAME: Any = None


class BoundDual(_Bound):
    """`client.query`, and also `client.query.aio`: in all that can be seen a `types.MethodType`.

    The second is not a plain bound method, because pickle would then look for `client.aio`. A `partial`, because
    that calls the function without a frame of its own, which would stand in every traceback.
    """

    # The name of the method, when this is its `.aio`. An annotation here would be taken for one of the method.
    _face_of = _NO_NAME

    @property
    def __func__(self) -> Any:
        return self.func

    @property
    def __self__(self) -> Any:
        return self.args[0]

    @property
    def aio(self) -> BoundDual:
        func: Any = self.func
        made = BoundDual(func.aio, self.args[0])
        made._face_of = func.__name__
        return made

    def __getattr__(self, name: str, /) -> Any:
        return getattr(self.__func__, name)

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__func__.__doc__  # type: ignore[no-any-return]

    @property
    def __module__(self) -> str:  # type: ignore[override]
        return self.__func__.__module__  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        if type(other) is not BoundDual:
            return NotImplemented
        return other.__self__ is self.__self__ and other.__func__ is self.__func__

    def __hash__(self) -> int:
        return hash((id(self.__self__), self.__func__))

    def __repr__(self) -> str:
        return f"<bound dual method {self.__func__.__qualname__} of {self.__self__!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self._face_of is None:
            return getattr, (self.__self__, self.__func__.__name__)
        return getattr, (getattr(self.__self__, self._face_of), "aio")

    if not TYPE_CHECKING:  # so that inspect, pydoc and Sphinx see a method

        @property
        def __class__(self):
            return _MethodType


class Method:
    """What the class holds, and what `Client.query` is: callable with the instance as first argument.

    Its `__signature__` leaves the instance out, as the stub's class does: mypy's stubtest compares them.
    """

    __slots__ = ("__weakref__", "_aio", "_call", "_func", "_given", "_make")

    def __init__(self, make: Callable[..., Any], /, *given: Any) -> None:
        # The functions are made when they are first needed: a package has thousands of methods, and a program uses some.
        self._make = make
        self._given = given
        self._func: Any = None
        self._call: Any = None
        self._aio: Any = None

    @property
    def __func__(self) -> Any:
        if self._func is None:
            self._func = self._make(*self._given)
        return self._func

    def __get__(self, obj: object, owner: object = None, /) -> Any:
        return self if obj is None else BoundDual(self._func or self.__func__, obj)

    @property
    def __call__(self) -> Any:
        """A property, so that calling takes no frame of its own, and mocks find the signature."""
        if self._call is None:
            self._call = _without_instance(self.__func__)
        return self._call

    @property
    def aio(self) -> Any:
        """The other face, to be called with the instance; its signature leaves that out, too."""
        if self._aio is None:
            self._aio = _without_instance(self.__func__.aio)
        return self._aio

    def __getattr__(self, name: str, /) -> Any:
        return getattr(self.__func__, name)  # nothing is copied: a package has thousands of these

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__func__.__doc__  # type: ignore[no-any-return]

    @property
    def __module__(self) -> str:  # type: ignore[override]
        return self.__func__.__module__  # type: ignore[no-any-return]

    @property
    def __signature__(self) -> inspect.Signature:
        return _signature(self.__func__)

    def __reduce__(self) -> str:
        qualname: str = self.__func__.__qualname__  # pickle finds it by name
        return qualname

    def __repr__(self) -> str:
        return f"<dual method {self.__func__.__qualname__}>"


class plain_method(Method):
    # A method with one face, which a dual one overrides: in the class, it can be used and looked at like that one. An
    # instance has it bound, as it has any function.

    __slots__ = ()
    # Those of the method.
    __doc__ = vars(Method)["__doc__"]  # pyright: ignore[reportIncompatibleMethodOverride]
    __module__ = vars(Method)["__module__"]  # pyright: ignore[reportIncompatibleMethodOverride]

    def __init__(self, func: Callable[..., Any], /) -> None:
        super().__init__(lambda: func)
        self._func = func

    def __get__(self, obj: object, owner: object = None, /) -> Any:
        return self if obj is None else _bound(self._func, obj)

    @property
    def aio(self) -> Any:
        raise AttributeError(f"{self._func.__qualname__} has no other face")

    def __repr__(self) -> str:
        return f"<method {self._func.__qualname__}>"


def _signature(func: Any) -> inspect.Signature:
    """Without the first parameter."""
    import inspect

    signature = inspect.signature(func)
    return signature.replace(parameters=list(signature.parameters.values())[1:])


def _without_instance(func: Any) -> Any:
    """The same function with such a signature."""
    made: Any = type(func)(
        func.__code__, func.__globals__, func.__name__, func.__defaults__, func.__closure__
    )
    made.__dict__.update(func.__dict__)
    for name in ("__qualname__", "__module__", "__doc__", "__annotations__"):
        setattr(made, name, getattr(func, name))
    made.__signature__ = _signature(func)
    return made


class ClassMethod(classmethod):  # type: ignore[type-arg]
    """A class method: bound to the class that it is looked up on."""

    @classmethod
    def of(cls, make: Callable[..., Any], /, *given: Any) -> ClassMethod:
        """The class method whose functions `make` makes of what is given."""
        return cls(make(*given))

    def __get__(self, obj: object, owner: object = None, /) -> Any:
        func: Any = getattr(self, "__func__")  # noqa: B009  # typed with the type variables of classmethod
        return BoundDual(func, type(obj) if owner is None else owner)


_MethodType = type(ClassMethod.of)  # the import of `types` costs more
_bound: Any = _MethodType


class classproperty(Generic[_T_co]):
    """A read-only property of the class, and of its instances: `@classproperty def version(cls) -> str`.

    Args:
        func: Called with the class at each access, its result is the value.
    """

    def __init__(self, func: Callable[[Any], _T_co], /) -> None:
        self._func = func
        self.__doc__ = func.__doc__

    def __get__(self, obj: object, owner: Any = None, /) -> _T_co:
        return self._func(type(obj) if owner is None else owner)


class class_attribute:
    """An attribute of the implementation class, as it is at the time; on an instance, what the implementation's instance has."""

    __slots__ = ("_name",)

    def __init__(self, name: str, /) -> None:
        self._name = name

    def __get__(self, obj: object, owner: Any = None, /) -> Any:
        found: Any = owner if obj is None else obj
        return getattr(found._impl_class if obj is None else found._impl_instance, self._name)
