"""Parameters and what comes back, as written in the implementation."""

from __future__ import annotations

import enum
from typing import Optional, final

from ..data import dataclass
from ..diagnostics import Location
from .types import TypeExpression


class ParameterKind(enum.Enum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "*args"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "**kwargs"


POSITIONAL = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD)


@final
@dataclass(frozen=True)
class Default:
    """A parameter's default. `literal` is its source if it is a plain literal, else None.

    A plain literal means the same wherever it stands: None, bool, numbers (also signed), str, bytes, `...` and tuples of those.
    Anything else is not evaluated again: generated code takes the implementation's own default object.
    """

    literal: Optional[str] = None


@final
@dataclass(frozen=True)
class Parameter:
    """One parameter, without `self` or `cls`. `type` is the annotation; for `*args: T` it is T."""

    name: str
    kind: ParameterKind
    type: TypeExpression
    location: Location
    default: Optional[Default] = None


@final
@dataclass(frozen=True)
class Signature:
    """`returns` is what the annotation says: T of `async def f() -> T`, `AsyncIterator[T]` of an async generator.

    `returns_location` is where it says so, None where nothing is written. `deprecated` is what `@deprecated` (PEP 702) says of an
    overload alone. `receiver` is what `self` is annotated with where that are some objects of the class only (`self: Box[int]`).
    """

    parameters: tuple[Parameter, ...]
    returns: TypeExpression
    returns_location: Optional[Location] = None
    deprecated: Optional[str] = None
    receiver: Optional[TypeExpression] = None
