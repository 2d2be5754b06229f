"""Implementation objects where only wrappers may be."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from synchronicity import Module


def registered(*modules: ModuleType) -> tuple[type, ...]:
    """The classes that these implementation modules have registered."""
    ledgers = {id(v): v for m in modules for v in vars(m).values() if isinstance(v, Module)}
    found = [key for ledger in ledgers.values() for key in ledger.module_items()]
    return tuple(item for item in found if isinstance(item, type))


def parts(value: Any) -> Iterator[Any]:
    """`value` and everything in it, at any depth."""
    yield value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from parts(key)
            yield from parts(item)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from parts(item)


def clean(value: Any, *modules: ModuleType) -> Any:
    """`value`, if there is no implementation object in it."""
    classes = registered(*modules)
    assert classes
    leaked = [part for part in parts(value) if isinstance(part, classes)]
    assert not leaked, leaked
    return value
