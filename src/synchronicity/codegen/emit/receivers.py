"""The first parameter of methods: `self` and `cls`, around whatever the user's parameters are called."""

from __future__ import annotations

from ..model.api import Binding
from ..model.surface import Call, Function
from ..syntax import Parameter, ParameterKind


def receiver_of(function: Function) -> str:
    """The name of the first parameter of a method or class method."""
    return free_receiver(
        "cls" if function.binding is Binding.CLASS_METHOD else "self", function.call
    )


def free_receiver(name: str, call: Call) -> str:
    taken = {parameter.name for parameter in call.parameters}
    while name in taken:
        name = f"_{name}"
    return name


def first_parameter(receiver: str, call: Call) -> Parameter:
    """The receiver: positional-only where the user's parameters have its usual name, or are so themselves."""
    positional_only = receiver.startswith("_") or any(
        parameter.kind.name == "POSITIONAL_ONLY" for parameter in call.parameters
    )
    kind = ParameterKind.POSITIONAL_ONLY if positional_only else ParameterKind.POSITIONAL_OR_KEYWORD
    return Parameter(receiver, kind)
