"""Containers of a library's own, as they were registered (`Module.register_transformer`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Optional, final

from ..diagnostics import Code
from ..model.api import Container
from ..model.names import QualifiedName
from ..syntax import Attribute, Call, Expression, Name
from .base import Direction, Refused, TypeTransformer, function_of
from .containers import ContainerTransformer, nested_variable
from .spelling import Spelling


@final
class MappedTransformer(ContainerTransformer):
    """A container for which the author has written what makes another one: `each(page, Node._from_impl)`, `page.map(…)`.

    Args:
        container: what was registered.
        parts: the transformers of its type arguments.
    """

    def __init__(self, container: Container, *parts: TypeTransformer) -> None:
        super().__init__(container.importable, *parts)
        self.container = container

    def _parts(self, direction: Direction) -> list[tuple[TypeTransformer, Direction]]:
        """Each part, and which way its values cross: those that are taken only cross the other way."""
        return [
            (part, direction.other if taken else direction)
            for part, taken in zip(self.parts, self.container.taken)
        ]

    def refusal(self, direction: Direction) -> Optional[Refused]:
        found = (part.refusal(way) for part, way in self._parts(direction))
        return next(filter(None, found), None)

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        item = Name(nested_variable(spelling, "x", value))
        functions = (
            function_of(item, part.convert(way, spelling, item))
            for part, way in self._parts(direction)
        )
        if self.container.method is not None:
            return Call(Attribute(value, self.container.method), tuple(functions))
        assert self.container.convert is not None
        return Call(spelling.implementation(self.container.convert), (value, *functions))


def own_containers(
    containers: Iterable[Container],
) -> dict[QualifiedName, Callable[..., TypeTransformer]]:
    """What makes the transformer of each of `containers`, like the table of all others."""
    return {container.name: _maker(container) for container in containers}


def _maker(container: Container) -> Callable[..., TypeTransformer]:
    def made(*parts: TypeTransformer) -> TypeTransformer:
        if container.make is None:
            transformer: object = MappedTransformer(container, *parts)
        else:
            try:
                transformer = container.make(container.importable, *parts)
            except Exception as error:  # of the author's own code
                raise _useless(container, f"{type(error).__name__}: {error}") from error
        if not isinstance(transformer, ContainerTransformer):
            raise _useless(container, f"it is no ContainerTransformer, but {transformer!r}")
        transformer.passes_for = (container.name, *container.bases)
        return transformer

    return made


def _useless(container: Container, why: str) -> Refused:
    return Refused(
        Code.UNTRANSLATABLE,
        f"the transformer that is registered for `{container.name.name}` could not be made: {why}",
        "derive from ContainerTransformer; it is called with the name of the class, and the transformers of its type arguments",
    )
