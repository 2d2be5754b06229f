"""Wrapper objects: one for each implementation object, and conversion by value.

Knows which wrapper class belongs to which implementation class, and which wrappers live. No loops here.
"""

from __future__ import annotations

import os
from _thread import RLock
from _weakref import ref

from .subscript import GenericAlias

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from typing_extensions import Self

    _W = TypeVar("_W", bound="Wrapped")
    _Reference = ref["Wrapped"]
else:
    _Reference = ref

# Re-entrant: a finalizer may wrap something while its own thread is in here.
_lock = RLock()
_wrappers: dict[type, type[Wrapped]] = {}
_live: dict[int, _Entry] = {}  # by the number of the implementation object
# Decisions, by class. Bounded, because programs can make classes without end.
_kinds: dict[tuple[type[Any], type[Any]], type[Wrapped]] = {}
_wrapping: dict[type[Any], Callable[[Any], Any] | None] = {}
_unwrapping: dict[type[Any], Callable[[Any], Any] | None] = {}
_MOST = 4096
# What we keep in the `__dict__` of the few wrappers that are entered: see `contexts.entries_of`.
ENTRIES = "_entries"


class _Entry(_Reference):
    """A living wrapper in `_live`, and where it stands there."""

    __slots__ = ("number",)

    number: int


def _enter(number: int, wrapper: Wrapped) -> None:
    _live[number] = entry = _Entry(wrapper, _leave)
    entry.number = number


def _leave(entry: _Entry) -> None:
    with _lock:
        if _live.get(entry.number) is entry:
            del _live[entry.number]


class Wrapped:
    """Base of the wrapper classes. `class Page(Wrapped, impl=Impl)` registers the pair.

    `_impl_instance` is the implementation object; the same one always has the same wrapper.
    """

    __slots__ = ("__weakref__", "_impl_instance")

    _impl_class: Any
    _impl_instance: Any

    def __init_subclass__(cls, impl: type | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if impl is not None:
            cls._impl_class = impl
            with _lock:
                _wrappers[impl] = cls
                for decided in (_kinds, _wrapping, _unwrapping):
                    decided.clear()

    def __class_getitem__(cls, item: object) -> Any:
        """`Box[int]`, for the generic ones: an alias that can be called and derived from, as with `typing.Generic`."""
        return GenericAlias(cls, item)

    def __init__(self) -> None:
        self._attach(self._impl_class())

    def _attach(self, impl: object, /) -> None:
        """Make this the wrapper of `impl`, unless `impl` has one already."""
        with _lock:
            self._impl_instance = impl
            entry = _live.get(id(impl))
            found = None if entry is None else entry()
            if found is None or found._impl_instance is not impl:
                _enter(id(impl), self)

    @classmethod
    def _from_impl(cls, impl: object, /) -> Self:
        """The wrapper of an implementation object: the one that lives, or a new one.

        A new one is of the wrapper class of `impl`'s class, or of this class where that is a subclass of it.
        """
        with _lock:
            entry = _live.get(id(impl))
            found: Any = None if entry is None else entry()
            # The number alone proves nothing: a second `__init__` leaves the old one behind.
            if found is None or found._impl_instance is not impl:
                kind = _kinds.get((cls, type(impl))) or _decide(cls, type(impl))
                found = kind.__new__(kind)
                found._impl_instance = impl
                _enter(id(impl), found)
            return found  # type: ignore[no-any-return]

    def __copy__(self) -> Self:
        import copy

        made = type(self)._from_impl(copy.copy(self._impl_instance))
        return _with_state(made, _state(self))

    def __deepcopy__(self, memo: dict[int, Any], /) -> Self:
        import copy

        made = type(self)._from_impl(copy.deepcopy(self._impl_instance, memo))
        memo[id(self)] = made  # first: the state may refer to the wrapper
        return _with_state(made, copy.deepcopy(_state(self), memo))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self._impl_instance), _state(self)


def _state(wrapper: Wrapped) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What a user's subclass keeps in the wrapper itself, in `__dict__` and in slots; as pickle wants it."""
    import copyreg

    names: list[str] = getattr(copyreg, "_slotnames")(type(wrapper))  # noqa: B009
    slots = {
        name: getattr(wrapper, name)
        for name in names
        if name != "_impl_instance" and hasattr(wrapper, name)
    }
    kept: dict[str, Any] = getattr(wrapper, "__dict__", {})
    state = {name: value for name, value in kept.items() if name != ENTRIES}
    return (state, slots) if state or slots else None


