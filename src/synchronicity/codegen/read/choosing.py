"""Methods and overloads for objects of some classes only: `def get(self: AsyncClient) -> Awaitable[str]` in a mixin of both clients.

Knows which of them the objects of a class have. A protocol is told by its attributes alone, as those that mark a kind of client.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Optional

from ..diagnostics import Code, Sink
from ..model.api import Function
from ..model.types import (
    AnyType,
    NamedType,
    Variance,
    variables_of,
)
from .fulfilling import fulfils, lacks, missing_names
from .live import mro_of
from .matching import Match
from .protocols import is_protocol
from .receivers import class_of_receiver, parsed_receiver, written_receiver
from .references import Context
from .scopes import Definition
from .session import Session
from .source import FunctionNode
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


def report_some_objects(session: Session, node: FunctionNode, context: Context, cls: type) -> None:
    """A method without overloads that not all objects of `cls` have: in the stub, they would."""
    wanted = class_of_receiver(session, node, context)
    if wanted is None or wanted is cls:  # by far the most
        return
    if not _is_for_all(session, node, context, cls, wanted):
        session.sink.error(
            Code.UNSUPPORTED,
            context.location(written_receiver(node) or node),
            f"`{node.name}` of `{cls.__name__}` is for objects of `{wanted.__name__}` only",
            _instead(session, cls, wanted),
        )


def _is_for_all(
    session: Session, node: FunctionNode, context: Context, cls: type, wanted: type
) -> bool:
    """Whether all objects of `cls` certainly are `wanted`; also where `receivers` translates or reports which of them are."""
    annotation = written_receiver(node)
    assert annotation is not None
    is_registered = wanted in session.registered
    if wanted in mro_of(cls):
        return is_registered or _has_arguments(session, cls, wanted, annotation, context) is True
    has_arguments = isinstance(parsed_receiver(session, node, context), ast.Subscript)
    if is_protocol(wanted):
        is_open = has_arguments and bool(session.bases.parameters(cls))
        return not is_open and not lacks(session, cls, wanted)
    if has_arguments and is_registered and cls not in mro_of(wanted):
        return True
    return _is_virtual(cls, wanted)


def _instead(session: Session, cls: type, wanted: type) -> str:
    if wanted in mro_of(cls):
        return "annotate `self` with the class itself, with the same arguments"
    if is_protocol(wanted):
        missing = [f"`{name}`" for name in missing_names(session, cls, wanted)]
        names = " and ".join(missing[:3]) or "what it asks for"
        return f"give `{cls.__name__}` {names}, or register only the classes that have it: they have the method, too"
    return f"move it to `{wanted.__name__}`"


def _is_virtual(cls: type, wanted: type) -> bool:
    """Whether one of Python's own abstract classes counts `cls` among its subclasses."""
    return wanted.__module__ == "collections.abc" and issubclass(cls, wanted)


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
        told = fulfils(session, cls, wanted) if is_protocol(wanted) else _may_be(cls, wanted)
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
