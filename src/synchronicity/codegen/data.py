"""Plain data: frozen dataclasses that are quick to make.

A frozen dataclass stores each of its fields with `object.__setattr__`, which takes several times as long as an assignment,
and a build makes some hundred thousand objects: a tenth of its time. So that nothing changes them is said by the type
checkers, of all our code; at run time these are dataclasses like others, compared and hashed by value.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Callable

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool, eq: bool = True, order: bool = False
    ) -> Callable[[type[Any]], type[Any]]:
        """`dataclasses.dataclass(frozen=True)`, with the arguments that we use."""
        assert frozen
        return dataclasses.dataclass(unsafe_hash=eq, eq=eq, order=order)
