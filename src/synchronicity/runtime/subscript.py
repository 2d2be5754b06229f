"""`Generic` for classes that must not import `typing`: they can be subscripted, and that is all.

Type checkers see the real `typing.Generic`. The import of `typing` costs several milliseconds, and the
modules of the run time are imported by every program that imports a generated module.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GenericAlias: Any = type(list[int])


class Generic:
    """`Generic[T]` is `Generic` itself; `Subclass[int]` is an alias, as with `typing.Generic`."""

    __slots__ = ()

    def __class_getitem__(cls, item: object) -> Any:
        return cls if cls is Generic else GenericAlias(cls, item)
