"""What a class stands for in an annotation: itself with all its arguments, or the callable that a protocol is.

Knows which classes must not stand there, since their objects, or what they hold, would leak. Leaves the grammar of annotations
to annotations.py, and what a class holds to values.py.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Optional, final

from ...module import home_of
from ..diagnostics import Code, Sink
from ..model.names import QualifiedName
from ..model.types import (
    CALLABLE,
    AnyType,
    CallableType,
    ErrorType,
    NamedType,
    NoneType,
    TypeExpression,
    VariadicTuple,
    is_failed,
    variables_of,
)
from . import arities, protocols
from .live import identity
from .references import ClassReference, Context
from .values import is_checkable, is_nested, is_value_class, passes_for

if TYPE_CHECKING:
    from .annotations import Annotations

ERROR = ErrorType()
ANY = AnyType()
NONE = NoneType()


@final
class ClassTypes:
    """Reads classes for `annotations`; `live` are those that were met, by name."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self.live: dict[QualifiedName, object] = {}
        self._open: set[type] = set()
        self._simple: dict[ClassReference, TypeExpression] = {}
        # By the identity of the arguments, which are held here.
        self._generics: dict[
            tuple[object, ...], tuple[tuple[TypeExpression, ...], TypeExpression]
        ] = {}

    def read(self, found: ClassReference, node: ast.expr, context: Context) -> TypeExpression:
        if "<locals>" in found.name.qualname:
            message = f"the class `{found.name.name}` is made inside a function, so no other module can import it"
            context.sink.error(
                Code.LOCAL_OBJECT,
                context.location(node),
                message,
                "define it at the top of its module",
            )
            return ERROR
        known = self._simple.get(found)
        if known is None:
            arguments = self.bare(found.name, found.live, context.sink)
            known = self.usable(found, arguments, node, context)
            if not self._annotations.values.looking and not self._may_change(known):
                self._simple[found] = known
        return known

    def generic(
        self,
        head: ClassReference,
        arguments: tuple[TypeExpression, ...],
        node: ast.expr,
        context: Context,
    ) -> TypeExpression:
        """A class with the arguments that are written."""
        key = (head, *map(id, arguments))
        known = self._generics.get(key)
        if known is None:
            every = self.complete(head.name, head.live, arguments, context.sink)
            known = (arguments, self.usable(head, every, node, context))
            if not self._annotations.values.looking and not self._may_change(known[1]):
                self._generics[key] = known
        return known[1]

    def usable(
        self,
        found: ClassReference,
        arguments: tuple[TypeExpression, ...],
        node: ast.expr,
        context: Context,
    ) -> TypeExpression:
        """A class with its arguments; ErrorType after reporting that its objects would leak."""
        if self._is_left_out(found, node, context):
            return ERROR
        cls = found.live
        if (
            isinstance(cls, type)
            and cls not in self._annotations.registered
            and not self._annotations.values.looking
        ):
            meant = self._callback(cls, arguments, context)
            if meant is not None:
                return meant
        return ERROR if self._leaks(found, node, context) else self.named(found, arguments)

    def _callback(
        self, cls: type, arguments: tuple[TypeExpression, ...], context: Context
    ) -> Optional[TypeExpression]:
        """The callable that a protocol is, if what it is called with, or gives, has to be converted."""
        if cls in self._open or not protocols.is_protocol(cls):
            return None
        self._open.add(cls)
        try:
            quiet = replace(context, sink=Sink())
            meant = protocols.as_callable(self._annotations, cls, arguments, quiet)
            if meant is None or not (
                variables_of(meant) or self._annotations.values.mentioned(meant)
            ):
                return None
            return protocols.as_callable(self._annotations, cls, arguments, context)
        finally:
            self._open.discard(cls)

    def _may_change(self, type_: TypeExpression) -> bool:
        """Whether the class would be read in another way, or with a report, in another place."""
        if self._annotations.variables.is_in_default:
            return True
        return is_failed(type_) or (isinstance(type_, NamedType) and bool(type_.protocols))

    def bare(self, name: QualifiedName, live: Any, sink: Sink) -> tuple[TypeExpression, ...]:
        """The arguments of a class that is named without any: the defaults of its parameters, else Any."""
        known = arities.bare(name)
        return self._defaulted(live, (), sink) if known is None else known

    def complete(
        self, name: QualifiedName, live: Any, arguments: tuple[TypeExpression, ...], sink: Sink
    ) -> tuple[TypeExpression, ...]:
        """`arguments` with the defaults of those which are not written."""
        known = arities.complete(name, arguments)
        return self._defaulted(live, arguments, sink) if known is None else known

    def _defaulted(
        self, live: Any, arguments: tuple[TypeExpression, ...], sink: Sink
    ) -> tuple[TypeExpression, ...]:
        missing = arities.parameters(live)[len(arguments) :]
        return (
            self._annotations.variables.arguments(
                self._annotations.parameters(live), arguments, sink
            )
            if missing
            else arguments
        )

    def _leaks(self, found: ClassReference, node: ast.expr, context: Context) -> bool:
        """Report a value class that holds wrapped objects: handed on as it is, it would hand them on too."""
        cls, name = found.live, found.name.name
        if self._annotations.values.looking:
            return False
        wrapped = self._annotations.values.stands_for(cls, found.name.module)
        if wrapped is not None:
            message = f"`{name}` is not registered, and its objects are those of the wrapped class `{wrapped}`"
            help = f"write the wrapped class, or register `{name}` too (`wrap_class`) if it is a subclass"
            context.sink.error(Code.UNTRANSLATABLE, context.location(node), message, help)
            return True
        wrapped = self._annotations.values.wrapped_in(cls) if isinstance(cls, type) else None
        if wrapped is None:
            return False
        what = f"{self._annotations.values.places[cls]} mentions the wrapped class `{wrapped}`"
        help = f"wrap `{name}` too (`wrap_class`), or keep wrapped objects out of it"
        if protocols.is_protocol(cls):
            help = "write `Callable[[A, B], R]`, or let the protocol have `__call__` only, its parameters positional-only (`/`)"
        elif is_value_class(cls):
            what = f"a field of it holds the wrapped class `{wrapped}`"
            help = f"wrap `{name}` too (`wrap_class`, if it is a dataclass), or keep wrapped objects out of it"
        elif not is_nested(cls):
            help += "; if users may have them as they are, say so with `manual_export`"
        message = f"`{name}` is handed on as it is, and {what}"
        context.sink.error(Code.UNTRANSLATABLE, context.location(node), message, help)
        return True

    def _is_left_out(self, found: ClassReference, node: ast.expr, context: Context) -> bool:
        """Report a class that is registered in a Module which is not compiled along: its objects would leak."""
        cls = found.live
        home = (
            home_of(cls)
            if isinstance(cls, type) and cls not in self._annotations.registered
            else None
        )
        if home is None:
            return False
        source = home._module
        context.sink.error(
            Code.NOT_COMPILED,
            context.location(node),
            f"`{found.name.name}` is registered for the module `{home.target_module}`, which is not compiled along",
            f"compile both together: add `-m {source}`",
        )
        return True

    def named(self, found: ClassReference, arguments: tuple[TypeExpression, ...]) -> TypeExpression:
        """A class with all its arguments, in its normal form."""
        name = found.name
        self.live.setdefault(name, found.live)
        if name.module == "builtins":
            if name.qualname == "tuple":
                return VariadicTuple(ANY)
            if name.qualname == "NoneType":
                return NONE
            return NamedType(name, arguments)
        if name.module == "types" and name.qualname == "NoneType":
            return NONE
        if name == CALLABLE:
            return CallableType(None, ANY)
        if found.live is None:
            return NamedType(name, arguments, _other(found.authored, name), found.checker_only)
        path = (
            self._annotations.names.path(found.live, name, found.authored, exported=True)
            or found.authored
        )
        protocols: tuple[NamedType, ...] = ()
        if isinstance(found.live, type) and found.live not in self._annotations.registered:
            protocols = self._annotations.protocols(found.live, arguments)
        others = passes_for(found.live, self._annotations.containers)
        checkable = path is not None and is_checkable(found.live)
        return NamedType(name, arguments, _other(path, name), False, protocols, others, checkable)

    def class_type(self, cls: type, arguments: tuple[TypeExpression, ...]) -> TypeExpression:
        return self.named(ClassReference(identity(cls), cls), arguments)


def _other(path: Optional[QualifiedName], name: QualifiedName) -> Optional[QualifiedName]:
    return path if path != name else None
