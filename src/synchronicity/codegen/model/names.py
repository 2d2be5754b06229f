"""Where things live: a module and a dotted name inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, final


@final
@dataclass(frozen=True)
class QualifiedName:
    """`module` is importable, `qualname` is dotted below it: `QualifiedName("asyncio", "Queue")`."""

    module: str
    qualname: str

    @property
    def name(self) -> str:
        """The last part: `Inner` of `Outer.Inner`."""
        return self.qualname.rpartition(".")[2]

    def __str__(self) -> str:
        return f"{self.module}.{self.qualname}"


def assert_never(value: NoReturn) -> NoReturn:
    """Reached only when a member of a closed union was forgotten; checkers find that before (PEP 484, exhaustiveness)."""
    raise AssertionError(f"unhandled case: {value!r}")
