"""What users see: public names, the kind of every member, and what a call gives on both faces.

Types are still those of the implementation: how each is spelled in public, and how a value crosses, is the type
transformers' business.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Optional, Union, final

from ..data import dataclass
from ..diagnostics import Location
from .api import Attribute, Binding, ClassProperty, Container, Handwritten, Property, Start
from .names import QualifiedName, assert_never
from .signature import Parameter, Signature
from .types import NamedType, TypeExpression, TypeVariable, Variance

# An implementation class → the module and the name of its wrapper.
SynchronizedTypes = Mapping[QualifiedName, tuple[str, str]]

# ---- what a call gives


@final
@dataclass(frozen=True)
class Value:
    """The value itself; there is no second face."""

    type: TypeExpression


@final
@dataclass(frozen=True)
class Awaited:
    """A coroutine or another awaitable of `type`."""

    type: TypeExpression


@final
@dataclass(frozen=True)
class Generated:
    """An async generator, two-way."""

    yields: TypeExpression
    sends: TypeExpression


@final
@dataclass(frozen=True)
class Iterated:
    """An async iterator."""

    yields: TypeExpression


@final
@dataclass(frozen=True)
class Managed:
    """An async context manager; `exits` is the result of leaving it where it is written."""

    enters: TypeExpression
    exits: Optional[TypeExpression] = None


@final
@dataclass(frozen=True)
class AwaitableObject:
    """An object of a wrapped class that is awaitable and gives `value`."""

    object: TypeExpression
    value: TypeExpression


@final
@dataclass(frozen=True)
class AwaitableManager:
    """Something to be awaited or to be entered, either of which gives `type`."""

    type: TypeExpression


Outcome = Union[Value, Awaited, Generated, Iterated, Managed, AwaitableObject, AwaitableManager]


def types_of(outcome: Outcome) -> tuple[TypeExpression, ...]:
    """The types that cross when a call is made and its result used."""
    if isinstance(outcome, (Value, Awaited, AwaitableManager)):
        return (outcome.type,)
    if isinstance(outcome, Generated):
        return (outcome.yields, outcome.sends)
    if isinstance(outcome, Iterated):
        return (outcome.yields,)
    if isinstance(outcome, Managed):
        return (outcome.enters, *(() if outcome.exits is None else (outcome.exits,)))
    if isinstance(outcome, AwaitableObject):
        return (outcome.object, outcome.value)
    assert_never(outcome)


class Role(enum.Enum):
    """What a special method does for the language; an ordinary function has none."""

    NONE = "none"
    OPERATOR = "operands and result are converted by value"
    ENTER = "__aenter__"
    OPENING = "an __aenter__ that only awaits the object"
    EXIT = "__aexit__"
    STEP = "__anext__"
    AWAIT = "__await__"


@final
@dataclass(frozen=True)
class Call:
    """One way to call: the parameters, and what comes back; `deprecated` is what is said of an overload alone.

    `receiver` is what the object has to be, where not every object of the class can be called so (`self: Box[int]`).
    """

    parameters: tuple[Parameter, ...]
    outcome: Outcome
    deprecated: Optional[str] = None
    receiver: Optional[TypeExpression] = None


@final
@dataclass(frozen=True)
class Function:
    """A function or method.

    `implementation` is the attribute's name in the implementation's class or module, `importable` where a module-level function is
    imported from. `overrides` are the nearest wrapped base classes which have a member of the same name that is typed by a private
    class in the stub, as a dual one is. `beside_dual` says that a plain one is, since what overrides it, or what it overrides, is.
    `aio_name` is the special method that the asynchronous face goes by (`__aenter__`), None for `.aio`. `prefetch`
    says by how many items an iterator runs ahead.
    """

    name: str
    implementation: str
    binding: Binding
    call: Call
    location: Location
    overloads: tuple[Call, ...] = ()
    role: Role = Role.NONE
    doc: Optional[str] = None
    importable: Optional[QualifiedName] = None
    overrides: tuple[QualifiedName, ...] = ()
    beside_dual: bool = False
    aio_name: Optional[str] = None
    start: Start = Start.HERE
    is_abstract: bool = False
    deprecated: Optional[str] = None
    prefetch: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether a call gives a value at once, so that there is no other face."""
        return isinstance(self.call.outcome, Value)

    @property
    def has_receiver(self) -> bool:
        """Whether not every object of its class can be called so."""
        return any(call.receiver is not None for call in (self.call, *self.overloads))

    @property
    def has_private_class(self) -> bool:
        """Whether a private class types it in the stub."""
        if self.role is not Role.NONE or self.aio_name is not None:
            return False
        return not self.is_plain or self.beside_dual


