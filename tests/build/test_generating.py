"""What a build does, whatever the backend: generates, and says what belongs to the build, or fails with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from synchronicity.build.generating import BuildFailed, generate

from .conftest import EXAMPLE

NAMES = ["src/forecast/api.py", "src/forecast/api.pyi", "src/forecast/__init__.py"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("api.*", "__pycache__"))
    return project


def change(project: Path, name: str, old: str, new: str) -> None:
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), "utf-8")


def test_what_was_generated_is_named(project: Path) -> None:
    for _ in range(2):
        assert [path.relative_to(project).as_posix() for path in generate(project)] == NAMES
    assert generate(project, check=True) == [project / name for name in NAMES]


def test_checking_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BuildFailed, match="`synchronicity check` failed with exit code 1"):
        generate(project, check=True)
    assert "error[out-of-date]" in capsys.readouterr().err
    assert not (project / NAMES[0]).exists()


def test_errors_are_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project, "src/forecast/_impl.py", "forecast(city: str)", "forecast(city)")
    with pytest.raises(BuildFailed, match="`synchronicity generate` failed with exit code 1"):
        generate(project)
    assert "_impl.py:26:20: error[missing-annotation]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said", "shown"),
    [
        ("[tool.synchronicity]", "[tool.other]", "no table [tool.synchronicity]", ""),
        ('output = "src"', "", "has no `output`", ""),
        ('output = "src"', "outptu = 1", "mistakes in the settings", "pyproject.toml:21:1: error"),
    ],
)
def test_settings_are_needed(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str, shown: str
) -> None:
    change(project, "pyproject.toml", old, new)
    with pytest.raises(BuildFailed) as raised:
        generate(project)
    assert said in str(raised.value)
    assert shown in capsys.readouterr().err


def test_a_project_needs_its_settings(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="no table"):
        generate(tmp_path)