def _with_state(made: _W, state: tuple[dict[str, Any], dict[str, Any]] | None) -> _W:
    if state is not None:
        getattr(made, "__dict__", {}).update(state[0])
        for name, value in state[1].items():
            object.__setattr__(made, name, value)
    return made


def _rebuild(kind: type[Wrapped], impl: Any) -> Any:
    return kind._from_impl(impl)


def _registered(kind: type[Any]) -> type[Wrapped] | None:
    for base in kind.__mro__:
        if base in _wrappers:
            return _wrappers[base]
    return None


def _decide(asked: type[Wrapped], kind: type[Any]) -> type[Wrapped]:
    found = _registered(kind)
    if found is None:
        if asked is Wrapped:
            raise TypeError(f"no wrapper class is registered for {kind.__qualname__}")
        found = asked  # something that only behaves like the implementation class
    elif issubclass(asked, found) and issubclass(kind, asked._impl_class):
        found = asked  # a user's subclass of the wrapper
    if len(_kinds) > _MOST:
        _kinds.clear()
    _kinds[asked, kind] = found
    return found


def wrapper_class(cls: type[Any], /) -> Any:
    """The wrapper class of an implementation class: its own, or that of its nearest base which has one."""
    with _lock:
        return _registered(cls) or cls


def impl_class(cls: type[Any], /) -> Any:
    """The implementation class of a wrapper class; any other class is itself.

    Raises:
        TypeError: It is a subclass of a wrapper: the implementation knows nothing of it, and would make objects of the base.
    """
    origin: Any = getattr(cls, "__origin__", cls)  # of `Box[int]`
    if not issubclass(origin, Wrapped):
        return cls
    if "_impl_class" not in vars(origin):
        raise TypeError(f"{cls.__qualname__} is not known to the implementation, only its base is")
    return origin._impl_class


# ---------------------------------------- conversion by value


def to_wrapper(value: object, /) -> Any:
    """Implementation objects in `value` as wrappers; `value` itself where nothing changes.

    Goes into lists, dicts (also their keys), sets, frozensets and tuples, of exactly these classes.
    """
    kind = type(value)
    try:
        convert = _wrapping[kind]
    except KeyError:
        with _lock:  # so that no decision from before a registration is remembered after it
            found = _registered(kind)
            wrap = None if found is None else found._from_impl
            convert = _remember(_wrapping, kind, wrap, to_wrapper)
    return value if convert is None else convert(value)


def to_impl(value: object, /) -> Any:
    """Wrappers in `value` as implementation objects; `value` itself where nothing changes. Goes as deep."""
    kind = type(value)
    try:
        convert = _unwrapping[kind]
    except KeyError:
        unwrap = _unwrap if issubclass(kind, Wrapped) else None
        convert = _remember(_unwrapping, kind, unwrap, to_impl)
    return value if convert is None else convert(value)


def _unwrap(value: Wrapped) -> Any:
    return value._impl_instance


def _remember(
    decided: dict[type[Any], Callable[[Any], Any] | None],
    kind: type[Any],
    convert: Callable[[Any], Any] | None,
    again: Callable[[Any], Any],
) -> Callable[[Any], Any] | None:
    if convert is None and kind in (list, tuple, set, frozenset, dict):
        deep = _dict if kind is dict else _items
        convert = _Deep(deep, again)
    if len(decided) > _MOST:
        decided.clear()
    decided[kind] = convert
    return convert


class _Deep:
    __slots__ = ("_again", "_deep")

    def __init__(
        self, deep: Callable[[Callable[[Any], Any], Any], Any], again: Callable[[Any], Any]
    ) -> None:
        self._deep, self._again = deep, again

    def __call__(self, value: Any) -> Any:
        return self._deep(self._again, value)


def _items(convert: Callable[[Any], Any], value: Any) -> Any:
    items = list(value)
    changed = False
    for index, item in enumerate(items):
        new = convert(item)
        if new is not item:
            items[index] = new
            changed = True
    return type(value)(items) if changed else value


def _dict(convert: Callable[[Any], Any], value: dict[Any, Any]) -> dict[Any, Any]:
    pairs: list[tuple[Any, Any]] = []
    changed = False
    for key, item in value.items():
        new_key, new_item = convert(key), convert(item)
        changed = changed or new_key is not key or new_item is not item
        pairs.append((new_key, new_item))
    return dict(pairs) if changed else value


def _renew_lock() -> None:
    """In the child of a fork, the lock may be held by a thread that does not exist."""
    global _lock
    _lock = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
