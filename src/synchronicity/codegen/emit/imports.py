"""The imports of a generated file, in the order that isort and ruff give them.

Knows how imports are sorted and grouped. Does not know why a name is imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional, Union, final

from ..data import dataclass
from ..model.stdlib import STANDARD_LIBRARY
from ..syntax import Blank, Import, ImportFrom, Statement
from .sorting import Key, member_key

_FUTURE, _STANDARD, _THIRD_PARTY, _FIRST_PARTY, _LOCAL = range(5)


@final
@dataclass(frozen=True)
class Wanted:
    """`import module as alias` (name None), or `from module import name as alias`."""

    module: str
    name: Optional[str] = None
    alias: Optional[str] = None


_Key = tuple[int, int, tuple[int, str, str], Key, bool]


def import_statements(wanted: Iterable[Wanted], first_party: frozenset[str]) -> list[Statement]:
    """The statements for `wanted`, sorted; `first_party` are the top-level packages that are the user's own."""
    together: dict[str, list[str]] = {}
    found: list[tuple[_Key, Union[Import, ImportFrom]]] = []

    def add(statement: Union[Import, ImportFrom], by_name: int, first: str) -> None:
        section = _section(statement.module, first_party)
        renamed = isinstance(statement, ImportFrom) and statement.names[0][1] is not None
        key = (section, by_name, _module_key(statement.module), member_key(first), renamed)
        found.append((key, statement))

    for want in dict.fromkeys(wanted):
        if want.name is None:
            add(Import(want.module, want.alias), 0, "")
        elif want.alias is None:
            together.setdefault(want.module, []).append(want.name)
        else:
            add(ImportFrom(want.module, ((want.name, want.alias),)), 1, want.name)
    for module, names in together.items():
        names.sort(key=member_key)
        add(ImportFrom(module, tuple((name, None) for name in names)), 1, names[0])
    found.sort(key=lambda pair: pair[0])
    statements: list[Statement] = []
    for index, (key, statement) in enumerate(found):
        if index and found[index - 1][0][0] != key[0]:
            statements.append(Blank())
        statements.append(statement)
    return statements


def _section(module: str, first_party: frozenset[str]) -> int:
    top = module.partition(".")[0]
    if module.startswith("."):
        return _LOCAL
    if module == "__future__":
        return _FUTURE
    if top in STANDARD_LIBRARY:
        return _STANDARD
    return _FIRST_PARTY if top in first_party else _THIRD_PARTY


def _module_key(module: str) -> tuple[int, str, str]:
    """Relative imports from further up come first."""
    name = module.lstrip(".")
    return (len(name) - len(module), name.lower(), name)
