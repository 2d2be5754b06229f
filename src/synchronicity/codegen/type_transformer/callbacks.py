"""Functions that the user gives: called by the implementation with its own objects, answered with the user's.

An awaitable callback may be sync or async on the public side: an async one is awaited on the library's event loop, a sync one
runs in a worker thread. A callback that the implementation calls without awaiting it runs where it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, final

from ..diagnostics import Code
from ..model.names import QualifiedName
from ..model.types import TypeVariable
from ..syntax import (
    Call,
    Constant,
    Expression,
    Keyword,
    Lambda,
    ListDisplay,
    Name,
    Subscript,
    TupleDisplay,
)
from .base import Direction, Refused, TypeTransformer, function_of
from .containers import not_beside_variables
from .spelling import Spelling, concatenated, union_of
from .variables import SpreadTransformer


@final
class CallbackTransformer(TypeTransformer):
    """`Callable[[A, B], R]` or `Callable[[A, B], Awaitable[R]]`.

    Args:
        parameters: of the callback; None for `...`, whose values are converted by value.
        returns: the transformer of R.
        awaited: whether the implementation awaits what the callback gives.
        exact: show an awaited one as async only.
        rest: the ParamSpec that stands for the parameters after these.
    """

    def __init__(
        self,
        parameters: Optional[Sequence[TypeTransformer]],
        returns: TypeTransformer,
        *,
        awaited: bool,
        exact: bool = False,
        rest: Optional[TypeVariable] = None,
    ) -> None:
        self.parameters = None if parameters is None else tuple(parameters)
        self.returns = returns
        self.awaited = awaited
        self.exact = exact
        self.rest = rest

    def needs_translation(self) -> bool:
        changing = any(part.needs_translation() for part in self._parts())
        return self.awaited or changing or self._is_open()

    def _is_open(self) -> bool:
        """Whether nobody knows how many arguments it is called with."""
        spread = any(isinstance(part, SpreadTransformer) for part in self.parameters or ())
        return self.rest is not None or spread

    def depends_on_self(self) -> bool:
        return any(part.depends_on_self() for part in self._parts())

    def _parts(self) -> tuple[TypeTransformer, ...]:
        return (*(self.parameters or ()), self.returns)

    def refusal(self, direction: Direction) -> Optional[Refused]:
        if direction is Direction.OUT and self.needs_translation():
            return Refused(
                Code.UNSUPPORTED,
                "a callable that is async, or that takes wrapped objects, is not handed out yet",
                "return an object with a method, or leave this out of the public API (`exclude=`)",
            )
        if self._is_open() and not all(part.can_go_by_value() for part in self.parameters or ()):
            return not_beside_variables()
        # The callback's arguments cross the other way.
        for part in self.parameters or ():
            found = part.refusal(direction.other)
            if found is not None:
                return found
        return self.returns.refusal(direction)

    def public_type(self, spelling: Spelling) -> Expression:
        returns = self.returns.public_type(spelling)
        if not self.awaited:
            return self._callable(spelling, returns)
        awaitable = spelling.type_name(QualifiedName("collections.abc", "Awaitable"))
        asynchronous = self._callable(spelling, Subscript(awaitable, (returns,)))
        if self.exact:
            return asynchronous
        return union_of([asynchronous, self._callable(spelling, returns)])

    def _callable(self, spelling: Spelling, returns: Expression) -> Expression:
        parameters: Expression = Constant(...)
        if self.parameters is not None:
            parameters = ListDisplay(tuple(part.public_type(spelling) for part in self.parameters))
        if self.rest is not None:
            before = [part.public_type(spelling) for part in self.parameters or ()]
            parameters = concatenated(before, spelling.type_variable(self.rest), spelling)
        name = spelling.type_name(QualifiedName("collections.abc", "Callable"))
        return Subscript(name, (parameters, returns))

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        if not self.needs_translation():
            return value
        helper = spelling.helper("callback" if self.awaited else "sync_callback")
        keywords: list[Keyword] = []
        if self.parameters is None or self._is_open():
            keywords.append(Keyword("by_value", Constant(True)))
        takes = self._takes(spelling)
        if takes is not None:
            keywords.append(Keyword("takes", takes))
        if self.returns.needs_translation():
            result = Name(spelling.variable("result"))
            gives = function_of(result, self.returns.to_impl(spelling, result))
            keywords.append(Keyword("gives", gives))
        return Call(helper, (value, *keywords))

    def _takes(self, spelling: Spelling) -> Optional[Expression]:
        """What makes the arguments for the user's function from those of the implementation, None where they stay."""
        parameters = self.parameters or ()
        if self._is_open() or not any(part.needs_translation() for part in parameters):
            return None
        names = [
            spelling.variable(f"value{number + 1}" if number else "value")
            for number in range(len(parameters))
        ]
        converted = [part.to_wrapper(spelling, Name(name)) for part, name in zip(parameters, names)]
        return Lambda(tuple(names), TupleDisplay(tuple(converted)))

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return value
