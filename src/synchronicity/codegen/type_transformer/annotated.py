"""Types with something around them that changes no value: `Annotated[T, …]`, `TypeGuard[T]`."""

from __future__ import annotations

from typing import Optional, final

from ..model.names import QualifiedName
from ..model.types import Metadata
from ..syntax import Expression, Subscript
from .base import Direction, Refused, TypeTransformer
from .metadata import annotated
from .spelling import Spelling


@final
class AnnotatedTransformer(TypeTransformer):
    """`Annotated[T, …]` (PEP 593): values cross as those of T do.

    Args:
        item: the transformer of T.
        metadata: what is said about it.
    """

    def __init__(self, item: TypeTransformer, metadata: tuple[Metadata, ...]) -> None:
        self.item = item
        self.metadata = metadata

    def needs_translation(self) -> bool:
        return self.item.needs_translation()

    def by_value(self) -> bool:
        return self.item.by_value()

    def can_go_by_value(self) -> bool:
        return self.item.can_go_by_value()

    def refusal(self, direction: Direction) -> Optional[Refused]:
        return self.item.refusal(direction)

    def depends_on_self(self) -> bool:
        return self.item.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        return annotated(self.item.public_type(spelling), self.metadata, spelling)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return self.item.to_impl(spelling, value)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return self.item.to_wrapper(spelling, value)


@final
class GuardTransformer(TypeTransformer):
    """`TypeGuard[T]` and `TypeIs[T]` (PEP 647, PEP 742): the value is a bool, whatever T is.

    Args:
        name: which of the two.
        item: the transformer of T.
    """

    def __init__(self, name: QualifiedName, item: TypeTransformer) -> None:
        self.name = name
        self.item = item

    def needs_translation(self) -> bool:
        return False

    def depends_on_self(self) -> bool:
        return self.item.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        return Subscript(spelling.type_name(self.name), (self.item.public_type(spelling),))

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return value

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return value


def without_metadata(transformer: TypeTransformer) -> TypeTransformer:
    """The transformer of T for that of `Annotated[T, …]`; any other is itself."""
    while isinstance(transformer, AnnotatedTransformer):
        transformer = transformer.item
    return transformer
