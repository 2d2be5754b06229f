"""Where things live: a module and a dotted name inside it."""

from __future__ import annotations

from typing import NamedTuple, NoReturn, final


@final
class QualifiedName(NamedTuple):
    """`module` is importable, `qualname` is dotted below it: `QualifiedName("asyncio", "Queue")`.

    A named tuple, because names are looked up in tables all the time, and a tuple is hashed ten times as fast as a dataclass.
    """

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
