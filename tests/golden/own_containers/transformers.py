"""How a Bag crosses: read by the compiler, never in production."""

from __future__ import annotations

from synchronicity.codegen.syntax import (
    Call,
    Comprehension,
    ComprehensionKind,
    Expression,
    Name,
    TupleDisplay,
)
from synchronicity.codegen.type_transformer import ContainerTransformer, Direction, Spelling


class BagTransformer(ContainerTransformer):
    """`Bag((Node._from_impl(x), n) for x, n in bag)`."""

    def built(self, direction: Direction, spelling: Spelling, value: Expression) -> Expression:
        item, count = Name(spelling.variable("x")), Name(spelling.variable("n"))
        pair = TupleDisplay((self.parts[0].convert(direction, spelling, item), count))
        pairs = Comprehension(
            ComprehensionKind.GENERATOR, pair, TupleDisplay((item, count)), value
        )
        return Call(spelling.type_name(self.origin), (pairs,))
