"""What an annotated decorator makes of a function: its pattern is matched with the function, and put into its result.

Knows TypeVar, ParamSpec and Concatenate as far as decorators use them. A decorator that it cannot follow gives None.
"""

from __future__ import annotations

import ast
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Optional, final

from ..data import dataclass
from ..model.api import FunctionKind
from ..model.async_shapes import AWAITABLE
from ..model.names import QualifiedName
from ..model.signature import POSITIONAL, Parameter, ParameterKind
from ..model.types import (
    CALLABLE,
    AnyType,
    CallableType,
    NamedType,
    TypeExpression,
    UnionType,
)
from .annotations import Annotations
from .references import (
    AliasReference,
    ClassReference,
    Context,
    FormReference,
    Reference,
    VariableReference,
)

_ANY = AnyType()
_COROUTINE = QualifiedName("collections.abc", "Coroutine")
_AWAITABLES = (_COROUTINE, AWAITABLE)
_ASYNC_MANAGER = QualifiedName("contextlib", "AbstractAsyncContextManager")

_NARROWER = {
    # pattern: classes that are also one, with the place of the argument that both have
    "Awaitable": {"Coroutine": 2},
    "AsyncIterable": {"AsyncIterator": 0, "AsyncGenerator": 0},
    "AsyncIterator": {"AsyncGenerator": 0},
    "Iterable": {"Iterator": 0, "Generator": 0},
    "Iterator": {"Generator": 0},
}


@final
@dataclass(frozen=True)
class Callee:
    """A function as far as its decorators were applied, its receiver among the parameters."""

    kind: FunctionKind
    parameters: tuple[Parameter, ...]
    returns: TypeExpression

    @property
    def result(self) -> TypeExpression:
        """What a call gives."""
        if self.kind is FunctionKind.COROUTINE:
            return NamedType(_COROUTINE, (_ANY, _ANY, self.returns))
        if self.kind is FunctionKind.ASYNC_CONTEXT_MANAGER:
            return NamedType(_ASYNC_MANAGER, (yielded(self.returns),))
        return self.returns


def yielded(returns: TypeExpression) -> TypeExpression:
    """T of `AsyncIterator[T]` and its kin."""
    return returns.arguments[0] if isinstance(returns, NamedType) and returns.arguments else _ANY


@final
@dataclass(frozen=True)
class Decorator:
    """A decorator's annotations: what it takes, and what it gives."""

    pattern: ast.expr
    result: ast.expr
    context: Context


