"""Dataclasses as wrapped classes: the generated constructor, fields, comparison."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from synchronicity import Module

api = Module("golden.fields.api")


@api.wrap_class
@dataclass
class Node:
    """A node of a tree."""

    name: str
    weight: float = 1.0
    parent: Optional[Node] = None
    children: list[Node] = field(default_factory=list)
    _secret: int = field(default=0, repr=False, init=False)

    async def depth(self) -> int:
        """How far down it is."""
        return 0 if self.parent is None else 1 + await self.parent.depth()


@api.wrap_class
@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


@api.wrap_class
@dataclass(order=True)
class Version:
    major: int
    minor: int = field(default=0, compare=False)
