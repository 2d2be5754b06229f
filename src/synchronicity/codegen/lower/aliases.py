"""Aliases that are exported, and mention wrapped classes: written anew, where one name can say what users see."""

from __future__ import annotations

from typing import Optional

from ..diagnostics import Code
from ..model import api
from ..model.api import Binding
from ..model.surface import Alias
from ..syntax import render
from ..type_transformer import Direction, PlainSpelling
from ..type_transformer.spelling import wrapped_classes
from .checking import Checker


def lower_alias(written: api.Alias, name: str, target: str, checker: Checker) -> Optional[Alias]:
    """The alias `name` of the module `target`; None where it was refused."""
    ways = (Direction.IN, Direction.OUT)
    for way in ways:
        if not checker.check(written.meaning, written.location, Binding.FUNCTION, way):
            return None
    spelling = PlainSpelling(checker.synchronized_types, target)
    given, taken = (
        render(checker.transformers.of(written.meaning, way).public_type(spelling)) for way in ways
    )
    mentioned = wrapped_classes(written.meaning, checker.synchronized_types)
    if given != taken:
        problem = f"`{name}` is one thing as an argument and another one as a result: `{given}`, `{taken}`"
        help = "define each under a name of its own in a module that you write by hand, or take the export away"
    elif any(checker.synchronized_types[cls][0] != target for cls in mentioned):
        problem = f"`{name}` mentions a class whose wrapper is in another module than `{target}`"
        help = "export it from the Module of that class"
    else:
        return Alias(name, written.meaning, written.name)
    checker.sink.error(Code.UNSUPPORTED, written.location, problem, help)
    return None
