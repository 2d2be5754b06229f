"""Whether the types of a signature can cross; what cannot is reported at the user's line."""

from __future__ import annotations

from typing import Optional

from ..diagnostics import Code, Location, Sink
from ..model.api import Binding
from ..model.signature import Parameter
from ..model.surface import Call, Generated, Outcome, SynchronizedTypes, types_of
from ..model.types import (
    AliasType,
    CallableType,
    FixedTuple,
    LiteralType,
    NamedType,
    TypeExpression,
    UnionType,
    VariadicTuple,
)
from ..type_transformer import Direction, Refused, Transformers


class Checker:
    """Asks for the transformer of each type, and reports the refusals."""

    def __init__(self, synchronized_types: SynchronizedTypes, sink: Sink) -> None:
        self.synchronized_types = synchronized_types
        self.transformers = Transformers(synchronized_types)
        self.sink = sink

    def check(
        self, type: TypeExpression, location: Location, binding: Binding, direction: Direction
    ) -> bool:
        """Whether `type` can cross in `direction` at `location`, inside something with this binding."""
        try:
            transformer = self.transformers.of(type, direction)
            refused = transformer.refusal(direction)
            if refused is not None:
                raise refused
        except Refused as refused:
            self.sink.error(refused.code, location, refused.message, refused.help)
            return False
        if transformer.depends_on_self() and binding in (Binding.FUNCTION, Binding.STATIC_METHOD):
            self.sink.error(
                Code.BAD_ANNOTATION,
                location,
                "`Self` means nothing here: there is no object or class that the call belongs to",
                "write the name of the class",
            )
            return False
        return True

    def check_parameter(self, parameter: Parameter, binding: Binding) -> None:
        self.check(parameter.type, parameter.location, binding, Direction.IN)
        default = parameter.default
        if (
            default is not None
            and default.literal == "None"
            and self._excludes_none(parameter.type)
        ):
            self.sink.error(
                Code.BAD_ANNOTATION,
                parameter.location,
                f"`{parameter.name}` is None by default, which its annotation does not allow",
                "write `Optional[...]` or `... | None` (PEP 484 no longer implies it)",
            )

    def _excludes_none(self, type: TypeExpression) -> bool:
        """Whether None is certainly no value of `type`."""
        if isinstance(type, UnionType):
            return all(self._excludes_none(member) for member in type.members)
        if isinstance(type, AliasType):
            return self._excludes_none(type.meaning)
        if isinstance(type, LiteralType):
            return None not in type.values
        if isinstance(type, NamedType):
            wrapped = type.name in self.synchronized_types
            return wrapped or (type.name.module == "builtins" and type.name.qualname != "object")
        return isinstance(type, (FixedTuple, VariadicTuple, CallableType))

    def check_call(self, call: Call, location: Location, binding: Binding) -> None:
        """`location` is where it says what comes back."""
        for parameter in call.parameters:
            self.check_parameter(parameter, binding)
        for type in types_of(call.outcome):
            sent = isinstance(call.outcome, Generated) and type is call.outcome.sends
            self.check(type, location, binding, Direction.IN if sent else Direction.OUT)


def same_kind(one: Outcome, other: Optional[Outcome]) -> bool:
    return one.__class__ is other.__class__
