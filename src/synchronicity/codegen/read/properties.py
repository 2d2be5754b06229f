"""Properties of instances and of classes.

Knows where getters, setters and deleters are written. Each is matched by itself: they need not share a name.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any, Optional

from ..diagnostics import Code
from ..model.api import Accessor, Binding, ClassProperty, Function, FunctionKind, Property
from ..model.types import AnyType, TypeExpression
from .functions import Subject, docstring, read_function, read_matched
from .live import deprecation
from .matching import Match
from .session import Session


def read_property(
    session: Session, subject: Subject, accessors: tuple[Any, Any, Any]
) -> Optional[Property]:
    """`accessors` are the functions that get, set and delete; None where there is none."""
    getter, setter, deleter = accessors
    if getter is None:
        return None
    read = read_function(session, _of(subject, getter, "getter"))
    if read is None:
        return None
    is_async = read.kind is not FunctionKind.PLAIN
    if is_async:
        session.sink.error(
            Code.ASYNC_PROPERTY,
            read.location,
            f"the getter of the property `{subject.name}` is asynchronous: reading an attribute cannot wait for it",
            f"make it a method: `async def {subject.name}(self) -> …`, without `@property`",
        )
    set_type = None if setter is None else _set_type(session, _of(subject, setter, "setter"))
    return Property(
        subject.name,
        read.signature.returns,
        read.location,
        set_type,
        deleter is not None,
        read.doc,
        is_async,
        deprecated={
            role: message
            for role, accessor in zip(Accessor, accessors)
            if (message := deprecation(accessor)) is not None
        },
        receiver=read.signature.receiver,
    )


def _of(subject: Subject, accessor: Any, role: str) -> Subject:
    return replace(
        subject, obj=accessor, binding=Binding.METHOD, written=_written(subject.written, role)
    )


def _written(last: Optional[Match], role: str) -> Optional[Match]:
    """Of the defs that share a property's name, the one with the role: `@x.setter`, or the first for the getter."""
    if last is None:
        return None
    bindings = last.definition.enclosing.bindings.get(last.definition.node.name, [])
    found = [last.module.table.by_node.get(binding.node) for binding in bindings]
    definitions = [definition for definition in found if definition is not None]
    for definition in definitions:
        decorators = definition.node.decorator_list
        if any(isinstance(one, ast.Attribute) and one.attr == role for one in decorators):
            return Match(last.module, definition)
    return Match(last.module, definitions[0]) if role == "getter" and definitions else None


def _set_type(session: Session, subject: Subject) -> TypeExpression:
    read = read_function(session, subject)
    if read is None or not read.signature.parameters:
        return AnyType()
    return read.signature.parameters[0].type


def read_class_property(
    session: Session, subject: Subject, match: Match
) -> Optional[ClassProperty]:
    """`match` is the `def` under `@classproperty`; its receiver is the class."""
    read: Optional[Function] = read_matched(session, subject, match)
    if read is None:
        return None
    node = match.definition.node
    doc = docstring(node) if isinstance(node, ast.FunctionDef) else None
    if read.kind is not FunctionKind.PLAIN:
        session.sink.error(
            Code.ASYNC_PROPERTY,
            read.location,
            f"the class property `{subject.name}` is asynchronous: reading an attribute cannot wait for it",
            f"make it a class method: `@classmethod` and `async def {subject.name}(cls) -> …`",
        )
    return ClassProperty(subject.name, read.signature.returns, read.location, doc)
