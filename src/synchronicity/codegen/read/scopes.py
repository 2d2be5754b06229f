"""The scopes of one file: what binds a name, where, and under which condition.

Knows how the language nests scopes and what binds names in them. Does not know what the names stand for.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator, Sequence
from typing import Optional, Union, cast, final

from . import conditions
from .bodies import never_yields
from .conditions import Condition
from .source import DefinitionNode, Node, SourceFile


class ScopeKind(enum.Enum):
    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    TYPE_PARAMETERS = "type parameters"


class BindingKind(enum.Enum):
    IMPORT = "import a.b [as c]"
    FROM = "from m import x [as y]"
    STAR = "from m import *"
    FUNCTION = "def"
    CLASS = "class"
    ASSIGNMENT = "x = value"
    ANNOTATED = "x: T [= value]"
    TYPE_ALIAS = "type x = value"
    TYPE_PARAMETER = "[T]"
    DELETION = "del x"
    OTHER = "anything else: parameter, loop or with target, except name"


@final
class Binding:
    """One statement that binds (or deletes) a name.

    For imports `module` and `attribute` say what is imported (`module` made absolute by the one who knows the package:
    `level` counts the dots); for the others, `node` is the statement.
    """

    __slots__ = (
        "attribute",
        "condition",
        "kind",
        "level",
        "line",
        "module",
        "name",
        "node",
        "order",
        "scope",
    )

    def __init__(
        self,
        name: str,
        kind: BindingKind,
        node: ast.AST,
        scope: Scope,
        condition: Condition,
        order: int,
    ) -> None:
        self.name, self.kind, self.node, self.scope = name, kind, node, scope
        self.condition, self.order = condition, order
        self.line: int = getattr(node, "lineno", 0)
        self.module = ""
        self.attribute = ""
        self.level = 0


@final
class Scope:
    """`path` is the prefix of qualified names inside: "", "Outer.", "function.<locals>."."""

    __slots__ = ("_bindings", "_parameters", "kind", "node", "parent", "path", "stars")

    def __init__(
        self, kind: ScopeKind, path: str, parent: Optional[Scope], node: Optional[ast.AST] = None
    ) -> None:
        self.kind, self.path, self.parent, self.node = kind, path, parent, node
        self._bindings: dict[str, list[Binding]] = {}
        self._parameters = node if kind is ScopeKind.FUNCTION else None
        self.stars: list[Binding] = []

    @property
    def bindings(self) -> dict[str, list[Binding]]:
        """What binds each name, in source order."""
        if self._parameters is not None:
            self._bind_parameters(self._parameters)
            self._parameters = None
        return self._bindings

    def add(self, binding: Binding) -> None:
        self._bindings.setdefault(binding.name, []).append(binding)

    def _bind_parameters(self, node: ast.AST) -> None:
        """Those of a function, which hardly anything ever looks up."""
        assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for argument in (*every, arguments.vararg, arguments.kwarg):
            if argument is not None:
                bound = Binding(
                    argument.arg, BindingKind.OTHER, argument, self, conditions.ALWAYS, order=0
                )
                self._bindings.setdefault(argument.arg, []).insert(0, bound)

    def enclosing(self) -> Iterator[Scope]:
        """This scope and those around it, without the classes that code inside does not see."""
        scope: Optional[Scope] = self
        innermost = True
        while scope is not None:
            if scope.kind is not ScopeKind.CLASS or innermost:
                yield scope
            if scope.kind is not ScopeKind.TYPE_PARAMETERS:
                innermost = False
            scope = scope.parent

    @property
    def innermost_class(self) -> Optional[str]:
        """The name of the class that mangles private names here."""
        scope: Optional[Scope] = self
        while scope is not None:
            if scope.kind is ScopeKind.CLASS and isinstance(scope.node, ast.ClassDef):
                return scope.node.name
            scope = scope.parent
        return None


@final
class Definition:
    """A `def` or `class`: `outer` is the scope around it (with its type parameters), `inner` its body's."""

    __slots__ = ("condition", "enclosing", "first_line", "inner", "node", "outer", "qualname")

    def __init__(
        self,
        node: DefinitionNode,
        enclosing: Scope,
        outer: Scope,
        inner: Scope,
        condition: Condition,
    ) -> None:
        self.node, self.enclosing, self.outer, self.inner = node, enclosing, outer, inner
        self.condition = condition
        self.qualname = enclosing.path + node.name
        self.first_line = node.decorator_list[0].lineno if node.decorator_list else node.lineno

    @property
    def is_closure(self) -> bool:
        """Whether it stands in a function: as the wrappers that decorators return do."""
        return self.enclosing.kind is ScopeKind.FUNCTION

    @property
    def is_local(self) -> bool:
        return "<locals>" in self.qualname


