"""The constructor that attrs generates, from `__attrs_attrs__` and the statements of the fields.

Knows aliases, factories, converters and keyword-only fields. attrs itself is never imported: what a class has from it is enough.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from types import FunctionType
from typing import Any, Optional, final

from ..diagnostics import Code, Location
from ..model.api import Binding
from ..model.names import QualifiedName
from ..model.signature import Default, Parameter, ParameterKind, Signature
from ..model.types import ErrorType, NamedType, NoneType, TypeExpression, union
from . import special
from .defaults import read_default
from .fields import field_statement, field_type
from .functions import Subject, read_function
from .live import is_attrs
from .matching import Match, functions_of
from .session import Session
from .variables import Substitution

_TEXT = tuple(map(special.builtin, ("str", "bytes", "bytearray")))


def _supports(*names: str) -> TypeExpression:
    return union(*_TEXT, *(NamedType(QualifiedName("typing", name)) for name in names))


# TABLE: what classes of the language take that are used as converters.
_TAKEN: Mapping[Any, TypeExpression] = {
    str: special.OBJECT,
    bool: special.OBJECT,
    int: _supports("SupportsInt", "SupportsIndex"),
    float: _supports("SupportsFloat", "SupportsIndex"),
}


@final
class AttrsFields:
    """Reads the fields of `owner`; `along` says what the type parameters of its bases stand for."""

    def __init__(
        self,
        session: Session,
        owner: type,
        along: Mapping[type, Substitution],
        location: Location,
    ) -> None:
        self._session = session
        self._owner = owner
        self._along = along
        self._location = location

    def constructor(self) -> Signature:
        ordinary: list[Parameter] = []
        keyword_only: list[Parameter] = []
        for field in vars(self._owner)["__attrs_attrs__"]:
            if not field.init:
                continue
            parameter = self._parameter(field)
            if field.kw_only:
                keyword_only.append(replace(parameter, kind=ParameterKind.KEYWORD_ONLY))
            else:
                ordinary.append(parameter)
        return Signature((*ordinary, *keyword_only), NoneType())

    def _parameter(self, field: Any) -> Parameter:
        name: str = getattr(field, "alias", None) or field.name.lstrip("_")
        kind = ParameterKind.POSITIONAL_OR_KEYWORD
        found = field_statement(self._session, self._owner, field.name, is_attrs, self._along)
        if found is None:
            type_ = self._session.missing(
                self._location,
                f"the attrs field `{field.name}` has no annotation",
                f"write `{field.name}: T`, and `= field(…)` behind it where that is needed",
            )
            return Parameter(name, kind, type_, self._location, _default(field, None, None))
        location = found.location
        default = _default(field, found.node.value, found.match)
        if field.converter is not None:
            # A default is converted too, and need not be what callers may give.
            default = None if default is None else Default()
            return Parameter(name, kind, self._converted(field, location), location, default)
        return Parameter(name, kind, field_type(self._session, found), location, default)

    def _converted(self, field: Any, location: Location) -> TypeExpression:
        """What a converter takes is what the constructor takes."""
        converter = field.converter
        # `attrs.Converter(f, takes_self=True)` holds the function.
        converter = getattr(converter, "converter", converter)
        known = _TAKEN.get(converter) if isinstance(converter, type) else None
        if known is not None:
            return known
        if isinstance(converter, FunctionType) and functions_of(converter):
            name = converter.__name__
            if name != "<lambda>" and "<locals>" not in converter.__qualname__:
                subject = Subject(converter, name, Binding.FUNCTION, location)
                read = read_function(self._session, subject)
                if read is None:
                    return ErrorType()
                if read.signature.parameters:
                    return read.signature.parameters[0].type
        self._session.sink.error(
            Code.BAD_ANNOTATION,
            location,
            f"what the converter of the attrs field `{field.name}` takes cannot be seen",
            "convert with a function of the module that has annotations: `def convert(value: T) -> U`",
        )
        return ErrorType()


def _default(field: Any, value: Optional[ast.expr], match: Optional[Match]) -> Optional[Default]:
    """attrs says that there is no default by `NOTHING`, a member of an enumeration of its own."""
    if getattr(field.default, "name", "") == "NOTHING" or repr(field.default) == "NOTHING":
        return None
    if value is None or match is None:
        return Default()  # a method under `@field.default` makes it
    if isinstance(value, ast.Call):
        keywords = [keyword.value for keyword in value.keywords if keyword.arg == "default"]
        if not keywords:
            return Default()
        value = keywords[0]
    return read_default(value, match.module.table.source) or Default()
