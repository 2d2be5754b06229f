"""Names for other types: `Rows = list[Row]`, `X: TypeAlias = …`, `type X = …`.

Knows when an alias keeps its name, and when its meaning must be written out. Leaves the meaning to the annotations.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Collection, Generator, Hashable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Optional, final

from ..diagnostics import Sink
from ..model.names import QualifiedName, assert_never
from ..model.types import (
    AliasType,
    AnnotatedType,
    AnyType,
    CallableType,
    ErrorType,
    FixedTuple,
    LiteralType,
    NamedType,
    NoneType,
    ParameterList,
    ParametersOf,
    SelfType,
    TypeExpression,
    TypeVariable,
    UnionType,
    UnpackedType,
    VariableKind,
    VariadicTuple,
    parts,
)
from .live import identity
from .references import AliasReference, Context, FormReference, VariableReference

if TYPE_CHECKING:
    from .annotations import Annotations

_ANY = AnyType()


@final
class Aliases:
    """Reads aliases, also those that mention themselves."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._open: list[QualifiedName] = []
        self._circular: set[QualifiedName] = set()

    def read(
        self,
        found: AliasReference,
        inner: Optional[list[ast.expr]],
        node: ast.expr,
        context: Context,
    ) -> TypeExpression:
        """The alias, `inner` being its type arguments where it has any. A variadic one is written out."""
        keys = self._parameters(found)
        arguments = [self._annotations.argument(part, context) for part in inner or ()]
        if found.name in self._open:
            self._circular.add(found.name)
            return AliasType(found.name, _ANY, found.checker_only, tuple(arguments))
        if len(arguments) > len(keys):
            message = (
                f"`{found.name.name}` takes {len(keys)} type argument(s), not {len(arguments)}"
            )
            return self._annotations.bad(node, context, message)
        given = self._annotations.variables.standing_for(keys, tuple(arguments), context.sink)
        meaning = self._meaning(found, given, context)
        if found.name in self._circular:
            self._circular.discard(found.name)
            wrapped = [identity(cls) for cls in self._annotations.registered]
            if mentions(meaning, wrapped):
                what = f"an alias of itself that mentions a wrapped class (`{found.name.name}`)"
                return self._annotations.unsupported(what, node, context)
        variadic = any(
            self._annotations.variables.kind(key) is not VariableKind.TYPE for key in keys
        )
        if (
            variadic
            or isinstance(meaning, (ErrorType, AnyType))
            or "<locals>" in found.name.qualname
        ):
            return meaning
        every = tuple(given[key.key] for key in keys)
        return AliasType(self._path(found), meaning, found.checker_only, every)

    def _parameters(self, found: AliasReference) -> tuple[VariableReference, ...]:
        """The type variables of an alias, in the order of their first appearance."""
        if found.parameters is not None:
            return found.parameters
        variables: dict[Hashable, VariableReference] = {}
        pending: list[ast.AST] = [found.value]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                inner = self._annotations.parse(node, replace(found.context, sink=Sink()))
                pending.extend([] if inner is None else [inner])
            if isinstance(node, (ast.Name, ast.Attribute)):
                known = self._annotations.resolver.expression(node, found.context)
                if isinstance(known, VariableReference):
                    variables.setdefault(known.key, known)
            if isinstance(node, ast.Subscript) and self._is_literal(node.value, found.context):
                continue
            pending.extend(reversed(list(ast.iter_child_nodes(node))))
        return tuple(variables.values())

    def _is_literal(self, head: ast.expr, context: Context) -> bool:
        """Whether a subscript holds values, no types."""
        known = self._annotations.resolver.expression(head, context)
        return isinstance(known, FormReference) and known.name == "Literal"

    def _meaning(
        self, found: AliasReference, given: Mapping[Hashable, TypeExpression], context: Context
    ) -> TypeExpression:
        self._open.append(found.name)
        try:
            inside = replace(found.context, sink=context.sink, substitution=given)
            return self._annotations.read(found.value, inside)
        finally:
            self._open.pop()

    @contextlib.contextmanager
    def from_outside(self) -> Generator[None, None, None]:
        """Inside, an alias that is being read is no part of itself: it is met in what a class says that it names."""
        opened, self._open = self._open, []
        try:
            yield
        finally:
            self._open = opened

    def value(
        self, found: AliasReference, inner: list[ast.expr], context: Context
    ) -> tuple[ast.expr, Context]:
        """The expression that the alias stands for, and where it stands, its variables being what `inner` says."""
        arguments = tuple(self._annotations.argument(part, context) for part in inner)
        keys = self._parameters(found)
        given = self._annotations.variables.standing_for(keys, arguments, context.sink)
        return found.value, replace(found.context, sink=context.sink, substitution=given)

    def _path(self, found: AliasReference) -> QualifiedName:
        if found.live is None:
            return found.name
        return self._annotations.names.path(found.live, found.name, exported=True) or found.name


def mentions(type_: TypeExpression, names: Collection[QualifiedName]) -> bool:
    """Whether one of the classes stands anywhere in a type."""
    if isinstance(type_, NamedType):
        return type_.name in names or any(mentions(one, names) for one in type_.arguments)
    if isinstance(type_, UnionType):
        return any(mentions(one, names) for one in type_.members)
    if isinstance(type_, FixedTuple):
        return any(mentions(one, names) for one in type_.items)
    if isinstance(type_, VariadicTuple):
        return mentions(type_.item, names)
    if isinstance(type_, CallableType):
        return any(mentions(one, names) for one in parts(type_))
    if isinstance(type_, AliasType):
        return any(mentions(one, names) for one in parts(type_))
    if isinstance(type_, (AnnotatedType, UnpackedType)):
        return mentions(type_.type, names)
    if isinstance(type_, ParameterList):
        return any(mentions(one, names) for one in type_.items or ())
    if isinstance(type_, ParametersOf):
        return False
    if isinstance(type_, (NoneType, AnyType, LiteralType, SelfType, TypeVariable, ErrorType)):
        return False
    assert_never(type_)
