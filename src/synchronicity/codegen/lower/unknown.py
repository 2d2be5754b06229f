"""Types of which nobody can tell what they are, and that nobody has reported: the last look before anything is emitted.

The reader reports what it cannot read in signatures. What a class that is not registered says of itself, such as the type
argument of a base, it reads in silence, since mostly nothing depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..diagnostics import Code, Sink
from ..model.surface import Class, Item, Module, mentioned_types, types_of_member
from ..model.types import is_failed


def refuse_unknown(modules: Iterable[Module], sink: Sink) -> None:
    """Report what mentions an unknown type. Where there are errors already, they are the reason."""
    if sink.failed:
        return
    for module in modules:
        if any(map(is_failed, module.types)):
            for item in module.items:
                _refuse(item, sink)


def _refuse(item: Item, sink: Sink) -> None:
    if not any(map(is_failed, mentioned_types(item))):
        return
    text = f"`{item.name}` depends on a type of which it cannot be told what it is"
    help = (
        "look for a mistake in the definitions of the classes that it mentions, and in their bases"
    )
    place = item.location
    for member in item.members if isinstance(item, Class) else ():
        if any(map(is_failed, types_of_member(member))):
            place = member.location
            break
    sink.error(Code.BAD_ANNOTATION, place, text, help)
