"""Overloads for objects of some classes only: `def get(self: AsyncClient) -> Awaitable[str]` in a mixin of both clients.

Knows which of them the objects of a class have. A protocol is told by its attributes alone, as those that mark a kind of client.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Optional

from ..diagnostics import Code, Sink
from ..model.api import Function
from ..model.types import (
    AnyType,
    LiteralType,
    NamedType,
    TypeExpression,
    Variance,
    is_failed,
    meaning,
    variables_of,
)
from .live import mro_of
from .matching import Match, match_class
from .protocols import is_protocol
from .qualifiers import OF_ATTRIBUTES, without_qualifiers
from .receivers import class_of_receiver, written_receiver
from .references import Context
from .scopes import Definition
from .session import Session
from .variables import Substitution


def chosen(
    session: Session,
    match: Match,
    every: list[Definition],
    substitution: Optional[Substitution],
    cls: type,
) -> list[Definition]:
    """The overloads of a method of `cls` that are for its objects; reported where there are none."""
    found = [
        one
        for one in every
        if _is_for(session, one, session.context(match.module, one, substitution), cls)
    ]
    if every and not found:
        name = match.definition.node.name
        session.sink.error(
            Code.UNSUPPORTED,
            match.module.table.source.name_location(match.definition.node),
            f"no overload of `{name}` is for objects of `{cls.__name__}`",
            f"leave it out: `exclude=({name!r},)`",
        )
    return found


def alone(function: Function) -> Function:
    """`function` as its one overload says, where one is left. It is called so, with the defaults of the implementation."""
    if len(function.overloads) != 1:
        return function
    (overload,) = function.overloads
    known = {one.name: one.default for one in function.signature.parameters}
    if any(one.default is not None and known.get(one.name) is None for one in overload.parameters):
        return function
    parameters = tuple(
        replace(one, default=one.default and known[one.name]) for one in overload.parameters
    )
    return replace(function, signature=replace(overload, parameters=parameters), overloads=())


def _is_for(session: Session, definition: Definition, context: Context, cls: type) -> bool:
    """Whether an overload is for objects of `cls`; reported where that cannot be told."""
    node = definition.node
    assert not isinstance(node, ast.ClassDef)
    annotation = written_receiver(node)
    wanted = class_of_receiver(session, node, context)
    if annotation is None or wanted is None or wanted is cls:
        return True
    if wanted in mro_of(cls):
        told = _has_arguments(session, cls, wanted, annotation, context)
    else:
        told = _fulfils(session, cls, wanted) if is_protocol(wanted) else _may_be(cls, wanted)
    if told is None:
        context.sink.error(
            Code.UNSUPPORTED,
            context.location(annotation),
            f"an overload of `{node.name}` is for objects of `{wanted.__name__}`: whether those of `{cls.__name__}` are any cannot be told",
            "annotate `self` with a class that it derives from, or with a protocol that has an attribute of a `Literal` type",
        )
    return told is not False


def _has_arguments(
    session: Session, cls: type, base: type, annotation: ast.expr, context: Context
) -> Optional[bool]:
    """Whether `cls` gives its `base` the type arguments that `annotation` has: `self: Base[int]`, of `class Client(Base[int])`."""
    with session.annotations.values.unchecked():
        read = session.annotations.read(annotation, replace(context, sink=Sink()))
    asked = read.arguments if isinstance(read, NamedType) else ()
    given = session.annotations.base_arguments(cls).get(base, ())
    if not asked or asked == given or any(isinstance(one, AnyType) for one in asked):
        return True
    variances = [
        session.annotations.variables.read(one, Sink(), context.location(annotation)).variance
        for one in session.bases.parameters(base)
    ]
    exact = all(variance is Variance.INVARIANT for variance in variances)
    open_ones = any(variables_of(one) for one in (*asked, *given))
    return None if open_ones or not exact else False


def _may_be(cls: type, wanted: type) -> Optional[bool]:
    """False where objects of `cls` are none of `wanted`; None where some are."""
    return None if cls in mro_of(wanted) else False


def _fulfils(session: Session, cls: type, protocol: type) -> Optional[bool]:
    """Whether objects of `cls` have what `protocol` asks for; None where it cannot be told."""
    answers: list[Optional[bool]] = []
    for owner in mro_of(protocol):
        if not is_protocol(owner):
            continue
        asked = dict(_annotated(session, owner))
        answers += [_agree(asked[name], _attribute(session, cls, name)) for name in asked]
        methods = [name for name in vars(owner) if _is_asked(name) and name not in asked]
        answers += [None if _has(cls, name) else False for name in methods]
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _is_asked(name: str) -> bool:
    return not name.startswith("_") or name in ("__call__", "__len__", "__iter__", "__enter__")


def _agree(asked: TypeExpression, given: Optional[TypeExpression]) -> Optional[bool]:
    if given is None or is_failed(asked) or is_failed(given):
        return None
    asked, given = meaning(asked), meaning(given)
    if asked == given:
        return True
    if isinstance(asked, LiteralType) and isinstance(given, LiteralType):
        return False if set(asked.values).isdisjoint(given.values) else None
    return None


def _attribute(session: Session, cls: type, name: str) -> Optional[TypeExpression]:
    """What the nearest class that has the attribute annotates it with."""
    for owner in mro_of(cls):
        annotated = dict(_annotated(session, owner))
        if name in annotated or name in vars(owner):
            return annotated.get(name)
    return None


def _annotated(session: Session, cls: type) -> Iterator[tuple[str, TypeExpression]]:
    """The attributes that the body of `cls` annotates."""
    match = match_class(session.modules, cls)
    node = None if match is None else match.definition.node
    if match is None or not isinstance(node, ast.ClassDef):
        return
    context = Context(match.module, match.definition.inner, Sink(), None, {})
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            annotation = statement.annotation
            field = without_qualifiers(session.annotations, annotation, context, OF_ATTRIBUTES)
            if field.node is not None:
                yield statement.target.id, session.annotations.read(field.node, field.context)


def _has(cls: type, name: str) -> bool:
    return any(name in vars(owner) for owner in mro_of(cls))
