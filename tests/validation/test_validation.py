"""Validating from Python and as a plugin of pytest: what is planted is found, at the implementation's line."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from synchronicity.validation import CannotValidate, Pair, pairs, show, validate

SETTINGS = """\
[tool.synchronicity]
modules = ["weather"]
synchronizer = "weather"
output = "."
"""
STATIONS = """\
from synchronicity import Module

api = Module("weather.stations")


@api.wrap_class
class Station:
    def __init__(self, city: str) -> None:
        self.city = city
"""
FORECASTS = """\
from synchronicity import Module

from ._stations import Station

api = Module("weather.forecasts")


@api.wrap_function
async def forecast(station: Station) -> str:
    return station.city
"""
INIT, FORECAST = 8, 9


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two pairs, generated."""
    package = tmp_path / "weather"
    package.mkdir()
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (package / "__init__.py").touch()
    (package / "py.typed").touch()
    (package / "_stations.py").write_text(STATIONS, "utf-8")
    (package / "_forecasts.py").write_text(FORECASTS, "utf-8")
    done = run(tmp_path, "-m", "synchronicity", "generate")
    assert done.returncode == 0, done.stderr
    return tmp_path


def run(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )


def pytest_in(project: Path, *options: str) -> str:
    # pytest-lsp takes every test for a function
    plugins = ("-p", "no:cacheprovider", "-p", "no:pytest-lsp")
    arguments = (*plugins, "-c", "pyproject.toml", "--color=no", *options)
    return run(project, "-m", "pytest", *arguments).stdout


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "weather" / name
    text = path.read_text("utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), "utf-8")


def test_pairs(project: Path) -> None:
    assert pairs(project) == [
        Pair(
            "weather.forecasts",
            "weather/_forecasts.py",
            5,
            "weather/forecasts.py",
            "weather/forecasts.pyi",
        ),
        Pair(
            "weather.stations",
            "weather/_stations.py",
            3,
            "weather/stations.py",
            "weather/stations.pyi",
        ),
    ]


def test_all_is_well(project: Path) -> None:
    before = set(sys.modules)
    assert validate(project, checkers=["freshness", "agreement", "import"]) == []
    assert not [name for name in set(sys.modules) - before if name.startswith("weather")]


def test_findings(project: Path) -> None:
    change(project, "stations.pyi", "city: str", "town: str")
    (found,) = validate(project, checkers=["agreement"])
    assert (found.path, found.line, found.code) == ("weather/_stations.py", INIT, "agreement")
    assert found.module == "weather.stations"
    text = show([found], project)
    assert text.startswith(f"weather/_stations.py:{INIT}:") and "def __init__(self, city" in text
    (stale,) = validate(project, checkers=["freshness"])
    assert (stale.path, stale.code) == ("weather/stations.pyi", "edited-by-hand")


def test_errors_of_the_implementation_are_findings(project: Path) -> None:
    change(project, "_forecasts.py", "station: Station", "station")
    (found,) = validate(project, checkers=["import"])
    assert (found.line, found.code) == (FORECAST, "missing-annotation")


def test_what_prevents_it(project: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotValidate, match="did you mean `mypy`"):
        validate(project, checkers=["mypi"])
    change(project, "_forecasts.py", "from ._stations", "from ._statoins")
    with pytest.raises(CannotValidate, match=r"weather/_forecasts.py:3:\d+: error"):
        pairs(project)
    (project / "pyproject.toml").write_text("[tool.synchronicity]\noutptu = 1\n", "utf-8")
    with pytest.raises(CannotValidate, match=r"pyproject.toml:2:1: error.*no setting `outptu`"):
        validate(project)


@pytest.mark.checker
def test_plugin_has_a_test_for_each_pair_and_check(project: Path) -> None:
    change(project, "stations.pyi", "city: str", "city: Sttr")
    options = ("--synchronicity-checkers", "import, mypy")
    out = pytest_in(project, "--synchronicity", "-rA", *options)
    for name in (
        "PASSED synchronicity::weather.forecasts::import",
        "PASSED synchronicity::weather.forecasts::mypy",
        "PASSED synchronicity::weather.stations::import",
        "FAILED synchronicity::weather.stations::mypy",
    ):
        assert name in out
    assert f"weather/_stations.py:{INIT}:" in out and "error[mypy:name-defined]" in out
    assert "Traceback" not in out and "1 failed, 3 passed" in out


def test_plugin_beside_tests_and_with_selection(project: Path) -> None:
    (project / "test_own.py").write_text("def test_own(): pass\n", "utf-8")
    options = ("--synchronicity", "--synchronicity-checkers", "freshness,import")
    assert "5 passed" in pytest_in(project, *options)
    assert "2 passed, 3 deselected" in pytest_in(project, *options, "-k", "forecasts")
    (project / "test_own.py").unlink()
    assert "4 passed" in pytest_in(project, *options)


def test_plugin_skips_what_looks_at_stale_files(project: Path) -> None:
    change(project, "stations.py", "Station", "Sttion")
    options = ("--synchronicity", "--synchronicity-checkers", "freshness,import", "-rs")
    out = pytest_in(project, *options)
    assert "1 failed, 2 passed, 1 skipped" in out and "error[edited-by-hand]" in out
    assert "not up to date, and the checks look at them" in out


def test_plugin_shows_what_prevents_it(project: Path) -> None:
    change(project, "_forecasts.py", "from ._stations", "from ._statoins")
    out = pytest_in(project, "--synchronicity")
    assert "1 failed" in out and "weather/_forecasts.py:3:" in out
    change(project, "_forecasts.py", "from ._statoins", "from ._stations")
    out = pytest_in(project, "--synchronicity", "--synchronicity-checkers", "mypi")
    assert "2 failed" in out and "did you mean `mypy`?" in out and "Traceback" not in out


COST = """
import sys
import pytest
class Look:
    def pytest_sessionfinish(self):
        ours = sorted(name for name in sys.modules if name.startswith("synchronicity"))
        assert ours == ["synchronicity", "synchronicity.pytest_plugin"], ours
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-c", "pyproject.toml"], [Look()]))
"""


def test_plugin_costs_nothing_when_not_asked_for(project: Path) -> None:
    (project / "test_own.py").write_text("def test_own(): pass\n", "utf-8")
    done = run(project, "-c", textwrap.dedent(COST))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
