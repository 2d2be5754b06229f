"""What was registered, as text: two runs with the same text have registered the same things.

Looks at the live objects for what files do not say: which of two definitions is there, what a class has and inherits, what the
names of a module mean. What a function does, the text of its file says. Runs no user code: no `getattr`, no `isinstance`.
"""

from __future__ import annotations

import enum
import functools
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import FunctionType, ModuleType
from typing import Any, cast

from ..module import Entry, Module

_DEPTH = 8
"""How deep it looks into what stands around a function, and into types."""
_MOST = 64
"""Longer lists are data."""
_UNTOLD = {"__annotations__", "__builtins__", "__cached__", "__dict__", "__spec__", "__weakref__"}
_TYPING = {"typing", "types", "typing_extensions"}
_ATTRIBUTES = {
    name: type.__dict__[name].__get__ for name in ("__dict__", "__mro__", "__qualname__")
}


def fingerprint(modules: Sequence[Module], loaded: Iterable[ModuleType]) -> Iterator[str]:
    """Lines that say what `modules` have, and what the names in the `loaded` modules stand for."""
    classes: dict[type, None] = {}
    for module in modules:
        place = (module._module, module._path, module._line)
        yield repr((module.target_module, module.synchronizer_name, module._doc, *place))
        for entry in module._entries:
            yield _entry(entry)
            if issubclass(type(entry.obj), type):
                classes.update(dict.fromkeys(_ATTRIBUTES["__mro__"](entry.obj)))
    for cls in classes:
        bases = [_name(base) for base in _ATTRIBUTES["__mro__"](cls)]
        yield f"class {bases}, a {_name(type(cls))}"
        if _module(cls) not in ("builtins", "typing"):
            yield from _names(_ATTRIBUTES["__dict__"](cls))
    for one in loaded:
        yield f"module {one.__name__}"
        yield from _names(vars(one))


def _entry(entry: Entry) -> str:
    place = (entry.kind, entry.module, entry.path, entry.line, entry.public_name)
    options = (entry.include, entry.exclude, entry.source, entry.on_loop)
    return f"{place!r} {options!r} {_told(entry.obj, _DEPTH)}"


def _names(names: Mapping[str, Any]) -> Iterator[str]:
    annotations = _mapping(names.get("__annotations__"))
    yield from (f"{key}: {_told(one, _DEPTH)}" for key, one in [*annotations.items()])
    for name, value in [*names.items()]:
        if name not in _UNTOLD:
            yield f"{name} = {_told(value, _DEPTH)}"


def _told(value: object, depth: int) -> str:
    """What an object is."""
    kind = type(value)
    if value is None or kind is str or kind is bool:
        return repr(value)
    if kind is FunctionType:
        return _function(cast("FunctionType", value), depth)
    if kind is ModuleType:
        return f"module {vars(cast('ModuleType', value)).get('__name__')}"
    if depth < _DEPTH and (kind is int or kind is bytes):
        return repr(value)  # in a type
    parts = _parts(value, kind) if depth else ()
    if not parts:
        return _name(cast("type", value)) if issubclass(kind, type) else f"a {_name(kind)}"
    return f"{_name(kind)}({', '.join(_told(part, depth - 1) for part in parts)})"


def _function(function: FunctionType, depth: int) -> str:
    code = function.__code__
    place = f"{code.co_filename}:{code.co_firstlineno}"
    text = f"def {function.__module__}.{function.__qualname__} {place} {code.co_code.hex()}"
    wrapped: Any = vars(function).get("__wrapped__") if depth else None
    return text if wrapped is None else f"{text} around {_told(wrapped, depth - 1)}"


def _parts(value: Any, kind: Any) -> tuple[Any, ...]:
    """What an object consists of: the functions in a property, the arguments of a generic type."""
    if issubclass(kind, property):
        return (value.fget, value.fset, value.fdel)
    if issubclass(kind, (classmethod, staticmethod)):
        return (value.__func__,)
    if issubclass(kind, (functools.partial, functools.cached_property)):
        return (value.func,)
    if kind is list or kind is tuple:  # as in `Callable[[int], str]`, `__all__`, `__slots__`
        return (len(value), *value[:_MOST])
    if issubclass(kind, enum.Enum):
        return (value._name_,)
    if issubclass(kind, typing.TypeVar):
        return (value.__name__, value.__bound__, *value.__constraints__)
    if issubclass(kind, typing.ForwardRef):
        return (value.__forward_arg__,)
    if _module(kind) in _TYPING and typing.get_origin(value) is not None:
        return (typing.get_origin(value), *typing.get_args(value))
    try:
        inner = _mapping(object.__getattribute__(value, "__dict__")).get("__wrapped__")
    except AttributeError:
        return ()
    return () if inner is None else (inner,)


def _mapping(value: object) -> Mapping[object, object]:
    return cast("dict[object, object]", value) if type(value) is dict else {}


def _module(cls: type) -> Any:
    return _ATTRIBUTES["__dict__"](cls).get("__module__")


def _name(cls: type) -> str:
    return f"{_module(cls)}.{_ATTRIBUTES['__qualname__'](cls)}"
