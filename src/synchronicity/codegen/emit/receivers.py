"""The first parameter of methods: `self` and `cls`, around whatever the user's parameters are called.

`self` has an annotation where a method is for some objects of its class only.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Optional

from ..model.api import Binding
from ..model.signature import ParameterKind as WrittenKind
from ..model.surface import Call, Function
from ..model.types import TypeExpression
from ..syntax import Expression, Name, Parameter, ParameterKind, Subscript
from .spelled import Spelled

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


def shown_receiver(call: Call, spelled: Spelled) -> Parameter:
    """`self`, with its annotation: `self: Box[int]`."""
    annotation = None if call.receiver is None else _shown(call.receiver, spelled)
    return _annotated(call, annotation)


def receiver_of_face(
    call: Call, spelled: Spelled, private: str, owner: Optional[Expression]
) -> Parameter:
    """`self` in a private class, which has the type arguments of the class around it, and its `owner` behind them."""
    if call.receiver is None:
        return _annotated(call, None)
    shown = _shown(call.receiver, spelled)
    assert isinstance(shown, Subscript)
    arguments = shown.items if owner is None else (*shown.items, owner)
    return _annotated(call, Subscript(Name(private), arguments))


def _annotated(call: Call, annotation: Optional[Expression]) -> Parameter:
    parameter = first_parameter(free_receiver("self", call), call)
    return parameter if annotation is None else replace(parameter, annotation=annotation)


def _shown(receiver: TypeExpression, spelled: Spelled) -> Expression:
    return spelled.transformer(receiver).public_type(spelled)


@functools.lru_cache(maxsize=16)  # `self`, over and over again
def _parameter(name: str, is_only: bool) -> Parameter:
    kind = ParameterKind.POSITIONAL_ONLY if is_only else ParameterKind.POSITIONAL_OR_KEYWORD
    return Parameter(name, kind)
