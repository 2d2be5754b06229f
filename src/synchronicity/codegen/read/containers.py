"""Containers of a library's own (`Module.register_transformer`): what was registered, found and checked.

Knows how the function or the transformer of one is imported. Does not know how an object of it crosses.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Optional

from ...module import Entry
from ..diagnostics import Code, Location
from ..model.api import Container
from ..model.names import QualifiedName
from ..model.types import AnyType, TypeVariable, VariableKind, Variance
from .live import identity, mro_of
from .reexports import importable_name, place_of
from .session import Session
from .takers import only_taken

_ABSTRACT = ("typing", "typing_extensions", "collections.abc", "abc")


def is_transformer(entry: Entry) -> bool:
    return entry.kind == "transformer"


def read_containers(session: Session, entries: Iterable[Entry]) -> tuple[Container, ...]:
    """Those of all Modules, by name; what cannot be used is reported where it is registered."""
    read: dict[QualifiedName, Container] = {}
    for entry in entries:
        place = place_of(session, entry)
        container = _read(session, entry, place)
        if container is None:
            continue
        if container.name in read:
            _report(
                session,
                place,
                f"a second transformer is registered for `{container.name}`",
                "register one; it holds for all modules that are compiled together",
                Code.DUPLICATE_CLASS,
            )
        read[container.name] = container
    return tuple(read[name] for name in sorted(read, key=str))


def _read(session: Session, entry: Entry, place: Location) -> Optional[Container]:
    cls: type = entry.obj
    name = identity(cls)
    importable = session.names.path(cls, name)
    if importable is None:
        _report(
            session,
            place,
            f"the class `{cls.__qualname__}` cannot be imported by generated code",
            "define it at the top of its module, under its own name",
            Code.LOCAL_OBJECT,
        )
        return None
    parameters = [
        session.annotations.variables.read(one, session.sink, place)
        for one in session.bases.parameters(cls)
    ]
    problem = _unusable(session, cls, parameters, place)
    if problem is not None:
        _report(session, place, *problem)
        return None
    container = Container(
        name,
        importable,
        tuple(one.variance is Variance.CONTRAVARIANT for one in parameters),
        tuple(identity(base) for base in mro_of(cls)[1:-1] if base.__module__ not in _ABSTRACT),
    )
    transformer = entry.source[0]
    if isinstance(transformer, str):
        make = _imported(session, transformer, place)
        return None if make is None else replace(container, make=make)
    return _converted(session, entry, container, place)


def _unusable(
    session: Session, cls: type, parameters: list[TypeVariable], place: Location
) -> Optional[tuple[str, str]]:
    """Why objects of `cls` cannot be converted by a transformer, and what to do; None where they can."""
    if cls in session.registered:
        return (
            f"`{cls.__qualname__}` has a wrapper, and so no transformer",
            "register it in one way: `wrap_class`, or `register_transformer`",
        )
    if not parameters or any(one.kind is not VariableKind.TYPE for one in parameters):
        return (
            f"`{cls.__qualname__}` is no generic class in type variables alone, so that no annotation says what is in it",
            "give it a type parameter for what it holds: `class Page(Generic[T])`",
        )
    if session.bases.protocols(cls, tuple(AnyType() for _ in parameters)):
        return (
            f"`{cls.__qualname__}` is asynchronous itself, and has two faces instead of one conversion",
            "wrap it (`wrap_class`), or return AsyncIterator, AbstractAsyncContextManager, … in its place",
        )
    takes = only_taken(session, cls, parameters, place)
    if takes:
        return (
            f"`{cls.__qualname__}` takes values of `{takes[0].name}` and gives none, and does not declare which way they cross",
            f'declare it: `Generic[{takes[0].name}]` with `TypeVar("{takes[0].name}", contravariant=True)`; or with '
            f'`TypeVar("{takes[0].name}")` if it keeps them, and what makes another one goes through what it keeps',
        )
    return None


def _imported(session: Session, path: str, place: Location) -> Optional[Callable[..., object]]:
    """The transformer's class that `"package.module:Name"` names."""
    module, _, name = path.partition(":")
    try:
        obj: Any = importlib.import_module(module)
        for part in name.split("."):
            obj = getattr(obj, part)
    except Exception as error:  # the author's own module may raise anything
        _report(
            session,
            place,
            f"the transformer `{path}` cannot be imported: {type(error).__name__}: {error}",
            'write `"package.module:Name"`, of a module that can be imported where the library is compiled',
            Code.IMPORT_FAILED,
        )
        return None
    if callable(obj):
        return obj  # type: ignore[no-any-return]
    _report(
        session,
        place,
        f"`{path}` is no transformer",
        "name a class that derives from ContainerTransformer",
    )
    return None


def _converted(
    session: Session, entry: Entry, container: Container, place: Location
) -> Optional[Container]:
    """`container` with the function or method that makes another object."""
    cls, function = entry.obj, entry.source[1]
    if isinstance(function, str):
        method = inspect.getattr_static(cls, function, None)
        found, shown = replace(container, method=function), f"{cls.__qualname__}.{function}"
        fits = inspect.isfunction(method) and _fits(method, container)
    else:
        shown = getattr(function, "__qualname__", "convert")
        module = importable_name(session, getattr(function, "__module__", None) or entry.module)
        path = session.names.path(function, QualifiedName(module, shown))
        if path is None:
            _report(
                session,
                place,
                f"`{shown}` is made inside a function, or bound, so that generated code cannot import it",
                "give a function that is defined at the top of its module, or the name of a method",
                Code.LOCAL_OBJECT,
            )
            return None
        found, fits = replace(container, convert=path), _fits(function, container)
    if not fits:
        _report(
            session,
            place,
            f"`{shown}` is no plain function of the object, and of one function for each of its type parameters",
            "write `def each(page: Page[T], function: Callable[[T], U]) -> Page[U]`, or a method so",
        )
    return found if fits else None


def _fits(function: Any, container: Container) -> bool:
    """Whether it gives a value when called with the object, and a function for each type parameter."""
    return not inspect.iscoroutinefunction(function) and _takes(function, 1 + len(container.taken))


def _takes(function: Any, number: int) -> bool:
    """Whether it can be called with so many arguments."""
    try:
        inspect.signature(function).bind(*range(number))
    except TypeError:
        return False
    except ValueError:  # a builtin that does not say
        return True
    return True


def _report(
    session: Session, place: Location, message: str, help: str, code: Code = Code.NOT_REGISTRABLE
) -> None:
    session.sink.error(code, place, message, help)
