"""What pyright, strict, says of the golden stubs, and of their use: for the oldest and the newest Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import checkers, planted
from .checkers import Problem, errors_in
from .rejections import disagreements

HERE = Path(__file__).parent


@pytest.mark.parametrize("module", checkers.goldens())
def test_stub_is_clean(module: str, pyright_problems: list[Problem]) -> None:
    assert errors_in(pyright_problems, f"tests/{module.replace('.', '/')}.pyi") == []


@pytest.mark.parametrize("file", sorted(HERE.glob("check_*.py")), ids=lambda path: path.stem)
def test_right_use_is_accepted(file: Path, pyright_problems: list[Problem]) -> None:
    assert errors_in(pyright_problems, f"stubs_tests/{file.name}") == []


@pytest.mark.parametrize("file", sorted(HERE.glob("reject_*.py")), ids=lambda path: path.stem)
def test_misuse_is_rejected(file: Path, pyright_problems: list[Problem]) -> None:
    assert disagreements(file, "pyright", pyright_problems) == []


def test_an_error_would_be_noticed(tmp_path: Path) -> None:
    project = planted.copy_project(tmp_path / "project")
    planted.plant(project, *planted.ERRORS, *planted.MISUSES)
    problems = checkers.read_pyright(checkers.pyright(project, "3.9"), project)
    found = {(problem.path, problem.code) for problem in problems}
    for error in planted.ERRORS:
        assert (error.path, error.pyright) in found, error
    misuse = project / planted.MISUSES[0].path
    said = disagreements(misuse, "pyright", problems, project)
    assert len(said) == len(planted.MISUSES), said
