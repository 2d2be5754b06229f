"""What the decorators of a `def` make of it, from the innermost to the outermost.

Knows the decorators of the standard library by what their names resolve to, and whom to ask about the others: the live
object (did it come out unchanged?), the decorator's annotations, and last `__wrapped__`. What is left is an error.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from types import FunctionType
from typing import Any, Optional, final

from ...module import Module
from ..data import dataclass
from ..diagnostics import Code, Sink
from ..model.api import FunctionKind
from ..model.names import QualifiedName
from ..model.types import NamedType
from .live import identity, kind_of
from .matching import Match, bound_function, match_function, unwrapped
from .overloads import overload_definitions
from .references import (
    AliasReference,
    ClassReference,
    Context,
    FormReference,
    LiveReference,
    Reference,
    ValueReference,
)
from .session import Session
from .unify import Callee, Decorator, Unifier, yielded

_TRANSPARENT = frozenset(
    [
        "abc.abstractmethod",
        "functools.lru_cache",
        "functools.cache",
        "typing.final",
        "typing.no_type_check",
        "typing.override",
        "typing.overload",
        "typing.runtime_checkable",
        "typing_extensions.final",
        "typing_extensions.override",
        "typing_extensions.deprecated",
        "typing_extensions.overload",
        "warnings.deprecated",
        "builtins.staticmethod",
        "builtins.classmethod",
        "builtins.property",
        "functools.cached_property",
        "abc.abstractproperty",
        "functools.singledispatch",
        "functools.wraps",
        "types.coroutine",
        "enum.property",
    ]
)
_ASYNC_MANAGER = "contextlib.asynccontextmanager"
_MANAGER = "contextlib.contextmanager"
_REGISTERING = ("wrap_function", "wrap_class", "manual_wrapper")
_ACCESSORS = ("setter", "getter", "deleter")


@final
@dataclass(frozen=True)
class Decorated:
    """A `def` and the live object that its decorators made."""

    match: Match
    context: Context
    obj: Any

    @property
    def node(self) -> ast.FunctionDef | ast.AsyncFunctionDef:
        node = self.match.definition.node
        assert not isinstance(node, ast.ClassDef)
        return node

    @property
    def is_unchanged(self) -> bool:
        """Whether the decorators returned the very function that `def` made: then none of them matters."""
        return len(self.match.steps) == 1 and any(
            step is self.match.steps[0] for step in _without_binding(self.obj)
        )

    @property
    def is_wrapped(self) -> bool:
        """Whether `__wrapped__` leads from the object to the function."""
        return bool(self.match.steps)


def _without_binding(obj: Any) -> Iterator[Any]:
    yield obj
    yield bound_function(obj)


def apply_decorators(session: Session, decorated: Decorated, callee: Callee) -> Optional[Callee]:
    """The function as callers see it; None after an error."""
    current = callee
    trusted = False
    for node in reversed(decorated.node.decorator_list):
        called = isinstance(node, ast.Call)
        head = node.func if isinstance(node, ast.Call) else node
        context = decorated.context
        found = session.resolver.expression(head, context)
        name = known_name(found)
        if name in _TRANSPARENT or _is_registration(session, head, context) or _is_accessor(head):
            continue
        if name == "synchronicity.descriptor.classproperty" or name.endswith(".classproperty"):
            continue
        if name in (_ASYNC_MANAGER, _MANAGER):
            current = _managed(current, name)
            continue
        if decorated.is_unchanged:
            continue
        applied = _by_annotation(session, found, called, current, decorated.is_wrapped)
        if applied is not None:
            current = applied
            continue
        if not decorated.is_wrapped:
            _report_opaque(session, decorated, node)
            return None
        trusted = True
    if trusted and not _same_kind(decorated.obj, current):
        _report_clash(session, decorated)
        return None
    return current


def known_name(found: Reference) -> str:
    """The dotted name of what a decorator expression resolves to, "" if that is not known."""
    if isinstance(found, ClassReference):
        return str(found.name)
    if isinstance(found, FormReference):
        return f"typing.{found.name}"
    if isinstance(found, ValueReference) and isinstance(found.live, FunctionType):
        return f"{found.live.__module__}.{found.live.__qualname__}"
    if isinstance(found, ValueReference) and found.live is not None:
        return str(identity(kind_of(found.live)))
    return ""


def is_classproperty(found: Reference) -> bool:
    return isinstance(found, ClassReference) and found.name.name == "classproperty"


def _managed(callee: Callee, name: str) -> Callee:
    if name == _ASYNC_MANAGER:
        return Callee(FunctionKind.ASYNC_CONTEXT_MANAGER, callee.parameters, callee.returns)
    manager = NamedType(
        QualifiedName("contextlib", "AbstractContextManager"), (yielded(callee.returns),)
    )
    return Callee(FunctionKind.PLAIN, callee.parameters, manager)


def _is_registration(session: Session, head: ast.expr, context: Context) -> bool:
    if not isinstance(head, ast.Attribute) or head.attr not in _REGISTERING:
        return False
    owner = session.resolver.expression(head.value, context)
    if isinstance(owner, (ValueReference, LiveReference)):
        return isinstance(owner.live, Module)
    return isinstance(owner, ClassReference) and isinstance(owner.live, Module)


def _is_accessor(head: ast.expr) -> bool:
    return isinstance(head, ast.Attribute) and head.attr in _ACCESSORS


def _by_annotation(
    session: Session, found: Reference, called: bool, callee: Callee, keeps_signature: bool
) -> Optional[Callee]:
    if not isinstance(found, ValueReference) or found.live is None:
        return None
    for decorator in _annotated(session, found.live, called):
        unifier = Unifier(session.annotations, decorator, keeps_signature=keeps_signature)
        applied = unifier.apply(callee)
        if applied is not None:
            return applied
    return None


def _annotated(session: Session, live: Any, called: bool) -> Iterator[Decorator]:
    """The annotations of a decorator, one for each of its overloads."""
    match = match_function(session.modules, live)
    if match is None or isinstance(match.definition.node, ast.ClassDef):
        return
    overloads = overload_definitions(session, match)
    for definition in overloads or [match.definition]:
        node = definition.node
        if isinstance(node, ast.ClassDef) or node.returns is None:
            continue
        limit = None if match.module.table.lazy else definition.first_line
        context = Context(match.module, definition.outer, Sink(), limit)
        if called:
            parts = _returned_decorator(session, node.returns, context)
            if parts is not None:
                yield Decorator(*parts)
            continue
        positional = [*node.args.posonlyargs, *node.args.args]
        if positional and positional[0].annotation is not None:
            yield Decorator(positional[0].annotation, node.returns, context)


def _returned_decorator(
    session: Session, returns: ast.expr, context: Context
) -> Optional[tuple[ast.expr, ast.expr, Context]]:
    """Of a function that makes a decorator: `Callable[[F], F]`, taken apart."""
    if isinstance(returns, ast.Constant) and isinstance(returns.value, str):
        parsed = session.annotations.parse(returns, context)
        if parsed is None:
            return None
        returns, context = parsed, context.lazy(context.location(returns))
    head = returns.value if isinstance(returns, ast.Subscript) else returns
    found = session.resolver.expression(head, context)
    if isinstance(found, AliasReference) and not isinstance(returns, ast.Subscript):
        return _returned_decorator(session, found.value, found.context)
    name = known_name(found)
    if name not in ("typing.Callable", "collections.abc.Callable"):
        return None
    if not isinstance(returns, ast.Subscript) or not isinstance(returns.slice, ast.Tuple):
        return None
    parts: Sequence[ast.expr] = returns.slice.elts
    if len(parts) != 2 or not isinstance(parts[0], ast.List) or len(parts[0].elts) != 1:
        return None
    return parts[0].elts[0], parts[1], context


def _same_kind(obj: Any, callee: Callee) -> bool:
    """Whether the outermost function agrees with what was read, where it says anything."""
    outermost = next((step for step in unwrapped(obj) if isinstance(step, FunctionType)), None)
    if outermost is None:
        return True
    flags = outermost.__code__.co_flags
    if flags & 0x80:
        return callee.kind is FunctionKind.COROUTINE
    if flags & 0x200:
        return callee.kind is FunctionKind.ASYNC_GENERATOR
    return True


def _report_opaque(session: Session, decorated: Decorated, node: ast.expr) -> None:
    name = decorated.node.name
    session.sink.error(
        Code.OPAQUE_DECORATOR,
        decorated.context.location(node),
        f"what `@{ast.unparse(node)}` makes of `{name}` cannot be seen",
        "annotate the decorator (`Callable[P, T] -> Callable[P, T]` with a ParamSpec), or let its wrapper use "
        "`functools.wraps`",
    )


def _report_clash(session: Session, decorated: Decorated) -> None:
    name = decorated.node.name
    session.sink.error(
        Code.KIND_CLASH,
        decorated.match.module.table.source.name_location(decorated.node),
        f"a decorator turns `{name}` into another kind of function than its `def` says",
        "annotate the decorator with what it takes and what it returns",
    )
