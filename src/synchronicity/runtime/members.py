"""What a wrapper class holds: dual methods and class methods, class properties and attributes.

Knows how a pair of functions, `f` and `f.aio`, is bound; not what they do.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable
    from typing import Any, Generic, TypeVar

    _T_co = TypeVar("_T_co", covariant=True)
else:
    from .subscript import Generic

    _T_co = None


class BoundDual:
    """`client.query`, and also `client.query.aio`: in all that can be seen a `types.MethodType`.

    The second is not a plain bound method, because pickle would then look for `client.aio`.
    """

    __slots__ = ("__func__", "__self__", "__weakref__", "_face_of")

    def __init__(self, func: Any, obj: object, face_of: str | None = None, /) -> None:
        # Declared here: annotations in the body of the class would be taken for those of the method.
        self.__func__: Any = func
        self.__self__: Any = obj
        self._face_of = face_of  # the name of the method, when this is its `.aio`

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self.__func__(self.__self__, *args, **kwargs)

    @property
    def aio(self) -> BoundDual:
        return BoundDual(self.__func__.aio, self.__self__, self.__func__.__name__)

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

    __slots__ = ("__weakref__", "_func", "_given", "_make")

    def __init__(self, make: Callable[..., Any], /, *given: Any) -> None:
        # The functions are made when they are first needed: a package has thousands of methods, and a program uses some.
        self._make = make
        self._given = given
        self._func: Any = None

    @property
    def __func__(self) -> Any:
        if self._func is None:
            self._func = self._make(*self._given)
        return self._func

    def __get__(self, obj: object, owner: object = None, /) -> Any:
        return self if obj is None else BoundDual(self._func or self.__func__, obj)

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self.__func__(*args, **kwargs)

    @property
    def aio(self) -> Any:
        return self.__func__.aio

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
        import inspect

        signature = inspect.signature(self.__func__)
        return signature.replace(parameters=list(signature.parameters.values())[1:])

    def __reduce__(self) -> str:
        qualname: str = self.__func__.__qualname__  # pickle finds it by name
        return qualname

    def __repr__(self) -> str:
        return f"<dual method {self.__func__.__qualname__}>"


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
