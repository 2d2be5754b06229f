"""From what was written to what users see. Pure: the same program gives the same surface.

Knows public names, kinds and shapes. Does not introspect, and writes no text.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Union

from ..diagnostics import Sink
from ..model import api
from ..model.names import QualifiedName
from ..model.surface import Alias, Class, Export, Function, Item, Module, Surface, distinct_types
from .aliases import lower_alias
from .checking import Checker
from .classes import ClassLowering, awaitables
from .exports import mentioned_exports
from .functions import FunctionLowering
from .order import bases_first, lazy_imports
from .overriding import overriding
from .registry import register
from .unknown import refuse_unknown
from .variance import inferred_variances

__all__ = ["lower_program"]


def lower_program(program: api.Program, command: str, sink: Sink) -> Surface:
    """The public surface of `program`.

    Args:
        program: everything that is compiled together.
        command: what makes the same files again, for their headers.
        sink: takes what is refused; the surface is whole only where it has no errors.
    """
    synchronized_types = register(program, sink)
    checker = Checker(synchronized_types, sink, program.containers)
    registered = [
        registration.item
        for module in program.modules
        for registration in module.registrations
        if isinstance(registration.item, api.Class)
    ]
    written = bases_first(registered, lambda cls: cls.name, _bases)
    functions = FunctionLowering(checker, awaitables(written))
    lowering = ClassLowering(checker, functions)
    alone = [lowering.lower(cls, synchronized_types[cls.name][1]) for cls in written]
    classes = overriding(alone, sink)
    modules: list[Module] = []
    for module in program.modules:
        items: list[Item] = []
        manual: list[Export] = []
        aliases: list[Alias] = []
        for registration in module.registrations:
            item = registration.item
            if isinstance(item, api.Class):
                items.append(classes[item.name])
            elif isinstance(item, api.Function):
                lowered = functions.function(item, registration.public_name)
                items += [lowered] if lowered is not None else []
            elif isinstance(item, api.Alias):
                name = registration.public_name
                alias = lower_alias(item, name, module.target, checker)
                aliases += [alias] if alias is not None else []
            else:
                manual.append(Export(registration.public_name, item.source))
        items = bases_first(items, _known_by, _bases)
        types = distinct_types(items)
        exports = mentioned_exports(items, types, manual, module.sources, synchronized_types)
        modules.append(
            Module(
                module.target,
                module.synchronizer,
                tuple(items),
                types,
                exports,
                module.sources,
                module.doc,
                tuple(aliases),
            )
        )
    refuse_unknown(modules, sink)
    lazy = lazy_imports(modules, synchronized_types)
    variances = inferred_variances(classes.values())
    return Surface(tuple(modules), synchronized_types, command, lazy, variances, program.containers)


def _known_by(item: Item) -> Hashable:
    """What other classes name `item` by as their base."""
    return item.implementation if isinstance(item, Class) else item.name


def _bases(item: Union[Item, api.Class]) -> list[QualifiedName]:
    return [] if isinstance(item, Function) else [base.name for base in item.bases]
