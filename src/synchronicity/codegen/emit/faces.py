"""What a call gives on either face: the types that users see."""

from __future__ import annotations

from typing import Optional, final

from ..data import dataclass
from ..model.names import QualifiedName, assert_never
from ..model.surface import (
    AwaitableManager,
    AwaitableObject,
    Awaited,
    Generated,
    Iterated,
    Managed,
    Outcome,
    Value,
)
from ..model.types import TypeExpression
from ..syntax import Constant, Expression, Keyword, Subscript, render
from ..type_transformer import (
    Direction,
    GeneratorTransformer,
    Spelling,
    TypeTransformer,
)
from . import abi
from .scope import Scope
from .uses import SIGNATURE, STUB


@final
@dataclass(frozen=True)
class Faces:
    """The return annotations of the two faces; whether the second one is an `async def`."""

    sync: Expression
    aio: Expression
    is_async: bool


class FaceRenderer:
    """Renders what a call gives, in the names of one module."""

    def __init__(self, scope: Scope, self_type: Optional[Expression] = None) -> None:
        """`self_type` stands for `Self`, where there is no class around that could mean it."""
        self.scope = scope
        self.signature = scope.spelled(SIGNATURE if self_type is None else STUB, self_type)
        self.stub = scope.spelled(STUB, self_type)
        self._known: dict[int, tuple[Outcome, Faces]] = {}

    def transformer(
        self, type: TypeExpression, direction: Direction = Direction.OUT
    ) -> TypeTransformer:
        return self.scope.transformers.of(type, direction)

    def faces(self, outcome: Outcome) -> Faces:
        """The return annotations of `outcome`; both files ask for them several times."""
        known = self._known.get(id(outcome))
        if known is None or known[0] is not outcome:
            known = self._known[id(outcome)] = (outcome, self._made(outcome))
        return known[1]

    def _made(self, outcome: Outcome) -> Faces:
        if isinstance(outcome, (Value, Awaited)):
            shown = self.signature.shown(self.transformer(outcome.type))
            return Faces(shown, shown, isinstance(outcome, Awaited))
        if isinstance(outcome, Generated):
            generator = GeneratorTransformer(
                self.transformer(outcome.yields),
                self.transformer(outcome.sends, Direction.IN),
            )
            return Faces(
                generator.public_type(self.signature), generator.aio_type(self.stub), False
            )
        if isinstance(outcome, Iterated):
            item = self.signature.shown(self.transformer(outcome.yields))
            return Faces(
                Subscript(_abc(self.signature, "Iterator"), (item,)),
                Subscript(_abc(self.stub, "AsyncIterator"), (item,)),
                False,
            )
        if isinstance(outcome, Managed):
            return self._managed(outcome)
        if isinstance(outcome, AwaitableObject):
            value = self.signature.shown(self.transformer(outcome.value))
            return Faces(value, self.stub.shown(self.transformer(outcome.object)), False)
        if isinstance(outcome, AwaitableManager):
            value = self.signature.shown(self.transformer(outcome.type))
            manager = self.stub.type_name(QualifiedName(abi.PACKAGE, abi.AWAITABLE_CONTEXT_MANAGER))
            return Faces(value, Subscript(manager, (value,)), False)
        assert_never(outcome)

    def _managed(self, outcome: Managed) -> Faces:
        items = [self.signature.shown(self.transformer(outcome.enters))]
        if outcome.exits is not None:
            items.append(self.signature.shown(self.transformer(outcome.exits)))
        dual = QualifiedName(abi.PACKAGE, abi.DUAL_CONTEXT_MANAGER)
        other = QualifiedName("contextlib", "AbstractAsyncContextManager")
        return Faces(
            Subscript(self.signature.type_name(dual), tuple(items)),
            Subscript(self.stub.type_name(other), tuple(items)),
            False,
        )

    def aio_keyword(self, outcome: Outcome) -> tuple[Keyword, ...]:
        """The return annotation of the other face, as text, where it is not the same: there it is what `inspect.signature` shows."""
        if isinstance(outcome, (Generated, Iterated, AwaitableObject)):
            return (Keyword("aio", Constant(render(self.faces(outcome).aio))),)
        return ()


def _abc(spelling: Spelling, name: str) -> Expression:
    return spelling.type_name(QualifiedName("collections.abc", name))
