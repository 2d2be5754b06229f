"""Orders: bases before what derives from them, and which modules may only be imported lazily."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from ..model.surface import Class, Module, SynchronizedTypes
from ..type_transformer.spelling import wrapped_classes

_T = TypeVar("_T")


def bases_first(
    items: Iterable[_T],
    name: Callable[[_T], Hashable],
    bases: Callable[[_T], Iterable[Hashable]],
) -> list[_T]:
    """`items` in their order, only with every base moved before the first one that derives from it.

    Args:
        items: classes, and what else there is.
        name: what others know an item by; of several with one name, the last is meant.
        bases: the names of what an item derives from; those of others count for nothing.
    """
    by_name = {name(item): item for item in items}
    done: dict[Hashable, _T] = {}
    for item in by_name.values():
        _add(item, by_name, done, name, bases)
    return list(done.values())


# No closure: one that calls itself would keep all items until the cycle collector comes.
def _add(
    item: _T,
    by_name: Mapping[Hashable, _T],
    done: dict[Hashable, _T],
    name: Callable[[_T], Hashable],
    bases: Callable[[_T], Iterable[Hashable]],
) -> None:
    own = name(item)
    if own in done:
        return
    for base in bases(item):
        if base in by_name and base != own:
            _add(by_name[base], by_name, done, name, bases)
    done[own] = item


def lazy_imports(
    modules: Iterable[Module], synchronized_types: SynchronizedTypes
) -> frozenset[tuple[str, str]]:
    """The pairs (importing module, imported module) that stand in an import cycle and are not needed for a base class."""
    uses: dict[str, dict[str, None]] = {}
    bases: set[tuple[str, str]] = set()
    for module in modules:
        uses[module.target] = {}
        for type in module.types:
            for name in wrapped_classes(type, synchronized_types):
                uses[module.target].setdefault(synchronized_types[name][0])
        for item in module.items:
            if isinstance(item, Class):
                bases.update((module.target, synchronized_types[b.name][0]) for b in item.bases)
    return frozenset(
        (source, used)
        for source, all_used in uses.items()
        for used in all_used
        if used != source and (source, used) not in bases and source in _reachable(used, uses)
    )


def _reachable(start: str, uses: Mapping[str, Mapping[str, None]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting.extend(uses.get(module, ()))
    return found
