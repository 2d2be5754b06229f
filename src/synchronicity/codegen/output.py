"""What a compilation gives: pairs of a module and its stub, as text.

Plain data. Knows neither how the text came about nor where it will be written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from .data import dataclass


@final
@dataclass(frozen=True)
class GeneratedModule:
    """One pair: `target` is the module's dotted name, `source` the text of its `.py`, `stub` that of its `.pyi`."""

    target: str
    source: str
    stub: str


class CompiledModules(dict[str, str]):
    """The text of each generated `.py` by target module; `stubs` has the `.pyi` texts under the same keys.

    Args:
        modules: the pairs, in the order in which they are listed and written.
    """

    stubs: dict[str, str]

    def __init__(self, modules: Iterable[GeneratedModule] = ()) -> None:
        pairs = tuple(modules)
        super().__init__((pair.target, pair.source) for pair in pairs)
        self.stubs = {pair.target: pair.stub for pair in pairs}
