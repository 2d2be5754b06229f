"""Type expressions: what an annotation means, its names resolved and its spelling normalised.

A closed union. `Optional[X]`, `Union[X, Y]` and `X | Y` are one `UnionType`; `List[X]` and `list[X]` are one `NamedType`
of `builtins.list`; `typing.Iterable` is `collections.abc.Iterable`. Missing type arguments are written out as `Any`,
which is what the typing specification says that they mean.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Optional, Union, final

from ..data import dataclass
from .names import QualifiedName


@final
@dataclass(frozen=True)
class NamedType:
    """A class (or NewType, Protocol, TypedDict, Enum, … anything with a name that stands for a type), with its arguments.

    `name` says which one it is: module and qualname of its definition, normalised (`builtins.list` for `typing.List`).
    `spelled` is where generated code imports it from: a public path of the same object, `aiosqlite.Cursor` for
    `aiosqlite.cursor.Cursor`. `checker_only` says that it cannot be imported at run time from there (it was imported under
    TYPE_CHECKING only and its module is not importable).
    `protocols` are the asynchronous protocols (see async_shapes.py) which an unregistered class derives from, with their
    arguments substituted: `Result[Cursor]` deriving from `Coroutine[Any, Any, T]` has `Coroutine[Any, Any, Cursor]`.
    Empty for the protocols themselves.
    `passes_for` are types of other names that its values may be taken for at run time: the builtin containers that a class
    derives from, what a NewType is made of, `typing.Protocol` for a protocol. `is_checkable` says that `isinstance` tells its
    values at run time: it is a class, no protocol and no TypedDict, and generated code can import it.
    """

    name: QualifiedName
    arguments: tuple[TypeExpression, ...] = ()
    spelled: Optional[QualifiedName] = None
    checker_only: bool = False
    protocols: tuple[NamedType, ...] = ()
    passes_for: tuple[QualifiedName, ...] = field(default=(), compare=False)
    is_checkable: bool = field(default=False, compare=False)

    @property
    def importable(self) -> QualifiedName:
        return self.spelled or self.name


@final
@dataclass(frozen=True)
class NoneType:
    """`None`."""


@final
@dataclass(frozen=True)
class AnyType:
    """`Any`."""


@final
@dataclass(frozen=True)
class UnionType:
    """`A | B | None`: flattened, without repetitions, in the order written. Two members at least."""

    members: tuple[TypeExpression, ...]


@final
@dataclass(frozen=True)
class FixedTuple:
    """`tuple[A, B]`; `tuple[()]` has no items."""

    items: tuple[TypeExpression, ...]


@final
@dataclass(frozen=True)
class VariadicTuple:
    """`tuple[A, ...]`; a bare `tuple` is `tuple[Any, ...]`."""

    item: TypeExpression


@final
@dataclass(frozen=True)
class CallableType:
    """`Callable[[A, B], R]`; `parameters` is None for `Callable[..., R]`; a bare `Callable` is `Callable[..., Any]`.

    `rest` is P of `Callable[P, R]`, and of `Callable[Concatenate[A, P], R]`, where `parameters` are those before it.
    `exact` says that one which returns an awaitable is not offered as a sync one as well.
    """

    parameters: Optional[tuple[TypeExpression, ...]]
    returns: TypeExpression
    exact: bool = False
    rest: Optional[TypeVariable] = None


@final
@dataclass(frozen=True)
class EnumMember:
    """A member of an enumeration inside `Literal`."""

    enumeration: NamedType
    member: str


LiteralValue = Union[None, bool, int, str, bytes, EnumMember]


@final
@dataclass(frozen=True)
class LiteralType:
    """`Literal["a", 1]`."""

    values: tuple[LiteralValue, ...]


@final
@dataclass(frozen=True)
class SelfType:
    """`Self` (PEP 673)."""


@final
@dataclass(frozen=True)
class AliasType:
    """A name for another type, importable: `Rows = list[Row]`.

    Its name stays where the meaning may stay; where a wrapped class occurs in the meaning, the meaning is written out, or the
    alias anew if it is exported. `arguments` are those of a generic alias, which are in the place of its variables in `meaning`.
    """

    name: QualifiedName
    meaning: TypeExpression
    checker_only: bool = False
    arguments: tuple[TypeExpression, ...] = ()


@final
@dataclass(frozen=True)
class Metadata:
    """One thing that `Annotated` adds to a type, as written: `Gt(0)`.

    `source` is parsed where it is spelled; `names` says where each dotted name in it is imported from.
    """

    source: str
    names: tuple[tuple[str, QualifiedName], ...] = ()


@final
@dataclass(frozen=True)
class AnnotatedType:
    """`Annotated[T, …]`: values are those of T. What cannot be imported elsewhere has been left out of `metadata`."""

    type: TypeExpression
    metadata: tuple[Metadata, ...]


class VariableKind(enum.Enum):
    TYPE = "TypeVar"
    PARAMETERS = "ParamSpec"
    TUPLE = "TypeVarTuple"


class Variance(enum.Enum):
    INVARIANT = "invariant"
    COVARIANT = "covariant"
    CONTRAVARIANT = "contravariant"
    INFERRED = "inferred"


@final
@dataclass(frozen=True)
class TypeVariable:
    """A TypeVar, ParamSpec or TypeVarTuple.

    `scope` tells two of one name apart: the module that assigns it, or for one of a type parameter list (PEP 695) the module and
    qualname of its class or function. `default` is that of PEP 696.
    """

    name: str
    scope: str = ""
    kind: VariableKind = VariableKind.TYPE
    bound: Optional[TypeExpression] = None
    constraints: tuple[TypeExpression, ...] = ()
    variance: Variance = Variance.INVARIANT
    default: Optional[TypeExpression] = None


@final
@dataclass(frozen=True)
class ParameterList:
    """What stands for a ParamSpec among type arguments: `[A, B]`; None for `...`."""

    items: Optional[tuple[TypeExpression, ...]]


@final
@dataclass(frozen=True)
class ParametersOf:
    """`P.args` and `P.kwargs`, the annotations of `*args` and `**kwargs`."""

    variable: TypeVariable
    part: str


@final
@dataclass(frozen=True)
class UnpackedType:
    """`*Ts`, which is also written `Unpack[Ts]`: among the items of a tuple, the parameters of a callable, the type
    arguments of a class, and as the annotation of `*args`.
    """

    type: TypeExpression


@final
@dataclass(frozen=True)
class ErrorType:
    """An annotation that could not be read; it has been reported, and lowering says nothing more about it."""


TypeExpression = Union[
    NamedType,
    NoneType,
    AnyType,
    UnionType,
    FixedTuple,
    VariadicTuple,
    CallableType,
    LiteralType,
    SelfType,
    AliasType,
    AnnotatedType,
    TypeVariable,
    ParameterList,
    ParametersOf,
    UnpackedType,
    ErrorType,
]

# What a function says that its result proves of its argument; the value is a bool.
GUARDS = frozenset({QualifiedName("typing", "TypeGuard"), QualifiedName("typing", "TypeIs")})


OBJECT = NamedType(QualifiedName("builtins", "object"))
CALLABLE = QualifiedName("collections.abc", "Callable")


def union(*members: TypeExpression) -> TypeExpression:
    """The union of `members`: flattened, without repetitions; a single member is itself."""
    flat: list[TypeExpression] = []
    for member in members:
        for part in member.members if isinstance(member, UnionType) else (member,):
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else UnionType(tuple(flat))


def parts(type: TypeExpression) -> tuple[TypeExpression, ...]:
    """The types directly inside `type`."""
    if isinstance(type, NamedType):
        return type.arguments
    if isinstance(type, UnionType):
        return type.members
    if isinstance(type, FixedTuple):
        return type.items
    if isinstance(type, VariadicTuple):
        return (type.item,)
    if isinstance(type, CallableType):
        rest = () if type.rest is None else (type.rest,)
        return (*(type.parameters or ()), *rest, type.returns)
    if isinstance(type, ParameterList):
        return type.items or ()
    if isinstance(type, ParametersOf):
        return (type.variable,)
    if isinstance(type, AliasType):
        return (type.meaning, *type.arguments)
    if isinstance(type, (AnnotatedType, UnpackedType)):
        return (type.type,)
    return ()


def is_guard(type: TypeExpression) -> bool:
    """Whether `type` is `TypeGuard[T]` or `TypeIs[T]`."""
    return isinstance(type, NamedType) and type.name in GUARDS


def is_anything(type: TypeExpression) -> bool:
    """Whether it says nothing of a value: `Any` and `object`, also behind an alias."""
    type = meaning(type)
    return isinstance(type, AnyType) or type == OBJECT


def meaning(type: TypeExpression) -> TypeExpression:
    """What `type` is behind the names of aliases and without metadata; the types inside stay."""
    while isinstance(type, (AliasType, AnnotatedType)):
        type = type.meaning if isinstance(type, AliasType) else type.type
    return type


def variables_of(type: TypeExpression) -> tuple[TypeVariable, ...]:
    """The type variables in `type`, in the order of their first appearance."""
    if isinstance(type, TypeVariable):
        return (type,)
    inner = parts(type)
    if not inner:  # by far the most
        return ()
    return tuple(dict.fromkeys([found for part in inner for found in variables_of(part)]))


def substituted(
    type: TypeExpression, arguments: Mapping[TypeVariable, TypeExpression]
) -> TypeExpression:
    """`type` with `arguments` in the places of type variables."""
    if isinstance(type, TypeVariable):
        return arguments.get(type, type)
    if isinstance(type, NamedType):
        inner = tuple(substituted(argument, arguments) for argument in type.arguments)
        return replace(type, arguments=inner)
    if isinstance(type, UnionType):
        return union(*(substituted(member, arguments) for member in type.members))
    if isinstance(type, FixedTuple):
        return FixedTuple(tuple(substituted(item, arguments) for item in type.items))
    if isinstance(type, VariadicTuple):
        return VariadicTuple(substituted(type.item, arguments))
    if isinstance(type, CallableType):
        return _substituted_callable(type, arguments)
    if isinstance(type, ParameterList) and type.items is not None:
        return ParameterList(tuple(substituted(item, arguments) for item in type.items))
    if isinstance(type, ParametersOf):
        known = arguments.get(type.variable)
        return replace(type, variable=known) if isinstance(known, TypeVariable) else type
    if isinstance(type, (AnnotatedType, UnpackedType)):
        return replace(type, type=substituted(type.type, arguments))
    if isinstance(type, AliasType) and type.arguments:
        inner = tuple(substituted(argument, arguments) for argument in type.arguments)
        return replace(type, meaning=substituted(type.meaning, arguments), arguments=inner)
    return type


def _substituted_callable(
    type: CallableType, arguments: Mapping[TypeVariable, TypeExpression]
) -> TypeExpression:
    parameters, rest = type.parameters, type.rest
    if parameters is not None:
        parameters = tuple(substituted(item, arguments) for item in parameters)
    known = None if rest is None else arguments.get(rest)
    if isinstance(known, TypeVariable):
        rest = known
    elif isinstance(known, ParameterList):
        rest = None
        parameters = None if known.items is None else (*(parameters or ()), *known.items)
    returns = substituted(type.returns, arguments)
    return replace(type, parameters=parameters, rest=rest, returns=returns)


def is_failed(type: TypeExpression) -> bool:
    """Whether something in a type could not be read."""
    return isinstance(type, ErrorType) or any(map(is_failed, parts(type)))


def mentions_self(type: TypeExpression) -> bool:
    return isinstance(type, SelfType) or any(map(mentions_self, parts(type)))
