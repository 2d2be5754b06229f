"""Asynchronous things as values: iterators and context managers in properties, containers, arguments, results of coroutines."""

from __future__ import annotations

from typing import Optional, final

from ..model.names import QualifiedName
from ..syntax import Call, Expression, Keyword, Name, Subscript
from .base import Direction, TypeTransformer, function_of
from .spelling import Spelling, union_of


@final
class StreamTransformer(TypeTransformer):
    """`AsyncIterator[T]`, `AsyncIterable[T]`.

    As a result it is a `DualIterator[T]`, for `for` and `async for`. As an argument, anything that can be iterated is
    taken: an async one is iterated on the library's event loop, a sync one in a worker thread, so that it may block. In a union
    (`exact`), only an async one is: what else may come, the other members say.
    """

    def __init__(self, item: TypeTransformer, direction: Direction, *, exact: bool = False) -> None:
        self.item = item
        self.direction = direction
        self.exact = exact

    def needs_translation(self) -> bool:
        return True

    def depends_on_self(self) -> bool:
        return self.item.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        item = (self.item.public_type(spelling),)
        if self.direction is Direction.OUT:
            return Subscript(
                spelling.type_name(QualifiedName("synchronicity", "DualIterator")), item
            )
        return union_of(
            [
                Subscript(spelling.type_name(QualifiedName("collections.abc", name)), item)
                for name in ("AsyncIterable", *(() if self.exact else ("Iterable",)))
            ]
        )

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(spelling.helper("stream"), (value, *self._conversion(Direction.IN, spelling)))

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(spelling.helper("iterate"), (value, *self._conversion(Direction.OUT, spelling)))

    def _conversion(self, direction: Direction, spelling: Spelling) -> tuple[Expression, ...]:
        return conversion_of(self.item, direction, spelling)


@final
class ManagerTransformer(TypeTransformer):
    """`AbstractAsyncContextManager[T]` as a result: a `DualContextManager[T]`, for `with` and `async with`."""

    def __init__(self, enters: TypeTransformer, exits: Optional[TypeTransformer]) -> None:
        self.enters = enters
        self.exits = exits

    def needs_translation(self) -> bool:
        return True

    def depends_on_self(self) -> bool:
        return self.enters.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        items = [self.enters.public_type(spelling)]
        items += [] if self.exits is None else [self.exits.public_type(spelling)]
        name = QualifiedName("synchronicity", "DualContextManager")
        return Subscript(spelling.type_name(name), tuple(items))

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        raise AssertionError("refused where the transformer is made")

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        conversion = conversion_of(self.enters, Direction.OUT, spelling)
        keywords = tuple(Keyword("enters", convert) for convert in conversion)
        return Call(spelling.helper("manage"), (value, *keywords))


def conversion_of(
    transformer: TypeTransformer, direction: Direction, spelling: Spelling
) -> tuple[Expression, ...]:
    """The function that converts one value, nothing where values stay."""
    if not transformer.needs_translation():
        return ()
    item = Name(spelling.variable("item"))
    return (function_of(item, transformer.convert(direction, spelling, item)),)
