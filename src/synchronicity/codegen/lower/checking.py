"""Whether the types of a signature can cross; what cannot is reported at the user's line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from ..diagnostics import Code, Location, Sink
from ..model.api import Binding, Container
from ..model.signature import Parameter
from ..model.surface import Call, Generated, Outcome, SynchronizedTypes, Value, types_of
from ..model.types import (
    CallableType,
    ErrorType,
    FixedTuple,
    LiteralType,
    NamedType,
    TypeExpression,
    UnionType,
    VariadicTuple,
    is_anything,
    is_guard,
    meaning,
)
from ..type_transformer import Direction, Refused, Transformers, wrapped_classes


class Checker:
    """Asks for the transformer of each type, and reports the refusals."""

    def __init__(
        self,
        synchronized_types: SynchronizedTypes,
        sink: Sink,
        containers: Sequence[Container] = (),
    ) -> None:
        self.synchronized_types = synchronized_types
        self.transformers = Transformers(synchronized_types, containers)
        self.sink = sink
        # Those that cross wherever they stand, by their identity and whether as an argument: equal types are mostly one object.
        self._crossing: dict[tuple[int, bool], TypeExpression] = {}

    def check(
        self, type: TypeExpression, location: Location, binding: Binding, direction: Direction
    ) -> bool:
        """Whether `type` can cross in `direction` at `location`, inside something with this binding."""
        key = (id(type), direction is Direction.IN)
        if key in self._crossing:
            return True
        try:
            transformer = self.transformers.of(type, direction)
            refused = transformer.refusal(direction)
            if refused is not None:
                raise refused
        except Refused as refused:
            self.sink.error(refused.code, location, refused.message, refused.help)
            return False
        if not transformer.depends_on_self():
            self._crossing[key] = type
        elif binding in (Binding.FUNCTION, Binding.STATIC_METHOD):
            self.sink.error(
                Code.BAD_ANNOTATION,
                location,
                "`Self` means nothing here: there is no object or class that the call belongs to",
                "write the name of the class",
            )
            return False
        return True

    def changes(self, type: TypeExpression) -> bool:
        """Whether values of `type` do not stay as they are when they cross; what cannot cross is reported elsewhere."""
        try:
            return self.transformers.of(type).needs_translation()
        except Refused:
            return False

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
        type = meaning(type)
        if isinstance(type, UnionType):
            return all(self._excludes_none(member) for member in type.members)
        if isinstance(type, LiteralType):
            return None not in type.values
        if isinstance(type, NamedType):
            wrapped = type.name in self.synchronized_types
            return wrapped or (type.name.module == "builtins" and type.name.qualname != "object")
        return isinstance(type, (FixedTuple, VariadicTuple, CallableType))

    def check_receiver(
        self,
        receiver: Optional[TypeExpression],
        location: Location,
        owner: Optional[NamedType],
    ) -> None:
        """`receiver` is what `self` is annotated with in a method of `owner`."""
        if receiver is None or isinstance(receiver, ErrorType):
            return
        if not isinstance(receiver, NamedType) or owner is None or receiver.name != owner.name:
            self.sink.error(
                Code.UNSUPPORTED,
                location,
                "`self` is annotated with objects of another class than the one that the method belongs to",
                "write the class itself, with the type arguments that its objects must have",
            )
            return
        self.check(receiver, location, Binding.METHOD, Direction.IN)

    def check_call(self, call: Call, location: Location, binding: Binding) -> None:
        """`location` is where it says what comes back."""
        for parameter in call.parameters:
            self.check_parameter(parameter, binding)
        for type in types_of(call.outcome):
            sent = isinstance(call.outcome, Generated) and type is call.outcome.sends
            self.check(type, location, binding, Direction.IN if sent else Direction.OUT)
        if self.is_blind_guard(call) and not is_anything(call.parameters[0].type):
            self.sink.error(
                Code.UNTRANSLATABLE,
                location,
                f"what `{call.parameters[0].name}` holds is handed on as it is, so that this function never sees "
                "an object of the class it asks for",
                "let it take `object`, or the types that it can be, such as `Node | int`",
            )

    def is_blind_guard(self, call: Call) -> bool:
        """Whether a guard asks for a wrapped class, and its argument's annotation does not say that it may be one."""
        outcome = call.outcome
        if not isinstance(outcome, Value) or not is_guard(meaning(outcome.type)):
            return False
        if not wrapped_classes(outcome.type, self.synchronized_types) or not call.parameters:
            return False
        try:
            guarded = self.transformers.of(call.parameters[0].type, Direction.IN)
        except Refused:  # reported where the parameter is checked
            return False
        return not guarded.needs_translation()


def same_kind(one: Outcome, other: Optional[Outcome]) -> bool:
    return one.__class__ is other.__class__
