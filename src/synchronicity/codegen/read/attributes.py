"""The public annotated attributes of one class statement: of its body, and of `self` in its `__init__`.

Knows the one rule for attributes without an annotation. Does not know inheritance.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Optional

from ..diagnostics import Location
from ..model.api import Attribute
from ..model.types import TypeExpression
from . import bodies
from .inferred import common_type, literal_type, stores
from .live import is_attrs, is_frozen_attrs
from .matching import Match
from .qualifiers import Qualified, without_qualifiers
from .references import Context, FormReference
from .scopes import BindingKind
from .session import Session
from .source import FunctionNode
from .variables import Substitution


def body_context(session: Session, match: Match, substitution: Substitution) -> Context:
    """Where the statements of a class body stand."""
    return Context(match.module, match.definition.inner, session.sink, None, substitution)


class AttributeReader:
    """Reads the attributes of the class that `match` found; `context` is the one of its body."""

    def __init__(self, session: Session, cls: type, match: Match, context: Context) -> None:
        self._session = session
        self._cls = cls
        self._match = match
        self._context = context
        parameters: Any = vars(cls).get("__dataclass_params__")
        self._has_fields = parameters is not None or is_attrs(cls)
        self._frozen = bool(getattr(parameters, "frozen", False)) or is_frozen_attrs(cls)

    @property
    def _node(self) -> ast.ClassDef:
        node = self._match.definition.node
        assert isinstance(node, ast.ClassDef)
        return node

    def names(self) -> Iterator[str]:
        """Every name that the class annotates, private ones too: what it says hides what its bases say."""
        for statement in _statements(self._node.body):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                yield statement.target.id

    def body(self, name: str) -> Optional[Attribute]:
        """The attribute that the class body annotates as `name`, or gives a literal to."""
        for statement, doc in _with_doc(self._node.body):
            if isinstance(statement, ast.AnnAssign) and _is_name(statement.target, name):
                return self._annotated(name, statement, doc)
            if isinstance(statement, ast.Assign) and _is_name(statement.targets[0], name):
                return self._literal(name, statement, doc)
        return None

    def _literal(self, name: str, statement: ast.Assign, doc: Optional[str]) -> Optional[Attribute]:
        """One of the class where no method gives it another value, else one of its objects."""
        bound = self._match.definition.inner.bindings.get(name, [])
        type_ = common_type(self._node, name, statement.value)
        if type_ is None or len(bound) != 1 or len(statement.targets) != 1:
            return None
        on_class = stores(self._node, name) == 0
        location = self._context.location(statement.targets[0])
        return Attribute(name, type_, location, on_class, on_class, doc)

    def _annotated(
        self, name: str, statement: ast.AnnAssign, doc: Optional[str]
    ) -> Optional[Attribute]:
        qualified = without_qualifiers(
            self._session.annotations, statement.annotation, self._at(statement)
        )
        if qualified.init_only:
            return None
        found = self._session.resolver.expression(statement.annotation, self._at(statement))
        if isinstance(found, FormReference) and found.name == "TypeAlias":
            return None
        location = self._context.location(statement.target)
        type_ = self._type(qualified, statement.value, location, name)
        is_field = self._has_fields and not qualified.on_class
        # `x: Final = 3` in a class body is one value for all, but not where it is a field of a dataclass or attrs class
        on_class = qualified.on_class or (
            qualified.is_final and statement.value is not None and not is_field
        )
        read_only = qualified.is_final or (self._frozen and is_field)
        return Attribute(name, type_, location, on_class, read_only, doc)

    def _at(self, statement: ast.stmt) -> Context:
        if self._match.module.table.lazy:
            return self._context
        return replace(self._context, limit=statement.lineno)

    def _type(
        self, qualified: Qualified, value: Optional[ast.expr], location: Location, name: str
    ) -> TypeExpression:
        if qualified.node is not None:
            return self._session.annotations.read(qualified.node, qualified.context)
        inferred = literal_type(value)
        if inferred is not None:
            return inferred
        return self._session.missing(
            location,
            f"the type of the attribute `{name}` cannot be told from its value",
            f"write it: `{name}: Final[T]` or `{name}: ClassVar[T]`",
        )

    def self_names(self) -> list[str]:
        """The names of everything that `__init__` annotates on `self`."""
        init = self._initializer()
        positional = [] if init is None else [*init.args.posonlyargs, *init.args.args]
        if init is None or not positional:
            return []
        names = (
            _own_attribute(node, positional[0].arg)
            for node in bodies.own_nodes(init)
            if isinstance(node, ast.AnnAssign)
        )
        return [name for name in names if name is not None]

    def of_self(self, wanted: Callable[[str], bool]) -> Iterator[Attribute]:
        """The attributes that `__init__` gives to `self`, public and annotated, with names that are wanted."""
        init = self._initializer()
        if init is None:
            return
        positional = [*init.args.posonlyargs, *init.args.args]
        if not positional:
            return
        receiver = positional[0].arg
        definition = self._match.module.table.by_node[init]
        context = replace(self._context, scope=definition.inner, limit=None)
        seen: set[str] = set()
        for node in bodies.own_nodes(init):
            name = _own_attribute(node, receiver)
            if name is None or name in seen or name.startswith("_") or not wanted(name):
                continue
            found = self._of_self(name, node, init, context)
            if found is not None:
                seen.add(name)
                yield found

    def _of_self(
        self, name: str, node: ast.AST, init: FunctionNode, context: Context
    ) -> Optional[Attribute]:
        if isinstance(node, ast.AnnAssign):
            location = context.location(node.target)
            qualified = without_qualifiers(self._session.annotations, node.annotation, context)
            type_ = self._type(qualified, node.value, location, name)
            return Attribute(name, type_, location, False, qualified.is_final)
        assert isinstance(node, ast.Assign)
        location = context.location(node.targets[0])
        if node.type_comment:
            try:
                comment = ast.parse(node.type_comment, mode="eval").body
            except SyntaxError:
                return None
            return Attribute(
                name, self._session.annotations.read(comment, context.lazy(location)), location
            )
        inferred = common_type(self._node, name, node.value)
        if inferred is not None:
            return Attribute(name, inferred, location)
        annotation = _handed_on(node, init)
        if annotation is None or stores(self._node, name) != 1:
            return None
        definition = self._match.module.table.by_node[init]
        outside = self._session.context(self._match.module, definition, context.substitution)
        return Attribute(name, self._session.annotations.read(annotation, outside), location)

    def _initializer(self) -> Optional[FunctionNode]:
        for binding in reversed(self._match.definition.inner.bindings.get("__init__", [])):
            node = binding.node
            if binding.kind is BindingKind.FUNCTION and isinstance(node, ast.FunctionDef):
                return node
        return None


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _own_attribute(node: ast.AST, receiver: str) -> Optional[str]:
    """x of `self.x: T` and of `self.x = …`."""
    if isinstance(node, ast.AnnAssign):
        target: ast.expr = node.target
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    else:
        return None
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        return target.attr if target.value.id == receiver else None
    return None


def _handed_on(node: ast.Assign, init: FunctionNode) -> Optional[ast.expr]:
    """The annotation of x, of `self.x = x` where x is a parameter that is never rebound."""
    if not isinstance(node.value, ast.Name):
        return None
    name = node.value.id
    arguments = init.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if argument.arg == name and argument.annotation is not None:
            return None if bodies.is_rebound(init, name) else argument.annotation
    return None


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a class body, those under an `if` too."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from _statements(statement.body)
            yield from _statements(statement.orelse)


def _with_doc(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, Optional[str]]]:
    """Statements with the string that stands after them, which documents an attribute."""
    statements = list(_statements(body))
    for statement, following in zip(statements, [*statements[1:], None]):
        value = following.value if isinstance(following, ast.Expr) else None
        doc = value.value if isinstance(value, ast.Constant) else None
        yield statement, doc if isinstance(doc, str) else None
