"""Single statements and the heads of compound ones: on one line if that fits, broken as the formatter would if not.

Knows the layout of each statement. Does not know blocks. All functions give text without the indentation of its first
line, which is what `indentation` is for: the columns that are gone already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, TypeVar

from .documents import HARD, SOFT, Choice, Document, Group, Indent
from .expressions import (
    Attribute,
    BinaryOperation,
    BooleanOperation,
    Call,
    Constant,
    Expression,
    Lambda,
    Name,
    Subscript,
)
from .flat import LAMBDA, PRIMARY, FlatTexts, lambda_head, precedence
from .layout import Layout
from .machine import lay_out
from .parentheses import Need, has_brackets, need
from .pieces import BARE, INSIDE, comma_separated
from .statements import Assign, ClassDef, FunctionDef, ImportFrom, Parameter, ParameterKind, Raise
from .text import width


class Heads:
    def __init__(self, line_length: int) -> None:
        self._limit = line_length
        self._texts = FlatTexts()
        self._layout = Layout(self._texts)
        # One-line texts of parameters, one by one and all of a signature, which is printed for each face in both files. By
        # identity, as in FlatTexts.
        self._parameter_texts: dict[int, tuple[Parameter, str]] = {}
        self._signatures: dict[tuple[int, ...], tuple[tuple[Parameter, ...], str]] = {}

    def _fits(self, text: str, indentation: int) -> bool:
        return indentation + width(text) <= self._limit

    def _lay_out(self, parts: list[Document], indentation: int) -> str:
        return lay_out([*parts, HARD], indentation, self._limit).rsplit("\n", 1)[0]

    def keyword(self, keyword: str, value: Optional[Expression], indentation: int) -> str:
        """`return` and `del`."""
        if value is None:
            return keyword
        text = f"{keyword} {self._texts.at(value, LAMBDA)}"
        if self._fits(text, indentation):
            return text
        return self._lay_out(self._assigned([keyword + " "], value, indentation), indentation)

    def condition(self, keyword: str, test: Expression, indentation: int) -> str:
        text = f"{keyword}{self._texts.at(test, LAMBDA)}:"
        if self._fits(text, indentation):
            return text
        return self._lay_out([keyword, *self._value(test), ":"], indentation)

    def raising(self, s: Raise, indentation: int) -> str:
        if s.exception is None:
            return "raise"
        text = "raise " + self._texts.at(s.exception, LAMBDA)
        if s.cause is not None:
            text += " from " + self._texts.at(s.cause, LAMBDA)
        if self._fits(text, indentation):
            return text
        parts: list[Document] = ["raise ", *self._value(s.exception)]
        if s.cause is not None:
            parts += [" from ", *self._value(s.cause, plain=True)]
        return self._lay_out(parts, indentation)

    def expression(self, value: Expression, indentation: int) -> str:
        text = self._texts.text(value)
        if self._fits(text, indentation):
            return text
        layout = self._layout
        if isinstance(value, (BinaryOperation, BooleanOperation)):
            return self._lay_out(layout.parenthesized_if_broken(value), indentation)
        return self._lay_out(layout.free(value, BARE), indentation)

    def decorator(self, decorator: Expression, indentation: int) -> str:
        text = "@" + self._texts.text(decorator)
        if self._fits(text, indentation):
            return text
        parts = self._layout.parenthesized_if_broken(decorator, plain=True)
        return self._lay_out(["@", *parts], indentation)

    def assign(self, s: Assign, indentation: int) -> str:
        text = self._texts.at(s.target, LAMBDA)
        if s.annotation is not None:
            text += ": " + self._texts.at(s.annotation, LAMBDA)
        if s.value is not None:
            text += " = " + self._texts.text(s.value)
        if self._fits(text, indentation):
            return text
        layout = self._layout
        target = layout.free(s.target, BARE)
        if s.annotation is not None:
            head = [*target, ": "]
            if s.value is None:
                return self._lay_out([*head, *self._value(s.annotation)], indentation)
            if has_brackets(s.annotation) or need(s.annotation) is Need.BROKEN:
                split = self._split(s.annotation, s.value, indentation)
                return self._lay_out([*head, *split], indentation)
            target = [*head, *layout.free(s.annotation, BARE)]
        assert s.value is not None
        if s.annotation is None and has_brackets(s.target):
            return self._lay_out(self._split(s.target, s.value, indentation), indentation)
        return self._lay_out(self._assigned([*target, " = "], s.value, indentation), indentation)

    def _assigned(
        self, head: list[Document], value: Expression, indentation: int
    ) -> list[Document]:
        """`target = value` and `return value`, of which only the value may break."""
        if isinstance(value, Lambda):
            # Rather `= lambda x: (` than `= (`, if that fits (the parenthesis does not count).
            lines = (" " * indentation + self._lay_out(head, indentation)).split("\n")
            if self._fits(lines[-1] + lambda_head(value), 0):
                return [*head, *self._layout.free(value, BARE)]
        return [*head, *self._value(value)]

    def _value(self, value: Expression, *, plain: bool = False) -> list[Document]:
        return self._layout.parenthesized_if_broken(value, plain=plain)

    def _split(self, left: Expression, value: Expression, indentation: int) -> list[Document]:
        """`left = value` where the left side can be broken too: rather the value than the left side."""
        layout = self._layout
        target = layout.free(left, BARE) if has_brackets(left) else self._value(left)
        fitting = isinstance(value, (Name, Constant, Attribute, Call, Subscript))
        fitting = fitting and precedence(value) == PRIMARY  # a negative number is an operation
        if not (fitting and need(value) is Need.FITTING):
            return self._assigned([*target, " = "], value, indentation)
        plain = layout.free(value, BARE)
        head: list[Document] = [*target, " = "]
        wrapped: list[Document] = ["(", Group([Indent([SOFT, *plain]), SOFT], broken=True), ")"]
        variants: list[list[Document]] = [[*head, *plain]]
        if not isinstance(value, (Name, Constant)):
            variants.append([*head, Group(plain, broken=True)])
        variants += [[*head, *wrapped], [*head, *plain]]
        return [Choice(variants)]

    def import_from(self, s: ImportFrom, indentation: int) -> str:
        names = [f"{name} as {alias}" if alias else name for name, alias in s.names]
        text = f"from {s.module} import {', '.join(names)}"
        if self._fits(text, indentation) or names == ["*"]:
            return text
        inner = "".join([f"{' ' * (indentation + 4)}{name},\n" for name in names])
        return f"from {s.module} import (\n{inner}{' ' * indentation})"

    def class_(self, s: ClassDef, indentation: int, suffix: str) -> str:
        head = "class " + s.name
        text = head + (self._texts.arguments(s.bases) if s.bases else "") + suffix
        if self._fits(text, indentation) or not s.bases:
            return text
        return self._lay_out([head, *self._layout.arguments(s.bases, BARE), suffix], indentation)

    def function(self, s: FunctionDef, indentation: int, suffix: str) -> str:
        head = ("async def " if s.is_async else "def ") + s.name
        text = f"{head}({self._signature(s.parameters)})"
        if s.returns is not None:
            text += " -> " + self._texts.at(s.returns, LAMBDA)
        text += suffix
        if self._fits(text, indentation):
            return text
        signature: list[Document] = ["()"]
        if s.parameters:
            parts = [self._parameter_parts(parameter) for parameter in s.parameters]
            marked = _with_markers(s.parameters, parts, _SLASH, _STAR)
            items = comma_separated(marked)
            # A parameter alone gets a comma as soon as it has a line of its own.
            inner = items if len(marked) == 1 else [Group(items)]
            signature = ["(", Indent([SOFT, *inner]), SOFT, ")"]
        if s.returns is not None:
            signature += [" -> ", *self._layout.returns(s.returns, empty=not s.parameters)]
        return self._lay_out([head, Group(signature), suffix], indentation)

    def _signature(self, parameters: tuple[Parameter, ...]) -> str:
        key = tuple(map(id, parameters))
        known = self._signatures.get(key)
        if known is None:
            texts = [self._parameter_text(parameter) for parameter in parameters]
            text = ", ".join(_with_markers(parameters, texts, "/", "*"))
            known = self._signatures[key] = (parameters, text)
        return known[1]

    def _parameter_text(self, parameter: Parameter) -> str:
        known = self._parameter_texts.get(id(parameter))
        if known is None:
            known = self._parameter_texts[id(parameter)] = (parameter, self._made_text(parameter))
        return known[1]

    def _made_text(self, parameter: Parameter) -> str:
        text = _prefix(parameter) + parameter.name
        if parameter.annotation is not None:
            text += ": " + self._texts.at(parameter.annotation, LAMBDA)
        if parameter.default is not None:
            equals = "=" if parameter.annotation is None else " = "
            text += equals + self._texts.at(parameter.default, LAMBDA)
        return text

    def _parameter_parts(self, parameter: Parameter) -> list[Document]:
        layout = self._layout
        parts: list[Document] = [_prefix(parameter) + parameter.name]
        if parameter.annotation is not None:
            parts += [": ", *layout.at(parameter.annotation, LAMBDA, INSIDE)]
        if parameter.default is not None:
            parts.append("=" if parameter.annotation is None else " = ")
            parts += layout.at(parameter.default, LAMBDA, INSIDE)
        return parts


_T = TypeVar("_T")

_SLASH: list[Document] = ["/"]
_STAR: list[Document] = ["*"]


def _with_markers(
    parameters: Sequence[Parameter], items: Sequence[_T], slash: _T, star: _T
) -> list[_T]:
    """The items, one for each parameter, with `/` and `*` between them where the kinds change."""
    marked = list(items)
    kinds = [parameter.kind for parameter in parameters]
    if ParameterKind.KEYWORD_ONLY in kinds:
        first = kinds.index(ParameterKind.KEYWORD_ONLY)
        if first == 0 or kinds[first - 1] is not ParameterKind.VAR_POSITIONAL:
            marked.insert(first, star)
    only = kinds.count(ParameterKind.POSITIONAL_ONLY)
    if only:
        marked.insert(only, slash)
    return marked


def _prefix(parameter: Parameter) -> str:
    if parameter.kind is ParameterKind.VAR_POSITIONAL:
        return "*"
    return "**" if parameter.kind is ParameterKind.VAR_KEYWORD else ""
