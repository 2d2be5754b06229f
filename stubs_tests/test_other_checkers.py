"""What other type checkers say: docs/type-checkers.md lists it, each with its cause, and the numbers may only shrink.

In right use and in the stubs, every report counts; in misuse, every marked line that is not refused. A number that has
become smaller has to be written down, too, so that it cannot grow again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from . import checkers
from .checkers import PROJECT, Problem
from .rejections import MARK

HERE = Path(__file__).parent
PAGE = PROJECT / "docs" / "type-checkers.md"
NOT_REFUSED = "not refused"
# | pyrefly | `bad-return` | 2 | the cause |
ROW = re.compile(r"^\| (\w+) \| `?([^|`]+)`? \| (\d+) \| ([^|]+) \|$", re.MULTILINE)
CHECKERS: dict[str, Callable[[Path], list[Problem]]] = {
    "basedpyright": checkers.basedpyright,
    "pyrefly": checkers.pyrefly,
    "ty": checkers.ty,
}


@pytest.mark.parametrize("checker", CHECKERS)
def test_what_is_reported_is_listed_with_its_cause(checker: str) -> None:
    problems = CHECKERS[checker](PROJECT)
    found = Counter(problem.code for problem in problems if not _is_expected(problem))
    missed = not_refused(problems)
    found.update({NOT_REFUSED: len(missed)} if missed else {})
    assert dict(found) == listed(PAGE.read_text("utf-8"), checker), "\n".join(
        [*map(str, filter(lambda problem: not _is_expected(problem), problems)), *missed]
    )


def _is_expected(problem: Problem) -> bool:
    """Misuse is to be reported, and so is that something is deprecated."""
    return "/reject_" in problem.path or problem.code in ("deprecated", "reportDeprecated")


def not_refused(problems: Sequence[Problem]) -> list[str]:
    """The marked lines of misuse of which nothing is said."""
    reported = {(problem.path, problem.line) for problem in problems}
    found: list[str] = []
    for file in sorted(HERE.glob("reject_*.py")):
        name = file.relative_to(PROJECT).as_posix()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if MARK.search(line) and (name, number) not in reported:
                found.append(f"{NOT_REFUSED}: {name}:{number}: {line.strip()}")
    return found


def listed(page: str, checker: str) -> dict[str, int]:
    """The numbers that the page gives for a checker."""
    rows = [row for row in ROW.findall(page) if row[0] == checker]
    return {code: int(number) for _, code, number, _ in rows if int(number)}


def test_numbers_are_read_from_the_page() -> None:
    page = "| ty | `invalid-x` | 3 | a cause |\n| ty | not refused | 1 | another |\n| pyrefly | `y` | 2 | c |\n"
    assert listed(page, "ty") == {"invalid-x": 3, NOT_REFUSED: 1}


def test_a_misuse_of_which_nothing_is_said_is_seen() -> None:
    missed = not_refused([])
    assert len(missed) > 300
    first = missed[0].split(":")
    assert first[1].strip().startswith("stubs_tests/reject_")
