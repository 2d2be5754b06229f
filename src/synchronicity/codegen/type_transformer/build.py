"""From a type expression to its transformer, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Optional

from ..diagnostics import Code
from ..model.api import Container
from ..model.async_shapes import (
    ASYNC_SHAPES,
    AWAITABLE,
    AsyncProtocol,
    awaitable_from,
    extra_of,
    leaves_variables_open,
    shapes_of,
    value_of,
)
from ..model.names import QualifiedName
from ..model.surface import SynchronizedTypes
from ..model.types import (
    AliasType,
    AnnotatedType,
    CallableType,
    ErrorType,
    FixedTuple,
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
    is_guard,
    meaning,
    parts,
    union,
    variables_of,
)
from .annotated import AliasTransformer, AnnotatedTransformer, GuardTransformer
from .asynchronous import ManagerTransformer, StreamTransformer
from .base import Direction, IdentityTransformer, Refused, TypeTransformer
from .callbacks import CallbackTransformer
from .container_table import CONTAINERS
from .containers import TupleTransformer, VariadicTupleTransformer
from .own import own_containers
from .spelling import wrapped_classes
from .unions import OptionalTransformer, UnionTransformer, ambiguity, exact_stream
from .variables import SpreadTransformer, VariableTransformer
from .wrapped import ClassTransformer, SelfTransformer, WrappedClassTransformer

# CPython 3.12.1 crashes on comprehensions nested about 20 deep.
DEEPEST_NESTING = 15
# What is not taken as it is: of iterators, sync ones are taken too; what can be awaited may be a task of the caller's loop.
_REPLACED = {
    AWAITABLE,
    *(
        name
        for name, shape in ASYNC_SHAPES.items()
        if shape.protocol in (AsyncProtocol.ITERATOR, AsyncProtocol.GENERATOR)
    ),
}


def transformer_for(
    type: TypeExpression,
    synchronized_types: SynchronizedTypes,
    receiver: str = "self",
    direction: Direction = Direction.OUT,
    containers: Sequence[Container] = (),
) -> TypeTransformer:
    """The transformer of `type`.

    Args:
        type: as written in the implementation.
        synchronized_types: an implementation class to (target module, wrapper name).
        receiver: what `Self` is taken from in a conversion: the name of the object, or in a class method of the class.
        direction: which way values cross where `type` stands; an async iterator is something else as an argument than
            as a result.
        containers: those of a library's own that are registered.

    Raises:
        Refused: values of this type cannot cross exactly.
    """
    return Transformers(synchronized_types, containers).of(type, direction, receiver)


class Transformers:
    """The transformers of one program: every type is looked at once.

    Args:
        synchronized_types: an implementation class to (target module, wrapper name).
        containers: those of a library's own that are registered.
    """

    def __init__(
        self, synchronized_types: SynchronizedTypes, containers: Sequence[Container] = ()
    ) -> None:
        self.synchronized_types = synchronized_types
        self.containers = {one.name: one for one in containers}
        self.makers = {**CONTAINERS, **own_containers(containers)}
        self._made: dict[tuple[TypeExpression, str, Direction], TypeTransformer] = {}
        # The same by identity, which is much faster; each type is held here, so that no other one gets its number.
        self._known: dict[tuple[int, str, bool], tuple[TypeExpression, TypeTransformer]] = {}

    def of(
        self,
        type: TypeExpression,
        direction: Direction = Direction.OUT,
        receiver: str = "self",
    ) -> TypeTransformer:
        """`transformer_for(type)`, made before or now. Raises Refused likewise."""
        key = (id(type), receiver, direction is Direction.IN)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (type, self._by_value(type, direction, receiver))
        return known[1]

    def _by_value(
        self, type: TypeExpression, direction: Direction, receiver: str
    ) -> TypeTransformer:
        key = (type, receiver, direction)
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = _Builder(self, receiver, direction).build(type, 0)
        return known


class _Builder:
    def __init__(self, known: Transformers, receiver: str, direction: Direction) -> None:
        self.known = known
        self.synchronized_types = known.synchronized_types
        self.receiver = receiver
        self.direction = direction

    def build(self, type: TypeExpression, depth: int) -> TypeTransformer:
        if isinstance(type, (ErrorType, ParameterList)):
            return IdentityTransformer(
                type
            )  # an error has been reported; a list is no value's type
        if depth > DEEPEST_NESTING:
            raise Refused(
                Code.NESTING_TOO_DEEP,
                f"containers with wrapped classes nest at most {DEEPEST_NESTING} deep",
                "give the inner part a class of its own",
            )
        if isinstance(type, SelfType):
            return SelfTransformer(self.receiver)
        if isinstance(type, TypeVariable):
            return self._variable(type)
        if isinstance(type, (ParametersOf, UnpackedType)):
            return SpreadTransformer(type)
        if not self._crosses(type):
            return IdentityTransformer(type)
        if isinstance(type, UnionType):
            return self._union(type, depth)
        if isinstance(type, AliasType):
            respelled = self._is_respelled(type)
            return AliasTransformer(type, self.build(type.meaning, depth), respelled=respelled)
        if isinstance(type, AnnotatedType):
            return AnnotatedTransformer(self.build(type.type, depth), type.metadata)
        if isinstance(type, FixedTuple):
            return TupleTransformer([self.build(item, depth + 1) for item in type.items])
        if isinstance(type, VariadicTuple):
            return VariadicTupleTransformer(self.build(type.item, depth + 1))
        if isinstance(type, CallableType):
            return self._callback(type, depth)
        assert isinstance(type, NamedType)
        return self._named(type, depth)

    def _crosses(self, type: TypeExpression) -> bool:
        """Whether values of `type` change: wrapped objects in them, or callbacks that may be awaited."""
        if isinstance(type, NamedType) and type.name in self.synchronized_types:
            return True
        if self._shapes(type) or (isinstance(type, CallableType) and awaitable_from(type)):
            return True
        return isinstance(type, (SelfType, TypeVariable)) or any(
            self._crosses(part) for part in parts(type)
        )

    def _is_respelled(self, type: TypeExpression) -> bool:
        """Whether `type` reads otherwise in public; a type variable is the same there, although values of it change."""
        if isinstance(type, NamedType) and type.name in self.synchronized_types:
            return True
        if self._shapes(type) or (isinstance(type, CallableType) and awaitable_from(type)):
            return True
        return any(map(self._is_respelled, parts(type)))

    def _shapes(self, type: TypeExpression) -> dict[AsyncProtocol, NamedType]:
        """The asynchronous protocols because of which values of `type` are replaced.

        An iterator that is an argument is, since sync users have theirs in its place. Anything else, and objects of a class that is
        more than such a protocol, cross as they are, for the implementation to await or enter, unless wrapped objects come out.
        """
        found = shapes_of(type)
        if not found or self.direction is Direction.OUT:
            return found
        assert isinstance(type, NamedType)
        if type.name in _REPLACED:
            return found
        given = (part for protocol in found.values() for part in protocol.arguments)
        return found if any(map(self._crosses, given)) else {}

    def _other(self) -> _Builder:
        """For what crosses the other way."""
        return _Builder(self.known, self.receiver, self.direction.other)

    def _callback(self, type: CallableType, depth: int) -> TypeTransformer:
        parameters: Optional[list[TypeTransformer]] = None
        if type.parameters is not None:
            # What the callback is called with crosses the other way.
            other = self._other()
            parameters = [other.build(_undivided(one), depth) for one in type.parameters]
        awaitable = awaitable_from(type)
        if self.direction is Direction.OUT and isinstance(meaning(type.returns), UnionType):
            awaitable = None  # nobody can await what may be there already
        returns = type.returns if awaitable is None else value_of(awaitable)
        return CallbackTransformer(
            parameters,
            self.build(returns, depth),
            awaited=awaitable is not None,
            direction=self.direction,
            exact=type.exact,
            rest=type.rest,
        )

    def _named(self, type: NamedType, depth: int) -> TypeTransformer:
        shapes = {} if type.name in self.synchronized_types else self._shapes(type)
        if shapes and (self.direction is Direction.OUT or type.name in ASYNC_SHAPES):
            return self._asynchronous(type, shapes, depth)
        if shapes:
            raise _no_argument(type, shapes)
        if type.name in self.synchronized_types:
            arguments = [self._argument(argument, depth) for argument in type.arguments]
            return WrappedClassTransformer(type.name, arguments)
        if is_guard(type):
            return GuardTransformer(type.name, self.build(type.arguments[0], depth))
        if type.name == QualifiedName("builtins", "type"):
            return self._class(type, depth)
        make = self.known.makers.get(type.name)
        if make is None:
            what = "a wrapped class"
            if not wrapped_classes(type, self.synchronized_types) and variables_of(type):
                what = "a type variable, which may stand for a wrapped class,"
            raise _no_place(f"a `{type.importable.name}`", what)
        own = self.known.containers.get(type.name)
        taken = (False,) * len(type.arguments) if own is None else own.taken
        return make(
            *(
                (self._other() if other_way else self).build(argument, depth + 1)
                for argument, other_way in zip(type.arguments, taken)
            )
        )

    def _argument(self, type: TypeExpression, depth: int) -> TypeTransformer:
        """A type argument of a wrapped class, which matters for the type only."""
        if isinstance(type, TypeVariable) and type.kind is not VariableKind.TYPE:
            return IdentityTransformer(type)
        return self.build(type, depth)

    def _class(self, type: NamedType, depth: int) -> TypeTransformer:
        item = self.build(type.arguments[0], depth)
        if not item.needs_translation():
            return IdentityTransformer(type)
        if not isinstance(item, (WrappedClassTransformer, VariableTransformer)):
            raise _no_place("`type[...]` of something else than one wrapped class")
        return ClassTransformer(item)

    def _variable(self, variable: TypeVariable) -> TypeTransformer:
        if variable.kind is not VariableKind.TYPE:
            raise Refused(
                Code.UNSUPPORTED,
                f"no value is of the type of the {variable.kind.value} `{variable.name}`",
                "a ParamSpec stands in `Callable[P, R]`, a TypeVarTuple is unpacked",
            )
        limits = (variable.bound, *variable.constraints)
        if not all(limit is None or self._can_go_by_value(limit) for limit in limits):
            raise Refused(
                Code.UNTRANSLATABLE,
                f"`{variable.name}` stands for something that holds wrapped objects and is no builtin container, so that "
                "they would not be found in it",
                "bound it by the wrapped class, or by a builtin container of it; or write the type in its place",
            )
        return VariableTransformer(variable)

    def _can_go_by_value(self, type: TypeExpression) -> bool:
        """Whether the conversion by value finds every wrapped object in values of `type`."""
        type = meaning(type)
        if not wrapped_classes(type, self.synchronized_types):
            return True
        if isinstance(type, NamedType):
            if type.name in self.synchronized_types:
                return True
            if type.name not in CONTAINERS or type.name.module != "builtins":
                return False
        elif not isinstance(type, (UnionType, FixedTuple, VariadicTuple)):
            return False
        return all(map(self._can_go_by_value, parts(type)))

    def _union(self, type: UnionType, depth: int) -> TypeTransformer:
        members = self._members(type)
        something = [member for member in members if not isinstance(member, NoneType)]
        if len(something) == 1:
            return OptionalTransformer(self.build(something[0], depth))
        transformers = [exact_stream(self.build(member, depth)) for member in members]
        reason = ambiguity(transformers)
        if reason is not None:
            raise Refused(
                Code.AMBIGUOUS_UNION,
                f"which member of this union a value is cannot be told at run time: {reason}",
                "give the cases functions of their own, or a class that tells them apart",
            )
        return UnionTransformer(transformers)

    def _members(self, type: UnionType) -> tuple[TypeExpression, ...]:
        """The members, those of an alias that has to be written out among them."""
        members: list[TypeExpression] = []
        for member in type.members:
            while isinstance(member, AliasType) and self._crosses(member):
                member = member.meaning
            members.extend(self._members(member) if isinstance(member, UnionType) else [member])
        return tuple(dict.fromkeys(members))

    def _asynchronous(
        self, type: NamedType, shapes: dict[AsyncProtocol, NamedType], depth: int
    ) -> TypeTransformer:
        """Something asynchronous as a value: in a property, in a container, as the result of a coroutine, or as an argument."""
        stream = shapes.get(AsyncProtocol.ITERATOR)
        if stream is None and self.direction is Direction.IN:
            stream = shapes.get(AsyncProtocol.GENERATOR)
        manager = shapes.get(AsyncProtocol.CONTEXT_MANAGER)
        if stream is not None and len(shapes) == 1:
            return StreamTransformer(self.build(value_of(stream), depth), self.direction)
        if manager is not None and len(shapes) == 1 and self.direction is Direction.OUT:
            exits = extra_of(manager)
            return ManagerTransformer(
                self.build(value_of(manager), depth),
                None if exits is None else self.build(exits, depth),
            )
        if self.direction is Direction.IN:
            raise _no_argument(type, shapes)
        what = next(iter(shapes)).value
        raise Refused(
            Code.UNSUPPORTED,
            f"an {what} is not translated in this place, only as what a function returns",
            "let a function return it by itself, not inside of another type such as `Optional[…]`; or leave this out of the public "
            "API (`exclude=`)",
        )


def _undivided(type: TypeExpression) -> TypeExpression:
    """`type` as what a function is called with that is itself a value, which has no overloads.

    Of a union of async and sync callbacks, mypy would infer nothing for the variables: it is shown as async only.
    """
    behind = meaning(type)
    if isinstance(behind, UnionType):
        return union(*map(_undivided, behind.members))
    if isinstance(behind, CallableType) and leaves_variables_open(behind):
        return replace(behind, exact=True)
    return type


def _no_argument(type: NamedType, shapes: dict[AsyncProtocol, NamedType]) -> Refused:
    if type.name == AWAITABLE:
        return Refused(
            Code.UNSUPPORTED,
            "an `Awaitable` is not translated as an argument: it may be a task of the caller's event loop, and would be awaited on the "
            "library's",
            "take a `Coroutine[Any, Any, T]`, or a callback that gives one",
        )
    return Refused(
        Code.UNSUPPORTED,
        f"an {next(iter(shapes)).value} that gives wrapped objects, or those of a type variable, is not translated as an argument",
        "take what it gives, or a callback; or leave this out of the public API (`exclude=`)",
    )


def _no_place(where: str, what: str = "a wrapped class") -> Refused:
    return Refused(
        Code.UNTRANSLATABLE,
        f"{what} inside {where} cannot be converted",
        "use a builtin container, or an abstract one such as Sequence or Mapping, for what crosses; how a generic class of your "
        "own crosses, `register_transformer` says",
    )
