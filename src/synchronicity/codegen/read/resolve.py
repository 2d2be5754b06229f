"""From a name, as it is written at a place, to what it stands for.

Knows the language's rules of lookup, the checker's rule for TYPE_CHECKING, and how imports are followed through
re-exports. Names are resolved from the source and confirmed with the live module. Does not build types.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from dataclasses import replace
from typing import Optional, Union, final

from ..model.names import QualifiedName
from . import live as live_objects
from .bindings import Bindings
from .imports import Imports
from .matching import mangled
from .modules import Modules, ReadModule
from .references import (
    AliasReference,
    ClassReference,
    Context,
    FormReference,
    LiveReference,
    ModuleReference,
    Reference,
    Unresolved,
    ValueReference,
    VariableReference,
)
from .scopes import Binding, BindingKind, Scope, ScopeKind

_MISSING = object()


@final
class Resolver:
    """Resolves names, one answer a binding."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._imports = Imports(self)
        self._bindings = Bindings(self)
        self._bound: dict[tuple[str, Binding, str], Reference] = {}
        self._lazy: dict[tuple[Scope, str], Reference] = {}
        self._builtins: dict[str, Reference] = {}

    def expression(self, node: ast.expr, context: Context) -> Reference:
        """What a dotted name stands for; a ValueReference for any other expression."""
        if isinstance(node, ast.Name):
            return self.name(node.id, context)
        if isinstance(node, ast.Attribute):
            head = self.expression(node.value, context)
            return self._attribute(head, self._mangle(node.attr, context))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                inner = ast.parse(f"({node.value.strip()})", mode="eval").body
            except (SyntaxError, ValueError):
                return ValueReference("a string")
            return self.expression(inner, replace(context, limit=None))
        return ValueReference("an expression")

    def name(self, name: str, context: Context) -> Reference:
        name = self._mangle(name, context)
        found = self._scoped(name, context, context.limit) if context.limit is not None else None
        if found is None:
            key = (context.scope, name)
            found = self._lazy.get(key)
            if found is None:
                found = self._lazy[key] = self._anywhere(name, context)
        return found

    def _anywhere(self, name: str, context: Context) -> Reference:
        """What `name` stands for when everything is bound."""
        found = self._scoped(name, context, None)
        if found is not None:
            return found
        if name in context.module.names:  # put there by `globals()[…]`, exec, or a star import
            obj = context.module.names[name]
            path = QualifiedName(context.module.name, name)
            return live_objects.classify(obj, path) or LiveReference(obj, path)
        return self._builtin(name)

    def member(self, module: str, name: str, authored: Optional[QualifiedName] = None) -> Reference:
        """What `module.name` stands for; `authored` is the path that the author wrote for it."""
        return self._imports.member(module, name, authored)

    def _scoped(self, name: str, context: Context, limit: Optional[int]) -> Optional[Reference]:
        for scope in context.scope.enclosing():
            found = self.in_scope(scope, name, context.module, limit)
            if found is not None:
                return found
            if scope.kind is ScopeKind.FUNCTION:
                limit = None  # a function's body runs when everything around it is bound
        return None

    def in_scope(
        self, scope: Scope, name: str, module: ReadModule, limit: Optional[int]
    ) -> Optional[Reference]:
        bindings = scope.bindings.get(name)
        if scope.stars:
            stars = [star for star in scope.stars if self._imports.star_has(star, name, module)]
            bindings = sorted([*(bindings or ()), *stars], key=lambda binding: binding.order)
        if not bindings:
            return None
        if scope.kind is ScopeKind.TYPE_PARAMETERS:
            return self._binding(bindings[0], name, module)
        if scope.kind is ScopeKind.CLASS:
            bindings = [found for found in bindings if self._may_be_type(found, module)]
        candidates = _candidates(bindings, limit)
        if not candidates:
            return None
        if len(candidates) == 1:
            return self._binding(candidates[0], name, module)
        return self._confirmed(candidates, name, module)

    def _may_be_type(self, binding: Binding, module: ReadModule) -> bool:
        """A method is never a type, and neither is an annotated attribute that is no alias."""
        if binding.kind is BindingKind.ANNOTATED:
            return self._bindings.is_alias_statement(binding, module)
        return binding.kind is not BindingKind.FUNCTION

    def _confirmed(self, candidates: Sequence[Binding], name: str, module: ReadModule) -> Reference:
        """Of several branches, the one that ran; else the first one that leads anywhere."""
        live = module.names.get(name, _MISSING)
        references = [self._binding(candidate, name, module) for candidate in candidates]
        for reference in references:
            if isinstance(reference, (ClassReference, VariableReference, AliasReference)):
                obj = reference.key if isinstance(reference, VariableReference) else reference.live
                if obj is live:
                    return reference
            form = reference.name if isinstance(reference, FormReference) else None
            if form is not None and live_objects.special_form(live) == form:
                return reference
        for reference in references:
            if isinstance(reference, (Unresolved, ValueReference)):
                continue
            if not (isinstance(reference, ClassReference) and reference.checker_only):
                return reference
        return references[0]

    def _binding(self, binding: Binding, name: str, module: ReadModule) -> Reference:
        key = (module.name, binding, name)
        found = self._bound.get(key)
        if found is None:
            self._bound[key] = Unresolved(name)  # what a definition that goes in a circle finds
            found = self._bound[key] = self._bindings.resolve(binding, name, module)
        return found

    def _attribute(self, head: Reference, name: str) -> Reference:
        if isinstance(head, ModuleReference):
            return self.member(head.name, name, QualifiedName(head.name, name))
        if isinstance(head, ClassReference):
            return self._nested(head, name)
        if isinstance(head, VariableReference) and name in ("args", "kwargs"):
            return head
        if isinstance(head, Unresolved):
            return head
        return ValueReference("an attribute of a value")

    def _nested(self, head: ClassReference, name: str) -> Reference:
        if head.live is None or not live_objects.is_class(head.live):
            path = QualifiedName(head.name.module, f"{head.name.qualname}.{name}")
            return ClassReference(path, None, None, head.checker_only)
        for owner in live_objects.mro_of(head.live):
            if name not in vars(owner):
                continue
            path = QualifiedName(owner.__module__, f"{owner.__qualname__}.{name}")
            authored = head.authored
            if authored is not None:
                authored = QualifiedName(authored.module, f"{authored.qualname}.{name}")
            known = live_objects.classify(vars(owner)[name], path, authored)
            if known is not None:
                return known
            return self._nested_alias(owner, name) or LiveReference(vars(owner)[name], path)
        return Unresolved(name)

    def _nested_alias(self, owner: type, name: str) -> Optional[Reference]:
        module = self.modules.read(owner.__module__)
        for definition in module.table.by_qualname.get(owner.__qualname__, ()) if module else ():
            if module is not None and definition.inner.kind is ScopeKind.CLASS:
                return self.in_scope(definition.inner, name, module, None)
        return None

    def _builtin(self, name: str) -> Reference:
        found = self._builtins.get(name)
        if found is None:
            obj = vars(builtins).get(name, _MISSING)
            path = QualifiedName("builtins", name)
            known: Union[Reference, None] = Unresolved(name)
            if obj is not _MISSING:
                known = live_objects.classify(obj, path) or LiveReference(obj, path)
            found = self._builtins[name] = known or Unresolved(name)
        return found

    def _mangle(self, name: str, context: Context) -> str:
        return mangled(name, context.scope.innermost_class) if name.startswith("__") else name


def _candidates(bindings: Sequence[Binding], limit: Optional[int]) -> list[Binding]:
    """The bindings that may be meant, in source order: the last certain one and the uncertain ones after it."""
    seen = [found for found in bindings if found.condition.checker is not False]
    if not seen:
        seen = [found for found in bindings if found.condition.runtime is not False]
    if limit is not None:
        seen = [found for found in seen if found.line < limit]
    else:
        seen = [found for found in seen if found.kind is not BindingKind.DELETION]
    only = [found for found in seen if found.condition.runtime is False]
    if only:
        return only[-1:]
    chosen: list[Binding] = []
    for binding in reversed(seen):
        if binding.kind is BindingKind.DELETION and binding.condition.checker:
            break
        if binding.kind is not BindingKind.DELETION:
            chosen.append(binding)
        if binding.condition.checker:
            break
    chosen.reverse()
    return chosen
