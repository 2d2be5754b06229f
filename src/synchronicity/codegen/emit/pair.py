"""The unit of emission: the two halves of one thing, which can only be made together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from ..data import dataclass
from ..syntax import Statement


@final
@dataclass(frozen=True)
class Pair:
    """The statements of one thing in the module that runs, and in its stub."""

    source: tuple[Statement, ...]
    stub: tuple[Statement, ...]


def joined(pairs: Iterable[Pair]) -> Pair:
    """`pairs` one after the other."""
    pairs = list(pairs)
    return Pair(
        tuple(statement for pair in pairs for statement in pair.source),
        tuple(statement for pair in pairs for statement in pair.stub),
    )
