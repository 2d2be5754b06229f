"""Prints documents: chooses which of the possible line breaks become some.

Knows widths. Does not know Python. A group is flat when it fits on the line together with what follows it, up to the next
place where the line may end; nothing is looked at twice but for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union, final

from .documents import (
    CLOSE,
    HARD,
    Choice,
    Close,
    Document,
    Group,
    GroupIfBroken,
    IfBroken,
    Indent,
    Lazy,
    Line,
    MayBreak,
    Parenthesize,
)
from .text import width

_INDENT = 4
# What is still to come, the next one last: (indentation, flat, measure all lines, part).
_Task = tuple[int, bool, bool, Document]


def lay_out(parts: Sequence[Document], indentation: int, limit: int) -> str:
    """The text of the parts, which start at the column `indentation`."""
    return _Machine(limit, indentation).run(parts, indentation)


@final
class _Machine:
    def __init__(self, limit: int, column: int) -> None:
        self._limit = limit
        self._column = column
        self._output: list[str] = []
        self._tasks: list[_Task] = []
        # Whether what is now printed flat has been measured; a group inside need not be measured again then.
        self._measured = False

    def run(self, parts: Sequence[Document], indentation: int) -> str:
        self._push(parts, indentation, False)
        tasks = self._tasks
        while tasks:
            indentation, flat, _, part = tasks.pop()
            if isinstance(part, str):
                self._write(part)
            elif isinstance(part, Lazy):
                if flat and self._measured:
                    self._write(part.text)
                else:
                    self._push(part.parts, indentation, flat)
            elif isinstance(part, Line):
                self._line(part, indentation, flat)
            elif isinstance(part, Group):
                self._group(part, indentation, flat)
            elif isinstance(part, Indent):
                deeper = 0 if part.id is not None and part.id.flat else _INDENT
                self._push(part.parts, indentation + deeper, flat)
            elif isinstance(part, IfBroken):
                is_flat = flat if part.id is None else part.id.flat
                self._push((part.otherwise if is_flat else part.part,), indentation, flat)
            else:
                self._rare(part, indentation, flat)
        return "".join(self._output)

    def _rare(
        self,
        part: Union[GroupIfBroken, MayBreak, Parenthesize, Choice, Close],
        indentation: int,
        flat: bool,
    ) -> None:
        if isinstance(part, GroupIfBroken):
            if part.id.flat:
                self._push(part.parts, indentation, flat)
            else:
                self._group(Group(part.parts), indentation, flat)
        elif isinstance(part, MayBreak):
            if part.id.flat:
                self._measured = False
            self._push(part.parts, indentation, flat)
        elif isinstance(part, Parenthesize):
            self._parenthesize(part, indentation, flat)
        elif isinstance(part, Choice):
            self._choose(part, indentation, flat)
        else:
            self._line(HARD, indentation, False)
            self._write(")")

    def _push(self, parts: Sequence[Document], indentation: int, flat: bool) -> None:
        self._tasks.extend([(indentation, flat, False, part) for part in reversed(parts)])

    def _write(self, text: str) -> None:
        self._output.append(text)
        self._column += width(text)

    def _line(self, line: Line, indentation: int, flat: bool) -> None:
        if flat and not line.hard:
            self._write(line.flat)
            return
        self._output.append("\n" + " " * indentation)
        self._column = indentation
        self._measured = False

    def _group(self, group: Group, indentation: int, flat: bool) -> None:
        if group.broken:
            flat = False
        elif not (flat and self._measured):
            self._measured = True
            if group.id is not None:
                group.id.flat = True
            flat = self._fits(group.parts, indentation, True, False)
        if group.id is not None:
            group.id.flat = flat
        self._push(group.parts, indentation, flat)

    def _parenthesize(self, part: Parenthesize, indentation: int, flat: bool) -> None:
        if not (flat and self._measured):
            self._measured = True
            part.id.flat = True
            flat = self._fits(part.parts, indentation, True, False)
        if not flat:
            part.id.flat = False
            opened: list[Document] = ["(", HARD, *part.parts, CLOSE]
            if self._fits(opened, indentation + _INDENT, False, True, outer=indentation):
                self._tasks.append((indentation, False, False, CLOSE))
                self._push(("(", HARD, *part.parts), indentation + _INDENT, False)
                return
        part.id.flat = True
        self._push(part.parts, indentation, True)

    def _choose(self, choice: Choice, indentation: int, flat: bool) -> None:
        if flat and self._measured:
            self._push(choice.variants[0], indentation, True)
            return
        self._measured = True
        for variant in choice.variants[:-1]:
            if self._fits(variant, indentation, True, False):
                self._push(variant, indentation, True)
                return
        self._push(choice.variants[-1], indentation, False)

    def _fits(
        self,
        parts: Sequence[Document],
        indentation: int,
        flat: bool,
        all_lines: bool,
        outer: int = 0,
    ) -> bool:
        """Whether the parts, and what follows up to the next line break, fit."""
        limit = self._limit
        column = self._column
        tasks: list[_Task] = [(indentation, flat, all_lines, part) for part in reversed(parts)]
        following = len(self._tasks)
        while True:
            if not tasks:
                if not following:
                    return True
                following -= 1
                tasks.append(self._tasks[following])
            indentation, flat, all_lines, part = tasks.pop()
            if isinstance(part, Lazy) and flat:
                part = part.text
            if isinstance(part, str):
                column += width(part)
                if column > limit:
                    return False
            elif isinstance(part, Line):
                if flat and not part.hard:
                    column += len(part.flat)
                    if column > limit:
                        return False
                elif (flat and not part.hard) or not all_lines:
                    return True
                else:
                    column = indentation
            elif flat and isinstance(part, MayBreak) and part.id.flat:
                column = indentation  # of the line with the closing bracket
            elif part is CLOSE:
                if not all_lines:
                    return True  # it starts with a line break
                column = outer + 1
            else:
                _unfold(part, indentation, flat, all_lines, tasks)


def _unfold(
    part: Document, indentation: int, flat: bool, all_lines: bool, tasks: list[_Task]
) -> None:
    """Pushes what a part consists of, as seen while measuring."""
    parts: Sequence[Document] = ()
    if isinstance(part, Group):
        flat = flat and not part.broken
        if part.id is not None:
            part.id.flat = flat
        parts = part.parts
    elif isinstance(part, (Lazy, GroupIfBroken, MayBreak)):
        parts = part.parts
    elif isinstance(part, Indent):
        indentation += 0 if part.id is not None and part.id.flat else _INDENT
        parts = part.parts
    elif isinstance(part, IfBroken):
        is_flat = flat if part.id is None else part.id.flat
        parts = (part.otherwise if is_flat else part.part,)
    elif isinstance(part, Parenthesize):
        part.id.flat = flat
        parts = part.parts
    elif isinstance(part, Choice):
        parts = part.variants[0] if flat else part.variants[-1]
    tasks.extend([(indentation, flat, all_lines, inner) for inner in reversed(parts)])
