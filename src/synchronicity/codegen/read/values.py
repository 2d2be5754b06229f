"""Value classes: dataclasses, NamedTuples and TypedDicts that signatures mention and that are handed on as they are.

Knows whether a field of one holds a wrapped class, whose objects would then come out unwrapped. Reads no registered class.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Optional

from ..diagnostics import Sink
from ..model.types import NamedType, TypeExpression, parts
from .matching import match_class
from .qualifiers import OF_ATTRIBUTES, OF_KEYS, without_qualifiers
from .references import Context

if TYPE_CHECKING:
    from .annotations import Annotations


class ValueClasses:
    """Finds the wrapped class that a value class holds; each class is looked at once."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._found: dict[type, Optional[str]] = {}
        self.looking = 0  # inside of fields, what they hold is this room's own question

    def wrapped_in(self, cls: type) -> Optional[str]:
        """The name of a wrapped class in a field of `cls`, at any depth; None without, or if it is no value class."""
        if cls not in self._found:
            self._found[cls] = None  # where it leads back to itself, it adds nothing
            if _is_value_class(cls) and cls not in self._annotations.registered:
                self.looking += 1
                try:
                    self._found[cls] = self._in_fields(cls)
                finally:
                    self.looking -= 1
        return self._found[cls]

    def _in_fields(self, cls: type) -> Optional[str]:
        modules = self._annotations.resolver.modules
        for owner in cls.__mro__:
            match = None if owner.__module__ == "builtins" else match_class(modules, owner)
            if match is None or not isinstance(match.definition.node, ast.ClassDef):
                continue
            # What cannot be read there is nobody's business here.
            context = Context(match.module, match.definition.inner, Sink(), None, {})
            for statement in match.definition.node.body:
                if isinstance(statement, ast.AnnAssign):
                    found = self._in_field(statement.annotation, context)
                    if found is not None:
                        return found
        return None

    def _in_field(self, annotation: ast.expr, context: Context) -> Optional[str]:
        every = OF_ATTRIBUTES | OF_KEYS
        field = without_qualifiers(self._annotations, annotation, context, every)
        if field.node is None:
            return None
        return self._mentioned(self._annotations.read(field.node, field.context))

    def _mentioned(self, type_: TypeExpression) -> Optional[str]:
        if isinstance(type_, NamedType):
            live = self._annotations.live_classes.get(type_.name)
            if live in self._annotations.registered:
                return type_.name.name
            found = self.wrapped_in(live) if isinstance(live, type) else None
            if found is not None:
                return found
        return next(filter(None, map(self._mentioned, parts(type_))), None)


def _is_value_class(cls: type) -> bool:
    own = vars(cls)
    return (
        "__dataclass_fields__" in own
        or (issubclass(cls, tuple) and "_fields" in own)
        or ("__total__" in own and "__required_keys__" in own)
    )
