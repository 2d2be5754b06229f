"""What a type is to the proof, and values of it: made on either side from one plan, and checked against it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Optional

# A number below the one given.
Choose = Callable[[int], int]


class Mismatch(AssertionError):
    """A value is not what its annotation and its plan promise."""


class World:
    """One generated pair, and the objects that cross there.

    Args:
        implementation: the module that was compiled.
        public: the module that came of it.
    """

    def __init__(self, implementation: ModuleType, public: ModuleType) -> None:
        self.implementation = implementation
        self.public = public
        self.mine: type = type("Mine", (public.Node,), {})
        self._wrappers: dict[tuple[str, int], Any] = {}
        self._shared: dict[int, tuple[Plan, Any]] = {}
        self.inside = Side(self, public=False)
        self.outside = Side(self, public=True)

    def wrapper(self, kind: str, key: int) -> Any:
        """The wrapper object with this number; it lives as long as this."""
        if (kind, key) not in self._wrappers:
            if kind == "Mine":  # a user's subclass of a wrapper class
                made = self.mine(key)
            elif kind == "_Hidden":  # a subclass that the implementation keeps to itself
                made = self.public.Node._from_impl(self.implementation._Hidden(key))
            else:
                made = getattr(self.public, kind)(key)
            self._wrappers[kind, key] = made
        return self._wrappers[kind, key]

    def shared(self, plan: Plan) -> Any:
        """The one object of a plan whose values do not change when they cross."""
        if id(plan) not in self._shared:
            self._shared[id(plan)] = (plan, plan.form.make(plan, self.inside))
        return self._shared[id(plan)][1]


@dataclass(frozen=True)
class Side:
    """Where a value is."""

    world: World
    public: bool

    @property
    def other(self) -> Side:
        return self.world.inside if self.public else self.world.outside

    def object(self, kind: str, key: int) -> Any:
        """The object with this number, as it is on this side."""
        wrapper = self.world.wrapper(kind, key)
        return wrapper if self.public else wrapper._impl_instance

    def cls(self, kind: str) -> type:
        module = self.world.public if self.public else self.world.implementation
        found: type = getattr(module, kind)
        return found


@dataclass(eq=False)
class Plan:
    """A value of a form, told apart from where it is.

    Args:
        form: whose value it is.
        data: what the form needs to know beside the parts.
        parts: what is in it.
    """

    form: Form
    data: Any = None
    parts: tuple[Plan, ...] = ()
    changes: bool = field(init=False)

    def __post_init__(self) -> None:
        self.changes = self.form.crosses or any(part.changes for part in self.parts)

    @property
    def stays(self) -> bool:
        """Whether the same object has to arrive on the other side."""
        return not self.form.converts or (self.form.by_value and not self.changes)

    def shown(self) -> str:
        """The value for people: what was chosen, and in what."""
        chosen = getattr(self.data, "__name__", self.data)
        inner = ", ".join(part.shown() for part in self.parts)
        return f"{self.form.text(Writer())}{'' if chosen is None else f' {chosen}'}({inner})"

    def make(self, side: Side) -> Any:
        """A new value on this side; the same object each time where values stay."""
        return side.world.shared(self) if self.stays else self.form.make(self, side)

    def check(self, value: Any, side: Side) -> None:
        """Raise Mismatch if `value`, on this side, is not what was planned. Iterators in it are used up."""
        if self.stays:
            same(value, side.world.shared(self))
        else:
            self.form.check(self, value, side)


class Form(ABC):
    """A type, as an implementation may write it."""

    parts: tuple[Form, ...] = ()
    # Whether its values are other objects on the other side, apart from their parts.
    crosses: bool = False

    @property
    def hashable(self) -> bool:
        return all(part.hashable for part in self.parts)

    @property
    def converts(self) -> bool:
        """Whether values change when they cross."""
        return self.crosses or any(part.converts for part in self.parts)

    @property
    def by_value(self) -> bool:
        """Whether a value in which nothing changes stays the same object, whatever its type says."""
        return False

    @property
    def one_shot(self) -> bool:
        """Whether looking at a value uses it up."""
        return any(part.one_shot for part in self.parts)

    def has(self, kind: type[Form]) -> bool:
        return isinstance(self, kind) or any(part.has(kind) for part in self.parts)

    def with_parts(self, parts: tuple[Form, ...]) -> Optional[Form]:
        """The same around other parts, None where that is no type."""
        import copy

        made = copy.copy(self)
        made.parts = parts
        return made

    @abstractmethod
    def text(self, writer: Writer, evaluated: bool = False) -> str:
        """The annotation. `evaluated`: Python will evaluate it, so that it needs to be one for 3.9."""

    @abstractmethod
    def plan(self, choose: Choose) -> Plan:
        """A value."""

    @abstractmethod
    def make(self, plan: Plan, side: Side) -> Any: ...

    @abstractmethod
    def check(self, plan: Plan, value: Any, side: Side) -> None: ...


class Writer:
    """The declarations that annotations of one module need."""

    def __init__(self) -> None:
        self.declarations: list[tuple[int, str]] = []
        self.number = 0  # of the type that is being written

    def alias(self, text: str) -> str:
        name = f"Alias{len(self.declarations)}"
        self.declarations.append((self.number, f"{name} = {text}"))
        return name


def same(value: object, expected: object) -> None:
    if value is not expected:
        raise Mismatch(f"{describe(value)} is not the object {describe(expected)}")


def is_exactly(value: object, cls: type) -> None:
    if type(value) is not cls:
        raise Mismatch(f"{describe(value)} is not exactly of the class {cls.__name__}")


def equal(value: object, expected: object) -> None:
    if value != expected:
        raise Mismatch(f"{describe(value)} is not {describe(expected)}")


def describe(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__} {value!r}"
