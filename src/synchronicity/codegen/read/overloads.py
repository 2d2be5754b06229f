"""The `@overload`s that belong to one implementation.

Knows the rule: the run of overloads directly before it, in the same scope, reset by any other def of that name.
"""

from __future__ import annotations

import ast
from typing import Optional

from .matching import Match
from .modules import ReadModule
from .references import Context, FormReference, ValueReference
from .scopes import Binding, BindingKind, Definition
from .session import Session


def overload_definitions(session: Session, match: Match) -> list[Definition]:
    definition = match.definition
    bindings = definition.enclosing.bindings.get(definition.node.name, [])
    if len(bindings) < 2:
        return []
    found: list[Definition] = []
    for binding in bindings:
        if binding.node is definition.node:
            # In a stub the last one is an overload too.
            last = [definition] if is_overload(session, match.module, definition) else []
            return [*found, *last]
        known = match.module.table.by_node.get(binding.node)
        if known is None or binding.kind is not BindingKind.FUNCTION:
            found = []
        elif is_overload(session, match.module, known):
            found.append(known)
        elif not _is_for_checkers_only(binding, definition):
            found = []
    return []


def checker_definition(session: Session, match: Match) -> Optional[Definition]:
    """The `def` under TYPE_CHECKING that speaks for one in its `else:` branch."""
    definition = match.definition
    if definition.condition.checker is not False:
        return None
    for binding in reversed(definition.enclosing.bindings.get(definition.node.name, [])):
        known = match.module.table.by_node.get(binding.node)
        if known is None or known.condition.runtime is not False:
            continue
        if not is_overload(session, match.module, known):
            return known
    return None


def is_overload(session: Session, module: ReadModule, definition: Definition) -> bool:
    for decorator in definition.node.decorator_list:
        name = decorator.attr if isinstance(decorator, ast.Attribute) else None
        name = decorator.id if isinstance(decorator, ast.Name) else name
        if name is None:
            continue
        context = Context(module, definition.enclosing, session.sink, definition.first_line)
        found = session.resolver.expression(decorator, context)
        if isinstance(found, FormReference) and found.name == "overload":
            return True
        live = found.live if isinstance(found, ValueReference) else None
        if getattr(live, "__name__", "") == "overload":
            return getattr(live, "__module__", "") in ("typing", "typing_extensions")
    return False


def deprecated_overload(
    session: Session, module: ReadModule, definition: Definition
) -> Optional[str]:
    """What `@deprecated("…")` says of this overload; None without. When it is called, nothing of it is left to say so."""
    for decorator in definition.node.decorator_list:
        if not isinstance(decorator, ast.Call) or not decorator.args:
            continue
        message = decorator.args[0]
        context = Context(module, definition.enclosing, session.sink, definition.first_line)
        found = session.resolver.expression(decorator.func, context)
        live = getattr(found, "live", None)
        is_deprecated = getattr(live, "__name__", "") == "deprecated"
        if is_deprecated and getattr(live, "__module__", "") in ("warnings", "typing_extensions"):
            if isinstance(message, ast.Constant) and isinstance(message.value, str):
                return message.value
    return None


def _is_for_checkers_only(binding: Binding, definition: Definition) -> bool:
    return binding.condition.runtime is False and definition.condition.checker is False
