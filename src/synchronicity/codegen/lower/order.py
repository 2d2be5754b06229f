"""Orders: bases before what derives from them, and which modules may only be imported lazily."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import api
from ..model.names import QualifiedName
from ..model.surface import (
    Class,
    Item,
    Module,
    SynchronizedTypes,
    mentioned_types,
)
from ..type_transformer.spelling import wrapped_classes


def bases_first(classes: Iterable[api.Class]) -> list[api.Class]:
    """`classes` in their order, only with every base moved before the first class that derives from it."""
    by_name = {cls.name: cls for cls in classes}
    done: dict[QualifiedName, api.Class] = {}
    for cls in by_name.values():
        _add(cls, by_name, done)
    return list(done.values())


# No closure: one that calls itself would keep all classes until the cycle collector comes.
def _add(
    cls: api.Class,
    by_name: Mapping[QualifiedName, api.Class],
    done: dict[QualifiedName, api.Class],
) -> None:
    if cls.name in done:
        return
    for base in cls.bases:
        if base.name in by_name and base.name != cls.name:
            _add(by_name[base.name], by_name, done)
    done[cls.name] = cls


def lazy_imports(
    modules: Iterable[Module], synchronized_types: SynchronizedTypes
) -> frozenset[tuple[str, str]]:
    """The pairs (importing module, imported module) that stand in an import cycle and are not needed for a base class."""
    uses: dict[str, dict[str, None]] = {}
    bases: set[tuple[str, str]] = set()
    for module in modules:
        uses[module.target] = {}
        for item in module.items:
            for name in _mentioned(item, synchronized_types):
                uses[module.target].setdefault(synchronized_types[name][0])
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


def _mentioned(item: Item, synchronized_types: SynchronizedTypes) -> list[QualifiedName]:
    return [
        name for type in mentioned_types(item) for name in wrapped_classes(type, synchronized_types)
    ]
