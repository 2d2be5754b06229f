"""What was written: the registered functions and classes, read once into plain data."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Optional, Union, final

from ..data import dataclass
from ..diagnostics import Location
from .names import QualifiedName
from .signature import Signature
from .types import NamedType, TypeExpression, TypeVariable


class FunctionKind(enum.Enum):
    """What a call gives, decorators counted in."""

    PLAIN = "a value: `def f() -> T`"
    COROUTINE = "a coroutine: `async def f() -> T`"
    ASYNC_GENERATOR = "an async generator: `async def f() -> AsyncIterator[T]` with `yield`"
    ASYNC_CONTEXT_MANAGER = (
        "`@asynccontextmanager` over an async generator; the annotation is the generator's"
    )


class Binding(enum.Enum):
    FUNCTION = "module"
    METHOD = "instance"
    CLASS_METHOD = "class"
    STATIC_METHOD = "static"


class Proof(enum.Enum):
    """What the body shows beyond doubt, where an annotation alone does not say enough."""

    NOTHING = "nothing"
    AWAITS_SELF = "the body is `return await self`, or `await self` and `return self`"


class Accessor(enum.Enum):
    """A function of a property."""

    GETTER = "getter"
    SETTER = "setter"
    DELETER = "deleter"


class Start(enum.Enum):
    """Where a call of the implementation is made."""

    HERE = "on the caller's thread, also where what comes back is awaited on the loop"
    ON_LOOP = "on the loop, since it is plain code that needs the running one"
    AWAITED_ON_LOOP = "on the loop, and what comes back is awaited there"


@final
@dataclass(frozen=True)
class Function:
    """A function or method.

    `name` is the attribute name in the implementation. `importable` is where a module-level function can be imported from
    (a public path), None for members. `overloads` are the signatures of its `@overload`s, in order; empty without.
    `deprecated` is what `@deprecated` (PEP 702) says, None without. `prefetch` says by how many items an iterator runs ahead.
    """

    name: str
    kind: FunctionKind
    binding: Binding
    signature: Signature
    location: Location
    overloads: tuple[Signature, ...] = ()
    doc: Optional[str] = None
    importable: Optional[QualifiedName] = None
    proof: Proof = Proof.NOTHING
    start: Start = Start.HERE
    is_abstract: bool = False
    deprecated: Optional[str] = None
    prefetch: int = 0


@final
@dataclass(frozen=True)
class Property:
    """`set_type` is the annotation of the setter's value (None: read-only); `deletable` says that there is a deleter.

    `is_async` says that the getter is an `async def`, `receiver` what the object has to be where not every one of its class has it. `deprecated` is what `@deprecated` (PEP 702) says of each accessor.
    """

    name: str
    type: TypeExpression
    location: Location
    set_type: Optional[TypeExpression] = None
    deletable: bool = False
    doc: Optional[str] = None
    is_async: bool = False
    is_abstract: bool = False
    deprecated: Mapping[Accessor, str] = field(default_factory=dict[Accessor, str], hash=False)
    receiver: Optional[TypeExpression] = None


@final
@dataclass(frozen=True)
class Attribute:
    """A public annotated attribute of instances, or of the class (`ClassVar`). `read_only` for Final and frozen dataclass fields."""

    name: str
    type: TypeExpression
    location: Location
    on_class: bool = False
    read_only: bool = False
    doc: Optional[str] = None


@final
@dataclass(frozen=True)
class ClassProperty:
    """`synchronicity.classproperty`: a read-only property of the class."""

    name: str
    type: TypeExpression
    location: Location
    doc: Optional[str] = None


@final
@dataclass(frozen=True)
class Handwritten:
    """A method or property that its author has written for the public side (`Module.manual_wrapper`): it goes in unchanged."""

    member: Union[Function, Property]

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def location(self) -> Location:
        return self.member.location


Member = Union[Function, Property, Attribute, ClassProperty, Handwritten]


@final
@dataclass(frozen=True)
class Class:
    """A registered class.

    `name` is its identity (defining module and qualname), `importable` where generated code gets it from.
    `bases` are the bases as they count for the public class: the nearest registered classes, in order.
    `members` are its own and those of unregistered bases that no registered base provides, in MRO order from the class
    itself, definition order inside each; what a nearer class hides is left out. `constructor` is the signature of
    `__init__` (or of the generated one of a dataclass or an attrs class), None where it is inherited from a registered base;
    `constructor_overloads` are those of its `@overload`s. `is_made_inside` says that users cannot construct it (`exclude=["__init__"]`).
    `match_args` are a dataclass's `__match_args__`. Members with private names are left out; `__eq__`, `__aenter__` and
    other special methods are ordinary members here. `type_parameters` are those of a generic class, in order; the arguments of
    `bases` may mention them.
    """

    name: QualifiedName
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


@final
@dataclass(frozen=True)
class Reexport:
    """`Module.manual_export` and `Module.manual_wrapper`: handed on as it is under `public_name`."""

    source: QualifiedName
    location: Location


@final
@dataclass(frozen=True)
class Alias:
    """`Module.manual_export` of a name for a type that mentions a registered class: it is written anew, over the wrapper."""

    name: QualifiedName
    meaning: TypeExpression
    location: Location


Item = Union[Function, Class, Reexport, Alias]


@final
@dataclass(frozen=True)
class Registration:
    """One entry of a Module: `item` under `public_name`, registered at `location`."""

    public_name: str
    item: Item
    location: Location


@final
@dataclass(frozen=True)
class ApiModule:
    """One module to generate. `sources` are the modules whose registrations fill it, sorted."""

    target: str
    synchronizer: str
    registrations: tuple[Registration, ...]
    sources: tuple[str, ...]
    doc: Optional[str] = None


@final
@dataclass(frozen=True)
class Container:
    """A generic class of a library's own whose objects are converted (`Module.register_transformer`).

    `importable` is where generated code gets it from, `bases` are the names of the classes that it derives from. `taken` says of
    each type parameter whether values of it are taken only (contravariance), so that they cross the other way.
    Another object is made by the function `convert`, by the method `method`, or as the `ContainerTransformer` says that `make` gives.
    """

    name: QualifiedName
    importable: QualifiedName
    taken: tuple[bool, ...]
    bases: tuple[QualifiedName, ...] = ()
    convert: Optional[QualifiedName] = None
    method: Optional[str] = None
    make: Optional[Callable[..., object]] = None


@final
@dataclass(frozen=True)
class Program:
    """Everything that is compiled together, sorted by target; `containers` are the own ones of all modules."""

    modules: tuple[ApiModule, ...]
    containers: tuple[Container, ...] = ()
