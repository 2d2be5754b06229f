"""The first parameter of methods: `self` and `cls`, around whatever the user's parameters are called."""

from __future__ import annotations

import functools

from ..model.api import Binding
from ..model.signature import ParameterKind as WrittenKind
from ..model.surface import Call, Function
from ..syntax import Parameter, ParameterKind

_POSITIONAL_ONLY = WrittenKind.POSITIONAL_ONLY


def receiver_of(function: Function) -> str:
    """The name of the first parameter of a method or class method."""
    return free_receiver(
        "cls" if function.binding is Binding.CLASS_METHOD else "self", function.call
    )


def free_receiver(name: str, call: Call) -> str:
    for parameter in call.parameters:
        if parameter.name == name:
            return free_receiver(f"_{name}", call)
    return name


def first_parameter(receiver: str, call: Call) -> Parameter:
    """The receiver: positional-only where the user's parameters have its usual name, or are so themselves."""
    parameters = call.parameters
    hidden = bool(parameters) and parameters[0].kind is _POSITIONAL_ONLY
    return _parameter(receiver, hidden or receiver.startswith("_"))


@functools.lru_cache(maxsize=16)  # `self`, over and over again
def _parameter(name: str, is_only: bool) -> Parameter:
    kind = ParameterKind.POSITIONAL_ONLY if is_only else ParameterKind.POSITIONAL_OR_KEYWORD
    return Parameter(name, kind)
