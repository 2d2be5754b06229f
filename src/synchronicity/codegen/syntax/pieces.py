"""The pieces that the layouts of expressions are made of, for each of the places an expression can be in.

A `Level` says what surrounds an expression. `INSIDE` brackets it may break anywhere. `BARE` it may break in its own
brackets only. In a group that adds parentheses when it is broken (named by its id) it may break anywhere if, and only
if, the parentheses are there. Does not know expressions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

from .documents import (
    SOFT,
    SPACE,
    Document,
    Group,
    GroupId,
    GroupIfBroken,
    IfBroken,
    Indent,
    Line,
    MayBreak,
)

Parts = list[Document]


class Surroundings:
    """The two levels that are not a group."""

    __slots__ = ()


BARE = Surroundings()
INSIDE = Surroundings()
Level = Union[Surroundings, GroupId]
_COMMA_IF_BROKEN = IfBroken(",")


def brackets(opening: str, content: Sequence[Document], closing: str, level: Level) -> Parts:
    group = Group([Indent([SOFT, *content]), SOFT])
    if isinstance(level, GroupId):
        return [opening, MayBreak([group], level), closing]
    return [opening, group, closing]


def comma_separated(items: Sequence[Sequence[Document]]) -> Parts:
    """Items with a comma after the last one if they are broken over lines."""
    parts: Parts = []
    for item in items:
        if parts:
            parts += [",", SPACE]
        parts += item
    parts.append(_COMMA_IF_BROKEN)
    return parts


def in_group(parts: Parts, level: Level) -> Parts:
    if level is INSIDE:
        return [Group(parts)]
    return [GroupIfBroken(parts, level)] if isinstance(level, GroupId) else parts


def line_at(line: Line, level: Level) -> Parts:
    if level is INSIDE:
        return [line]
    if isinstance(level, GroupId):
        return [IfBroken(line, level, line.flat)]
    return [line.flat]


def space_if_broken(level: Level) -> Parts:
    if level is INSIDE:
        return [IfBroken(" ")]
    return [IfBroken(" ", level)] if isinstance(level, GroupId) else []