class Unifier:
    """Matches one decorator with one function. `keeps_signature`: `functools.wraps` was at work."""

    def __init__(
        self, annotations: Annotations, decorator: Decorator, *, keeps_signature: bool
    ) -> None:
        self._annotations = annotations
        self._decorator = decorator
        self._keeps_signature = keeps_signature
        self._types: dict[Hashable, TypeExpression] = {}
        self._parameters: dict[Hashable, tuple[Parameter, ...]] = {}
        self._whole: set[Hashable] = set()
        self._leading: tuple[Parameter, ...] = ()

    def apply(self, callee: Callee) -> Optional[Callee]:
        decorator = self._decorator
        if not self._match(decorator.pattern, decorator.context, callee):
            return None
        return self._build(decorator.result, decorator.context, callee)

    # matching

    def _match(self, node: ast.expr, context: Context, callee: Callee) -> bool:
        node, context = self._expand(node, context)
        head = self._head(node, context)
        if isinstance(head, VariableReference) and not isinstance(node, ast.Subscript):
            self._whole.add(head.key)
            return True
        parts = _callable_parts(node, head)
        if parts is None:
            return False
        taken, returns = parts
        return self._match_taken(taken, context, callee.parameters) and self._match_type(
            returns, context, callee.result
        )

    def _match_taken(
        self, node: ast.expr, context: Context, parameters: tuple[Parameter, ...]
    ) -> bool:
        node, context = self._expand(node, context)
        if isinstance(node, ast.Constant) and node.value is ...:
            return True
        if isinstance(node, ast.List):
            return self._take(node.elts, context, parameters) is not None
        head = self._head(node, context)
        if isinstance(node, ast.Subscript):
            if not isinstance(head, FormReference) or head.name != "Concatenate":
                return False
            items = _items(node)
            rest = self._take(items[:-1], context, parameters)
            if rest is None:
                return False
            return self._match_taken(items[-1], context, rest)
        if isinstance(head, VariableReference):
            self._parameters[head.key] = parameters
            return True
        return False

    def _take(
        self, nodes: Sequence[ast.expr], context: Context, parameters: tuple[Parameter, ...]
    ) -> Optional[tuple[Parameter, ...]]:
        leading = parameters[: len(nodes)]
        if len(leading) < len(nodes) or any(one.kind not in POSITIONAL for one in leading):
            return None
        for node, parameter in zip(nodes, leading):
            if not self._match_type(node, context, parameter.type):
                return None
        self._leading = leading
        return parameters[len(nodes) :]

    def _match_type(self, node: ast.expr, context: Context, actual: TypeExpression) -> bool:
        """Bind the type variables in `node`. False only where the two certainly differ."""
        node, context = self._expand(node, context)
        head = self._head(node, context)
        if isinstance(head, VariableReference):
            self._types.setdefault(head.key, actual)
            return True
        if not isinstance(head, ClassReference):
            return self._match_form(node, head, context, actual)
        is_awaitable = head.name in _AWAITABLES
        if is_awaitable and not isinstance(actual, (NamedType, AnyType)):
            return False
        if not isinstance(node, ast.Subscript) or not isinstance(actual, NamedType):
            return True
        items = _items(node)
        if head.name == actual.name:
            return all(
                self._match_type(item, context, argument)
                for item, argument in zip(items, actual.arguments)
            )
        place = _NARROWER.get(head.name.name, {}).get(actual.name.name)
        if place is not None and place < len(actual.arguments):
            return self._match_type(items[0], context, actual.arguments[place])
        for protocol in actual.protocols:
            if protocol.name == head.name or protocol.name.name in _NARROWER.get(
                head.name.name, {}
            ):
                return self._match_type(node, context, protocol)
        return not is_awaitable

    def _match_form(
        self, node: ast.expr, head: Reference, context: Context, actual: TypeExpression
    ) -> bool:
        parts = _callable_parts(node, head)
        if parts is not None and isinstance(actual, CallableType):
            return self._match_type(parts[1], context, actual.returns)
        if (
            isinstance(head, FormReference)
            and head.name == "Optional"
            and isinstance(node, ast.Subscript)
        ):
            if isinstance(actual, UnionType):
                rest = tuple(one for one in actual.members if type(one).__name__ != "NoneType")
                actual = rest[0] if len(rest) == 1 else UnionType(rest)
            return self._match_type(_items(node)[0], context, actual)
        return True

    # the result

    def _build(self, node: ast.expr, context: Context, callee: Callee) -> Optional[Callee]:
        node, context = self._expand(node, context)
        head = self._head(node, context)
        if isinstance(head, VariableReference) and not isinstance(node, ast.Subscript):
            return callee if head.key in self._whole else None
        parts = _callable_parts(node, head)
        if parts is None:
            return None
        parameters = self._given(parts[0], context, callee)
        if parameters is None:
            return None
        returns = self._read(parts[1], context)
        if isinstance(returns, AnyType) and not isinstance(callee.result, AnyType):
            # `-> Callable[..., Any]` is how decorators are annotated that say nothing: what they wrap tells more
            return callee if self._keeps_signature else None
        return _as_callee(callee, parameters, returns)

    def _given(
        self, node: ast.expr, context: Context, callee: Callee
    ) -> Optional[tuple[Parameter, ...]]:
        node, context = self._expand(node, context)
        if isinstance(node, ast.Constant) and node.value is ...:
            return callee.parameters if self._keeps_signature else None
        if isinstance(node, ast.List):
            return self._named(node.elts, context, callee)
        head = self._head(node, context)
        if isinstance(node, ast.Subscript):
            items = _items(node)
            rest = self._given(items[-1], context, callee)
            leading = self._named(items[:-1], context, callee)
            return None if rest is None else (*leading, *rest)
        if isinstance(head, VariableReference):
            return self._parameters.get(head.key)
        return None

    def _named(
        self, nodes: Sequence[ast.expr], context: Context, callee: Callee
    ) -> tuple[Parameter, ...]:
        """Parameters of a list of types: they keep the names of those which stood in their places."""
        named: list[Parameter] = []
        for number, node in enumerate(nodes):
            type_ = self._read(node, context)
            if number < len(self._leading):
                named.append(replace(self._leading[number], type=type_))
            else:
                place = (
                    callee.parameters[0].location if callee.parameters else context.location(node)
                )
                name = f"_argument_{number + 1}"
                named.append(Parameter(name, ParameterKind.POSITIONAL_ONLY, type_, place))
        return tuple(named)

    def _read(self, node: ast.expr, context: Context) -> TypeExpression:
        return self._annotations.read(node, replace(context, substitution=self._types))

    # both

    def _expand(self, node: ast.expr, context: Context) -> tuple[ast.expr, Context]:
        """What a string or a plain alias says."""
        for _ in range(20):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                inner = self._annotations.parse(node, context)
                if inner is None:
                    break
                node, context = inner, context.lazy(context.location(node))
                continue
            if not isinstance(node, (ast.Name, ast.Attribute)):
                break
            found = self._head(node, context)
            if not isinstance(found, AliasReference):
                break
            node, context = found.value, replace(found.context, sink=context.sink)
        return node, context

    def _head(self, node: ast.expr, context: Context) -> Reference:
        head = node.value if isinstance(node, ast.Subscript) else node
        return self._annotations.resolver.expression(head, context)


def _callable_parts(node: ast.expr, head: Reference) -> Optional[tuple[ast.expr, ast.expr]]:
    is_form = isinstance(head, FormReference) and head.name == "Callable"
    is_class = isinstance(head, ClassReference) and head.name == CALLABLE
    if not is_form and not is_class:
        return None
    if not isinstance(node, ast.Subscript):
        return None
    items = _items(node)
    return (items[0], items[1]) if len(items) == 2 else None


def _items(node: ast.Subscript) -> list[ast.expr]:
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def _as_callee(
    before: Callee, parameters: tuple[Parameter, ...], returns: TypeExpression
) -> Callee:
    if returns == before.result:
        return replace(before, parameters=parameters)
    if (
        isinstance(returns, NamedType)
        and returns.name == _COROUTINE
        and len(returns.arguments) == 3
    ):
        return Callee(FunctionKind.COROUTINE, parameters, returns.arguments[2])
    return Callee(FunctionKind.PLAIN, parameters, returns)
