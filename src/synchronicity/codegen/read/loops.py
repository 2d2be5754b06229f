"""What is plain code and yet runs on the loop, since its author says that it needs the running one.

Knows which members are named so, by a class or a class that it derives from. Does not know how anything gets there.
"""

from __future__ import annotations

from dataclasses import replace

from ...module import Entry
from ..diagnostics import Code, Location
from ..model.api import Function, FunctionKind, Member, Start
from .live import mro_of
from .session import Session

CONSTRUCTOR = "__init__"


def names_on_loop(session: Session, cls: type) -> frozenset[str]:
    """The members of `cls` that run on the loop: what a base has there stays there."""
    found: set[str] = set()
    for owner in mro_of(cls):
        entry = session.registered.get(owner)
        if isinstance(entry, Entry):
            found.update(entry.on_loop)
    return frozenset(found)


def construction(session: Session, cls: type) -> Start:
    """Where an object of `cls` is constructed."""
    return Start.ON_LOOP if CONSTRUCTOR in names_on_loop(session, cls) else Start.HERE


def members_on_loop(
    session: Session, cls: type, members: list[Member], place: Location
) -> list[Member]:
    """`members` with those moved that run on the loop."""
    names = names_on_loop(session, cls)
    moved: list[Member] = []
    for member in members:
        if member.name not in names:
            moved.append(member)
        elif isinstance(member, Function):
            moved.append(on_loop(session, member, place))
        else:
            session.sink.error(
                Code.UNSUPPORTED,
                member.location,
                f"`{member.name}` is no method: reading it cannot wait for the loop",
                f"make it a method: `def {member.name}(self) -> …`",
            )
    return moved


def on_loop(session: Session, function: Function, place: Location) -> Function:
    """`function`, called on the loop. `place` is the registration."""
    if function.kind is FunctionKind.PLAIN:
        return replace(function, start=Start.ON_LOOP)
    session.sink.warning(
        Code.KIND_CLASH,
        place,
        f"`{function.name}` is asynchronous, and runs on the loop in any case",
        "take it out of `on_loop`",
    )
    return function
