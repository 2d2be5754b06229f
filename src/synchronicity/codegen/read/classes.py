"""One registered class: its public bases, its members with the inherited ones, its constructor.

Knows inheritance: which bases count, what they provide, what hides what. Leaves single members to the reader of members.
"""

from __future__ import annotations

import difflib
import enum
import inspect
import itertools
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Optional, final

from ...module import Entry
from ..diagnostics import Code, Location
from ..model.api import Class, Member, Start
from ..model.names import QualifiedName
from ..model.types import NamedType, TypeExpression, is_failed
from . import special
from .constructors import read_constructor
from .functions import docstring
from .live import deprecation, identity, is_attrs, mro_of
from .loops import CONSTRUCTOR, construction, members_on_loop
from .members import MemberReader, Wanted
from .naming import lookup
from .reexports import report_redefined
from .session import Session
from .standard import inherited, is_standard

_MISSING = object()


def read_class(session: Session, entry: Entry, place: Location) -> Optional[Class]:
    """The class as data; None after an error that leaves nothing to say."""
    cls: type = entry.obj
    if not _is_registrable(session, cls, place):
        return None
    match = session.bases.match(cls)
    importable = _importable(session, cls, entry, place)
    if importable is None:
        return None
    location = (
        place if match is None else match.module.table.source.name_location(match.definition.node)
    )
    if match is None:
        session.sink.warning(
            Code.NO_SOURCE,
            place,
            f"the `class` statement of `{cls.__qualname__}` was not found: its annotated attributes are not seen",
        )
    along = session.bases.along(cls)
    is_made_inside = CONSTRUCTOR in entry.exclude
    constructor = None if is_made_inside else read_constructor(session, cls, along, location)
    members = _Members(session, entry, place, location)
    return Class(
        name=identity(cls),
        importable=importable,
        location=location,
        bases=public_bases(session, cls, location),
        members=tuple(members_on_loop(session, cls, members.read(), place)),
        constructor=None if constructor is None else constructor.signature,
        constructor_overloads=() if constructor is None else constructor.overloads,
        construction=Start.HERE if is_made_inside else construction(session, cls),
        is_made_inside=is_made_inside,
        is_abstract=inspect.isabstract(cls),
        match_args=_match_args(cls),
        doc=docstring(match.definition.node) if match is not None else None,
        type_parameters=tuple(
            session.annotations.variables.read(one, session.sink, location)
            for one in session.bases.parameters(cls)
        ),
        deprecated=deprecation(cls),
    )


def public_bases(session: Session, cls: type, place: Location) -> tuple[NamedType, ...]:
    """The nearest registered bases. One that another of them derives from comes with it. `place` is the class's."""
    found: dict[type, tuple[TypeExpression, ...]] = {}
    _nearest(session, cls, None, found, place)
    named: list[NamedType] = []
    for base, arguments in found.items():
        if any(other is not base and issubclass(other, base) for other in found):
            continue
        type_ = session.annotations.classes.class_type(base, arguments)
        if isinstance(type_, NamedType):
            named.append(type_)
    return tuple(named)


def _nearest(
    session: Session,
    cls: type,
    arguments: Optional[tuple[TypeExpression, ...]],
    found: dict[type, tuple[TypeExpression, ...]],
    place: Location,
) -> None:
    for base in session.bases.of(cls, arguments):
        if any(map(is_failed, base.arguments)):
            session.bases.report(cls, session.sink, place)
        if base.cls in session.registered:
            found.setdefault(base.cls, base.arguments)
        else:
            _nearest(session, base.cls, base.arguments, found, place)


