"""What the first parameter of a method is annotated with: nothing, a variable that means `Self`, or some objects of its class.

Knows no other parameter.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Optional

from ..diagnostics import Code, Location, Sink
from ..model.api import Binding
from ..model.types import AnyType, NamedType, SelfType, TypeExpression, is_failed
from .fulfilling import lacks
from .live import identity, is_class, mro_of
from .protocols import is_protocol
from .references import ClassReference, Context, VariableReference
from .session import Session
from .source import FunctionNode


def with_self(
    session: Session,
    node: FunctionNode,
    context: Context,
    binding: Binding,
    owner: Optional[type],
) -> Context:
    """`def f(self: T) -> T` and `def f(cls: type[T]) -> T` are how `Self` was written before there was one.

    Reported where T stands for some objects of `owner` only: `Self` stands for all of them.
    """
    annotation = parsed_receiver(session, node, context, binding)
    if not isinstance(annotation, (ast.Name, ast.Attribute)):
        return context
    found = session.resolver.expression(annotation, context)
    if not isinstance(found, VariableReference):
        return context
    if owner is not None:
        _report_bound(session, node, context.location(written_receiver(node) or node), found, owner)
    return replace(context, substitution={**context.substitution, found.key: SelfType()})


def receiver(
    session: Session, node: FunctionNode, context: Context, binding: Binding
) -> Optional[TypeExpression]:
    """`Box[int]` of `def total(self: Box[int])`, a method of some objects only; None where `self` says nothing of type arguments."""
    written = written_receiver(node)
    if written is None:  # by far the most
        return None
    annotation = parsed_receiver(session, node, context, binding)
    if not isinstance(annotation, ast.Subscript):
        return None
    cls = session.resolver.expression(annotation.value, context)
    if not isinstance(cls, ClassReference) or cls.live not in session.registered:
        return None
    if binding is Binding.CLASS_METHOD:
        _report_class_method(session, node, annotation, context)
        return None
    # What is written, since strings know their place.
    read = session.annotations.read(written, context)
    every = (
        session.annotations.variables.read(one, Sink(), context.location(written))
        for one in session.bases.parameters(cls.live)
    )
    itself = session.annotations.classes.class_type(cls.live, tuple(every))
    return None if read == itself else read


def class_of_receiver(session: Session, node: FunctionNode, context: Context) -> Optional[type]:
    """The class that `self` is annotated with, whatever its type arguments."""
    if written_receiver(node) is None:  # by far the most
        return None
    quiet = replace(context, sink=Sink())
    annotation = parsed_receiver(session, node, quiet)
    head = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    found = None if head is None else session.resolver.expression(head, quiet)
    return found.live if isinstance(found, ClassReference) and is_class(found.live) else None


def _report_bound(
    session: Session, node: FunctionNode, place: Location, found: VariableReference, cls: type
) -> None:
    variable = session.annotations.variables.read(found, Sink(), place)
    if variable.bound is not None and is_failed(variable.bound):
        session.annotations.variables.read(found, session.sink, place)
    bound: Any = getattr(found.key, "__bound__", None)
    asks_for_more = is_class(bound) and is_protocol(bound) and lacks(session, cls, bound)
    if variable.constraints or asks_for_more or _is_narrow(session, variable.bound, cls):
        session.sink.error(
            Code.UNSUPPORTED,
            place,
            f"`{node.name}` is for those objects of `{cls.__name__}` only that `{variable.name}` stands for, which is not translated yet",
            f"bind `{variable.name}` to `{cls.__name__}` itself, or annotate `self` with the objects, as in `self: Box[int]`",
        )


def _is_narrow(session: Session, bound: Optional[TypeExpression], cls: type) -> bool:
    """Whether some objects of `cls` are none of `bound`: it is a subclass, or has type arguments that not all of them have."""
    if not isinstance(bound, NamedType):
        return False
    every = session.annotations.base_arguments(cls)
    for base in mro_of(cls):
        given = session.annotations.classes.class_type(base, every.get(base, ()))
        if isinstance(given, NamedType) and given.name == bound.name:
            return given != bound and not all(isinstance(one, AnyType) for one in bound.arguments)
    return any(identity(one) == bound.name for one in _subclasses(cls))


def _subclasses(cls: type) -> Iterator[type]:
    every: list[type] = type.__subclasses__(cls)
    for one in every:
        yield one
        yield from _subclasses(one)


def parsed_receiver(
    session: Session, node: FunctionNode, context: Context, binding: Binding = Binding.METHOD
) -> Optional[ast.expr]:
    """What the first parameter is annotated with, also in a string; of a class method, `T` of `cls: type[T]`."""
    annotation = (
        written_receiver(node) if binding in (Binding.METHOD, Binding.CLASS_METHOD) else None
    )
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = session.annotations.parse(annotation, replace(context, sink=Sink()))
    if binding is Binding.CLASS_METHOD and isinstance(annotation, ast.Subscript):
        annotation = annotation.slice
    return annotation


def written_receiver(node: FunctionNode) -> Optional[ast.expr]:
    """The annotation of the first parameter."""
    positional = node.args.posonlyargs or node.args.args
    return positional[0].annotation if positional else None


def _report_class_method(
    session: Session, node: FunctionNode, annotation: ast.Subscript, context: Context
) -> None:
    """A class method of some objects only: no private class knows of which `Box[…]` it is called."""
    inner = annotation.slice
    arguments = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    found = [session.resolver.expression(one, context) for one in arguments]
    if all(isinstance(one, VariableReference) for one in found):
        return
    session.sink.error(
        Code.UNSUPPORTED,
        context.location(written_receiver(node) or annotation),
        f"the class method `{node.name}` is annotated for some objects of its class only, which is not translated yet",
        "write it for all of them, or as a function or static method",
    )
