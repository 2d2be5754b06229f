"""Operators as the formatter sees them: not a tree but a row of operands with operators in between.

Knows how to flatten a tree of operations and where to split the row. Does not know lines.
"""

from __future__ import annotations

from typing import Optional, Union, final

from ..data import dataclass
from .expressions import BinaryOperation, BooleanOperation, Comparison, Expression
from .flat import (
    BINARY_PRECEDENCE,
    BIT_OR,
    COMPARISON,
    OR,
    boolean_minimum,
    in_a_row,
    is_tight,
    left_minimum,
    precedence,
    right_minimum,
)

Operation = Union[BinaryOperation, Comparison, BooleanOperation]


@final
@dataclass(frozen=True)
class Operand:
    expression: Expression
    minimum: int


@final
@dataclass(frozen=True)
class Operator:
    """`rank` orders the places to split at; `and` and `or` share one."""

    text: str
    rank: int
    tight: bool = False


@final
class Operands:
    """One more operand than there are operators."""

    def __init__(self, operands: list[Operand], operators: list[Operator]) -> None:
        self._operands = operands
        self._operators = operators

    @property
    def single(self) -> Optional[Operand]:
        return None if self._operators else self._operands[0]

    def split(self) -> list[tuple[Optional[Operator], Operands]]:
        """The pieces between the operators that bind least, each with the operator before it."""
        rank = min(operator.rank for operator in self._operators)
        pieces: list[tuple[Optional[Operator], Operands]] = []
        start, before = 0, None
        for index, operator in enumerate(self._operators):
            if operator.rank == rank:
                pieces.append((before, self._piece(start, index)))
                start, before = index + 1, operator
        pieces.append((before, self._piece(start, len(self._operators))))
        return pieces

    def _piece(self, start: int, stop: int) -> Operands:
        return Operands(self._operands[start : stop + 1], self._operators[start:stop])


def flatten(operation: Operation) -> Operands:
    operands: list[Operand] = []
    operators: list[Operator] = []
    _flatten(operation, operands, operators)
    return Operands(operands, operators)


def _flatten(e: Operation, operands: list[Operand], operators: list[Operator]) -> None:
    if isinstance(e, BooleanOperation):
        minimum = boolean_minimum(e.operator)
        for index, operand in enumerate(e.operands):
            if index:
                operators.append(Operator(e.operator, OR))
            _operand(operand, minimum, operands, operators)
    elif isinstance(e, Comparison):
        _operand(e.left, BIT_OR, operands, operators)
        operators.append(Operator(e.operator, COMPARISON))
        _operand(e.right, BIT_OR, operands, operators)
    else:
        first, row = in_a_row(e)
        _operand(first, left_minimum(row[0].operator), operands, operators)
        for one in row:
            tight = is_tight(one)
            operators.append(Operator(one.operator, BINARY_PRECEDENCE[one.operator], tight))
            _operand(one.right, right_minimum(one.operator), operands, operators)


def _operand(
    e: Expression, minimum: int, operands: list[Operand], operators: list[Operator]
) -> None:
    if isinstance(e, (BinaryOperation, Comparison, BooleanOperation)) and precedence(e) >= minimum:
        _flatten(e, operands, operators)
    else:
        operands.append(Operand(e, minimum))
