"""What `@deprecated` (PEP 702) does in the implementation, done once and at the line of the user. Knows no loops."""

from __future__ import annotations

import sys
from types import FunctionType, MethodType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_PACKAGE = __name__.rpartition(".runtime.")[0]


def warn_deprecated(func: Any, name: str, /) -> Any:
    """Warn the caller of a generated function, if `func` is deprecated.

    Args:
        func: A function, bound method or class of the implementation.
        name: What the user calls it.

    Returns:
        What does the same without a warning of its own.
    """
    return _warned(func, name, sys._getframe(1))


def _warned(func: Any, name: str, generated: FrameType) -> Any:
    own = func.__func__ if isinstance(func, MethodType) else func
    message = vars(own).get("__deprecated__") if isinstance(own, (FunctionType, type)) else None
    warning: Any = own.__new__ if isinstance(own, type) else own
    category = _category(warning)
    if message is None or category is None:  # an override need not be deprecated
        return func
    import warnings

    frame = _user_frame(generated)
    warnings.warn_explicit(
        f"{name} is deprecated: {message}",
        category,
        frame.f_code.co_filename,
        frame.f_lineno,
        frame.f_globals.get("__name__", "<unknown>"),
        frame.f_globals.setdefault("__warningregistry__", {}),
    )
    if isinstance(func, type):
        return _constructor(func)
    below = warning.__wrapped__
    return below if own is func else MethodType(below, func.__self__)


def deprecated_getter(impl: Any, attribute: str, name: str, /) -> Any:
    """Warn the caller of a generated property, if what it reads is deprecated.

    Args:
        impl: The implementation object.
        attribute: Its property.
        name: What the user calls it.

    Returns:
        What reads it without a warning of its own, called with nothing.
    """
    return _accessor(impl, attribute, name, ("fget", sys._getframe(1))) or _bound(
        getattr, impl, attribute
    )


def deprecated_setter(impl: Any, attribute: str, name: str, /) -> Any:
    """The same for what sets it, called with the value."""
    return _accessor(impl, attribute, name, ("fset", sys._getframe(1))) or _bound(
        setattr, impl, attribute
    )


def deprecated_deleter(impl: Any, attribute: str, name: str, /) -> Any:
    """The same for what deletes it, called with nothing."""
    return _accessor(impl, attribute, name, ("fdel", sys._getframe(1))) or _bound(
        delattr, impl, attribute
    )


def _accessor(impl: Any, attribute: str, name: str, place: tuple[str, FrameType]) -> Any:
    """The function below the decorator, bound, after the warning; None where the object has no property there."""
    for cls in type(impl).__mro__:
        found = vars(cls).get(attribute)
        if found is not None:
            role, generated = place
            function = getattr(found, role, None)
            return function and _warned(MethodType(function, impl), name, generated)
    return None


def _bound(function: Any, *given: Any) -> Any:
    def accessed(*more: Any) -> Any:
        return function(*given, *more)

    return accessed


def _category(warning: Any) -> Any:
    """What a function that warns was told to warn with, as the decorator's closure has it; None if it does not warn."""
    if not isinstance(warning, FunctionType) or not hasattr(warning, "__wrapped__"):
        return None
    cells = dict(zip(warning.__code__.co_freevars, warning.__closure__ or ()))
    return cells["category"].cell_contents if "category" in cells else None


def _user_frame(generated: FrameType) -> FrameType:
    """The nearest frame that is neither of the generated module nor of the run time."""
    own = generated.f_globals.get("__name__")
    frame = generated
    while frame.f_back is not None:
        module = frame.f_globals.get("__name__", "")
        if module != own and module != _PACKAGE and not module.startswith(f"{_PACKAGE}."):
            break
        frame = frame.f_back
    return frame


def _constructor(cls: Any) -> Any:
    """What constructs an object as `cls` does, but for the `__new__` which warns."""
    make = cls.__new__.__wrapped__
    if type(cls).__call__ is not type.__call__:
        return cls

    def construct(*args: Any, **kwargs: Any) -> Any:
        made = make(cls) if make is object.__new__ else make(cls, *args, **kwargs)
        if isinstance(made, cls):
            made.__init__(*args, **kwargs)
        return made

    return construct