@final
@dataclass
class _Members:
    session: Session
    entry: Entry
    place: Location
    location: Location

    def read(self) -> list[Member]:
        cls: type = self.entry.obj
        along = self.session.bases.along(cls)
        mro: tuple[type, ...] = mro_of(cls)
        provided = {
            owner for base in mro[1:] if base in self.session.registered for owner in mro_of(base)
        }
        seen: set[str] = set()
        public: set[str] = set()
        members: list[Member] = []
        for owner in mro[:-1]:
            if is_standard(owner):
                found = self._standard(owner, seen)
                bound = [name for name in vars(owner) if not special.is_special(name)]
                bound += [member.name for member in found]
            else:
                reader = MemberReader(self.session, owner, along.get(owner, {}), self.location, cls)
                found = (
                    reader.read(self._wanted(frozenset(seen)))
                    if owner is cls or owner not in provided
                    else []
                )
                bound = [*reader.bound_names(), *(member.name for member in found)]
                bound += reader.attribute_names()
            public.update(name for name in bound if not special.is_private(name))
            seen.update(bound)
            members.extend(found if owner is cls or owner not in provided else [])
        self._check_names(public)
        return members

    def _wanted(self, taken: frozenset[str]) -> Wanted:
        include, exclude = self.entry.include, self.entry.exclude
        return lambda name: (
            name not in taken and name not in exclude and (include is None or name in include)
        )

    def _standard(self, owner: type, seen: set[str]) -> list[Member]:
        arguments = self.session.bases.arguments_along(self.entry.obj).get(owner, ())
        wanted = self._wanted(frozenset(seen))
        found = inherited(owner, arguments, self.location)
        known = {one.name for one in found}
        left_out = [
            name
            for name, value in vars(owner).items()
            if callable(value)
            and not name.startswith("_")
            and name not in known
            and wanted(name)
            and not getattr(value, "__isabstractmethod__", False)
        ]
        if left_out:
            self._warn(owner, left_out)
        return [one for one in found if wanted(one.name)]

    def _warn(self, owner: type, left_out: list[str]) -> None:
        shown = ", ".join(f"`{name}`" for name in left_out[:3])
        self.session.sink.warning(
            Code.NO_SOURCE,
            self.location,
            f"what `{owner.__module__}.{owner.__qualname__}` gives its children is left out, since its source has no "
            f"annotations: {shown}{' and more' if len(left_out) > 3 else ''}",
            "write those that callers need out, with annotations; `exclude=` the others to silence this",
        )

    def _check_names(self, public: set[str]) -> None:
        for option in ("include", "exclude", "on_loop"):
            for name in getattr(self.entry, option) or ():
                if name in public or (option == "on_loop" and name == CONSTRUCTOR):
                    continue
                close = difflib.get_close_matches(name, sorted(public), 1)
                cls: type = self.entry.obj
                self.session.sink.error(
                    Code.UNKNOWN_MEMBER,
                    self.place,
                    f"`{option}` names `{name}`, but `{cls.__qualname__}` has no public member of that name",
                    f"did you mean `{close[0]}`?" if close else f"take it out of `{option}`",
                )


def _match_args(cls: type) -> tuple[str, ...]:
    """Computed on 3.9, where dataclasses and attrs classes do not have it."""
    for owner in mro_of(cls):
        if "__match_args__" in vars(owner):
            known = vars(owner)["__match_args__"]
            generated = "__dataclass_fields__" in vars(owner) or is_attrs(owner)
            return _public_ones(known) if generated else ()
        if sys.version_info < (3, 10) and is_attrs(owner):
            given = vars(owner)["__attrs_attrs__"]
            return _public_ones(field.name for field in given if field.init and not field.kw_only)
        fields = vars(owner).get("__dataclass_fields__")
        if fields is not None:
            return _public_ones(
                name
                for name, field in fields.items()
                if field.init
                and "_FIELD_CLASSVAR" != getattr(field._field_type, "name", "")
                and getattr(field, "kw_only", False) is not True
                and not hasattr(field, "kw_only")
            )
    return ()


def _public_ones(names: Iterable[str]) -> tuple[str, ...]:
    """The names up to the first private one: a pattern reads them from the wrapper, in order."""
    return tuple(itertools.takewhile(lambda name: not special.is_private(name), names))


def _is_registrable(session: Session, cls: type, place: Location) -> bool:
    name = cls.__qualname__
    is_dictionary = "__total__" in vars(cls) and "__required_keys__" in vars(cls)
    if issubclass(cls, BaseException):
        session.sink.error(
            Code.WRAPPED_EXCEPTION,
            place,
            f"`{name}` is an exception: what is raised must be the same object on both sides, so it is never wrapped",
            f"take the registration away; hand it on with `manual_export({cls.__name__!r})`",
        )
        return False
    if issubclass(cls, (enum.Enum, tuple)) or is_dictionary:
        session.sink.error(
            Code.NOT_REGISTRABLE,
            place,
            f"`{name}` is a class of plain values (an enumeration, a tuple or a dictionary): those are not wrapped",
            f"take the registration away; hand it on with `manual_export({cls.__name__!r})`",
        )
        return False
    return True


def _importable(
    session: Session, cls: type, entry: Entry, place: Location
) -> Optional[QualifiedName]:
    name = identity(cls)
    path = session.names.path(cls, name)
    match = session.bases.match(cls)
    if path is None and match is not None:
        path = session.names.path(cls, QualifiedName(match.module.name, name.qualname))
    if path is None:
        path = session.names.path(cls, QualifiedName(entry.module, cls.__name__))
    if path is not None:
        return path
    if report_redefined(session, entry, place):
        return None
    there = lookup(name)
    if isinstance(there, type) and there.__qualname__ == cls.__qualname__:
        session.sink.error(
            Code.REPLACED_CLASS,
            place,
            f"a decorator above the registration of `{cls.__qualname__}` makes a new class (as `dataclass(slots=True)` "
            "does), so that the registered one is not the one which the module has",
            "put the registration on top, above all other decorators",
        )
        return None
    where = (
        "made inside a function"
        if "<locals>" in name.qualname
        else "not an attribute of its module"
    )
    session.sink.error(
        Code.LOCAL_OBJECT,
        place,
        f"the class `{cls.__qualname__}` is {where}, so that generated code cannot import it",
        "define it at the top of its module, under its own name",
    )
    return None
