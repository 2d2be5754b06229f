"""The expressions of the subset, as a closed union of frozen nodes.

Knows which expressions exist. Does not know how they are spelled (flat.py), laid out (layout.py) or read (parse.py).
There is deliberately no node for unparsed text: whatever is in a tree has been understood by someone.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Optional, Union, final

from ..data import dataclass

if TYPE_CHECKING:
    from types import EllipsisType


class ComprehensionKind(Enum):
    LIST = "list"
    SET = "set"
    GENERATOR = "generator"


@final
@dataclass(frozen=True)
class Name:
    id: str


@final
@dataclass(frozen=True)
class Attribute:
    value: Expression
    name: str


@final
@dataclass(frozen=True)
class Subscript:
    """`value[a, b]`. A single tuple is an item like any other: `value[(a, b)]`, `tuple[()]`."""

    value: Expression
    items: tuple[Expression, ...]


@final
@dataclass(frozen=True)
class Keyword:
    name: str
    value: Expression


@final
@dataclass(frozen=True)
class Starred:
    value: Expression


@final
@dataclass(frozen=True)
class DoubleStarred:
    value: Expression


@final
@dataclass(frozen=True)
class Call:
    function: Expression
    arguments: tuple[Argument, ...] = ()


@final
@dataclass(frozen=True)
class Constant:
    value: ConstantValue


@final
@dataclass(frozen=True)
class TupleDisplay:
    items: tuple[Expression, ...] = ()


@final
@dataclass(frozen=True)
class ListDisplay:
    items: tuple[Expression, ...] = ()


@final
@dataclass(frozen=True)
class SetDisplay:
    """`{a, b}`; there is no display of the empty set, so items is not empty."""

    items: tuple[Expression, ...]


@final
@dataclass(frozen=True)
class DictDisplay:
    items: tuple[tuple[Expression, Expression], ...] = ()


@final
@dataclass(frozen=True)
class Comprehension:
    kind: ComprehensionKind
    element: Expression
    target: Expression
    iterable: Expression


@final
@dataclass(frozen=True)
class DictComprehension:
    key: Expression
    value: Expression
    target: Expression
    iterable: Expression


@final
@dataclass(frozen=True)
class Lambda:
    parameters: tuple[str, ...]
    body: Expression


@final
@dataclass(frozen=True)
class Conditional:
    """`body if test else orelse`."""

    body: Expression
    test: Expression
    orelse: Expression


@final
@dataclass(frozen=True)
class BinaryOperation:
    left: Expression
    operator: str
    right: Expression


@final
@dataclass(frozen=True)
class UnaryOperation:
    operator: str
    operand: Expression


@final
@dataclass(frozen=True)
class Comparison:
    left: Expression
    operator: str
    right: Expression


@final
@dataclass(frozen=True)
class BooleanOperation:
    operator: str
    operands: tuple[Expression, ...]


@final
@dataclass(frozen=True)
class Await:
    value: Expression


@final
@dataclass(frozen=True)
class Yield:
    value: Optional[Expression] = None


@final
@dataclass(frozen=True)
class YieldFrom:
    value: Expression


ConstantValue = Union[None, bool, int, float, complex, str, bytes, "EllipsisType"]
Expression = Union[
    Name,
    Attribute,
    Subscript,
    Call,
    Constant,
    TupleDisplay,
    ListDisplay,
    SetDisplay,
    DictDisplay,
    Comprehension,
    DictComprehension,
    Lambda,
    Conditional,
    BinaryOperation,
    UnaryOperation,
    Comparison,
    BooleanOperation,
    Await,
    Yield,
    YieldFrom,
]
Argument = Union[Expression, Keyword, Starred, DoubleStarred]