@final
class FileTable:
    """All scopes and definitions of a file. `lazy` says that its annotations are never evaluated (PEP 563)."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.root = Scope(ScopeKind.MODULE, "", None, source.tree)
        self.by_line: dict[int, list[Definition]] = {}
        self.by_qualname: dict[str, list[Definition]] = {}
        self.by_node: dict[ast.AST, Definition] = {}
        self.alias_scopes: dict[ast.AST, Scope] = {}
        self.lazy = source.path.endswith(".pyi")
        _Builder(self).block(source.tree.body, self.root, conditions.ALWAYS)

    def add(self, definition: Definition) -> None:
        node = definition.node
        self.by_node[node] = definition
        self.by_qualname.setdefault(definition.qualname, []).append(definition)
        for line in {definition.first_line, node.lineno, *(d.lineno for d in node.decorator_list)}:
            self.by_line.setdefault(line, []).append(definition)


_TRIES = ("Try", "TryStar")  # by name: some of these classes are younger than Python 3.9


# By far the most statements of bodies: docstrings, calls, and what is returned.
_BINDING_NOTHING = (ast.Expr, ast.Return, ast.Pass, ast.Raise)


class _Builder:
    """One walk over the statements, in source order; expressions bind nothing that an annotation could mean."""

    def __init__(self, table: FileTable) -> None:
        self._table = table
        self._order = 0

    def block(self, body: Sequence[ast.stmt], scope: Scope, condition: Condition) -> None:
        for statement in body:
            if not isinstance(statement, _BINDING_NOTHING):
                self._statement(statement, scope, condition)

    def _statement(self, node: ast.stmt, scope: Scope, condition: Condition) -> None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._bind(node.name, BindingKind.FUNCTION, node, scope, condition)
            self._define(node, scope, ScopeKind.FUNCTION, ".<locals>.", condition)
        elif isinstance(node, ast.ClassDef):
            self._bind(node.name, BindingKind.CLASS, node, scope, condition)
            self._define(node, scope, ScopeKind.CLASS, ".", condition)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._target(target, node, scope, condition)
        elif isinstance(node, ast.AnnAssign):
            if isinstance(node.target, ast.Name):
                self._bind(node.target.id, BindingKind.ANNOTATED, node, scope, condition)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self._import(node, scope, condition)
        elif isinstance(node, ast.If):
            test = conditions.evaluate(node.test, self._name_of)
            self.block(node.body, scope, condition & test)
            self.block(node.orelse, scope, condition & ~test)
        else:
            self._compound(node, scope, condition)

    def _compound(self, node: ast.stmt, scope: Scope, condition: Condition) -> None:
        unknown = condition & conditions.UNKNOWN
        if isinstance(node, (ast.For, ast.AsyncFor)):
            self._target(node.target, node, scope, unknown, BindingKind.OTHER)
            self.block(node.body + node.orelse, scope, unknown)
        elif isinstance(node, ast.While):
            self.block(node.body + node.orelse, scope, unknown)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if item.optional_vars is not None:
                    self._target(item.optional_vars, node, scope, condition, BindingKind.OTHER)
            self.block(node.body, scope, condition)
        elif type(node).__name__ in _TRIES:
            self._try(node, scope, condition)
        elif isinstance(node, ast.Delete):
            for target in node.targets:
                self._target(target, node, scope, condition, BindingKind.DELETION)
        elif type(node).__name__ == "TypeAlias":
            self._table.alias_scopes[node] = self._type_parameters(node, scope, condition)
            name: ast.Name = getattr(node, "name")  # noqa: B009
            self._bind(name.id, BindingKind.TYPE_ALIAS, node, scope, condition)
        elif type(node).__name__ == "Match":
            cases: list[ast.stmt] = getattr(node, "cases")  # noqa: B009
            for case in cases:
                body: list[ast.stmt] = getattr(case, "body")  # noqa: B009
                self.block(body, scope, unknown)

    def _try(self, node: ast.stmt, scope: Scope, condition: Condition) -> None:
        parts = cast(ast.Try, node)  # `except*` has the same fields
        guarded = condition & conditions.UNKNOWN if parts.handlers else condition
        self.block(parts.body, scope, guarded)
        for handler in parts.handlers:
            if handler.name:
                self._bind(handler.name, BindingKind.OTHER, handler, scope, guarded)
            self.block(handler.body, scope, guarded)
        self.block(parts.orelse, scope, guarded)
        self.block(parts.finalbody, scope, condition)

    def _define(
        self, node: DefinitionNode, scope: Scope, kind: ScopeKind, suffix: str, condition: Condition
    ) -> None:
        outer = self._type_parameters(node, scope, condition)
        inner = Scope(kind, scope.path + node.name + suffix, outer, node)
        self._table.add(Definition(node, scope, outer, inner, condition))
        if not isinstance(node, ast.ClassDef):
            if not self._table.source.may_yield(node):
                never_yields(node)
        self.block(node.body, inner, conditions.ALWAYS)

    def _type_parameters(self, node: ast.stmt, scope: Scope, condition: Condition) -> Scope:
        """The scope of a PEP 695 type-parameter list; `scope` itself where there is none."""
        parameters: list[ast.AST] = getattr(node, "type_params", [])
        if not parameters:
            return scope
        outer = Scope(ScopeKind.TYPE_PARAMETERS, scope.path, scope, node)
        for parameter in parameters:
            name: str = getattr(parameter, "name", "")
            self._bind(name, BindingKind.TYPE_PARAMETER, parameter, outer, condition)
        return outer

    def _import(
        self, node: Union[ast.Import, ast.ImportFrom], scope: Scope, condition: Condition
    ) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                name = alias.asname or alias.name.partition(".")[0]
                bound = self._bind(name, BindingKind.IMPORT, node, scope, condition)
                bound.module = alias.name if alias.asname else name
                continue
            if node.module == "__future__" and alias.name == "annotations":
                self._table.lazy = True
            if alias.name == "*":
                bound = self._new("*", BindingKind.STAR, node, scope, condition)
                scope.stars.append(bound)
            else:
                name = alias.asname or alias.name
                bound = self._bind(name, BindingKind.FROM, node, scope, condition)
                bound.attribute = alias.name
            bound.module, bound.level = node.module or "", node.level

    def _target(
        self,
        target: ast.expr,
        node: Node,
        scope: Scope,
        condition: Condition,
        kind: BindingKind = BindingKind.ASSIGNMENT,
    ) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, kind, node, scope, condition)
        elif isinstance(target, (ast.Tuple, ast.List)):
            inner = BindingKind.OTHER if kind is BindingKind.ASSIGNMENT else kind
            for element in target.elts:
                self._target(element, node, scope, condition, inner)
        elif isinstance(target, ast.Starred):
            self._target(target.value, node, scope, condition, BindingKind.OTHER)

    def _new(
        self, name: str, kind: BindingKind, node: ast.AST, scope: Scope, condition: Condition
    ) -> Binding:
        self._order += 1
        return Binding(name, kind, node, scope, condition, self._order)

    def _bind(
        self, name: str, kind: BindingKind, node: ast.AST, scope: Scope, condition: Condition
    ) -> Binding:
        binding = self._new(name, kind, node, scope, condition)
        scope.add(binding)
        return binding

    def _name_of(self, node: ast.expr) -> Optional[str]:
        """Follow the imports of the module scope that were met so far."""
        if isinstance(node, ast.Attribute):
            head = self._name_of(node.value)
            return f"{head}.{node.attr}" if head else None
        if not isinstance(node, ast.Name):
            return None
        for binding in reversed(self._table.root.bindings.get(node.id, [])):
            if binding.kind is BindingKind.IMPORT:
                return binding.module
            if binding.kind is BindingKind.FROM:
                return f"{binding.module}.{binding.attribute}"
            break
        return node.id
