"""What one run of reading shares: the caches, the sink, the options.

Knows no rules.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Optional, final

from ...module import Entry
from ..diagnostics import Code, Diagnostic, Location, Severity, Sink
from ..model.types import AnyType, ErrorType, TypeExpression
from .annotations import Annotations
from .modules import Modules, ReadModule
from .naming import PublicNames
from .references import Context
from .resolve import Resolver
from .scopes import Definition

if TYPE_CHECKING:
    from .bases import Bases


@final
@dataclass
class Session:
    """`handwritten` are the members that go in unchanged, by the id of their function; `taken` those that a class had.

    `entries` are the registrations by the id of what they register.
    """

    modules: Modules
    resolver: Resolver
    names: PublicNames
    annotations: Annotations
    bases: Bases
    sink: Sink
    registered: Mapping[type, object]
    allow_untyped: bool
    handwritten: Mapping[int, Entry]
    entries: Mapping[int, Entry]
    taken: set[int] = field(default_factory=set[int])

    def is_handwritten(self, *objects: object) -> bool:
        """Whether one of these has been registered with `manual_wrapper`; it counts as taken then."""
        found = {id(obj) for obj in objects} & self.handwritten.keys()
        self.taken |= found
        return bool(found)

    def context(
        self,
        module: ReadModule,
        definition: Definition,
        substitution: Optional[Mapping[Hashable, TypeExpression]] = None,
    ) -> Context:
        """Where the annotations of a `def` stand."""
        limit = None if module.table.lazy else definition.first_line
        return Context(module, definition.outer, self.sink, limit, substitution or {})

    def missing(self, location: Location, message: str, help: str) -> TypeExpression:
        """What stands for an annotation that is not there."""
        if self.allow_untyped:
            self.sink.add(
                Diagnostic(
                    Code.MISSING_ANNOTATION,
                    location,
                    f"{message}; Any is used",
                    help,
                    Severity.WARNING,
                )
            )
            return AnyType()
        self.sink.error(Code.MISSING_ANNOTATION, location, message, help)
        return ErrorType()
