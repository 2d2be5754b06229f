"""Public names that equal builtins, typing names, names of ours, or each other's parts."""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator
from typing import Any, Optional

from synchronicity import Module

api = Module("golden.names.api")


@api.wrap_class
class Wrapped:
    """Called like the base that generated classes have."""

    def __init__(self, self_: int = 0) -> None:
        self.value = self_

    async def list(self, tuple: tuple[int, ...] = ()) -> list[int]:
        """A method called like a builtin, in a class that uses the builtin."""
        return [*tuple]

    @property
    def dict(self) -> dict[str, Optional[Wrapped]]:
        return {"self": self}

    async def property(self, default: str = "x") -> str:
        return default


@api.wrap_class
class A_b:
    async def c(self) -> int:
        return 1


@api.wrap_class
class A:
    async def b_c(self) -> int:
        """Comes to the same private name as `A_b.c`."""
        return 2


@api.wrap_function(name="str")
async def _str(object: object, to_impl: Optional[Wrapped] = None) -> Wrapped:
    return to_impl or Wrapped(len(repr(object)))


@api.wrap_function
async def Any_(Optional: Any, Iterator: int) -> AsyncIterator[int]:
    for number in range(Iterator):
        yield number


@api.wrap_function(name="isinstance")
async def _isinstance(item: Wrapped | int | None) -> bool:
    return item is None


@api.wrap_function(name="_dual")
async def dual(TYPE_CHECKING: bool = True) -> bool:
    return TYPE_CHECKING


@api.wrap_function
async def größe(länge: int) -> int:
    """Names need not be ASCII."""
    return länge


@api.wrap_class
class item:
    """A class called like the parameters of a function that takes it."""

    def __init__(self, value: int) -> None:
        self.value = value


@api.wrap_function
async def pick(item: item, x: list[item], k: Optional[item] | int = 0) -> list[item]:
    return [item, *x, *([] if k is None or isinstance(k, int) else [k])]


@api.wrap_function
async def one(item: item) -> item:
    return item


@api.wrap_class
class Shelf:
    class Label:
        """Inside a wrapped class, and not wrapped: it holds no wrapped object, and is handed on as it is."""

        def __init__(self, text: str) -> None:
            self.text = text

    async def label(self, text: str) -> Shelf.Label:
        return Shelf.Label(text)

    async def shown(self, label: Label) -> str:
        return label.text


class _Choice(enum.Enum):
    """Private, and in the public signature of something."""

    LEFT = "left"
    RIGHT = "right"


@api.wrap_function
async def chosen(choice: _Choice = _Choice.LEFT) -> str:
    return choice.value
