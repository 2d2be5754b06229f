"""Names for types, in signatures: kept where they mean the same, and those that are exported written anew over wrappers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Dict, Generic, List, Optional, Tuple, TypeVar, Union

from typing_extensions import TypeAlias, TypeAliasType

from synchronicity import Module

api = Module("golden.aliases.api")

T = TypeVar("T")
K = TypeVar("K")

Key = Union[str, int]
Headers = Dict[str, str]
Json = Union[None, str, List["Json"]]
Pair = Tuple[T, T]
Maybe: TypeAlias = "Optional[T]"
Index = TypeAliasType("Index", Dict[K, List[T]], type_params=(K, T))
Names = TypeAliasType("Names", List[str])
Hook = Callable[[T], Awaitable[None]]


@api.wrap_class
class Row:
    def __init__(self, key: Key = 0) -> None:
        self.key: Key = key


Rows = List[Row]
Keyed = Dict[Key, Row]
api.manual_export("Keyed")


@api.wrap_function
async def plain(key: Key, headers: Optional[Headers] = None, json: Json = None) -> Names:
    """None of them mentions a wrapped class."""
    return [str(key), *(headers or {})]


@api.wrap_function
async def generic(pair: Pair[int], name: Maybe[str] = None) -> Index[int, str]:
    return {pair[0]: [name or ""], pair[1]: []}


@api.wrap_function
async def with_variables(pair: Pair[T]) -> List[Maybe[T]]:
    """Kept, although values of it change."""
    return [*pair, None]


@api.wrap_function
async def written_out(rows: Rows, pair: Pair[Row], row: Maybe[Row] = None) -> Index[Key, Row]:
    """They mention a wrapped class."""
    return {one.key: [one] for one in (*rows, *pair, *([] if row is None else [row]))}


@api.wrap_function
async def written_anew(keyed: Keyed, pairs: List[Pair[Keyed]]) -> Keyed:
    """It is exported."""
    return {**keyed, **pairs[0][0]}


@api.wrap_function
async def called(hook: Hook[int], row_hook: Hook[Row]) -> None:
    await hook(1)
    await row_hook(Row(2))


@api.wrap_class
class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value

    async def pair(self) -> Pair[T]:
        return self.value, self.value


@api.wrap_class
class RowBox(Box[Row]):
    async def pair(self) -> Pair[Row]:
        return await super().pair()