Member = Union[Function, Property, Attribute, ClassProperty, Handwritten]


@final
@dataclass(frozen=True)
class Class:
    """A wrapper class `name` for the implementation class `implementation`; `is_made_inside` where users cannot construct it."""

    name: str
    implementation: QualifiedName
    importable: QualifiedName
    location: Location
    bases: tuple[NamedType, ...] = ()
    members: tuple[Member, ...] = ()
    constructor: Optional[Signature] = None
    constructor_overloads: tuple[Signature, ...] = ()
    construction: Start = Start.HERE
    is_made_inside: bool = False
    is_abstract: bool = False
    match_args: tuple[str, ...] = ()
    doc: Optional[str] = None
    type_parameters: tuple[TypeVariable, ...] = ()
    deprecated: Optional[str] = None

    @property
    def constructors(self) -> tuple[Signature, ...]:
        """The signature of the constructor and those of its overloads."""
        own = () if self.constructor is None else (self.constructor,)
        return (*own, *self.constructor_overloads)


def functions_in(items: Iterable[Item]) -> Iterator[Function]:
    """The functions among `items`, and the methods of the classes."""
    for item in items:
        members = item.members if isinstance(item, Class) else (item,)
        yield from (member for member in members if isinstance(member, Function))


def types_in(function: Function) -> list[TypeExpression]:
    """The types that a caller sees in any of the signatures of `function`."""
    return [
        type
        for call in (function.overloads or (function.call,))
        for type in (*types_of(call.outcome), *(p.type for p in call.parameters))
    ]


def mentioned_types(item: Union[Function, Class]) -> list[TypeExpression]:
    """Every type that stands in the public face of `item`."""
    if isinstance(item, Function):
        calls = (item.call, *item.overloads)
        found = [parameter.type for call in calls for parameter in call.parameters]
        found += [call.receiver for call in calls if call.receiver is not None]
        return found + [type for call in calls for type in types_of(call.outcome)]
    types: list[TypeExpression] = list(item.bases)
    for signature in item.constructors:
        types += [parameter.type for parameter in signature.parameters]
        types += [] if signature.receiver is None else [signature.receiver]
    for member in item.members:
        types += types_of_member(member)
    return types


def distinct_types(items: Iterable[Item]) -> list[TypeExpression]:
    """Every type that stands in the public face of `items`, once: equal ones are mostly one object, as they are read."""
    return [*{id(type): type for item in items for type in mentioned_types(item)}.values()]


def types_of_member(member: Member) -> list[TypeExpression]:
    """Every type that stands in the public face of a member."""
    if isinstance(member, Function):
        return mentioned_types(member)
    if isinstance(member, Handwritten):
        return types_of_handwritten(member)
    others = (getattr(member, name, None) for name in ("set_type", "receiver"))
    return [member.type, *(other for other in others if other is not None)]


def types_of_handwritten(written: Handwritten) -> list[TypeExpression]:
    """Every type that stands in the annotations of a member that is written by hand."""
    member = written.member
    if isinstance(member, Property):
        return [one for one in (member.type, member.set_type, member.receiver) if one is not None]
    found: list[TypeExpression] = []
    for signature in (member.signature, *member.overloads):
        found += [signature.returns, *(parameter.type for parameter in signature.parameters)]
        found += [] if signature.receiver is None else [signature.receiver]
    return found


@final
@dataclass(frozen=True)
class Export:
    """Somebody else's object under a public name: a value class that a signature mentions, or a manual export."""

    name: str
    source: QualifiedName


@final
@dataclass(frozen=True)
class Alias:
    """A public name for `type`, which the implementation knows as `source`."""

    name: str
    type: TypeExpression
    source: QualifiedName


Item = Union[Function, Class]


@final
@dataclass(frozen=True)
class Module:
    """A module to generate, its items in an order in which bases come before what derives from them.

    `types` are all that stand in its public face, each once.
    """

    target: str
    synchronizer: str
    items: tuple[Item, ...]
    types: Sequence[TypeExpression]
    exports: tuple[Export, ...]
    sources: tuple[str, ...]
    doc: Optional[str] = None
    aliases: tuple[Alias, ...] = ()


@final
@dataclass(frozen=True)
class Surface:
    """Everything that is generated together, with the command that does it again.

    `variances` are those of the classes' type variables that leave theirs to be inferred; `containers` those that libraries have
    registered.
    """

    modules: tuple[Module, ...]
    synchronized_types: SynchronizedTypes
    command: str
    lazy_imports: frozenset[tuple[str, str]] = frozenset()
    variances: Mapping[TypeVariable, Variance] = field(default_factory=dict[TypeVariable, Variance])
    containers: tuple[Container, ...] = ()
