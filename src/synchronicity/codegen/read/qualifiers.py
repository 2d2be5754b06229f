"""What stands around the whole annotation of an attribute or a field and is no part of its type.

Knows ClassVar, Final, InitVar, and those of a TypedDict's keys. Reads no type.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Optional, final

from ..data import dataclass
from .references import ClassReference, Context, FormReference

if TYPE_CHECKING:
    from .annotations import Annotations

OF_ATTRIBUTES = frozenset({"ClassVar", "Final", "InitVar"})
OF_KEYS = frozenset({"NotRequired", "ReadOnly", "Required"})


@final
@dataclass(frozen=True)
class Qualified:
    """An annotation without its qualifiers. `node` is None for a bare `Final` or `ClassVar`."""

    node: Optional[ast.expr]
    context: Context
    on_class: bool = False
    is_final: bool = False
    init_only: bool = False


def without_qualifiers(
    annotations: Annotations,
    node: ast.expr,
    context: Context,
    known: frozenset[str] = OF_ATTRIBUTES,
) -> Qualified:
    """Take the `known` qualifiers off, in any order, strings parsed."""
    found: Qualified = Qualified(node, context)
    while found.node is not None:
        node = found.node
        context = found.context
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            inner = annotations.parse(node, context)
            if inner is None:
                return found
            found = replace(found, node=inner, context=context.lazy(context.location(node)))
            continue
        head = node.value if isinstance(node, ast.Subscript) else node
        if not isinstance(head, (ast.Name, ast.Attribute)):
            return found
        name = _qualifier(annotations, head, context)
        if name not in known:
            return found
        rest = node.slice if isinstance(node, ast.Subscript) else None
        found = replace(
            found,
            node=rest,
            on_class=found.on_class or name == "ClassVar",
            is_final=found.is_final or name == "Final",
            init_only=found.init_only or name == "InitVar",
        )
    return found


def _qualifier(annotations: Annotations, head: ast.expr, context: Context) -> Optional[str]:
    found = annotations.resolver.expression(head, context)
    if isinstance(found, FormReference):
        return found.name
    if isinstance(found, ClassReference) and str(found.name) == "dataclasses.InitVar":
        return "InitVar"
    return None
