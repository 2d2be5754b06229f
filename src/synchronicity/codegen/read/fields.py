"""The statement that annotates a field, of a dataclass or an attrs class, and the type that it says.

Knows inheritance and when the annotation is evaluated. Does not know defaults, nor what a field is for.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Optional, final

from ..data import dataclass
from ..diagnostics import Location
from ..model.types import ErrorType, TypeExpression
from .attributes import body_context
from .live import mro_of
from .matching import Match
from .qualifiers import without_qualifiers
from .references import Context
from .session import Session
from .variables import Substitution


@final
@dataclass(frozen=True)
class FieldStatement:
    """`name: annotation = value` in the class that `match` has found; `context` is the annotation's."""

    match: Match
    node: ast.AnnAssign
    context: Context

    @property
    def location(self) -> Location:
        return self.context.location(self.node.target)


def field_statement(
    session: Session,
    owner: type,
    name: str,
    declares: Callable[[type], bool],
    along: Mapping[type, Substitution],
) -> Optional[FieldStatement]:
    """The statement of the field `name`: in the nearest class of `owner` which `declares` fields and has one.

    `along` says what the type parameters of the bases stand for.
    """
    for cls in mro_of(owner):
        match = session.bases.match(cls) if declares(cls) else None
        if match is None:
            continue
        for binding in reversed(match.definition.inner.bindings.get(name, [])):
            node = binding.node
            if isinstance(node, ast.AnnAssign):
                context = body_context(session, match, along.get(cls, {}))
                if not match.module.table.lazy:
                    context = replace(context, limit=node.lineno)
                return FieldStatement(match, node, context)
    return None


def field_type(session: Session, found: FieldStatement) -> TypeExpression:
    """The type that the annotation says, without its qualifiers."""
    qualified = without_qualifiers(session.annotations, found.node.annotation, found.context)
    if qualified.node is None:
        return ErrorType()
    return session.annotations.read(qualified.node, qualified.context)
