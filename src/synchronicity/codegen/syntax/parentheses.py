"""Which expressions profit from parentheses that are only there to break lines.

Knows the rules of the formatter for expressions outside of brackets. Does not know documents.
"""

from __future__ import annotations

from enum import Enum
from typing import Optional

from .expressions import (
    Attribute,
    Await,
    BinaryOperation,
    BooleanOperation,
    Call,
    Comparison,
    Comprehension,
    Conditional,
    Constant,
    DictComprehension,
    DictDisplay,
    Expression,
    Lambda,
    ListDisplay,
    Name,
    SetDisplay,
    Subscript,
    TupleDisplay,
    UnaryOperation,
    Yield,
    YieldFrom,
)
from .flat import (
    BIT_OR,
    LAMBDA,
    OR,
    PRIMARY,
    UNARY_PRECEDENCE,
    in_a_row,
    left_minimum,
    needs_primary_parentheses,
    precedence,
)


class Need(Enum):
    """NEVER: the expression brings its own brackets. FITTING: parentheses, if the whole fits then. BROKEN: if it breaks."""

    NEVER = "never"
    FITTING = "fitting"
    BROKEN = "broken"


def need(e: Expression) -> Need:
    if isinstance(e, (Name, Constant)):
        return Need.FITTING
    if isinstance(e, (Attribute, Call, Subscript)):
        return _need_of_chain(e)
    if isinstance(e, UnaryOperation):
        wrapped = precedence(e.operand) < UNARY_PRECEDENCE[e.operator]
        return Need.NEVER if wrapped else need(e.operand)
    if isinstance(e, Await):
        return Need.NEVER if precedence(e.value) < PRIMARY else need(e.value)
    if isinstance(e, (BinaryOperation, Comparison, BooleanOperation, Conditional, Lambda)):
        return Need.BROKEN
    return Need.NEVER


def _need_of_chain(e: Expression) -> Need:
    if is_fluent(e):
        return Need.BROKEN
    while isinstance(e, (Attribute, Call, Subscript)):
        dotted = isinstance(e, Attribute)
        e = e.function if isinstance(e, Call) else e.value
        if needs_primary_parentheses(e, dotted=dotted):
            return Need.NEVER
    return need(e)


def is_fluent(e: Expression) -> bool:
    """A chain such as `a.b().c().d()`, with two dots after brackets: each call may get a line of its own."""
    dots = 0
    while isinstance(e, (Attribute, Call, Subscript)):
        dotted = isinstance(e, Attribute)
        e = e.function if isinstance(e, Call) else e.value
        wrapped = needs_primary_parentheses(e, dotted=dotted)
        if wrapped or (dotted and isinstance(e, (Call, Subscript))):
            dots += 1
        if wrapped:
            break
    return dots >= 2


def has_brackets(e: Expression) -> bool:
    """Whether the expression ends in brackets of its own with something inside."""
    if isinstance(e, (Comprehension, DictComprehension, Call, Subscript)):
        return True
    return isinstance(e, (TupleDisplay, ListDisplay, SetDisplay, DictDisplay)) and bool(e.items)


def can_do_without(e: Expression) -> bool:
    """Whether breaking inside of its brackets may do instead of parentheses around the whole."""
    shape = _Shape()
    shape.visit(e, 0)
    if not shape.bracketed or shape.count > 1:
        return False
    if shape.rank <= _DOT:
        return True
    return bool(shape.first) or bool(shape.last)


# Ranks of what is outside of all brackets, the loosest last.
_NOTHING, _DOT = 0, 1


class _Shape:
    """What an expression looks like outside of its brackets."""

    def __init__(self) -> None:
        self.bracketed = False
        self.rank = _NOTHING
        self.count = 0
        # Whether the first and the last operand are bracketed; None until they are known.
        self.first: Optional[bool] = None
        self.last: Optional[bool] = None

    def visit(self, e: Expression, minimum: int) -> None:
        if precedence(e) < minimum:
            self.bracketed = True
            self._see(True)
            return
        if isinstance(e, (BinaryOperation, Comparison, BooleanOperation)):
            self._operation(e)
        elif isinstance(e, Conditional):
            self._update(100, 2)
            for part in (e.body, e.test):
                self.visit(part, OR)
            self.visit(e.orelse, LAMBDA)
        elif isinstance(e, (Attribute, Call, Subscript)):
            self._chain(e)
        elif isinstance(e, UnaryOperation):
            self.first = False if self.first is None else self.first
            self.visit(e.operand, UNARY_PRECEDENCE[e.operator])
        elif isinstance(e, (Await, Yield, YieldFrom)):
            self.first = False if self.first is None else self.first
            if e.value is not None:
                self.visit(e.value, PRIMARY if isinstance(e, Await) else LAMBDA)
        elif isinstance(e, Lambda):
            self.first = False if self.first is None else self.first
            self.visit(e.body, LAMBDA)
        elif isinstance(e, (Name, Constant)):
            self._see(False)
        else:
            self.bracketed = True
            self._see(has_brackets(e))

    def _operation(self, e: Expression) -> None:
        if isinstance(e, BooleanOperation):
            self._update(_rank(OR), len(e.operands) - 1)
            for operand in e.operands:
                self.visit(operand, precedence(e) + 1)
        elif isinstance(e, Comparison):
            self._update(_rank(precedence(e)), 1)
            self.visit(e.left, BIT_OR)
            self.visit(e.right, BIT_OR)
        elif isinstance(e, BinaryOperation):
            first, row = in_a_row(e)
            for one in reversed(row):
                self._update(_rank(precedence(one)), 1)
            self.visit(first, left_minimum(row[0].operator))
            for one in row:
                self.visit(one.right, left_minimum(one.operator) + 1)

    def _chain(self, e: Expression) -> None:
        inner: Expression = e
        while isinstance(inner, (Attribute, Call, Subscript)):
            dotted = isinstance(inner, Attribute)
            self.bracketed = self.bracketed or not dotted
            inner = inner.function if isinstance(inner, Call) else inner.value
            wrapped = needs_primary_parentheses(inner, dotted=dotted)
            if dotted and (wrapped or has_brackets(inner)):
                self._update(_DOT, 1)
            if wrapped:
                self.bracketed = True
                self._see(True)
                break
        else:
            self.visit(inner, 0)
        # An index is not reason enough: it looks odd when only that is broken.
        self.last = isinstance(e, Call)

    def _see(self, bracketed: bool) -> None:
        self.first = bracketed if self.first is None else self.first
        self.last = bracketed

    def _update(self, rank: int, count: int) -> None:
        if rank > self.rank:
            self.rank, self.count = rank, count
        elif rank == self.rank:
            self.count += count


def _rank(tightness: int) -> int:
    # Looser operators come last; every operator is looser than a dot.
    return 50 - tightness
