"""Errors for a copy of the project, to see that each tool reports them: a test that cannot fail tests nothing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from .checkers import PROJECT


@dataclass(frozen=True)
class Planted:
    """A change to a file, and what mypy and pyright call the error."""

    path: str
    old: str
    new: str
    mypy: str = ""
    pyright: str = ""


ERRORS = (
    Planted(
        "tests/golden/overloads/api.pyi",
        "def __call__(self, key: str) -> Page: ...",
        "def __call__(self, key: Missing) -> Page: ...",
        "name-defined",
        "reportUndefinedVariable",
    ),
    Planted(
        "stubs_tests/check_functions.py",
        'assert_type(fetch("u"), str)',
        'assert_type(fetch("u"), int)',
        "assert-type",
        "reportAssertTypeFailure",
    ),
    Planted(
        "stubs_tests/check_functions.py",
        "    nothing()\n",
        "    nothing()  # type: ignore\n",
        "unused-ignore",
        "reportUnnecessaryTypeIgnoreComment",
    ),
    Planted(
        "examples/weather/use.py",
        'Station("Lund")',
        "Station(1)",
        "arg-type",
        "reportArgumentType",
    ),
)
# One line that is right although marked, one that is refused for another reason, one that lacks its mark.
MISUSES = (
    Planted("stubs_tests/reject_functions.py", "fetch(1)", 'fetch("1")'),
    Planted("stubs_tests/reject_functions.py", "api.title(1)", "api.title()"),
    Planted(
        "stubs_tests/reject_functions.py", "  # E: attr-defined reportFunctionMemberAccess", ""
    ),
)


def copy_project(target: Path) -> Path:
    """A copy of what the checkers read."""
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("src", "tests/golden", "stubs_tests", "examples"):
        shutil.copytree(PROJECT / name, target / name, ignore=ignored)
    for name in ("mypy.ini", "pyproject.toml"):
        shutil.copy(PROJECT / name, target)
    return target


def plant(project: Path, *changes: Planted) -> None:
    """Make the changes; what they replace must be there."""
    for change in changes:
        path = project / change.path
        text = path.read_text(encoding="utf-8")
        assert change.old in text, f"{change.path} has no {change.old!r}"
        path.write_text(text.replace(change.old, change.new, 1), encoding="utf-8")
