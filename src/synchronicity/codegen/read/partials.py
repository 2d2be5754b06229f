"""`functools.partial` objects: the function that is called, less what is given already.

Knows what a partial does to a signature. How the function itself is read is not its business.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from types import FunctionType
from typing import TYPE_CHECKING, Any, Optional, final

from ..data import dataclass
from ..diagnostics import Code
from ..model.api import Binding, Function
from ..model.signature import POSITIONAL, Parameter, ParameterKind, Signature
from ..model.types import TypeExpression, variables_of
from .fallback import default_of
from .session import Session

if TYPE_CHECKING:
    from .functions import Subject

_Read = Callable[[Session, "Subject"], Optional[Function]]


@final
@dataclass(frozen=True)
class _Left:
    """What a partial leaves of a signature, and the types of what it gives."""

    signature: Signature
    given: tuple[TypeExpression, ...]

    @property
    def decided(self) -> bool:
        """Whether what is given says what a type variable in the rest stands for."""
        rest = [*(one.type for one in self.signature.parameters), self.signature.returns]
        open_ones = {variable for type in rest for variable in variables_of(type)}
        return any(variable in open_ones for type in self.given for variable in variables_of(type))


def is_partial(subject: Subject) -> bool:
    """Whether the object is a partial of a function."""
    obj = subject.obj
    if subject.binding is not Binding.FUNCTION or not isinstance(obj, functools.partial):
        return False
    function: object = obj.func  # pyright: ignore[reportUnknownMemberType]
    return isinstance(function, FunctionType)


def read_partial(session: Session, subject: Subject, read: _Read) -> Optional[Function]:
    """The partial as data, with `read` for the function that it calls; None after an error."""
    partial: functools.partial[Any] = subject.obj
    function = read(session, replace(subject, obj=partial.func, place=None, matched=None))
    if function is None:
        return None
    every = [_less(one, partial) for one in (function.signature, *function.overloads)]
    left = [one for one in every if one is not None]
    same = all(one.given == left[0].given for one in left)
    if len(left) < len(every) or not same or any(one.decided for one in left):
        session.sink.error(
            Code.UNSUPPORTED,
            subject.fallback,
            f"what `{subject.name}` is given already decides about the types of the rest: about an overload, or a type variable",
            "write an annotated function around it, and register that one",
        )
        return None
    signature, *overloads = (one.signature for one in left)
    return replace(
        function, signature=signature, overloads=tuple(overloads), location=subject.fallback
    )


def _less(signature: Signature, partial: functools.partial[Any]) -> Optional[_Left]:
    """`signature` without what `partial` gives; None where it takes something else.

    From the first parameter on that is given by its name, the others can be given by name only (`inspect.signature`).
    """
    number, names, by_name = len(partial.args), dict(partial.keywords), False
    left: list[Parameter] = []
    given: list[TypeExpression] = []
    for parameter in signature.parameters:
        if parameter.kind in POSITIONAL and number:
            number -= 1
            given.append(parameter.type)
            continue
        if parameter.kind is ParameterKind.VAR_POSITIONAL:
            number = 0
            if by_name:
                continue
        elif parameter.kind is ParameterKind.VAR_KEYWORD:
            names.clear()
        elif parameter.kind is not ParameterKind.POSITIONAL_ONLY and parameter.name in names:
            parameter = replace(parameter, default=default_of(names.pop(parameter.name)))
            given.append(parameter.type)
            by_name = True
        if by_name and parameter.kind is ParameterKind.POSITIONAL_OR_KEYWORD:
            parameter = replace(parameter, kind=ParameterKind.KEYWORD_ONLY)
        left.append(parameter)
    if number or names:
        return None
    return _Left(replace(signature, parameters=tuple(left)), tuple(given))
