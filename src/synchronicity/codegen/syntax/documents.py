"""Documents: text with possible line breaks.

Knows groups and lines. Does not know Python (what breaks where is said in layout.py), nor how to choose among the breaks
(machine.py).

A document is a string or one of the parts below. A part is printed either flat or broken, as by the formatter: a group is flat when it fits on the line together with what follows it up to the next place where the line may
end. `Lazy` keeps that cheap: an expression is one piece of text until it turns out not to fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional, Union, final


@final
class GroupId:
    """Names a group, so that parts elsewhere can depend on how it was printed."""

    __slots__ = ("flat",)

    def __init__(self) -> None:
        self.flat = False


@final
class Line:
    __slots__ = ("flat", "hard")

    def __init__(self, flat: str, *, hard: bool = False) -> None:
        self.flat = flat
        self.hard = hard


SOFT = Line("")
SPACE = Line(" ")
HARD = Line("", hard=True)


@final
class Lazy:
    """A piece of text which can be broken up into `parts` when it does not fit."""

    __slots__ = ("_make", "_parts", "text")

    def __init__(self, text: str, make: Callable[[], Sequence[Document]]) -> None:
        self.text = text
        self._make = make
        self._parts: Optional[Sequence[Document]] = None

    @property
    def parts(self) -> Sequence[Document]:
        if self._parts is None:
            self._parts = self._make()
        return self._parts


@final
class Group:
    __slots__ = ("broken", "id", "parts")

    def __init__(
        self, parts: Sequence[Document], id: Optional[GroupId] = None, *, broken: bool = False
    ) -> None:
        self.parts = parts
        self.id = id
        self.broken = broken


@final
class GroupIfBroken:
    """A group when the group `id` is broken; nothing but its parts when that one is flat."""

    __slots__ = ("id", "parts")

    def __init__(self, parts: Sequence[Document], id: GroupId) -> None:
        self.parts = parts
        self.id = id


@final
class Indent:
    """Indents its parts; with an id, only when that group is broken."""

    __slots__ = ("id", "parts")

    def __init__(self, parts: Sequence[Document], id: Optional[GroupId] = None) -> None:
        self.parts = parts
        self.id = id


@final
class IfBroken:
    """One part when the group (the enclosing one, without an id) is broken, another one when it is flat."""

    __slots__ = ("id", "otherwise", "part")

    def __init__(self, part: Document, id: Optional[GroupId] = None, otherwise: str = "") -> None:
        self.part = part
        self.id = id
        self.otherwise = otherwise


@final
class MayBreak:
    """Brackets inside a group `id` which is only there to add parentheses.

    That these brackets can be opened up is reason enough to do without the parentheses. The parts therefore end with the
    line break before the closing bracket, and what is inside of them is not measured.
    """

    __slots__ = ("id", "parts")

    def __init__(self, parts: Sequence[Document], id: GroupId) -> None:
        self.parts = parts
        self.id = id


@final
class Parenthesize:
    """Parentheses around the parts if, and only if, they make them fit."""

    __slots__ = ("id", "parts")

    def __init__(self, parts: Sequence[Document], id: GroupId) -> None:
        self.parts = parts
        self.id = id


@final
class Choice:
    """The first of the variants that fits, up to its first line break; the last one if none does."""

    __slots__ = ("variants",)

    def __init__(self, variants: Sequence[Sequence[Document]]) -> None:
        self.variants = variants


@final
class Close:
    """The end of a `Parenthesize` that did add parentheses, on a line of its own."""

    __slots__ = ()


CLOSE = Close()
Document = Union[
    str,
    Line,
    Lazy,
    Group,
    GroupIfBroken,
    Indent,
    IfBroken,
    MayBreak,
    Parenthesize,
    Choice,
    Close,
]
