"""What a name in an annotation can stand for, and the context in which it stands.

A closed union, before it becomes a type expression. Knows no rules of resolution.
"""

from __future__ import annotations

import ast
from collections.abc import Hashable, Mapping
from dataclasses import field, replace
from types import MappingProxyType, ModuleType
from typing import Any, Optional, Union, final

from ..data import dataclass
from ..diagnostics import Location, Sink
from ..model.names import QualifiedName
from ..model.types import TypeExpression
from .modules import ReadModule
from .scopes import Scope

_NOTHING: Mapping[Hashable, TypeExpression] = MappingProxyType({})


@final
@dataclass(frozen=True)
class Context:
    """Where an expression stands.

    `limit` is the line before which names must be bound (None: they are looked up when everything is bound).
    `substitution` says what type variables stand for: by object, or for PEP 695 by binding. `anchor` is the place to
    report where the expression has none of its own (it was parsed from a string).
    """

    module: ReadModule
    scope: Scope
    sink: Sink
    limit: Optional[int] = None
    substitution: Mapping[Hashable, TypeExpression] = field(default_factory=lambda: _NOTHING)
    anchor: Optional[Location] = None

    def location(self, node: Union[ast.expr, ast.stmt, ast.arg]) -> Location:
        return self.anchor or self.module.table.source.location(node)

    def evaluated(self, limit: int) -> Context:
        """The same for what is evaluated there and then, at line `limit`."""
        return Context(self.module, self.scope, self.sink, limit, self.substitution, self.anchor)

    def lazy(self, anchor: Location) -> Context:
        return replace(self, limit=None, anchor=anchor)

    def at(self, anchor: Location) -> Context:
        return replace(self, anchor=anchor)


@final
@dataclass(frozen=True, eq=False)
class ClassReference:
    """A class, NewType or the like. `authored` is the path that an absolute import spelled."""

    name: QualifiedName
    live: Any = None
    authored: Optional[QualifiedName] = None
    checker_only: bool = False


@final
@dataclass(frozen=True, eq=False)
class FormReference:
    """A special form: `Optional`, `Literal`, `Self`; `module` is the one that it was imported from."""

    name: str
    module: str = "typing"


@final
@dataclass(frozen=True, eq=False)
class ModuleReference:
    name: str
    live: Optional[ModuleType] = None


@final
@dataclass(frozen=True, eq=False)
class AliasReference:
    """A name for a type expression. `parameters` are its type variables, None if neither a list nor an object tells."""

    name: QualifiedName
    value: ast.expr
    context: Context
    live: Any = None
    parameters: Optional[tuple[VariableReference, ...]] = None
    checker_only: bool = False


@final
@dataclass(frozen=True, eq=False)
class VariableReference:
    """A TypeVar, ParamSpec or TypeVarTuple; `key` identifies it: the live object, else its binding in `module`."""

    name: str
    key: Hashable
    module: Optional[ReadModule] = None


@final
@dataclass(frozen=True, eq=False)
class LiveReference:
    """A typing object whose source cannot be seen."""

    live: Any
    name: QualifiedName


@final
@dataclass(frozen=True, eq=False)
class ValueReference:
    """Something that is no type; `what` describes it for people, `live` is the object if it is known."""

    what: str
    live: Any = None


@final
@dataclass(frozen=True, eq=False)
class Unresolved:
    name: str


Reference = Union[
    ClassReference,
    FormReference,
    ModuleReference,
    AliasReference,
    VariableReference,
    LiveReference,
    ValueReference,
    Unresolved,
]
