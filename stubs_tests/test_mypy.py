"""What mypy --strict says of the golden stubs, and of programs that use them rightly and wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import checkers, planted
from .checkers import Problem, errors_in
from .rejections import disagreements

HERE = Path(__file__).parent
CHECKED = sorted(HERE.glob("check_*.py"))
REJECTED = sorted(HERE.glob("reject_*.py"))


@pytest.mark.parametrize("module", checkers.goldens())
def test_stub_is_clean(module: str, mypy_problems: list[Problem]) -> None:
    assert errors_in(mypy_problems, f"tests/{module.replace('.', '/')}.pyi") == []


@pytest.mark.parametrize("file", CHECKED, ids=lambda path: path.stem)
def test_right_use_is_accepted(file: Path, mypy_problems: list[Problem]) -> None:
    assert errors_in(mypy_problems, f"stubs_tests/{file.name}") == []


@pytest.mark.parametrize("file", REJECTED, ids=lambda path: path.stem)
def test_misuse_is_rejected(file: Path, mypy_problems: list[Problem]) -> None:
    assert disagreements(file, "mypy", mypy_problems) == []


def test_nothing_else_is_reported(mypy_problems: list[Problem]) -> None:
    """Neither in these tests, nor in what the stubs import."""
    expected = ("stubs_tests/check_", "stubs_tests/reject_", "tests/golden/", "examples/")
    assert [str(each) for each in mypy_problems if not each.path.startswith(expected)] == []


def test_every_golden_package_is_used() -> None:
    """A new one needs a check file and a reject file."""
    features = sorted({module.split(".")[1] for module in checkers.goldens()})
    assert features
    assert {f"check_{feature}" for feature in features} <= {path.stem for path in CHECKED}
    assert [f"reject_{feature}" for feature in features] == [path.stem for path in REJECTED]


def test_an_error_would_be_noticed(tmp_path: Path) -> None:
    project = planted.copy_project(tmp_path / "project")
    planted.plant(project, *planted.ERRORS, *planted.MISUSES)
    problems = checkers.read_mypy(checkers.mypy(project, tmp_path / "cache"))
    found = {(problem.path, problem.code) for problem in problems}
    for error in planted.ERRORS:
        assert (error.path, error.mypy) in found, error
    misuse = project / planted.MISUSES[0].path
    said = disagreements(misuse, "mypy", problems, project)
    assert len(said) == len(planted.MISUSES), said
