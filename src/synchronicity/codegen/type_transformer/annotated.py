"""Types with something around them that changes no value: a name, `Annotated[T, …]`, `TypeGuard[T]`."""

from __future__ import annotations

from typing import Optional, final

from ..model.names import QualifiedName
from ..model.types import AliasType, Metadata
from ..syntax import Expression, Subscript
from .base import Direction, Refused, TypeTransformer
from .metadata import annotated
from .spelling import Spelling, annotation


class _Around(TypeTransformer):
    """What changes nothing but how the type is spelled.

    Args:
        item: the transformer of the type.
    """

    def __init__(self, item: TypeTransformer) -> None:
        self.item = item

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

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return self.item.to_impl(spelling, value)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return self.item.to_wrapper(spelling, value)


@final
class AnnotatedTransformer(_Around):
    """`Annotated[T, …]` (PEP 593): values cross as those of T do.

    Args:
        item: the transformer of T.
        metadata: what is said about it.
    """

    def __init__(self, item: TypeTransformer, metadata: tuple[Metadata, ...]) -> None:
        super().__init__(item)
        self.metadata = metadata

    def public_type(self, spelling: Spelling) -> Expression:
        return annotated(self.item.public_type(spelling), self.metadata, spelling)


@final
class AliasTransformer(_Around):
    """A name for a type: kept where it means the same in public, or is written anew there.

    Args:
        type: the alias.
        item: the transformer of its meaning.
        respelled: whether the meaning is another one in public.
    """

    def __init__(self, type: AliasType, item: TypeTransformer, *, respelled: bool) -> None:
        super().__init__(item)
        self.type = type
        self.respelled = respelled

    def public_type(self, spelling: Spelling) -> Expression:
        if not self.respelled:
            return annotation(self.type, spelling)
        return spelling.alias(self.type.name) or self.item.public_type(spelling)


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
    """The transformer of T for that of `Annotated[T, …]` or of an alias of T; any other is itself."""
    while isinstance(transformer, _Around):
        transformer = transformer.item
    return transformer
