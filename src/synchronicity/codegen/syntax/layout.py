"""Where the lines of an expression may break: expressions in, documents out.

Knows the places at which the formatter breaks each kind of expression, and where it adds parentheses to be able to.
Does not know statements. The companion `parentheses.py` says which expressions profit from added parentheses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

from .documents import (
    HARD,
    SOFT,
    SPACE,
    Choice,
    Group,
    GroupId,
    IfBroken,
    Indent,
    Lazy,
    Parenthesize,
)
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
from .flat import (
    BRACKETS,
    LAMBDA,
    OR,
    PRIMARY,
    UNARY_PRECEDENCE,
    FlatTexts,
    lambda_head,
    needs_primary_parentheses,
    precedence,
)
from .operators import Operands, flatten
from .parentheses import Need, can_do_without, has_brackets, is_fluent, need
from .pieces import (
    BARE,
    INSIDE,
    Level,
    Parts,
    brackets,
    comma_separated,
    in_group,
    line_at,
    space_if_broken,
)


class Layout:
    """Documents of expressions, sharing one table of flat texts."""

    def __init__(self, texts: FlatTexts) -> None:
        self._texts = texts

    # What statements ask for.

    def free(self, expression: Expression, level: Level) -> Parts:
        """The expression at this level, without parentheses of its own."""
        if isinstance(expression, (Name, Constant)):
            return [self._texts.text(expression)]
        if level is INSIDE:
            return [Lazy(self._texts.text(expression), lambda: self._parts(expression, INSIDE))]
        return self._parts(expression, level)

    def at(self, expression: Expression, minimum: int, level: Level) -> Parts:
        """The expression, in the parentheses that precedence asks for."""
        if precedence(expression) >= minimum:
            return self.free(expression, level)
        if level is INSIDE:
            text = f"({self._texts.text(expression)})"
            return [Lazy(text, lambda: self._bracketed("(", expression, ")", INSIDE))]
        return self._bracketed("(", expression, ")", level)

    def parenthesized_if_broken(
        self, expression: Expression, level: Level = BARE, *, plain: bool = False
    ) -> Parts:
        """Parentheses are added when that helps. `plain`: not for mere names and calls (see `Need.FITTING`)."""
        if level is not BARE:
            return self.at(expression, LAMBDA, level)
        needed = need(expression)
        if needed is Need.NEVER or (plain and needed is Need.FITTING):
            return self.free(expression, BARE)
        if needed is Need.FITTING:
            id = GroupId()
            return [Parenthesize(self.free(expression, id), id)]
        return self._parenthesized_group(expression)

    def _parenthesized_group(self, expression: Expression) -> Parts:
        if not can_do_without(expression):
            return self.in_added_parentheses(expression)
        id = GroupId()
        inner = Indent([SOFT, *self.free(expression, id)], id)
        return [Group([IfBroken("("), inner, SOFT, IfBroken(")")], id)]

    def in_added_parentheses(self, expression: Expression) -> Parts:
        """Parentheses are added when the expression does not fit on the line."""
        inner = Indent([SOFT, *self.free(expression, INSIDE)])
        return [Group([IfBroken("("), inner, SOFT, IfBroken(")")])]

    def returns(self, returns: Expression, *, empty: bool) -> Parts:
        """The return annotation of a function; `empty`: without parameters there is nothing else to break."""
        if isinstance(returns, Subscript) and need(returns) is Need.FITTING:
            return self._parenthesized_group(returns) if empty else self.free(returns, BARE)
        if empty and need(returns) is Need.FITTING:
            return self.in_added_parentheses(returns)
        return self.parenthesized_if_broken(returns)

    def arguments(self, arguments: Sequence[Argument], level: Level) -> Parts:
        """The arguments of a call, or of a class, with their parentheses."""
        if not arguments:
            return ["()"]
        first = arguments[0]
        if (
            len(arguments) == 1
            and isinstance(first, Comprehension)
            and first.kind is ComprehensionKind.GENERATOR
        ):
            return brackets("(", self._comprehension(first), ")", level)
        items = [self._argument(argument) for argument in arguments]
        return brackets("(", [Group(comma_separated(items))], ")", level)

    # The kinds of expressions.

    def _parts(self, e: Expression, level: Level) -> Parts:
        if isinstance(e, (Attribute, Call, Subscript)):
            return self._chain(e, level)
        if isinstance(e, (BinaryOperation, Comparison, BooleanOperation)):
            return in_group(self._operation(flatten(e), level), level)
        if isinstance(e, Lambda):
            return self._lambda(e, level)
        if isinstance(e, Conditional):
            return in_group(self._conditional(e, level), level)
        if isinstance(e, Comprehension):
            opening, closing = BRACKETS[e.kind]
            return brackets(opening, self._comprehension(e), closing, level)
        if isinstance(e, DictComprehension):
            pair = [*self.at(e.key, LAMBDA, INSIDE), ": ", *self.at(e.value, LAMBDA, INSIDE)]
            clause = self._clause(e.target, e.iterable)
            return brackets("{", [Group([Group(pair), SPACE, *clause])], "}", level)
        if isinstance(e, UnaryOperation):
            operator = "not " if e.operator == "not" else e.operator
            return [operator, *self.at(e.operand, UNARY_PRECEDENCE[e.operator], level)]
        if isinstance(e, (TupleDisplay, ListDisplay, SetDisplay, DictDisplay)):
            return self._display(e, level)
        return self._awaiting(e, level)

    def _awaiting(self, e: Union[Await, Yield, YieldFrom, Name, Constant], level: Level) -> Parts:
        if isinstance(e, Await):
            if precedence(e.value) < PRIMARY:
                return ["await ", *self.at(e.value, PRIMARY, level)]
            return ["await ", *self.parenthesized_if_broken(e.value, level)]
        if isinstance(e, YieldFrom):
            return ["yield from ", *self.parenthesized_if_broken(e.value, level, plain=True)]
        if isinstance(e, Yield) and e.value is not None:
            return ["yield ", *self.parenthesized_if_broken(e.value, level, plain=True)]
        return [self._texts.text(e)]

    def _bracketed(self, opening: str, e: Expression, closing: str, level: Level) -> Parts:
        return brackets(opening, self._parts(e, INSIDE), closing, level)

    def _argument(self, argument: Argument) -> Parts:
        if isinstance(argument, Keyword):
            return [argument.name + "=", *self.at(argument.value, LAMBDA, INSIDE)]
        if isinstance(argument, Starred):
            return ["*", *self.at(argument.value, LAMBDA, INSIDE)]
        if isinstance(argument, DoubleStarred):
            return ["**", *self.at(argument.value, LAMBDA, INSIDE)]
        return self.at(argument, LAMBDA, INSIDE)

    def _display(
        self, e: Union[TupleDisplay, ListDisplay, SetDisplay, DictDisplay], level: Level
    ) -> Parts:
        text = self._texts.text(e)
        if not e.items:
            return [text]
        if isinstance(e, DictDisplay):
            items: list[Parts] = []
            for key, value in e.items:
                pair = [*self.at(key, LAMBDA, INSIDE), ": ", *self.at(value, LAMBDA, INSIDE)]
                items.append([Group(pair)])
        else:
            items = [self.at(item, LAMBDA, INSIDE) for item in e.items]
        content = comma_separated(items)
        if isinstance(e, TupleDisplay) and len(e.items) == 1:
            content[-1] = ","
        return brackets(text[0], content, text[-1], level)

    def _comprehension(self, e: Comprehension) -> Parts:
        element = Group(self.at(e.element, LAMBDA, INSIDE))
        return [Group([element, SPACE, *self._clause(e.target, e.iterable)])]

    def _clause(self, target: Expression, iterable: Expression) -> Parts:
        return [f"for {self._texts.target(target)} in ", *self.at(iterable, OR, INSIDE)]

    def _conditional(self, e: Conditional, level: Level) -> Parts:
        line = line_at(SPACE, level)
        parts = [*self.at(e.body, OR, level), *line, "if ", *self.at(e.test, OR, level)]
        parts += [*line, "else "]
        if isinstance(e.orelse, Conditional):
            return parts + self._conditional(e.orelse, level)
        return parts + in_group(self.at(e.orelse, LAMBDA, level), level)

    def _lambda(self, e: Lambda, level: Level) -> Parts:
        head, body = lambda_head(e), e.body
        if is_fluent(body):
            return [head, *self.in_added_parentheses(body)]
        if isinstance(body, (Call, Subscript)):
            # A call is rather opened than wrapped, unless the text before its parenthesis is too long.
            parts = self.free(body, level)
            wrapped: Parts = ["(", Indent([HARD, *parts]), HARD, ")"]
            return [head, Choice((parts, [Group(parts, broken=True)], wrapped))]
        if precedence(body) < LAMBDA or has_brackets(body) or is_empty_display(body):
            return [head, *self.at(body, LAMBDA, level)]
        return [head, *self.in_added_parentheses(body)]

    def _operation(self, operands: Operands, level: Level) -> Parts:
        """A chain of operators, broken before each of those that bind least."""
        parts: Parts = []
        pieces = operands.split()
        for operator, piece in pieces:
            if operator is not None:
                parts += line_at(SOFT if operator.tight else SPACE, level)
                parts.append(operator.text)
                parts += space_if_broken(level) if operator.tight else [" "]
            single = piece.single
            if single is None:
                parts += in_group(self._operation(piece, level), level)
            else:
                inner = self.at(single.expression, single.minimum, level)
                parts += in_group(inner, level) if piece is pieces[-1][1] else inner
        return parts

    def _chain(self, e: Union[Attribute, Call, Subscript], level: Level) -> Parts:
        fluent = level is not BARE and is_fluent(e)
        parts = self._links(e, level, fluent)
        return [Group(parts)] if fluent else parts

    def _links(self, e: Expression, level: Level, fluent: bool) -> Parts:
        """Attributes, calls and subscripts, outermost last; a fluent chain may break before its dots."""
        links: list[Parts] = []
        while isinstance(e, (Attribute, Call, Subscript)):
            dotted = isinstance(e, Attribute)
            if isinstance(e, Attribute):
                inner, link = e.value, ["." + e.name]
                breaks = isinstance(inner, (Call, Subscript)) or _is_wrapped(inner, dotted)
                links.append([SOFT, *link] if fluent and breaks else [*link])
            elif isinstance(e, Call):
                inner = e.function
                links.append(self.arguments(e.arguments, level))
            else:
                inner = e.value
                links.append(self._subscript(e, level))
            e = inner
            if _is_wrapped(e, dotted):
                links.append(self._bracketed("(", e, ")", level))
                break
        else:
            links.append(self.free(e, level))
        return [part for link in reversed(links) for part in link]

    def _subscript(self, e: Subscript, level: Level) -> Parts:
        items = [self.at(item, LAMBDA, INSIDE) for item in e.items]
        content: Parts = items[0] if len(items) == 1 else [Group(comma_separated(items))]
        return brackets("[", content, "]", level)


def _is_wrapped(e: Expression, dotted: bool) -> bool:
    return needs_primary_parentheses(e, dotted=dotted)


def is_empty_display(e: Expression) -> bool:
    return isinstance(e, (TupleDisplay, ListDisplay, DictDisplay)) and not e.items
