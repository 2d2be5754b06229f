"""What one run of reading shares: the caches, the sink, the options.

Knows no rules.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional, final

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
    modules: Modules
    resolver: Resolver
    names: PublicNames
    annotations: Annotations
    bases: Bases
    sink: Sink
    registered: Mapping[type, object]
    allow_untyped: bool

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
