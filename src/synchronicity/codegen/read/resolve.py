"""From a name, as it is written at a place, to what it stands for.

Knows the language's rules of lookup, the checker's rule for TYPE_CHECKING, and how imports are followed through
re-exports. Names are resolved from the source and confirmed with the live module. Does not build types.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Optional, Union, final

from ..diagnostics import Sink
from ..model.names import QualifiedName
from . import live as live_objects
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
_TYPE_FACTORIES = (
    "NewType",
    "NamedTuple",
    "TypedDict",
    "namedtuple",
    "Enum",
    "IntEnum",
    "StrEnum",
    "Flag",
    "IntFlag",
)
_DEPTH = 60


@final
class Resolver:
    """Resolves names, one answer a binding."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._bound: dict[tuple[str, Binding, str], Reference] = {}
        self._builtins: dict[str, Reference] = {}
        self._depth = 0
        self._quiet = Sink()

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
        found = self._scoped(name, context, context.limit)
        if found is None and context.limit is not None:
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
        if self._depth > _DEPTH:
            return Unresolved(name)
        self._depth += 1
        try:
            return self._member(module, name, authored)
        finally:
            self._depth -= 1

    def _member(self, module: str, name: str, authored: Optional[QualifiedName]) -> Reference:
        path = QualifiedName(module, name)
        live = self.modules.live(module)
        if live is None:
            if module in live_objects.TYPING_MODULES:
                return self._typing_member(name, module)
            return ClassReference(path, None, authored, checker_only=True)
        obj = vars(live).get(name, _MISSING)
        if obj is _MISSING:
            found = self._written(module, name)
            if found is not None and not isinstance(found, Unresolved):
                return found
            obj = _ask(live, name)
        if obj is _MISSING:
            submodule = self.modules.live(f"{module}.{name}") if hasattr(live, "__path__") else None
            if submodule is not None:
                return ModuleReference(f"{module}.{name}", submodule)
            if module in live_objects.TYPING_MODULES:
                return self._typing_member(name, module)
            return Unresolved(name)
        known = live_objects.classify(obj, path, authored)
        if known is not None and not (isinstance(known, ValueReference)):
            return known
        # a parametrised type says nothing of its spelling; and a value may be for checkers what it is not at run time
        found = self._written(module, name)
        if isinstance(found, (AliasReference, ClassReference, VariableReference, FormReference)):
            return found
        return known or LiveReference(obj, path)

    def _typing_member(self, name: str, module: str) -> Reference:
        """A form that this Python's typing lacks; under TYPE_CHECKING it may be imported all the same."""
        if name in live_objects.SPECIAL_FORMS:
            return FormReference(name, module)
        other = "typing" if module == "typing_extensions" else "typing_extensions"
        live = self.modules.live(other)
        obj = vars(live).get(name, _MISSING) if live is not None else _MISSING
        if obj is _MISSING:
            return Unresolved(name)
        return live_objects.classify(obj, QualifiedName(module, name)) or Unresolved(name)

    def _written(self, module: str, name: str) -> Optional[Reference]:
        """What the source of `module` binds `name` to, in its outermost scope."""
        read = self.modules.read(module)
        if read is None:
            return None
        return self._in_scope(read.table.root, name, read, None)

    def _scoped(self, name: str, context: Context, limit: Optional[int]) -> Optional[Reference]:
        for scope in context.scope.enclosing():
            found = self._in_scope(scope, name, context.module, limit)
            if found is not None:
                return found
            if scope.kind is ScopeKind.FUNCTION:
                limit = None  # a function's body runs when everything around it is bound
        return None

    def _in_scope(
        self, scope: Scope, name: str, module: ReadModule, limit: Optional[int]
    ) -> Optional[Reference]:
        bindings = scope.bindings.get(name)
        if scope.stars:
            stars = [star for star in scope.stars if self._star_has(star, name, module)]
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
            return self._is_alias_statement(binding, module)
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
            if isinstance(reference, FormReference):
                if live is not _MISSING and live_objects.special_form(live) == reference.name:
                    return reference
        for reference in references:
            if isinstance(reference, (Unresolved, ValueReference)):
                continue
            if not (isinstance(reference, ClassReference) and reference.checker_only):
                return reference
        return references[0]

    def _star_has(self, star: Binding, name: str, module: ReadModule) -> bool:
        imported = module.absolute(star.module, star.level)
        live = self.modules.live(imported)
        if live is None:
            return False
        exported = vars(live).get("__all__")
        if isinstance(exported, (list, tuple)):
            return name in exported
        return not name.startswith("_") and name in vars(live)

    def _binding(self, binding: Binding, name: str, module: ReadModule) -> Reference:
        key = (module.name, binding, name)
        found = self._bound.get(key)
        if found is None:
            self._bound[key] = Unresolved(name)  # what a definition that goes in a circle finds
            found = self._bound[key] = self._resolve(binding, name, module)
        return found

    def _resolve(self, binding: Binding, name: str, module: ReadModule) -> Reference:
        if binding.kind is BindingKind.IMPORT:
            return ModuleReference(binding.module, self.modules.live(binding.module))
        if binding.kind in (BindingKind.FROM, BindingKind.STAR):
            source = module.absolute(binding.module, binding.level)
            attribute = binding.attribute or name
            path = QualifiedName(source, attribute)
            authored = None if binding.level else path
            found = self.member(source, attribute, authored)
            if isinstance(found, Unresolved) and binding.condition.runtime is False:
                return ClassReference(path, None, authored, checker_only=True)
            return found
        if binding.kind is BindingKind.CLASS:
            return self._class(binding, module)
        if binding.kind is BindingKind.TYPE_PARAMETER:
            return VariableReference(name, binding)
        if binding.kind is BindingKind.TYPE_ALIAS:
            return self._type_statement(binding, module)
        if binding.kind in (BindingKind.ASSIGNMENT, BindingKind.ANNOTATED):
            return self._assigned(binding, module)
        if binding.kind is BindingKind.FUNCTION:
            live = self._live(binding, module)
            return ValueReference(f"the function `{name}`", live)
        live = self._live(binding, module)
        path = QualifiedName(module.name, binding.scope.path + name)
        known = None if live is None else live_objects.classify(live, path)
        return known or ValueReference("a variable")

    def _live(self, binding: Binding, module: ReadModule) -> Any:
        """The live object that the binding's scope has under its name now; None where it has none."""
        if binding.condition.runtime is False:
            return None
        current: Any = None
        names: Mapping[str, Any] = module.names
        for part in (binding.scope.path + binding.name).split("."):
            current = names.get(part)
            names = live_objects.names_of(current)
        return current

    def _class(self, binding: Binding, module: ReadModule) -> Reference:
        qualname = binding.scope.path + binding.name
        live = self._live(binding, module)
        if live is not None and live_objects.is_class(live):
            rivals = binding.scope.bindings[binding.name]
            if live.__qualname__ == qualname or len(rivals) == 1:
                return ClassReference(live_objects.identity(live), live)
        only = binding.condition.runtime is False
        return ClassReference(QualifiedName(module.name, qualname), None, checker_only=only)

    def _type_statement(self, binding: Binding, module: ReadModule) -> Reference:
        scope = module.table.alias_scopes[binding.node]
        value: ast.expr = getattr(binding.node, "value")  # noqa: B009
        parameters = tuple(found for bound in scope.bindings.values() for found in bound)
        return AliasReference(
            QualifiedName(module.name, binding.scope.path + binding.name),
            value,
            Context(module, scope, self._quiet),
            self._live(binding, module),
            parameters if scope.kind is ScopeKind.TYPE_PARAMETERS else (),
            binding.condition.runtime is False,
        )

    def _assigned(self, binding: Binding, module: ReadModule) -> Reference:
        node = binding.node
        assert isinstance(node, (ast.Assign, ast.AnnAssign))
        explicit = self._is_alias_statement(binding, module)
        live = self._live(binding, module)
        path = QualifiedName(module.name, binding.scope.path + binding.name)
        value, context = node.value, Context(module, binding.scope, self._quiet, binding.line)
        if value is None or (isinstance(node, ast.AnnAssign) and not explicit):
            return ValueReference("a variable", live)
        if isinstance(value, (ast.Name, ast.Attribute)):
            found = self.expression(value, context)
            if not isinstance(found, (Unresolved, ValueReference)):
                return found
        is_expression = isinstance(value, (ast.Subscript, ast.BinOp)) or (
            isinstance(value, ast.Constant) and value.value is None
        )
        if is_expression or (explicit and isinstance(value, ast.Constant)):
            keys = None if live is None else live_objects.parameters_of(live)
            only = binding.condition.runtime is False
            if live is None or explicit or not self._is_plain(live):
                return AliasReference(path, value, context, live, keys, only)
        if live is not None:
            return live_objects.classify(live, path) or LiveReference(live, path)
        return self._factory(value, path, binding, context)

    def _is_plain(self, live: Any) -> bool:
        """Whether a subscript or `|` gave a value after all: `X = table["x"]`, `FLAGS = A | B`."""
        known = live_objects.classify(live, QualifiedName("", ""))
        return known is not None and not isinstance(known, (FormReference, VariableReference))

    def _factory(
        self, value: ast.expr, path: QualifiedName, binding: Binding, context: Context
    ) -> Reference:
        """`X = NewType(…)` and the like, where no live object tells."""
        if isinstance(value, ast.Call) and isinstance(value.func, (ast.Name, ast.Attribute)):
            function = value.func
            name = function.id if isinstance(function, ast.Name) else function.attr
            if name in ("TypeVar", "ParamSpec", "TypeVarTuple"):
                return VariableReference(binding.name, binding)
            if name in _TYPE_FACTORIES:
                return ClassReference(path, None, checker_only=binding.condition.runtime is False)
        del context
        return ValueReference("a variable")

    def _is_alias_statement(self, binding: Binding, module: ReadModule) -> bool:
        node = binding.node
        if not isinstance(node, ast.AnnAssign) or node.value is None:
            return False
        context = Context(module, binding.scope, self._quiet, None)
        found = self.expression(node.annotation, context)
        return isinstance(found, FormReference) and found.name == "TypeAlias"

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
                return self._in_scope(definition.inner, name, module, None)
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


def _ask(module: Any, name: str) -> Any:
    """A lazily loaded attribute (PEP 562): only the module itself knows it."""
    if "__getattr__" not in vars(module):
        return _MISSING
    try:
        return getattr(module, name)
    except Exception:  # whatever a user's `__getattr__` does
        return _MISSING
