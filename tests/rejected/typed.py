"""Forms of typing in places where they mean nothing, or where what they say cannot be kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Generic, NamedTuple, Optional, Protocol, TypeVar, Union

from typing_extensions import (
    Concatenate,
    NotRequired,
    ParamSpec,
    ReadOnly,
    Required,
    TypedDict,
    TypeGuard,
    TypeIs,
    TypeVarTuple,
    Unpack,
)

from synchronicity import Module

api = Module("rejected.api")

P = ParamSpec("P")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")


@api.wrap_class
class Node:
    pass


class Holder(TypedDict, total=False):
    node: NotRequired[Node]


class Deeper(TypedDict):
    holders: ReadOnly[Required[list[Holder]]]


@dataclass
class OnClass:
    nodes: ClassVar[list[Node]]


class Pair(NamedTuple):
    node: Annotated[Node, "text"]


class ByName(Protocol):
    async def __call__(self, node: Node) -> None: ...


class Several(Protocol):
    def __call__(self, node: Node, /) -> None: ...
    def close(self) -> None: ...


@dataclass
class Generally(Generic[R]):
    node: Node
    value: R


@api.wrap_function
async def protocols(one: ByName, other: Several) -> None: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def generally(value: Generally[int]) -> None: ...  # E: untranslatable


@api.wrap_function
async def holder(value: Holder) -> OnClass: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def deeper(value: Deeper) -> Pair: ...  # E: untranslatable, untranslatable


@api.wrap_function
async def keywords(**options: Unpack[Holder]) -> None: ...  # E: untranslatable


@api.wrap_function
async def no_typed_dict(**options: Unpack[Node]) -> None: ...  # E: bad-annotation


@api.wrap_function
async def required(value: Required[int]) -> None: ...  # E: bad-annotation


@api.wrap_function
async def nothing_about_it(value: Annotated[int]) -> None: ...  # E: bad-annotation


@api.wrap_function
async def guards(value: TypeGuard[int]) -> list[TypeIs[int]]: ...  # E: bad-annotation, bad-annotation


@api.wrap_function
def blind(values: Iterable[object]) -> TypeGuard[Iterable[Node]]: ...  # E: untranslatable


@api.wrap_function
def narrow(values: set[int]) -> TypeIs[Node]: ...  # E: untranslatable


@api.wrap_function
async def before(
    func: Callable[Concatenate[Sequence[Node], P], Awaitable[R]],  # E: unsupported
    *args: P.args,
    **kwargs: P.kwargs,
) -> R: ...


@api.wrap_function
async def beside(
    values: tuple[Sequence[Node], Unpack[Ts]],  # E: unsupported
) -> tuple[Unpack[Ts]]: ...


@api.wrap_function
async def bare(value: P) -> Ts: ...  # E: bad-annotation, bad-annotation


@api.wrap_function
async def within(value: Union[Annotated[Optional[list[Node]], "said"], list[int]]) -> None: ...  # E: ambiguous-union
