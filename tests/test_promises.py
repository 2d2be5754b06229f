"""Each promise has tests that are there: those of `promises.py`, and those that docs/runtime.md tells users."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .runtime.promises import PROMISES

TESTS = Path(__file__).parent
DOCUMENT = TESTS.parent / "docs" / "runtime.md"


def names_in(path: Path) -> set[str]:
    """The names of the tests of a file, also of those in classes, and of the cases of a state machine."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    return {name for name in functions if name.startswith("test_")}


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_has_tests(promise: str) -> None:
    assert PROMISES[promise], "nothing holds it"
    for test in PROMISES[promise]:
        file, _, name = test.partition("::")
        assert (TESTS / file).is_file(), test
        assert not name or name in names_in(TESTS / file), test


def rows() -> list[tuple[str, list[str]]]:
    """What the document promises, and the tests that it names for it."""
    found = []
    under_promises = False
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            under_promises = False
        elif line == "| promise | test |":
            under_promises = True
        elif under_promises and not line.startswith("|---"):
            promise, tests = line.strip("| ").rsplit(" | ", 1)
            found.append((promise, re.findall("`([^`]+)`", tests)))
    return found


def test_the_document_names_tests_that_are_there() -> None:
    files = [*TESTS.glob("runtime/test_*.py"), *TESTS.glob("behaviour/test_*.py")]
    there = {name for path in files for name in names_in(path)} | {path.name for path in files}
    there |= {path.relative_to(TESTS.parent).as_posix() for path in files}
    assert len(rows()) > 20
    for promise, tests in rows():
        assert tests, promise
        assert set(tests) <= there, (promise, set(tests) - there)
