"""Value classes that signatures mention and users need: enumerations, dataclasses, exceptions, aliases of the implementation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.names import QualifiedName
from ..model.surface import Export, Item, SynchronizedTypes
from ..model.types import AliasType, NamedType, TypeExpression, parts
from ..type_transformer.spelling import wrapped_classes


def mentioned_exports(
    items: Iterable[Item],
    types: Iterable[TypeExpression],
    manual: Iterable[Export],
    sources: Iterable[str],
    synchronized_types: SynchronizedTypes,
) -> tuple[Export, ...]:
    """`manual` exports, and after them what `types`, those of `items`, mention from the modules of the implementation.

    A name that is taken, or private, is not exported; signatures still refer to it.
    """
    implementation = set(sources)
    exports = {export.name: export for export in manual}
    taken = {item.name for item in items} | set(exports)
    for type in types:
        for name in _values(type, synchronized_types):
            public = name.qualname
            if name.module not in implementation or "." in public or public[:1] == "_":
                continue
            if public not in taken:
                taken.add(public)
                exports[public] = Export(public, name)
    return tuple(exports.values())


def _values(type: TypeExpression, synchronized_types: SynchronizedTypes) -> Iterator[QualifiedName]:
    if isinstance(type, AliasType) and not wrapped_classes(type.meaning, synchronized_types):
        if not type.checker_only:
            yield type.name
        return
    if (
        isinstance(type, NamedType)
        and not type.checker_only
        and type.name not in synchronized_types
    ):
        yield type.importable
    for part in parts(type):
        yield from _values(part, synchronized_types)
