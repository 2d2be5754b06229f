"""From the ledgers of all Modules to one Program.

Knows the order of work and what an entry of a Module is. Does not know how functions and classes are read.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from types import FunctionType
from typing import Any, Optional

from ...module import Entry, Module, public_name_of
from ..diagnostics import Code, Location, Sink
from ..model.api import ApiModule, Binding, Function, Item, Program, Registration
from ..model.names import QualifiedName
from .annotations import Annotations
from .bases import Bases
from .classes import read_class
from .containers import is_transformer, read_containers
from .functions import Subject, read_function
from .loops import on_loop
from .matching import match_function, unwrapped
from .modules import Modules
from .naming import PublicNames, lookup
from .reexports import (
    importable_name,
    place_of,
    read_reexport,
    report_left_over,
    report_redefined,
    trusted_classes,
)
from .resolve import Resolver
from .session import Session


def read_program(
    modules: Sequence[Module], synchronizer_name: str, sink: Sink, *, allow_untyped: bool = False
) -> Program:
    """Read what `modules` registered. Problems go to `sink`; what cannot be read is left out, or is an ErrorType."""
    ordered = sorted(modules, key=lambda module: module.target_module)
    targets = [module.target_module for module in ordered]
    every = [entry for module in ordered for entry in _entries(module)]
    registered: dict[type, object] = {entry.obj: entry for entry in every if entry.kind == "class"}
    loaded = Modules(targets)
    names = PublicNames(targets, loaded)
    resolver = Resolver(loaded)
    annotations = Annotations(resolver, names, registered)
    bases = Bases(loaded, annotations)
    annotations.protocols = bases.protocols
    annotations.parameters = bases.parameters
    annotations.base_arguments = bases.arguments_along
    annotations.values.trusted = trusted_classes(every)
    transformers = [entry for entry in every if is_transformer(entry)]
    annotations.containers = {entry.obj for entry in transformers}
    by_hand = {id(entry.obj): entry for entry in every if entry.is_member}
    by_object = {id(entry.obj): entry for entry in every}
    session = Session(
        loaded,
        resolver,
        names,
        annotations,
        bases,
        sink,
        registered,
        allow_untyped,
        by_hand,
        by_object,
    )
    read = tuple(_read_module(session, module, synchronizer_name) for module in ordered)
    report_left_over(session)
    return Program(read, read_containers(session, transformers))


def _entries(module: Module) -> list[Entry]:
    return module._entries  # the ledger is for us alone


def _doc(module: Module) -> Optional[str]:
    return None if module._doc is None else inspect.cleandoc(module._doc)


def _source(module: Module) -> str:
    return module._module


def _read_module(session: Session, module: Module, synchronizer_name: str) -> ApiModule:
    registrations: list[Registration] = []
    for entry in list(_entries(module)):
        found = _read_entry(session, entry)
        if found is not None:
            registrations.append(found)
    sources = {_source(module), *(entry.module for entry in _entries(module))}
    return ApiModule(
        target=module.target_module,
        synchronizer=module.synchronizer_name or synchronizer_name,
        registrations=tuple(registrations),
        sources=tuple(sorted(importable_name(session, name) for name in sources)),
        doc=_doc(module),
    )


def _read_entry(session: Session, entry: Entry) -> Optional[Registration]:
    place = place_of(session, entry)
    if entry.is_member or is_transformer(entry):
        return None
    if entry.kind in ("export", "manual"):
        reexport = read_reexport(session, entry, place)
        return None if reexport is None else Registration(entry.public_name, reexport, place)
    item: Optional[Item]
    public_name = entry.public_name
    if entry.kind == "class":
        item = read_class(session, entry, place)
    else:
        item = _read_function(session, entry, place)
        hidden = "<locals>" in getattr(entry.obj, "__qualname__", "")
        if item is not None and hidden and public_name == public_name_of(entry.obj):
            # a wrapper without functools.wraps hid the name which its author wrote
            public_name = item.name.lstrip("_") or item.name
    return None if item is None else Registration(public_name, item, place)


def _read_function(session: Session, entry: Entry, place: Location) -> Optional[Function]:
    obj = entry.obj
    registered = (entry.path, entry.line)
    match = match_function(session.modules, obj, registered)
    importable = _importable(session, entry, match)
    if importable is None and report_redefined(session, entry, place):
        return None
    if importable is None:
        session.sink.error(
            Code.LOCAL_OBJECT,
            place,
            f"the function `{entry.public_name}` is made inside a function or not an attribute of its module, so that "
            "generated code cannot import it",
            "define it at the top of its module, under its own name",
        )
        return None
    live = lookup(importable)
    subject = Subject(
        live if callable(live) else obj,
        importable.name,
        Binding.FUNCTION,
        place,
        registered,
        importable=importable,
        matched=match if live is obj else None,
    )
    found = read_function(session, subject)
    if found is not None and entry.on_loop:
        return on_loop(session, found, place)
    return found


def _importable(session: Session, entry: Entry, match: Any) -> Optional[QualifiedName]:
    """Where the function can be imported from: under the name of its `def`, or any that its module gives it."""
    obj = entry.obj
    functions = [step for step in unwrapped(obj) if isinstance(step, FunctionType)]
    if match is not None and not match.definition.is_local:
        defined = QualifiedName(match.module.name, match.definition.qualname)
        live = lookup(defined)
        if live is obj or _leads_to(live, [obj, *functions]):
            return session.names.path(live, defined)
    names = [entry.module, *(session.modules.of_globals(step.__globals__) for step in functions)]
    own = getattr(obj, "__module__", None)
    for name in dict.fromkeys([*names, own]):
        module = session.modules.live(name) if isinstance(name, str) and name else None
        for attribute, value in list(vars(module).items()) if module is not None else ():
            if value is obj:
                path = session.names.path(obj, QualifiedName(str(name), attribute))
                if path is not None:
                    return path
    return None


def _leads_to(live: Any, functions: Sequence[Any]) -> bool:
    return any(step is function for step in unwrapped(live) for function in functions)
