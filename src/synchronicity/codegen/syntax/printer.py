"""Prints modules, laid out as the formatter would: formatting the result changes nothing.

Knows statements and blocks. Leaves the inside of expressions to layout.py, the heads of statements to heads.py, and the
blank lines to blank_lines.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from .blank_lines import Place, after_module_docstring, at_start, between, is_bare
from .docstrings import docstring_lines
from .expressions import Expression
from .heads import Heads
from .statements import (
    Assign,
    Blank,
    ClassDef,
    Comment,
    Delete,
    ExpressionStatement,
    FunctionDef,
    If,
    Import,
    ImportFrom,
    Pass,
    Raise,
    Return,
    SourceModule,
    Statement,
)
from .text import escaped

_STEP = 4


def print_module(module: SourceModule, *, stub: bool, line_length: int = 88) -> str:
    """The text of the module, as a stub (`.pyi`) or as a module (`.py`); it ends in one newline."""
    return _printed(module, Heads(line_length), stub=stub)


def print_pair(
    source: SourceModule, stub: SourceModule, *, line_length: int = 88
) -> tuple[str, str]:
    """The texts of a module and of its stub: what stands in both is laid out once."""
    heads = Heads(line_length)
    return _printed(source, heads, stub=False), _printed(stub, heads, stub=True)


def _printed(module: SourceModule, heads: Heads, *, stub: bool) -> str:
    printer = _Printer(heads, stub=stub)
    printer.module(module)
    return printer.text()


class _Printer:
    def __init__(self, heads: Heads, *, stub: bool) -> None:
        self._stub = stub
        self._lines: list[str] = []
        self._heads = heads
        self._places = {
            (top, in_class): Place(stub=stub, top=top, in_class=in_class)
            for top in (True, False)
            for in_class in (True, False)
        }

    def text(self) -> str:
        return "".join([line + "\n" for line in self._lines])

    def module(self, module: SourceModule) -> None:
        for line in module.header:
            self._comment(line, 0)
        body = module.body
        blank = 0
        first = _first(body)
        if module.docstring is not None:
            self._docstring(module.docstring, 0)
            blank = 1 if first is None else after_module_docstring(first, stub=self._stub)
        elif module.header and first is not None and not isinstance(first, (Import, ImportFrom)):
            blank = after_module_docstring(first, stub=self._stub)
        if body:
            self._lines += [""] * blank
            self._statements(body, 0, in_class=False)

    def _statements(
        self, statements: Sequence[Statement], indentation: int, *, in_class: bool
    ) -> None:
        place = self._places[indentation == 0, in_class]
        before: Optional[Statement] = None
        comments: list[Comment] = []
        spaced = 0
        for statement in statements:
            if isinstance(statement, Blank):
                spaced = 1
                continue
            if isinstance(statement, Comment):
                comments.append(statement)
                continue
            if before is not None:
                commented = bool(comments)
                blank = between(before, statement, commented=commented, place=place)
                self._lines += [""] * max(blank, spaced)
            for comment in comments:
                self._comment(comment.text, indentation)
            comments.clear()
            spaced = 0
            self._statement(statement, indentation)
            before = statement
        for comment in comments:
            self._comment(comment.text, indentation)

    def _statement(self, s: Statement, indentation: int) -> None:
        if isinstance(s, FunctionDef):
            self._function(s, indentation)
        elif isinstance(s, ClassDef):
            self._class(s, indentation)
        elif isinstance(s, If):
            self._if(s, indentation, "if ")
        else:
            self._write(self._simple(s, indentation), indentation)

    def _simple(self, s: Statement, indentation: int) -> str:
        heads = self._heads
        if isinstance(s, Return):
            return heads.keyword("return", s.value, indentation)
        if isinstance(s, Assign):
            return heads.assign(s, indentation)
        if isinstance(s, ExpressionStatement):
            return heads.expression(s.value, indentation)
        if isinstance(s, Import):
            return f"import {s.module}" + (f" as {s.alias}" if s.alias else "")
        if isinstance(s, ImportFrom):
            return heads.import_from(s, indentation)
        if isinstance(s, Delete):
            return heads.keyword("del", s.target, indentation)
        if isinstance(s, Raise):
            return heads.raising(s, indentation)
        assert isinstance(s, Pass)
        return "pass"

    def _function(self, s: FunctionDef, indentation: int) -> None:
        self._decorators(s.decorators, indentation)
        bare = is_bare(s)
        self._write(self._heads.function(s, indentation, ": ..." if bare else ":"), indentation)
        if not bare:
            self._block(s.docstring, s.body, indentation, in_class=False)

    def _class(self, s: ClassDef, indentation: int) -> None:
        self._decorators(s.decorators, indentation)
        bare = is_bare(s) and (self._stub or bool(s.body))
        self._write(self._heads.class_(s, indentation, ": ..." if bare else ":"), indentation)
        if not bare:
            body = s.body if s.body or s.docstring is not None else (Pass(),)
            self._block(s.docstring, body, indentation, in_class=True)

    def _if(self, s: If, indentation: int, keyword: str) -> None:
        self._write(self._heads.condition(keyword, s.test, indentation), indentation)
        self._branch(s.body, indentation)
        if len(s.orelse) == 1 and isinstance(s.orelse[0], If):
            self._if(s.orelse[0], indentation, "elif ")
        elif s.orelse:
            self._write("else:", indentation)
            self._branch(s.orelse, indentation)

    def _branch(self, body: Sequence[Statement], indentation: int) -> None:
        self._block(None, body or (Pass(),), indentation, in_class=False, conditional=True)

    def _block(
        self,
        docstring: Optional[str],
        body: Sequence[Statement],
        indentation: int,
        *,
        in_class: bool,
        conditional: bool = False,
    ) -> None:
        inner = indentation + _STEP
        if docstring is not None:
            self._docstring(docstring, inner)
        first = _first(body)
        if first is not None:
            place = self._places[False, in_class]
            documented = docstring is not None
            branch = conditional and not isinstance(body[0], Comment)
            blank = at_start(first, after_docstring=documented, branch=branch, place=place)
            self._lines += [""] * blank
        self._statements(body, inner, in_class=in_class)

    def _decorators(self, decorators: Sequence[Expression], indentation: int) -> None:
        for decorator in decorators:
            self._write(self._heads.decorator(decorator, indentation), indentation)

    def _docstring(self, text: str, indentation: int) -> None:
        for line in docstring_lines(text):
            self._lines.append(" " * indentation + line if line else "")

    def _comment(self, text: str, indentation: int) -> None:
        for line in text.split("\n"):
            content = "".join(
                character if character == "\\" else escaped(character) for character in line
            )
            self._lines.append((" " * indentation + "# " + content).rstrip())

    def _write(self, text: str, indentation: int) -> None:
        self._lines.append(" " * indentation + text)


def _first(body: Sequence[Statement]) -> Optional[Statement]:
    """The first statement that is more than layout."""
    for statement in body:
        if not isinstance(statement, (Blank, Comment)):
            return statement
    return None
