"""Whether the objects of a class have what a protocol asks for, as far as their attributes and the names of their methods say.

Knows the attributes that bodies annotate, and those that methods store. Does not compare signatures.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Optional

from ..diagnostics import Sink
from ..model.types import LiteralType, TypeExpression, is_failed, meaning
from .inferred import stores
from .live import mro_of
from .matching import match_class
from .protocols import is_protocol
from .qualifiers import OF_ATTRIBUTES, without_qualifiers
from .references import Context
from .session import Session

_SPECIAL = frozenset(
    f"__{name}__"
    for name in (
        *("call", "len", "iter", "next", "getitem", "contains", "enter", "exit"),
        *("aiter", "anext", "aenter", "aexit", "await"),
    )
)
_OF_EVERY_PROTOCOL = frozenset(("_abc_impl", "_is_protocol", "_is_runtime_protocol"))


def fulfils(session: Session, cls: type, protocol: type) -> Optional[bool]:
    """Whether objects of `cls` have what `protocol` asks for; None where it cannot be told."""
    answers = [
        (None if _has(cls, name) else False) if type is None else _agrees(session, cls, name, type)
        for name, type in _asked(session, protocol)
        if type is not None or _is_asked(name)
    ]
    if False in answers:
        return False
    return None if None in answers or not answers else True


def lacks(session: Session, cls: type, protocol: type) -> bool:
    """Whether objects of `cls` certainly are not what `protocol` asks for."""
    return bool(missing_names(session, cls, protocol)) or any(
        type is not None and _agrees(session, cls, name, type) is False
        for name, type in _asked(session, protocol)
    )


def missing_names(session: Session, cls: type, protocol: type) -> list[str]:
    """The names that `protocol` asks for, and that nothing in `cls` and its bases has."""
    asked = dict.fromkeys(name for name, _ in _asked(session, protocol) if _is_asked(name))
    return [name for name in asked if not _has_somehow(session, cls, name)]


def _asked(session: Session, protocol: type) -> Iterator[tuple[str, Optional[TypeExpression]]]:
    """All that is in the bodies of `protocol` and its bases: an attribute with its type, None for what is no annotated one."""
    for owner in filter(is_protocol, mro_of(protocol)):
        annotated = dict(_annotated(session, owner))
        yield from annotated.items()
        yield from ((name, None) for name in vars(owner) if name not in annotated)


def _is_asked(name: str) -> bool:
    if name.startswith("__"):
        return name in _SPECIAL
    return name not in _OF_EVERY_PROTOCOL


def _agrees(session: Session, cls: type, name: str, asked: TypeExpression) -> Optional[bool]:
    """Whether the attribute of `cls` has the type that is asked for."""
    given = _attribute(session, cls, name)
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


def _has_somehow(session: Session, cls: type, name: str) -> bool:
    """In its body, or as something that its methods store."""
    if _has(cls, name) or _has(cls, "__getattr__"):
        return True
    for owner in mro_of(cls):
        match = match_class(session.modules, owner)
        node = None if match is None else match.definition.node
        if name in dict(_annotated(session, owner)) or (node is not None and stores(node, name)):
            return True
    return False
