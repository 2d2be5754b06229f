"""The bases of classes with their type arguments, from the source of each class, substituted downwards.

Knows how generics compose along the MRO, and which asynchronous protocols a class derives from. Does not read members.
"""

from __future__ import annotations

import ast
from typing import Any, Optional, final

from ..data import dataclass
from ..diagnostics import Location, Sink
from ..model.names import QualifiedName
from ..model.types import AnyType, NamedType, TypeExpression
from . import arities, live_types
from .annotations import Annotations
from .live import identity, is_class, mro_of, references_to, special_form
from .matching import Match
from .modules import Modules
from .references import AliasReference, ClassReference, Context, VariableReference
from .stub_files import match_class_or_stub
from .variables import Substitution

PROTOCOLS = frozenset(
    QualifiedName(module, name)
    for module, names in {
        "collections.abc": "Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator",
        "contextlib": "AbstractAsyncContextManager",
    }.items()
    for name in names.split()
)

_AWAITABLE = QualifiedName("collections.abc", "Awaitable")
_NOWHERE = Location("", 0)


@final
@dataclass(frozen=True)
class Base:
    cls: type
    arguments: tuple[TypeExpression, ...]


@final
class Bases:
    """Bases and protocols, one reading a class and its arguments."""

    def __init__(self, modules: Modules, annotations: Annotations) -> None:
        self._modules = modules
        self._annotations = annotations
        self._matches: dict[type, Optional[Match]] = {}
        self._known: dict[tuple[type, tuple[TypeExpression, ...]], tuple[Base, ...]] = {}
        self._protocols: dict[tuple[type, tuple[TypeExpression, ...]], tuple[NamedType, ...]] = {}
        self._open: set[type] = set()
        self._asynchronous: dict[type, bool] = {}

    def match(self, cls: type) -> Optional[Match]:
        """The `class` statement; None where there is none to be seen."""
        if cls not in self._matches:
            self._matches[cls] = match_class_or_stub(self._modules, cls)
        return self._matches[cls]

    def parameters(self, cls: type) -> tuple[VariableReference, ...]:
        """The type parameters of `cls`, in order."""
        found = self.match(cls)
        if found is not None and found.definition.outer is not found.definition.enclosing:
            bindings = found.definition.outer.bindings
            every = (bound for several in bindings.values() for bound in several)
            return tuple(VariableReference(bound.name, bound, found.module) for bound in every)
        return references_to(arities.parameters(cls))

    def substitution(self, cls: type, arguments: tuple[TypeExpression, ...]) -> Substitution:
        variables = self._annotations.variables
        return variables.standing_for(self.parameters(cls), arguments, Sink())

    def report(self, cls: type, sink: Sink, place: Location) -> None:
        """Tell what is wrong with the bases of `cls` as they are written; at `place` where that has no source."""
        self._read(cls, {}, sink, place)

    def of(self, cls: type, arguments: Optional[tuple[TypeExpression, ...]]) -> tuple[Base, ...]:
        """The direct bases with arguments; None for `arguments` keeps the type parameters as they are."""
        if arguments is None:
            return self._read(cls, {})
        key = (cls, arguments)
        if key not in self._known:
            self._known[key] = self._read(cls, self.substitution(cls, arguments))
        return self._known[key]

    def along(self, cls: type) -> dict[type, Substitution]:
        """For each class that `cls` derives from, what its type parameters are in `cls`."""
        every = self.arguments_along(cls).items()
        return {cls: {}, **{base: self.substitution(base, given) for base, given in every}}

    def arguments_along(self, cls: type) -> dict[type, tuple[TypeExpression, ...]]:
        """For each class that `cls` derives from, its type arguments."""
        found: dict[type, tuple[TypeExpression, ...]] = {}
        pending = list(self.of(cls, None))
        while pending:
            base = pending.pop(0)
            if base.cls not in found:
                found[base.cls] = base.arguments
                pending.extend(self.of(base.cls, base.arguments))
        return found

    def _read(
        self,
        cls: type,
        substitution: Substitution,
        sink: Optional[Sink] = None,
        place: Location = _NOWHERE,
    ) -> tuple[Base, ...]:
        """Without a `sink`, a base that cannot be read is left to `report`, for those where it matters."""
        found = self.match(cls)
        written: dict[type, tuple[TypeExpression, ...]] = {}
        quiet = Sink() if sink is None else sink
        if found is not None and isinstance(found.definition.node, ast.ClassDef):
            limit = found.definition.first_line
            context = Context(found.module, found.definition.outer, quiet, limit, substitution)
            for node in found.definition.node.bases:
                base = self._written(node, context)
                if base is not None:
                    written.setdefault(base.cls, base.arguments)
        bases = tuple(base for base in cls.__bases__ if base is not object)
        unseen = [base for base in bases if base not in written]
        if unseen:  # there is no source, or a base is computed
            written.update(self._live(cls, unseen, quiet, substitution, place))
        return tuple(Base(base, written.get(base) or self._bare(base, quiet)) for base in bases)

    def _written(self, node: ast.expr, context: Context) -> Optional[Base]:
        head = node.value if isinstance(node, ast.Subscript) else node
        if not isinstance(head, (ast.Name, ast.Attribute)):
            return None
        reference = self._annotations.resolver.expression(head, context)
        inner: list[ast.expr] = []
        if isinstance(node, ast.Subscript):
            inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if isinstance(reference, AliasReference):
            meant = self._annotations.aliases.value(reference, inner, context)
            return self._written(*meant)
        if not isinstance(reference, ClassReference) or not is_class(reference.live):
            return None
        if not inner:
            return Base(reference.live, self._bare(reference.live, context.sink))
        read = tuple(self._argument(part, reference.live, context) for part in inner)
        every = self._annotations.classes.complete(
            reference.name, reference.live, read, context.sink
        )
        return Base(reference.live, every)

    def _argument(self, node: ast.expr, cls: type, context: Context) -> TypeExpression:
        """What stands for a ParamSpec matters only where the base is public; members that mention it are refused."""
        is_list = isinstance(node, ast.List) or (
            isinstance(node, ast.Constant) and node.value is ...
        )
        if is_list and cls not in self._annotations.registered:
            return AnyType()
        return self._annotations.argument(node, context)

    def _live(
        self,
        cls: type,
        wanted: list[type],
        quiet: Sink,
        substitution: Substitution,
        place: Location,
    ) -> dict[type, tuple[TypeExpression, ...]]:
        written: dict[type, tuple[TypeExpression, ...]] = {}
        module = self._modules.read(cls.__module__)
        for base in vars(cls).get("__orig_bases__", ()):
            origin: Any = getattr(base, "__origin__", None)
            if module is None or not is_class(origin) or origin not in wanted:
                continue
            if special_form(origin) is not None:  # `Generic[T]`
                continue
            context = Context(module, module.table.root, quiet, None, substitution, place)
            given: tuple[Any, ...] = base.__args__
            written[origin] = tuple(
                live_types.convert(one, self._annotations, context) for one in given
            )
        return written

    def _bare(self, cls: type, sink: Sink) -> tuple[TypeExpression, ...]:
        return self._annotations.classes.bare(identity(cls), cls, sink)

    def protocols(self, cls: type, arguments: tuple[TypeExpression, ...]) -> tuple[NamedType, ...]:
        """The asynchronous protocols that `cls` names in its bases, or else those which its bases name."""
        key = (cls, arguments)
        if key not in self._protocols:
            if cls not in self._asynchronous:
                self._asynchronous[cls] = _may_be_asynchronous(cls)
            if cls in self._open or not self._asynchronous[cls]:
                return ()
            name = identity(cls)
            if name in PROTOCOLS or cls.__module__ == "builtins":
                return ()
            if name.module.startswith("asyncio") and name.qualname in ("Future", "Task"):
                return (NamedType(_AWAITABLE, arguments or (AnyType(),)),)
            self._open.add(cls)
            try:
                self._protocols[key] = self._collect(cls, arguments)
            finally:
                self._open.discard(cls)
        return self._protocols[key]

    def _collect(self, cls: type, arguments: tuple[TypeExpression, ...]) -> tuple[NamedType, ...]:
        found: dict[QualifiedName, NamedType] = {}
        for base in self.of(cls, arguments):
            name = identity(base.cls)
            if name in PROTOCOLS:
                found.setdefault(name, NamedType(name, base.arguments))
                continue
            for protocol in self.protocols(base.cls, base.arguments):
                found.setdefault(protocol.name, protocol)
        return tuple(found.values())


def _may_be_asynchronous(cls: type) -> bool:
    return any(
        identity(base) in PROTOCOLS
        or base.__module__ == "_asyncio"
        or base.__module__.startswith("asyncio")
        for base in mro_of(cls)
    )
