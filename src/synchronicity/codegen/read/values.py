"""Value classes: dataclasses, NamedTuples, TypedDicts, protocols and nested classes that are handed on as they are.

Knows whether a field of one holds a wrapped class, whose objects would then come out unwrapped. Reads no registered class.
"""

from __future__ import annotations

import ast
import typing
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, Optional, cast

from ..diagnostics import Location, Sink
from ..model.names import QualifiedName
from ..model.types import NamedType, TypeExpression, parts
from .forms import returned
from .live import identity, is_class, is_new_type, mro_of
from .matching import match_class
from .protocols import is_protocol
from .qualifiers import OF_ATTRIBUTES, OF_KEYS, without_qualifiers
from .references import Context
from .standard import is_standard

if TYPE_CHECKING:
    from .annotations import Annotations


_CONCRETE = ("builtins", "collections", "types")


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
            looked_at = is_value_class(cls) or is_protocol(cls) or is_nested(cls)
            if looked_at and not is_standard(cls) and cls not in self._annotations.registered:
                self.looking += 1
                try:
                    self._found[cls] = self._in_fields(cls)
                finally:
                    self.looking -= 1
        return self._found[cls]

    def _in_fields(self, cls: type) -> Optional[str]:
        methods = not is_value_class(cls)
        return next(
            filter(
                None,
                (self._in_own(owner, methods) for owner in mro_of(cls) if not is_standard(owner)),
            ),
            None,
        )

    def _in_own(self, owner: type, methods: bool) -> Optional[str]:
        """The wrapped class in what `owner` itself says, its bases left out."""
        modules = self._annotations.resolver.modules
        match = match_class(modules, owner)
        # What cannot be read there is nobody's business here.
        if match is not None and isinstance(match.definition.node, ast.ClassDef):
            context = Context(match.module, match.definition.inner, Sink(), None, {})
            body = match.definition.node.body
            every = [one for statement in body for one in _annotations(statement, methods)]
            return next(filter(None, (self._in_field(one, context) for one in every)), None)
        module = modules.read(owner.__module__)
        if module is None:
            return None
        nowhere = Location(module.table.source.path, 1)
        context = Context(module, module.table.root, Sink(), None, {}, nowhere)
        # `TypedDict("Options", {"node": Node})` has no body to read.
        fields: Any = vars(owner).get("__annotations__", {})
        return next(filter(None, (self._in_live(one, context) for one in fields.values())), None)

    def _in_live(self, obj: Any, context: Context) -> Optional[str]:
        """The wrapped class in the evaluated annotation of a field; parts of it may be strings."""
        if isinstance(obj, typing.ForwardRef):
            obj = obj.__forward_arg__
        if isinstance(obj, str):
            return self._in_field(ast.Constant(obj), context)
        listed = isinstance(obj, list)
        arguments = cast("list[Any]", obj) if listed else typing.get_args(obj)
        if not arguments and isinstance(obj, type):
            return obj.__name__ if obj in self._annotations.registered else self.wrapped_in(obj)
        found = (self._in_live(argument, context) for argument in arguments)
        return next(filter(None, found), None)

    def _in_field(self, annotation: ast.expr, context: Context) -> Optional[str]:
        every = OF_ATTRIBUTES | OF_KEYS
        field = without_qualifiers(self._annotations, annotation, context, every)
        if field.node is None:
            return None
        return self.mentioned(returned(self._annotations, field.node, field.context))

    def stands_for(self, live: Any, module: str) -> Optional[str]:
        """The name of a wrapped class whose objects the values of `live` are: a NewType over it, or a subclass of it that
        is not registered. None without. `module` is where it is defined, which a NewType of 3.9 does not know."""
        registered = self._annotations.registered
        if not is_new_type(live):
            bases = live.__mro__ if isinstance(live, type) and live not in registered else ()
            return next((base.__name__ for base in bases if base in registered), None)
        home = self._annotations.resolver.modules.live(module)
        for cls in _classes(live.__supertype__, home):
            held = cls.__name__ if cls in registered else self.stands_for(cls, module)
            if held is None and is_class(cls):
                held = self.wrapped_in(cls)
            if held is not None:
                return held
        return None

    def mentioned(self, type_: TypeExpression) -> Optional[str]:
        """The name of a wrapped class in `type_`, also in the fields of value classes."""
        if isinstance(type_, NamedType):
            live = self._annotations.live_classes.get(type_.name)
            if live in self._annotations.registered:
                return type_.name.name
            found = self.stands_for(live, type_.name.module)
            if found is None and isinstance(live, type):
                found = self.wrapped_in(live)
            if found is not None:
                return found
        return next(filter(None, map(self.mentioned, parts(type_))), None)


def passes_for(live: Any) -> tuple[QualifiedName, ...]:
    """What values of a class or NewType may be taken for at run time; see `NamedType`."""
    if is_new_type(live):
        inner = live.__supertype__
        inner = getattr(inner, "__origin__", inner)
        return (identity(inner), *passes_for(inner)) if is_class(inner) else passes_for(inner)
    if not is_class(live):
        return ()
    if is_protocol(live):
        return (QualifiedName("typing", "Protocol"),)
    return tuple(identity(base) for base in live.__mro__[1:-1] if base.__module__ in _CONCRETE)


def _classes(obj: Any, module: Optional[ModuleType]) -> Iterator[Any]:
    """The classes and NewTypes that a type expression mentions, itself one or evaluated, or a string in `module`."""
    text = obj if isinstance(obj, str) else getattr(obj, "__forward_arg__", None)
    if text is not None:
        for node in ast.walk(ast.parse(text, mode="eval")):
            found = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
            if found is not None:
                yield from _classes(found, None)
        return
    if is_class(obj) or is_new_type(obj):
        yield obj
    for argument in getattr(obj, "__args__", ()):
        yield from _classes(argument, module)


def _annotations(statement: ast.stmt, methods: bool) -> list[ast.expr]:
    """Those of a field, and if `methods` matter, as they do of a protocol, of a method and of attributes that it sets."""
    if isinstance(statement, ast.AnnAssign):
        return [statement.annotation]
    if not methods or not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    inside = [one for one in ast.walk(statement) if isinstance(one, ast.AnnAssign)]
    held = [one.annotation for one in inside if isinstance(one.target, ast.Attribute)]
    taken = statement.args
    every = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, taken.vararg, taken.kwarg]
    found = [one.annotation for one in every if one is not None]
    return held + [one for one in (*found, statement.returns) if one is not None]


def is_nested(cls: type) -> bool:
    """Whether the class is made inside another one, which mostly is the one that hands out its objects."""
    return "." in cls.__qualname__


def is_value_class(cls: type) -> bool:
    own = vars(cls)
    return (
        "__dataclass_fields__" in own
        or (issubclass(cls, tuple) and "_fields" in own)
        or ("__total__" in own and "__required_keys__" in own)
    )
