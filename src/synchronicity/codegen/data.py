"""Plain data: frozen dataclasses that are quick to make.

A frozen dataclass stores each of its fields with `object.__setattr__`, which takes several times as long as an assignment,
and a build makes some hundred thousand objects: a tenth of its time. So that nothing changes them is said by the type
checkers, of all our code; at run time these are dataclasses like others, compared and hashed by value. From Python 3.10 on
they have slots, which makes their objects smaller, and sooner made and gone. Their classes are quick to make, too: only
`__init__` is compiled for each of them, what else a dataclass has is shared.
"""

from __future__ import annotations

import dataclasses
import sys
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Callable

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    _SLOTS = {} if sys.version_info < (3, 10) else {"slots": True}

    def dataclass(
        *, frozen: bool, eq: bool = True, order: bool = False
    ) -> Callable[[type[Any]], type[Any]]:
        """`dataclasses.dataclass(frozen=True)`, with the arguments that we use."""
        assert frozen
        if order:
            return dataclasses.dataclass(unsafe_hash=True, order=True)

        def made(cls: type[Any]) -> type[Any]:
            cls.__doc__ = cls.__doc__ or cls.__name__  # else its signature would be made out
            cls = dataclasses.dataclass(eq=False, repr=False, **_SLOTS)(cls)
            if "__repr__" not in vars(cls):
                cls.__repr__ = _repr
            if eq:
                _compare(cls)
            return cls

        return made

    def _repr(self: Any) -> str:
        shown = [
            f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self)
        ]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _compare(cls: type[Any]) -> None:
        """Let objects of a class be equal, and have one hash, where their fields are equal."""
        fields = dataclasses.fields(cls)
        compared = _values([field.name for field in fields if field.compare])
        hashed = _values([f.name for f in fields if (f.compare if f.hash is None else f.hash)])

        def __eq__(self: Any, other: object) -> Any:
            return (
                compared(self) == compared(other) if type(self) is type(other) else NotImplemented
            )

        def __hash__(self: Any) -> int:
            return hash(hashed(self))

        if "__eq__" not in vars(cls):
            cls.__eq__ = __eq__
        if vars(cls).get("__hash__") is None:
            cls.__hash__ = __hash__

    def _values(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
        if not names:
            return lambda _: ()
        return attrgetter(*names, names[0])  # one name too many makes a tuple of one, too
