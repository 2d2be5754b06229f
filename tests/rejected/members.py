"""Members that have no public form yet."""

from collections.abc import AsyncIterator, Awaitable, Iterator
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeVar, overload

from typing_extensions import Self

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_class
class Node:
    root: ClassVar["Node"]  # E: unsupported

    async def __getitem__(self, key: str) -> AsyncIterator[int]:  # E: unsupported
        yield 1

    def __reversed__(self) -> Awaitable[int]:  # E: unsupported
        raise TypeError

    async def __eq__(self, other: object) -> bool:  # type: ignore[override]  # E: kind-clash
        return True

    def __add__(self, other: int) -> int:
        return 1

    async def __sub__(self, other: int) -> int:
        return 1

    async def __len__(self) -> int:  # E: kind-clash
        return 1

    async def __getattr__(self, name: str) -> int:  # E: unsupported
        return 1

    def __setattr__(self, name: str, value: object) -> None:  # E: unsupported
        return None

    def __enter__(self) -> "Node":  # W: kind-clash
        raise TypeError

    async def __aenter__(self) -> "Node":
        return self

    def changes(self) -> int:
        return 1

    def numbers(self) -> Iterator[int]:
        return iter([])

    async def steps(self) -> AsyncIterator[int]:
        yield 1


    async def waits(self) -> int:
        return 1


@api.wrap_class
class Sub(Node):
    async def __add__(self, other: int) -> int:  # type: ignore[override]  # E: unsupported
        return 1

    def __sub__(self, other: int) -> int:  # type: ignore[override]  # E: unsupported
        return 1

    def waits(self) -> str:  # type: ignore[override]  # E: unsupported
        return "of another type"

    async def changes(self) -> str:  # type: ignore[override]  # E: unsupported
        return "of another type"

    async def numbers(self) -> AsyncIterator[int]:  # type: ignore[override]  # E: unsupported
        yield 1

    async def steps(self) -> int:  # type: ignore[override]  # E: unsupported
        return 1


@api.wrap_class
class Caller:
    async def __call__(self) -> int:  # E: duplicate-name
        return 1

    def aio(self) -> int:
        return 1


T = TypeVar("T")
IntBox = TypeVar("IntBox", bound="Box[int]")
AnyBox = TypeVar("AnyBox", bound="Box[Any]")
AskedMost = TypeVar("AskedMost", bound="AskedMore")  # E: untranslatable
Changing = TypeVar("Changing", bound="Changed")
OneOfTwo = TypeVar("OneOfTwo", "Box[int]", "Box[str]")


@api.wrap_class
class Box(Generic[T]):
    @overload
    def __init__(self: "Box[int]") -> None: ...
    @overload
    def __init__(self, value: T) -> None: ...
    def __init__(self, value: Any = 0) -> None: ...

    def total(self: "Box[int]") -> int:
        return 1

    async def itself(self: "Box[int]") -> Self:  # E: bad-annotation
        return self

    def other(self: "Other[int]") -> int:  # E: unsupported
        return 1

    @property
    def another(self: "Other[int]") -> int:  # E: unsupported
        return 1

    @classmethod
    async def made(cls: "type[Box[int]]") -> int:  # E: unsupported
        return 1

    @classmethod
    async def made_of_any(cls: "type[Box[T]]") -> int:
        return 1

    def same(self: "Box[T]") -> T:
        raise TypeError

    async def bound(self: IntBox) -> IntBox:  # E: unsupported
        return self

    @classmethod
    async def bound_class(cls: type[IntBox]) -> IntBox:  # E: unsupported
        raise TypeError

    @overload
    async def chosen(self: IntBox) -> IntBox: ...  # E: unsupported
    @overload
    async def chosen(self: "Box[str]") -> "Box[int]": ...
    async def chosen(self) -> "Box[int]":
        raise TypeError

    def bound_to_any(self: AnyBox) -> AnyBox:
        return self

    def one_of_two(self: OneOfTwo) -> OneOfTwo:  # E: unsupported
        return self

    value: T

    def of_value(self: "Valued[int]") -> int:  # E: unsupported
        return self.value


@api.wrap_class
class Other(Generic[T]):
    def __init__(self: "Other[int]") -> None: ...


@api.wrap_class
class Sums(Generic[T]):
    async def summed(self: "Sums[int]") -> int:
        return 1


@api.wrap_class
class AlsoSums:
    async def summed(self) -> int:
        return 1


@api.wrap_class
class Both(Sums[int], AlsoSums): ...


@api.wrap_class
class BothOfText(Sums[str], AlsoSums): ...  # E: unsupported


class Kind(Protocol):
    kind: int


class Empty(Protocol):
    def close_all(self) -> None: ...


class Stored(Protocol):
    @property
    def stored(self) -> int: ...


class Valued(Protocol[T]):
    value: T


class Marked(Protocol):
    mark: Literal["b"]


class Private(Protocol):
    def _send(self) -> None: ...


Closing = TypeVar("Closing", bound=Empty)
Storing = TypeVar("Storing", bound=Stored)


class Mixin:
    """Not registered: read with each class that has what its methods ask for."""

    async def sent(self: Private) -> int:
        return 1


@api.wrap_class
class Sender(Mixin):
    def _send(self) -> None: ...


@api.wrap_class
class Mixed:
    async def sent(self: Private) -> int:  # E: unsupported
        return 1


class Commands:
    @overload
    def ask(self: Kind) -> int: ...  # E: unsupported
    @overload
    def ask(self) -> str: ...
    def ask(self) -> Any: ...

    @overload
    def derive(self: "Asked") -> int: ...
    @overload
    def derive(self: "AskedMore") -> str: ...  # E: unsupported
    def derive(self) -> Any: ...

    @overload
    def miss(self: Empty) -> int: ...
    @overload
    def miss(self: Node) -> str: ...
    def miss(self) -> Any: ...  # E: unsupported


@api.wrap_class
class Asked(Commands):
    kind: float = 0.0

    def of_subclass(self: "AskedMore") -> int:  # E: unsupported
        return 1

    def bound_to_subclass(self: AskedMost) -> AskedMost:
        return self

    def bound_to_wrapped_subclass(self: Changing) -> Changing:  # E: unsupported
        return self

    def of_mixin(self: Kind) -> int:
        return 1

    def closing(self: Empty) -> int:  # E: unsupported
        return 1

    async def bound_to_protocol(self: Closing) -> Closing:  # E: unsupported
        return self

    async def bound_to_own(self: Storing) -> Storing:
        return self

    async def of_kind(self: Marked) -> int:  # E: unsupported
        return 1

    mark: Literal["a"] = "a"

    @property
    def closing_property(self: Empty) -> int:  # E: unsupported
        return 1

    async def of_stored(self: Stored) -> int:
        return 1

    async def of_unrelated(self: Other[Any]) -> int:  # E: unsupported
        return 1

    async def of_object(self: object) -> int:
        return 1

    def __init__(self) -> None:
        self.stored = 1


@api.wrap_class
class Changed(Asked): ...


class Base(Generic[T]):
    @overload
    def parse(self: "Base[int]") -> int: ...  # E: unsupported
    @overload
    def parse(self: "Base[str]") -> str: ...  # E: unsupported
    @overload
    def parse(self: "Base[T]", value: T) -> T: ...
    def parse(self, value: Any = None) -> Any: ...


@api.wrap_class
class Open(Base[T]): ...


class AskedMore(Asked): ...


@api.wrap_class(on_loop=("__init__",))
class OnLoop(Generic[T]):  # E: unsupported
    def __init__(self: "OnLoop[int]") -> None: ...
