"""What a transformer is: how values of one type cross between the public side and the implementation.

Knows nothing of particular types except the one that crosses as it is.
"""

from __future__ import annotations

import builtins
import enum
from abc import ABC, abstractmethod
from typing import Optional, Union, final

from ..diagnostics import Code
from ..model.names import QualifiedName
from ..model.surface import SynchronizedTypes
from ..model.types import NamedType, TypeExpression, mentions_self
from ..syntax import Call, Expression, Lambda, Name, render
from .spelling import PlainSpelling, Spelling, annotation

Types = SynchronizedTypes


class Direction(enum.Enum):
    """Which way a value crosses."""

    IN = "from the public side to the implementation"
    OUT = "from the implementation to the public side"

    @property
    def other(self) -> Direction:
        return Direction.OUT if self is Direction.IN else Direction.IN


class Refused(Exception):
    """This type cannot be translated exactly: `code` and `message` say why, `help` what to write instead."""

    def __init__(self, code: Code, message: str, help: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


class TypeTransformer(ABC):
    """How values of one type cross.

    The first three methods below answer with source text, for one place at a time. They are made of the three that follow them,
    which work on syntax and which the emitter uses; a transformer of your own implements those three and
    `needs_translation`.
    """

    def wrapped_type(self, synchronized_types: Types, target_module: str) -> str:
        """The public type, as it is written in `target_module`: `list[Node]`.

        Args:
            synchronized_types: an implementation class to (target module, wrapper name).
            target_module: the dotted name of the module where the type stands.
        """
        return render(self.public_type(PlainSpelling(named(synchronized_types), target_module)))

    def unwrap_expr(self, synchronized_types: Types, var_name: str) -> str:
        """The expression that takes `var_name` from the public side in: `[x._impl_instance for x in nodes]`."""
        return render(self.to_impl(PlainSpelling(named(synchronized_types), None), Name(var_name)))

    def wrap_expr(self, synchronized_types: Types, target_module: str, var_name: str) -> str:
        """The expression that gives `var_name` out to the public side: `[Node._from_impl(x) for x in result]`."""
        spelling = PlainSpelling(named(synchronized_types), target_module)
        return render(self.to_wrapper(spelling, Name(var_name)))

    @abstractmethod
    def needs_translation(self) -> bool:
        """Whether a value changes when it crosses; where it does not, the expressions above are the value itself."""

    @abstractmethod
    def public_type(self, spelling: Spelling) -> Expression:
        """The public type, spelled for one place."""

    @abstractmethod
    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        """`value` from the public side, for the implementation. `value` may occur several times in the result."""

    @abstractmethod
    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        """`value` from the implementation, for the public side. `value` may occur several times in the result."""

    def convert(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        """`to_impl` or `to_wrapper`."""
        if direction is Direction.IN:
            return self.to_impl(spelling, value)
        return self.to_wrapper(spelling, value)

    def by_value(self) -> bool:
        """Whether the conversion by value gives the same as this one: it may then be used for a whole container."""
        return False

    def can_go_by_value(self) -> bool:
        """Whether the conversion by value is right for these values, although this one may be plainer or faster."""
        return not self.needs_translation() or self.by_value()

    def refusal(self, direction: Direction) -> Optional[Refused]:
        """Why a value cannot cross this way, None where it can."""
        return None

    def depends_on_self(self) -> bool:
        """Whether the result belongs to the class of the object at hand (`Self`), so that the conversion needs it."""
        return False


def function_of(value: Name, converted: Expression) -> Expression:
    """The function that makes `converted` from `value`: `Node._from_impl`, or a lambda."""
    if isinstance(converted, Call) and converted.arguments == (value,):
        return converted.function
    return Lambda((value.id,), converted)


ClassName = Union[type, QualifiedName]


def class_name(cls: ClassName) -> QualifiedName:
    """The name of a class, given as itself or by name already."""
    return (
        cls if isinstance(cls, QualifiedName) else QualifiedName(cls.__module__, cls.__qualname__)
    )


def named(synchronized_types: Types) -> Types:
    """`synchronized_types` with classes as keys allowed, as one with names as keys."""
    return {class_name(cls): wrapper for cls, wrapper in synchronized_types.items()}


@final
class IdentityTransformer(TypeTransformer):
    """A type whose values cross untouched: the same object, no copy."""

    def __init__(self, type: Union[TypeExpression, ClassName]) -> None:
        if isinstance(type, (builtins.type, QualifiedName)):
            self.type: TypeExpression = NamedType(class_name(type))
        else:
            self.type = type

    def needs_translation(self) -> bool:
        return False

    def public_type(self, spelling: Spelling) -> Expression:
        return annotation(self.type, spelling)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return value

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return value

    def depends_on_self(self) -> bool:
        return mentions_self(self.type)
