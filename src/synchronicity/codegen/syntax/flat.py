"""Expressions on one line: the text, with exactly the parentheses that precedence needs.

Knows precedence and the spaces of the formatter. Does not know line breaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Union

from .expressions import (
    Argument,
    Attribute,
    Await,
    BinaryOperation,
    BooleanOperation,
    Call,
    Comparison,
    Comprehension,
    ComprehensionKind,
    Conditional,
    Constant,
    DictComprehension,
    DictDisplay,
    DoubleStarred,
    Expression,
    Keyword,
    Lambda,
    ListDisplay,
    Name,
    SetDisplay,
    Starred,
    Subscript,
    TupleDisplay,
    UnaryOperation,
    Yield,
    YieldFrom,
)
from .text import constant_text

YIELD, LAMBDA, CONDITIONAL, OR, AND, NOT, COMPARISON = range(7)
BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, PRODUCT, SIGN, POWER, AWAIT, PRIMARY = range(7, 17)

BINARY_PRECEDENCE = {
    "|": BIT_OR, "^": BIT_XOR, "&": BIT_AND, "<<": SHIFT, ">>": SHIFT, "+": SUM, "-": SUM, "*": PRODUCT,
    "/": PRODUCT, "//": PRODUCT, "%": PRODUCT, "@": PRODUCT, "**": POWER,
}  # fmt: skip
COMPARISON_OPERATORS = frozenset(["<", "<=", ">", ">=", "==", "!=", "is", "is not", "in", "not in"])
UNARY_PRECEDENCE = {"not": NOT, "-": SIGN, "+": SIGN, "~": SIGN}
BOOLEAN_PRECEDENCE = {"or": OR, "and": AND}
BRACKETS = {
    ComprehensionKind.LIST: ("[", "]"),
    ComprehensionKind.SET: ("{", "}"),
    ComprehensionKind.GENERATOR: ("(", ")"),
}


def precedence(expression: Expression) -> int:
    """How tightly the expression holds together; more is tighter."""
    fixed = _PRECEDENCE.get(type(expression))
    if fixed is not None:  # by far the most
        return fixed
    if isinstance(expression, BinaryOperation):
        return BINARY_PRECEDENCE[expression.operator]
    if isinstance(expression, Constant):
        return _constant_precedence(expression)
    if isinstance(expression, UnaryOperation):
        return UNARY_PRECEDENCE[expression.operator]
    if isinstance(expression, BooleanOperation):
        return BOOLEAN_PRECEDENCE[expression.operator]
    return PRIMARY


_PRECEDENCE: dict[type, int] = {
    Yield: YIELD,
    YieldFrom: YIELD,
    Lambda: LAMBDA,
    Conditional: CONDITIONAL,
    Comparison: COMPARISON,
    Await: AWAIT,
    Name: PRIMARY,
    Attribute: PRIMARY,
    Subscript: PRIMARY,
    Call: PRIMARY,
}


def _constant_precedence(constant: Constant) -> int:
    value = constant.value
    if isinstance(value, int):
        return SIGN if value < 0 else PRIMARY
    if isinstance(value, (float, complex)):
        text = constant_text(value)
        return SUM if " " in text else SIGN if text.startswith("-") else PRIMARY
    return PRIMARY


def left_minimum(operator: str) -> int:
    """What the left operand of a binary operator needs to go without parentheses."""
    return AWAIT if operator == "**" else BINARY_PRECEDENCE[operator]


def right_minimum(operator: str) -> int:
    return SIGN if operator == "**" else BINARY_PRECEDENCE[operator] + 1


def in_a_row(operation: BinaryOperation) -> tuple[Expression, list[BinaryOperation]]:
    """`A | B | C` as A and the two operations, the inner one first. A tree of them is as deep as the row is long, which may be
    hundreds: so it is not walked by recursion."""
    row = [operation]
    first = operation.left
    while isinstance(first, BinaryOperation) and precedence(first) >= left_minimum(
        row[-1].operator
    ):
        row.append(first)
        first = first.left
    return first, row[::-1]


def boolean_minimum(operator: str) -> int:
    return BOOLEAN_PRECEDENCE[operator] + 1


def needs_primary_parentheses(expression: Expression, *, dotted: bool) -> bool:
    """Whether `expression.name` (dotted) or `expression(...)` would be misread."""
    if precedence(expression) < PRIMARY:
        return True
    if not (dotted and isinstance(expression, Constant)):
        return False
    # `1.real` would be a float; the formatter does the same for floats. A trailing `j` ends a number.
    return _is_number(expression) and not isinstance(expression.value, complex)


def _is_number(constant: Constant) -> bool:
    return isinstance(constant.value, (int, float, complex)) and not isinstance(
        constant.value, bool
    )


def is_tight(operation: BinaryOperation) -> bool:
    """`a**b`: without spaces where both sides are names, dotted names or numbers."""
    if operation.operator != "**" or precedence(operation.left) < left_minimum("**"):
        return False
    return _is_simple_operand(operation.left) and _is_simple_operand(operation.right)


def _is_simple_operand(expression: Expression) -> bool:
    if isinstance(expression, UnaryOperation):
        return expression.operator != "not" and _is_simple_operand(expression.operand)
    while isinstance(expression, Attribute):
        expression = expression.value
        if not isinstance(expression, (Attribute, Name)):
            return False
    if isinstance(expression, Constant):
        value = expression.value
        return not isinstance(value, (str, bytes)) and value is not Ellipsis
    return isinstance(expression, Name)


class FlatTexts:
    """One-line texts, computed once for each node.

    Nodes are looked up by identity; each is held here together with its text, so that no other node can get its identity.
    """

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Expression, str]] = {}

    def text(self, expression: Expression) -> str:
        if type(expression) is Name:
            return expression.id
        known = self._texts.get(id(expression))
        if known is not None:
            return known[1]
        text = self._compound(expression)
        self._texts[id(expression)] = (expression, text)
        return text

    def at(self, expression: Expression, minimum: int) -> str:
        """The text, in parentheses when it holds together less tightly than `minimum`."""
        if type(expression) is Name:
            return expression.id
        text = self.text(expression)
        return f"({text})" if precedence(expression) < minimum else text

    def primary(self, expression: Expression, *, dotted: bool) -> str:
        text = self.text(expression)
        return f"({text})" if needs_primary_parentheses(expression, dotted=dotted) else text

    def argument(self, argument: Argument) -> str:
        if isinstance(argument, Keyword):
            return f"{argument.name}={self.at(argument.value, LAMBDA)}"
        if isinstance(argument, Starred):
            return "*" + self.at(argument.value, LAMBDA)
        if isinstance(argument, DoubleStarred):
            return "**" + self.at(argument.value, LAMBDA)
        return self.at(argument, LAMBDA)

    def arguments(self, arguments: tuple[Argument, ...]) -> str:
        """The arguments with their parentheses; a generator alone needs none of its own."""
        if len(arguments) == 1 and isinstance(arguments[0], Comprehension):
            text = self.text(arguments[0])
            return text if text[0] == "(" else f"({text})"
        return "(" + ", ".join([self.argument(argument) for argument in arguments]) + ")"

    def items(self, items: Iterable[Expression]) -> str:
        return ", ".join([self.at(item, LAMBDA) for item in items])

    def target(self, target: Expression) -> str:
        """The target of a comprehension: a tuple goes without parentheses."""
        if isinstance(target, TupleDisplay) and target.items:
            text = self.text(target)
            return text[1:-1]
        return self.text(target)

    def clause(self, target: Expression, iterable: Expression) -> str:
        return f"for {self.target(target)} in {self.at(iterable, OR)}"

    def _compound(self, e: Expression) -> str:
        if isinstance(e, Attribute):
            return f"{self.primary(e.value, dotted=True)}.{e.name}"
        if isinstance(e, Subscript):
            return f"{self.primary(e.value, dotted=False)}[{self.items(e.items)}]"
        if isinstance(e, Call):
            return self.primary(e.function, dotted=False) + self.arguments(e.arguments)
        if isinstance(e, Constant):
            return constant_text(e.value)
        if isinstance(e, (TupleDisplay, ListDisplay, SetDisplay, DictDisplay)):
            return self._display(e)
        if isinstance(e, (BinaryOperation, UnaryOperation, Comparison, BooleanOperation)):
            return self._operation(e)
        if isinstance(e, Comprehension):
            opening, closing = BRACKETS[e.kind]
            element = self.at(e.element, LAMBDA)
            return f"{opening}{element} {self.clause(e.target, e.iterable)}{closing}"
        if isinstance(e, DictComprehension):
            pair = f"{self.at(e.key, LAMBDA)}: {self.at(e.value, LAMBDA)}"
            return f"{{{pair} {self.clause(e.target, e.iterable)}}}"
        return self._keyworded(e)

    def _keyworded(self, e: Union[Lambda, Conditional, Await, Yield, YieldFrom, Name]) -> str:
        if isinstance(e, Lambda):
            return lambda_head(e) + self.at(e.body, LAMBDA)
        if isinstance(e, Conditional):
            test = self.at(e.test, OR)
            return f"{self.at(e.body, OR)} if {test} else {self.at(e.orelse, LAMBDA)}"
        if isinstance(e, Await):
            return "await " + self.at(e.value, PRIMARY)
        if isinstance(e, YieldFrom):
            return "yield from " + self.at(e.value, LAMBDA)
        if isinstance(e, Yield):
            return "yield" if e.value is None else "yield " + self.at(e.value, LAMBDA)
        return e.id

    def _display(self, e: Union[TupleDisplay, ListDisplay, SetDisplay, DictDisplay]) -> str:
        if isinstance(e, DictDisplay):
            pairs = [f"{self.at(key, LAMBDA)}: {self.at(value, LAMBDA)}" for key, value in e.items]
            return "{" + ", ".join(pairs) + "}"
        if isinstance(e, TupleDisplay):
            return f"({self.items(e.items)}{',' if len(e.items) == 1 else ''})"
        if isinstance(e, ListDisplay):
            return f"[{self.items(e.items)}]"
        if not e.items:
            raise ValueError("the empty set has no display")
        return f"{{{self.items(e.items)}}}"

    def _operation(
        self, e: Union[BinaryOperation, UnaryOperation, Comparison, BooleanOperation]
    ) -> str:
        if isinstance(e, BinaryOperation):
            first, row = in_a_row(e)
            texts = [self.at(first, left_minimum(row[0].operator))]
            for one in row:
                texts.append(one.operator if is_tight(one) else f" {one.operator} ")
                texts.append(self.at(one.right, right_minimum(one.operator)))
            return "".join(texts)
        if isinstance(e, Comparison):
            return f"{self.at(e.left, BIT_OR)} {e.operator} {self.at(e.right, BIT_OR)}"
        if isinstance(e, BooleanOperation):
            minimum = boolean_minimum(e.operator)
            return f" {e.operator} ".join([self.at(operand, minimum) for operand in e.operands])
        operand = self.at(e.operand, UNARY_PRECEDENCE[e.operator])
        return f"not {operand}" if e.operator == "not" else e.operator + operand


def lambda_head(expression: Lambda) -> str:
    names = ", ".join(expression.parameters)
    return f"lambda {names}: " if names else "lambda: "


def render(expression: Expression) -> str:
    """The expression on one line."""
    return FlatTexts().text(expression)
