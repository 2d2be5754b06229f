"""Aliases over wrappers: `Rows: TypeAlias = list[Row]` in the stub, and the same at run time, where every Python can evaluate it."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from ..model.names import QualifiedName
from ..model.surface import Alias
from ..syntax import Assign, BinaryOperation, Name, Subscript
from ..type_transformer import alternatives
from .pair import Pair
from .scope import Scope
from .spelled import Spelled
from .uses import RUN_TIME, STUB


def emit_alias(scope: Scope, alias: Alias) -> Pair:
    """The pair of `alias`, to stand behind what it mentions."""
    stub, run_time = scope.spelled(STUB), scope.spelled(RUN_TIME)
    meaning = scope.transformers.of(alias.type)
    shown = stub.type_name(QualifiedName("typing", "TypeAlias"))
    evaluated = _evaluable(meaning.public_type(run_time), run_time)
    return Pair(
        (Assign(Name(alias.name), evaluated),),
        (Assign(Name(alias.name), meaning.public_type(stub), shown),),
    )


def _evaluable(expression: Any, spelled: Spelled) -> Any:
    """`Union[A, B]` for `A | B`, which Python 3.9 cannot evaluate."""
    if isinstance(expression, BinaryOperation):
        union = spelled.type_name(QualifiedName("typing", "Union"))
        members = (_evaluable(one, spelled) for one in alternatives(expression))
        return Subscript(union, tuple(members))
    if isinstance(expression, tuple):
        parts = cast("tuple[object, ...]", expression)
        return tuple(_evaluable(part, spelled) for part in parts)
    if dataclasses.is_dataclass(expression) and not isinstance(expression, type):
        changed = {
            field.name: _evaluable(getattr(expression, field.name), spelled)
            for field in dataclasses.fields(expression)
        }
        return dataclasses.replace(expression, **changed)
    return expression
