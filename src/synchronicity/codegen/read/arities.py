"""How many type arguments the generic classes of the standard library take.

One table, because at run time the classes themselves do not know. A user's generic class knows: `__parameters__`.
"""

from __future__ import annotations

from typing import Any, Optional

from ..model.names import QualifiedName
from ..model.types import AnyType, NoneType, TypeExpression
from .live import names_of

_ANY = AnyType()
_NONE = NoneType()

_BY_COUNT: dict[int, dict[str, str]] = {
    1: {
        "builtins": "list set frozenset type enumerate reversed filter map zip",
        "collections": "deque Counter UserList",
        "collections.abc": (
            "Iterable Iterator Reversible Container Collection Sequence MutableSequence Set MutableSet KeysView "
            "ValuesView Awaitable AsyncIterable AsyncIterator"
        ),
        "contextlib": "nullcontext closing aclosing",
        "asyncio": "Future Task",
        "asyncio.futures": "Future",
        "asyncio.tasks": "Task",
        "asyncio.queues": "Queue PriorityQueue LifoQueue",
        "concurrent.futures._base": "Future",
        "contextvars": "ContextVar Token",
        "dataclasses": "Field InitVar",
        "functools": "partial cached_property partialmethod",
        "os": "PathLike",
        "posix": "DirEntry",
        "nt": "DirEntry",
        "queue": "Queue LifoQueue PriorityQueue SimpleQueue",
        "re": "Pattern Match",
        "subprocess": "Popen CompletedProcess",
        "tempfile": "TemporaryDirectory SpooledTemporaryFile",
        "weakref": "ref ReferenceType WeakSet WeakMethod",
        "_weakrefset": "WeakSet",
        "array": "array",
        "graphlib": "TopologicalSorter",
        "typing": "IO SupportsAbs SupportsRound",
        "logging": "LoggerAdapter StreamHandler",
        "itertools": "chain count cycle repeat",
    },
    2: {
        "builtins": "dict",
        "collections": "defaultdict OrderedDict ChainMap UserDict",
        "collections.abc": "Mapping MutableMapping ItemsView",
        "types": "MappingProxyType",
        "weakref": "WeakKeyDictionary WeakValueDictionary",
    },
    3: {"collections.abc": "Coroutine"},
}

_DEFAULTS: dict[tuple[str, str], tuple[int, tuple[TypeExpression, ...]]] = {
    # the least number of arguments, and what the others are when some are written (PEP 696)
    ("collections.abc", "Generator"): (1, (_ANY, _NONE, _NONE)),
    ("collections.abc", "AsyncGenerator"): (1, (_ANY, _NONE)),
    ("contextlib", "AbstractContextManager"): (1, (_ANY,)),
    ("contextlib", "AbstractAsyncContextManager"): (1, (_ANY,)),
}
_MOST = {"AbstractContextManager": 2, "AbstractAsyncContextManager": 2}


def _table() -> dict[tuple[str, str], int]:
    return {
        (module, name): count
        for count, modules in _BY_COUNT.items()
        for module, names in modules.items()
        for name in names.split()
    }


_COUNTS = _table()


def bare(name: QualifiedName) -> Optional[tuple[TypeExpression, ...]]:
    """The arguments of a class that is named without any: Any, each of them. None for a class that is not known here."""
    key = (name.module, name.qualname)
    if key in _DEFAULTS:
        return (_ANY,) * len(_DEFAULTS[key][1])
    count = _COUNTS.get(key)
    return None if count is None else (_ANY,) * count


def complete(
    name: QualifiedName, arguments: tuple[TypeExpression, ...]
) -> Optional[tuple[TypeExpression, ...]]:
    """`arguments` with the defaults of those which are not written. None for a class that is not known here."""
    key = (name.module, name.qualname)
    if key in _DEFAULTS:
        return arguments + _DEFAULTS[key][1][len(arguments) :]
    return arguments if key in _COUNTS else None


def bounds(name: QualifiedName, live: Any) -> Optional[tuple[int, int]]:
    """The least and the greatest number of arguments; None where any number will do."""
    key = (name.module, name.qualname)
    if key in _DEFAULTS:
        least, defaults = _DEFAULTS[key]
        return least, max(len(defaults), _MOST.get(name.qualname, 0))
    if key in _COUNTS:
        return _COUNTS[key], _COUNTS[key]
    known = parameters(live)
    if not known or any(type(found).__name__ != "TypeVar" for found in known):
        return None
    return sum(_has_no_default(found) for found in known), len(known)


def parameters(live: Any) -> tuple[Any, ...]:
    """The type variables of a user's generic class, in order."""
    if not issubclass(type(live), type):
        return ()
    names = names_of(live)
    known: Any = names.get("__parameters__", ())
    if type(known) is not tuple:
        return ()  # a class that has a descriptor of that name is an alias's own
    if known or "__parameters__" in names:
        given: tuple[Any, ...] = known  # pyright: ignore[reportUnknownVariableType]
        return given
    # a class that derives from `Coroutine[Any, Any, T]` is generic too, without being told so
    found: dict[Any, None] = {}
    bases: tuple[Any, ...] = names.get("__orig_bases__", ())
    for base in bases:
        found.update(dict.fromkeys(getattr(base, "__parameters__", ())))
    return tuple(found)


def _has_no_default(parameter: Any) -> bool:
    has_default = getattr(parameter, "has_default", None)
    return not (has_default is not None and has_default())
