"""How a class is constructed: its `__init__`, an inherited one, or the one which `dataclass` generates.

Knows the fields of dataclasses. Does not know other members, nor attrs (attrs_fields.py does).
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from types import FunctionType
from typing import Any, Optional, final

from ..data import dataclass
from ..diagnostics import Code, Location
from ..model.api import Binding, FunctionKind
from ..model.signature import Default, Parameter, ParameterKind, Signature
from ..model.types import ErrorType, NoneType
from .attrs_fields import AttrsFields
from .defaults import read_default
from .fields import FieldStatement, field_statement, field_type
from .functions import Subject, read_function
from .live import deprecation, is_attrs, mro_of
from .matching import bound_function
from .session import Session
from .standard import is_standard
from .variables import Substitution

_NONE = NoneType()


@final
@dataclass(frozen=True)
class Constructor:
    """The signature of `__init__`, and those of its overloads."""

    signature: Signature
    overloads: tuple[Signature, ...] = ()


_EMPTY = Constructor(Signature((), _NONE))


def read_constructor(
    session: Session, cls: type, along: Mapping[type, Substitution], location: Location
) -> Optional[Constructor]:
    """How `cls` is called; None where a registered base has it."""
    registered = [base for base in mro_of(cls)[1:] if base in session.registered]
    provided = {owner for base in registered for owner in mro_of(base)}
    for owner in mro_of(cls)[:-1]:
        init = vars(owner).get("__init__") or _new(owner)
        if init is None or _is_of_protocol(owner, init):
            continue
        if owner in provided:
            return None
        if _is_generated(owner, init):
            if is_attrs(owner):
                return Constructor(AttrsFields(session, owner, along, location).constructor())
            return Constructor(_dataclass(session, owner, along, location))
        return _written(session, owner, init, along.get(owner, {}), location)
    return None if registered else _EMPTY


def _new(owner: type) -> Any:
    """A `__new__` that is written in Python takes the arguments where there is no `__init__`."""
    new: Any = vars(owner).get("__new__")
    if deprecation(owner) is not None:  # which makes one around the author's
        new = getattr(bound_function(new), "__wrapped__", new)
    is_written = isinstance(bound_function(new), FunctionType) and not is_standard(owner)
    return new if is_written else None


def _is_of_protocol(owner: type, init: Any) -> bool:
    """A protocol class is given an `__init__` that is none."""
    return getattr(init, "__module__", "") in ("typing", "typing_extensions") and not is_standard(
        owner
    )


def _is_generated(owner: type, init: Any) -> bool:
    makes_it = "__dataclass_fields__" in vars(owner) or is_attrs(owner)
    if not makes_it or not isinstance(init, FunctionType):
        return False
    return init.__code__.co_filename.startswith("<")


def _written(
    session: Session, owner: type, init: Any, substitution: Substitution, location: Location
) -> Constructor:
    if is_standard(owner):
        return Constructor(_unannotated(session, owner, location))
    binding = Binding.CLASS_METHOD if isinstance(init, staticmethod) else Binding.METHOD
    subject = Subject(init, "__init__", binding, location, substitution=substitution)
    read = read_function(session, subject)
    if read is None:
        return _EMPTY
    if read.kind is not FunctionKind.PLAIN:
        session.sink.error(
            Code.ASYNC_CONSTRUCTOR,
            read.location,
            "`__init__` is asynchronous: Python never awaits it",
            "make `__init__` synchronous, and do what waits in `async def __aenter__` or in an async class method",
        )
    overloads = tuple(replace(overload, returns=_NONE) for overload in read.overloads)
    return Constructor(replace(read.signature, returns=_NONE), overloads)


def _unannotated(session: Session, owner: type, location: Location) -> Signature:
    """What the standard library's classes take is not written in their source."""
    any_ = session.missing(
        location,
        f"the constructor is inherited from `{owner.__module__}.{owner.__qualname__}`, which has no annotations",
        "write an annotated `__init__` which calls `super().__init__`",
    )
    parameters = (
        Parameter("args", ParameterKind.VAR_POSITIONAL, any_, location),
        Parameter("kwargs", ParameterKind.VAR_KEYWORD, any_, location),
    )
    return Signature(parameters, _NONE)


# dataclasses


def _dataclass(
    session: Session, owner: type, along: Mapping[type, Substitution], location: Location
) -> Signature:
    fields: Mapping[str, dataclasses.Field[Any]] = vars(owner)["__dataclass_fields__"]
    ordinary: list[Parameter] = []
    keyword_only: list[Parameter] = []
    for field in fields.values():
        kind = getattr(field, "_field_type", None)
        if not field.init or "CLASSVAR" in str(getattr(kind, "name", "")):
            continue
        is_keyword = getattr(field, "kw_only", False) is True
        parameter = _field(session, owner, field, along, location)
        if is_keyword:
            keyword_only.append(replace(parameter, kind=ParameterKind.KEYWORD_ONLY))
        else:
            ordinary.append(parameter)
    return Signature((*ordinary, *keyword_only), _NONE)


def _field(
    session: Session,
    owner: type,
    field: dataclasses.Field[Any],
    along: Mapping[type, Substitution],
    location: Location,
) -> Parameter:
    found = field_statement(session, owner, field.name, _declares_fields, along)
    default = _default(session, field, found)
    kind = ParameterKind.POSITIONAL_OR_KEYWORD
    if found is None:
        message = (
            f"the annotation of the dataclass field `{field.name}` was not found in its source"
        )
        session.sink.error(
            Code.NO_SOURCE, location, message, "write the dataclass as a `class` statement"
        )
        return Parameter(field.name, kind, ErrorType(), location, default)
    return Parameter(field.name, kind, field_type(session, found), found.location, default)


def _declares_fields(cls: type) -> bool:
    return "__dataclass_fields__" in vars(cls)


def _default(
    session: Session,
    field: dataclasses.Field[Any],
    found: Optional[FieldStatement],
) -> Optional[Default]:
    if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
        return None
    if field.default is dataclasses.MISSING or found is None:
        return Default()
    value = found.node.value
    if isinstance(value, ast.Call):
        keywords = [keyword.value for keyword in value.keywords if keyword.arg == "default"]
        value = keywords[0] if keywords else value
    return read_default(value, found.match.module.table.source) or Default()
