"""Public names: which wrapper stands for which implementation class, and what cannot be called as it is.

Knows the names of modules and of their items. Knows nothing of members or types.
"""

from __future__ import annotations

import keyword
import unicodedata
from typing import Optional

from ..diagnostics import Code, Location, Sink
from ..model.api import ApiModule, Class, Program, Registration
from ..model.names import QualifiedName
from ..model.stdlib import STANDARD_LIBRARY
from ..model.surface import SynchronizedTypes


def register(program: Program, sink: Sink) -> SynchronizedTypes:
    """The wrappers of `program`; bad and repeated names are reported at every place."""
    classes: dict[QualifiedName, tuple[str, str]] = {}
    places: dict[QualifiedName, Location] = {}
    for module in program.modules:
        _check_target(module, sink)
        _check_names(module, sink)
        for registration in module.registrations:
            item = registration.item
            if not isinstance(item, Class):
                continue
            if item.name in places:
                for location in (places[item.name], registration.location):
                    sink.error(
                        Code.DUPLICATE_CLASS,
                        location,
                        f"the class `{item.name}` is registered more than once",
                        "register it in one Module only; others refer to it by its class",
                    )
                continue
            places[item.name] = registration.location
            classes[item.name] = (module.target, registration.public_name)
    return classes


def _check_target(module: ApiModule, sink: Sink) -> None:
    problem: Optional[str] = None
    if not all(is_plain_name(part) for part in module.target.split(".")):
        problem = "is not a dotted name of identifiers"
    if module.target.split(".")[0] in STANDARD_LIBRARY:
        problem = "would hide a module of the standard library, or be hidden by it"
    for source in module.sources:
        if source == module.target:
            problem = "is the implementation module itself"
        elif source.startswith(f"{module.target}."):
            problem = f"is a package that holds the implementation module `{source}`"
    if problem is not None:
        sink.error(
            Code.BAD_TARGET,
            _first_place(module),
            f"`Module({module.target!r})` names a module that cannot be generated: it {problem}",
            "give the dotted name of a module of its own, such as `mypackage.api`",
        )


def _check_names(module: ApiModule, sink: Sink) -> None:
    seen: dict[str, Registration] = {}
    for registration in module.registrations:
        name = registration.public_name
        if not is_plain_name(name):
            sink.error(
                Code.BAD_NAME,
                registration.location,
                f"{name!r} cannot be the name of a function or class"
                if name
                else "this has no name",
                "give one with `name=`",
            )
            continue
        # Python compares identifiers in their NFKC form (PEP 3131).
        first = seen.setdefault(unicodedata.normalize("NFKC", name), registration)
        if first is registration:
            continue
        for place in (first.location, registration.location):
            sink.error(
                Code.DUPLICATE_NAME,
                place,
                f"two things are called `{name}` in the module `{module.target}`",
                "give one of them another name with `name=`",
            )


def is_plain_name(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _first_place(module: ApiModule) -> Location:
    if module.registrations:
        return module.registrations[0].location
    return Location("<module>", 1)
