"""What goes into the generated module as it is: exports, and what is written by hand.

Knows how such an object is imported, and what must not be handed on. Its annotations are nobody's business but its own.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator
from typing import Any, Optional, Union, cast

from ...module import Entry
from ..diagnostics import Code, Location, Sink
from ..model.api import Alias, Reexport
from ..model.names import QualifiedName
from ..model.types import AliasType
from . import special
from .aliases import mentions
from .live import identity, is_class
from .naming import lookup
from .references import AliasReference, Context
from .session import Session

_NOTHING = lookup(QualifiedName("", ""))


def read_reexport(session: Session, entry: Entry, place: Location) -> Union[Reexport, Alias, None]:
    """The object as data; None after an error."""
    found = _by_name(session, entry, place) if entry.kind == "export" else None
    if entry.kind == "manual":
        found = _by_object(session, entry, place)
    if found is None:
        return None
    obj = lookup(found)
    alias = _alias(session, found, place)
    if alias is not None:
        return alias
    mentioned = next((cls for cls in _classes(obj) if cls in session.registered), None)
    if mentioned is not None:
        _report_leak(session, found, mentioned, obj, place)
        return None
    held = session.annotations.values.wrapped_in(obj) if is_class(obj) else None
    if held is not None and entry.kind == "export":
        session.sink.error(
            Code.UNTRANSLATABLE,
            place,
            f"`{found.name}` is handed on as it is, and a field of it holds the implementation class `{held}`",
            "register it with `wrap_class`, so that it has a wrapper",
        )
        return None
    if entry.kind == "export" and is_class(obj) and issubclass(obj, BaseException):
        _warn_of_holding(session, found, obj, place)
    if special.is_private(found.name):
        session.sink.warning(
            Code.BAD_NAME,
            place,
            f"`{found.name}` is private in its module: type checkers in strict mode report its use elsewhere, under "
            "whatever name",
            f"call it `{found.name.lstrip('_')}` there",
        )
    return Reexport(found, place)


def _alias(session: Session, found: QualifiedName, place: Location) -> Optional[Alias]:
    """What the alias `found` stands for if that mentions a registered class; None also where it takes type arguments."""
    module = session.modules.read(found.module)
    if module is None or not found.qualname.isidentifier():
        return None
    # What cannot be read is handed on as it is, as other values are.
    context = Context(module, module.table.root, Sink(), None, {}, place)
    node = ast.Name(found.qualname)
    reference = session.resolver.expression(node, context)
    if not isinstance(reference, AliasReference):
        return None
    read = session.annotations.aliases.read(reference, None, node, context)
    registered = [identity(cls) for cls in session.registered]
    if not isinstance(read, AliasType) or read.arguments or not mentions(read.meaning, registered):
        return None
    return Alias(read.name, read.meaning, place)


def _by_name(session: Session, entry: Entry, place: Location) -> Optional[QualifiedName]:
    assert entry.source is not None
    module, name = importable_name(session, entry.source[0]), entry.source[1]
    live = session.modules.live(module)
    if live is None:
        session.sink.error(
            Code.UNRESOLVED_NAME,
            place,
            f"`manual_export` names the module `{module}`, which cannot be imported",
            "give the full dotted name of a module, as in an `import` statement",
        )
        return None
    if not name.isidentifier() or lookup(QualifiedName(module, name)) is _NOTHING:
        close = difflib.get_close_matches(name, sorted(vars(live)), 1)
        session.sink.error(
            Code.UNRESOLVED_NAME,
            place,
            f"`manual_export` names `{name}`, which the module `{module}` does not have",
            f"did you mean `{close[0]}`?"
            if close
            else "give the name of something at the top of it",
        )
        return None
    return QualifiedName(module, name)


def _by_object(session: Session, entry: Entry, place: Location) -> Optional[QualifiedName]:
    module: str = getattr(entry.obj, "__module__", None) or entry.module
    name: str = getattr(entry.obj, "__qualname__", "")
    path = QualifiedName(importable_name(session, module), name)
    if "." not in name and lookup(path) is entry.obj:
        return path
    session.sink.error(
        Code.LOCAL_OBJECT,
        place,
        f"`{name}` is made inside a function or class or not an attribute of its module, so that generated code cannot "
        "import it",
        "define it at the top of its module, under its own name, with `manual_wrapper` above all other decorators",
    )
    return None


def trusted_classes(entries: Iterable[Entry]) -> frozenset[type]:
    """The classes that are handed on by hand; of plain ones that is what their author wants, whatever they mention."""
    objects = [
        entry.obj if entry.kind == "manual" else lookup(QualifiedName(*entry.source))
        for entry in entries
        if entry.kind in ("export", "manual")
    ]
    return frozenset(obj for obj in objects if is_class(obj))


def _classes(obj: Any, depth: int = 0) -> Iterator[type]:
    """The class that `obj` is, or those that an alias mentions."""
    if is_class(obj):
        yield obj
    arguments: Any = getattr(obj, "__args__", ())
    is_alias = isinstance(arguments, tuple) and depth < 20
    for argument in cast("tuple[Any, ...]", arguments) if is_alias else ():
        yield from _classes(argument, depth + 1)


def _report_leak(
    session: Session, found: QualifiedName, mentioned: type, obj: Any, place: Location
) -> None:
    itself = mentioned is obj
    session.sink.error(
        Code.UNTRANSLATABLE,
        place,
        f"`{found.name}` is the implementation class `{mentioned.__qualname__}`, which has a wrapper"
        if itself
        else f"the alias `{found.name}` mentions the implementation class `{mentioned.__qualname__}`, not its wrapper",
        "take the export away: the wrapper is in its module"
        if itself
        else "write the alias out where it is used, or define one over the wrapper in a module of your own",
    )


def _warn_of_holding(session: Session, found: QualifiedName, error: type, place: Location) -> None:
    """An exception has to be exported to be caught, so that this does not say that its author wants what it holds to be seen."""
    values = session.annotations.values
    held = values.raised_with(error)
    if held is not None:
        session.sink.warning(
            Code.UNTRANSLATABLE,
            place,
            f"`{found.name}` is raised as it is, and {values.places[error]} mentions the wrapped class `{held}`: who "
            "catches it has an object of the implementation",
            "let it say what users need in plain values, and keep the object in a private attribute",
        )


def report_left_over(session: Session) -> None:
    """Tell of members written by hand that no registered class has."""
    for key, entry in session.handwritten.items():
        if key not in session.taken:
            session.sink.error(
                Code.NOT_REGISTRABLE,
                place_of(session, entry),
                f"`{entry.obj.__qualname__}` is written by hand, but its class is not registered or leaves it out",
                "register the class with `wrap_class`; or take `manual_wrapper` away",
            )


def importable_name(session: Session, name: str) -> str:
    """The name under which a module can be imported that runs as `__main__`."""
    if name != "__main__":
        return name
    live = session.modules.live(name)
    return session.modules.of_globals(vars(live)) if live is not None else name


def place_of(session: Session, entry: Entry) -> Location:
    """The registration: the name of the `def` or `class` that it decorates, or the line of the call.

    The frame tells the decorator's line from Python 3.11 on, that of the `def` or `class` before.
    """
    table = session.modules.file(entry.path)
    if table is None:
        return Location(entry.path, entry.line)
    for definition in table.by_line.get(entry.line, ()):
        return table.source.name_location(definition.node)
    lines = table.source.lines
    text = lines[entry.line - 1] if 0 < entry.line <= len(lines) else ""
    start = len(text) - len(text.lstrip()) + 1
    end = len(text.rstrip()) + 1
    return Location(entry.path, entry.line, start, entry.line, max(end, start))


def report_redefined(session: Session, entry: Entry, place: Location) -> bool:
    """Report an object whose name another one that is registered has taken since: only that one can be imported."""
    name = getattr(entry.obj, "__qualname__", "")
    there = lookup(QualifiedName(entry.module, name))
    later = session.entries.get(id(there))
    if later is None or there is entry.obj:
        return False
    for where in (place, place_of(session, later)):
        session.sink.error(
            Code.DUPLICATE_NAME,
            where,
            f"`{name}` is defined twice in `{entry.module}`, and both are registered: the later one hides the other",
            "give one of them another name",
        )
    return True
