"""What one binding stands for: an import, a class statement, an assignment, a type parameter.

Knows the statements that define types and aliases. Does not know which of several bindings is meant.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Optional, final

from ..diagnostics import Sink
from ..model.names import QualifiedName
from . import live as live_objects
from .modules import ReadModule
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
from .scopes import Binding, BindingKind, ScopeKind

if TYPE_CHECKING:
    from .resolve import Resolver

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


@final
class Bindings:
    """Tells what bindings stand for. `resolver` follows the names in them."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._quiet = Sink()
        self._asked: set[ast.AnnAssign] = set()

    def resolve(self, binding: Binding, name: str, module: ReadModule) -> Reference:
        if binding.kind is BindingKind.IMPORT:
            return ModuleReference(binding.module, self._resolver.modules.live(binding.module))
        if binding.kind in (BindingKind.FROM, BindingKind.STAR):
            source = module.absolute(binding.module, binding.level)
            attribute = binding.attribute or name
            path = QualifiedName(source, attribute)
            authored = None if binding.level else path
            found = self._resolver.member(source, attribute, authored)
            if isinstance(found, Unresolved) and binding.condition.runtime is False:
                return ClassReference(path, None, authored, checker_only=True)
            return found
        if binding.kind is BindingKind.CLASS:
            return self._class(binding, module)
        if binding.kind is BindingKind.TYPE_PARAMETER:
            return VariableReference(name, binding, module)
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
        parameters = tuple(
            VariableReference(found.name, found, module)
            for several in scope.bindings.values()
            for found in several
        )
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
        explicit = self.is_alias_statement(binding, module)
        live = self._live(binding, module)
        path = QualifiedName(module.name, binding.scope.path + binding.name)
        value, context = node.value, Context(module, binding.scope, self._quiet, binding.line)
        if value is None or (isinstance(node, ast.AnnAssign) and not explicit):
            return ValueReference("a variable", live)
        if isinstance(value, (ast.Name, ast.Attribute)):
            found = self._resolver.expression(value, context)
            if not isinstance(found, (Unresolved, ValueReference)):
                return found
        is_expression = isinstance(value, (ast.Subscript, ast.BinOp)) or (
            isinstance(value, ast.Constant) and value.value is None
        )
        if is_expression or (explicit and isinstance(value, ast.Constant)):
            unseen = live is None or live_objects.is_quoted(live)
            keys = None if unseen else live_objects.parameters_of(live)
            only = binding.condition.runtime is False
            if live is None or explicit or not self._is_plain(live):
                return AliasReference(path, value, context, live, keys, only)
        made = self._alias_call(value, path, binding, context)
        if made is not None:
            return replace(made, live=live)
        if live is not None:
            return live_objects.classify(live, path) or LiveReference(live, path)
        return self._factory(value, path, binding, context)

    def _alias_call(
        self, value: ast.expr, path: QualifiedName, binding: Binding, context: Context
    ) -> Optional[AliasReference]:
        """`X = TypeAliasType("X", list[T], type_params=(T,))`, a `type` statement for all Pythons (PEP 695)."""
        if not isinstance(value, ast.Call) or len(value.args) != 2:
            return None
        function = value.func
        name = getattr(function, "attr", getattr(function, "id", ""))
        if name != "TypeAliasType":
            return None
        given = next((one.value for one in value.keywords if one.arg == "type_params"), None)
        names = given.elts if isinstance(given, ast.Tuple) else []
        found = [self._resolver.expression(one, context) for one in names]
        parameters = tuple(one for one in found if isinstance(one, VariableReference))
        only = binding.condition.runtime is False
        return AliasReference(path, value.args[1], context, None, parameters, only)

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
            if name in live_objects.VARIABLES:
                return self._variable(binding, context.module)
            if name in _TYPE_FACTORIES:
                return ClassReference(path, None, checker_only=binding.condition.runtime is False)
        return ValueReference("a variable")

    def _variable(self, binding: Binding, module: ReadModule) -> VariableReference:
        """One for checkers is the same as its stand-in at run time, by which classes know it."""
        live = module.names.get(binding.name) if binding.scope.kind is ScopeKind.MODULE else None
        if live is not None and live_objects.is_variable(live):
            return VariableReference(binding.name, live)
        return VariableReference(binding.name, binding, module)

    def is_alias_statement(self, binding: Binding, module: ReadModule) -> bool:
        node = binding.node
        if not isinstance(node, ast.AnnAssign) or node.value is None:
            return False
        if node in self._asked:  # `date: date = …` in a class: what is asked for is itself
            return False
        self._asked.add(node)
        try:
            context = Context(module, binding.scope, self._quiet, None)
            found = self._resolver.expression(node.annotation, context)
        finally:
            self._asked.remove(node)
        return isinstance(found, FormReference) and found.name == "TypeAlias"
