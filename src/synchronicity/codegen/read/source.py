"""One source file: its text, its tree, and the places in it.

Knows where source text is found and how the columns of the parser (UTF-8 bytes) become those of people (characters).
Knows nothing of names or of what the text means.
"""

from __future__ import annotations

import ast
import bisect
import importlib.util
import linecache
import os
import tokenize
from types import ModuleType
from typing import Optional, Union, final

from ..diagnostics import Location

Node = Union[ast.expr, ast.stmt, ast.arg, ast.alias]
FunctionNode = Union[ast.FunctionDef, ast.AsyncFunctionDef]
DefinitionNode = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]


@final
class SourceFile:
    """A parsed file. Raises SyntaxError where the text is no Python."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self._is_ascii = text.isascii()
        self.tree = _parse(text, path)
        self._yields = [number for number, line in enumerate(self.lines, 1) if "yield" in line]

    def location(self, node: Node) -> Location:
        line: int = node.lineno
        end_line: int = node.end_lineno or line
        start, end = node.col_offset, node.end_col_offset or node.col_offset
        if self._is_ascii:
            return Location(self.path, line, start + 1, end_line, end + 1)
        return Location(
            self.path, line, self._column(line, start), end_line, self._column(end_line, end)
        )

    def name_location(self, node: DefinitionNode) -> Location:
        """The place of the name after `def` or `class`; the parser does not keep it."""
        text = self._line(node.lineno)
        start = self._column(node.lineno, node.col_offset) - 1
        keyword = "class" if isinstance(node, ast.ClassDef) else "def"
        column = text.find(node.name, text.find(keyword, start) + len(keyword))
        if (
            column < 0
        ):  # the name stands on a continuation line, or is written in another normal form
            return Location(self.path, node.lineno, start + 1)
        end = column + len(node.name) + 1
        return Location(self.path, node.lineno, column + 1, node.lineno, end)

    def may_yield(self, node: DefinitionNode) -> bool:
        """Whether the word stands anywhere in the lines of a definition: a cheap question before a costly one."""
        place = bisect.bisect_left(self._yields, node.lineno)
        return place < len(self._yields) and self._yields[place] <= (node.end_lineno or 0)

    def segment(self, node: ast.expr) -> Optional[str]:
        """The text of an expression that stands on one line."""
        if node.end_lineno != node.lineno:
            return None
        text = self._line(node.lineno)
        start = self._column(node.lineno, node.col_offset) - 1
        return text[start : self._column(node.lineno, node.end_col_offset or 0) - 1]

    def _line(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def _column(self, line: int, offset: int) -> int:
        if self._is_ascii:
            return offset + 1
        text = self._line(line)
        if text.isascii():
            return offset + 1
        return len(text.encode("utf-8", "replace")[:offset].decode("utf-8", "replace")) + 1


def _parse(text: str, path: str) -> ast.Module:
    try:
        return ast.parse(text, path, type_comments=True)
    except SyntaxError:  # a comment that only looks like a type comment must not cost us the file
        return ast.parse(text, path)


def module_source(module: ModuleType) -> Optional[SourceFile]:
    """The source of a module that is loaded, from wherever its loader has it (a zip file too)."""
    spec = module.__spec__
    path: Optional[str] = getattr(module, "__file__", None)
    if path and path.endswith(".pyc"):
        path = (spec.origin if spec is not None else None) or path
    text: Optional[str] = None
    get_source = getattr(spec.loader, "get_source", None) if spec is not None else None
    if spec is not None and get_source is not None:
        try:
            text = get_source(spec.name)
        except (ImportError, OSError, SyntaxError, UnicodeError):
            text = None
    if text is None:
        return path_source(path) if path else None
    return _checked(path or module.__name__, text.replace("\r\n", "\n").replace("\r", "\n"))


def path_source(path: str) -> Optional[SourceFile]:
    """The source in a file, or what linecache was told to be there."""
    if (
        path == "<string>"
    ):  # all that exec was given; from 3.13 on linecache has the text of `python -c` there
        return None
    if path.endswith(".pyc"):
        try:
            path = importlib.util.source_from_cache(path)
        except ValueError:
            return None
    if not path.endswith((".py", ".pyi", ".pyw")) and os.path.exists(path):
        return None
    try:
        with tokenize.open(path) as file:
            text = file.read()
    except (OSError, SyntaxError, UnicodeError):
        text = "".join(linecache.getlines(path))
    return _checked(path, text) if text else None


def _checked(path: str, text: str) -> Optional[SourceFile]:
    try:
        return SourceFile(path, text)
    except (SyntaxError, ValueError, RecursionError):
        return None
