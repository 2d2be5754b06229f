"""Functions that cross: each is called with the objects of the one side, and called there with those of the other.

An awaitable callback of the user's may be sync or async: an async one is awaited on the library's event loop, a sync one
runs in a worker thread. One that the implementation hands out has both faces. A function that is not awaited runs where it
is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, final

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
        awaited: whether what the implementation's function gives is awaited.
        direction: whether it is the user's (IN), or handed out.
        exact: show an awaited one as async only.
        rest: the ParamSpec that stands for the parameters after these.
    """

    def __init__(
        self,
        parameters: Optional[Sequence[TypeTransformer]],
        returns: TypeTransformer,
        *,
        awaited: bool,
        direction: Direction = Direction.IN,
        exact: bool = False,
        rest: Optional[TypeVariable] = None,
    ) -> None:
        self.parameters = None if parameters is None else tuple(parameters)
        self.returns = returns
        self.awaited = awaited
        self.direction = direction
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
        if self._is_open() and not all(part.can_go_by_value() for part in self.parameters or ()):
            return not_beside_variables()
        # Its arguments cross the other way.
        for part in self.parameters or ():
            found = part.refusal(direction.other)
            if found is not None:
                return found
        return self.returns.refusal(direction)

    def public_type(self, spelling: Spelling) -> Expression:
        returns = self.returns.public_type(spelling)
        plain = QualifiedName("collections.abc", "Callable")
        if not self.awaited:
            return self._callable(plain, spelling, returns)
        if self.direction is Direction.OUT:
            return self._callable(QualifiedName("synchronicity", "DualCallable"), spelling, returns)
        awaitable = spelling.type_name(QualifiedName("collections.abc", "Awaitable"))
        asynchronous = self._callable(plain, spelling, Subscript(awaitable, (returns,)))
        if self.exact:
            return asynchronous
        return union_of([asynchronous, self._callable(plain, spelling, returns)])

    def _callable(self, name: QualifiedName, spelling: Spelling, returns: Expression) -> Expression:
        parameters: Expression = Constant(...)
        if self.parameters is not None:
            parameters = ListDisplay(tuple(part.public_type(spelling) for part in self.parameters))
        if self.rest is not None:
            before = [part.public_type(spelling) for part in self.parameters or ()]
            parameters = concatenated(before, spelling.type_variable(self.rest), spelling)
        return Subscript(spelling.type_name(name), (parameters, returns))

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        helper = "callback" if self.awaited else "sync_callback"
        return self._converted(helper, Direction.IN, spelling, value)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        helper = "hand_out" if self.awaited else "sync_handed_out"
        return self._converted(helper, Direction.OUT, spelling, value)

    def _converted(
        self, helper: str, direction: Direction, spelling: Spelling, value: Expression
    ) -> Expression:
        """The function `value` for the other side."""
        if not self.needs_translation():
            return value
        keywords: list[Keyword] = []
        if self.parameters is None or self._is_open():
            keywords.append(Keyword("by_value", Constant(True)))
        takes = self._takes(direction.other, spelling)
        if takes is not None:
            keywords.append(Keyword("takes", takes))
        if self.returns.needs_translation():
            result = Name(spelling.variable("result"))
            gives = function_of(result, self.returns.convert(direction, spelling, result))
            keywords.append(Keyword("gives", gives))
        return Call(spelling.helper(helper), (value, *keywords))

    def _takes(self, direction: Direction, spelling: Spelling) -> Optional[Expression]:
        """What makes the arguments for the function from those it is called with, None where they stay."""
        parameters = self.parameters or ()
        if self._is_open() or not any(part.needs_translation() for part in parameters):
            return None
        names = [
            spelling.variable(f"value{number + 1}" if number else "value")
            for number in range(len(parameters))
        ]
        converted = [
            part.convert(direction, spelling, Name(name)) for part, name in zip(parameters, names)
        ]
        return Lambda(tuple(names), TupleDisplay(tuple(converted)))
