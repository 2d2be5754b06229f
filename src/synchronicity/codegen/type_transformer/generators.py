"""Async generators and iterators: a generator on one side, an async one on the other, item by item converted."""

from __future__ import annotations

from typing import Optional, final

from ..diagnostics import Code
from ..model.names import QualifiedName
from ..model.types import NoneType
from ..syntax import Call, Constant, Expression, Keyword, Lambda, Name, Subscript
from .base import Direction, IdentityTransformer, Refused, TypeTransformer
from .spelling import Spelling


@final
class GeneratorTransformer(TypeTransformer):
    """`AsyncGenerator[Y, S]`: `Generator[Y, S, None]` on the sync face (collections.abc; PEP 525, PEP 255).

    Args:
        yields: how an item crosses.
        sends: how what is sent in crosses; by default nothing is sent.
    """

    def __init__(self, yields: TypeTransformer, sends: Optional[TypeTransformer] = None) -> None:
        self.yields = yields
        self.sends = sends or IdentityTransformer(NoneType())

    def needs_translation(self) -> bool:
        return True

    def depends_on_self(self) -> bool:
        return self.yields.depends_on_self() or self.sends.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        name = spelling.type_name(QualifiedName("collections.abc", "Generator"))
        return Subscript(name, (*self._yields(spelling), *self._sends(spelling)))

    def aio_type(self, spelling: Spelling) -> Expression:
        """The type on the other face."""
        name = spelling.type_name(QualifiedName("collections.abc", "AsyncGenerator"))
        return Subscript(name, (*self._yields(spelling), *self._sends(spelling)))

    def _yields(self, spelling: Spelling) -> list[Expression]:
        return [self.yields.public_type(spelling)]

    def _sends(self, spelling: Spelling) -> list[Expression]:
        """None is what both types default to, like the result of a generator, so it is left out (PEP 696)."""
        shown = self.sends.public_type(spelling)
        return [] if shown == Constant(None) else [shown]

    def refusal(self, direction: Direction) -> Optional[Refused]:
        if direction is Direction.IN:
            return Refused(
                Code.UNSUPPORTED,
                "an async generator is not translated as an argument yet",
                "take a list, or leave this out of the public API (`exclude=`)",
            )
        return self.yields.refusal(direction) or self.sends.refusal(direction.other)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        refused = self.refusal(Direction.IN)
        assert refused is not None
        raise refused

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        """The generator of the sync face."""
        keywords: list[Keyword] = []
        if self.yields.needs_translation():
            item = Name(spelling.variable("value"))
            keywords.append(
                Keyword("yields", Lambda((item.id,), self.yields.to_wrapper(spelling, item)))
            )
        if self.sends.needs_translation():
            item = Name(spelling.variable("value"))
            keywords.append(
                Keyword("sends", Lambda((item.id,), self.sends.to_impl(spelling, item)))
            )
        return Call(spelling.helper("generate"), (value, *keywords))
