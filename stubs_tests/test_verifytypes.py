"""Type completeness as pyright measures it for an installed package with py.typed: 100 % of the golden packages.

Pyright looks for the package where the interpreter that is first on PATH would, and nowhere else; so the packages
are copied into an environment of their own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from pathlib import Path
from typing import Any

import pytest

from . import checkers, planted
from .checkers import PROJECT
from .sharing import once

NO_CACHE = shutil.ignore_patterns("__pycache__")


def install(project: Path, environment: Path) -> Path:
    """Make an environment that has synchronicity and the golden packages, and give where its commands are."""
    venv.create(environment, symlinks=os.name != "nt", with_pip=False)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    script = "import sysconfig; print(sysconfig.get_path('purelib'), end='')"
    python = str(commands / "python")
    site = Path(
        subprocess.run([python, "-c", script], capture_output=True, text=True, check=True).stdout
    )
    shutil.copytree(project / "src" / "synchronicity", site / "synchronicity", ignore=NO_CACHE)
    shutil.copytree(project / "tests" / "golden", site / "golden", ignore=NO_CACHE)
    (site / "golden" / "py.typed").touch()
    return commands


def verify_types(project: Path, environment: Path) -> str:
    commands = install(project, environment)
    path = os.pathsep.join([str(commands), os.environ["PATH"]])
    options = ["--verifytypes", "golden", "--outputjson"]
    done = checkers.run(project, "pyright", *options, directory=environment, PATH=path)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def incomplete(report: dict[str, Any]) -> list[str]:
    """The public names whose types are not fully known, and why."""
    found: list[str] = []
    for symbol in report["typeCompleteness"]["symbols"]:
        if symbol["isExported"] and not symbol["isTypeKnown"]:
            reasons = [
                entry["message"]
                for entry in symbol["diagnostics"]
                if "docstring" not in entry["message"]
            ]
            found.append(f"{symbol['name']}: {'; '.join(reasons) or 'because of others'}")
    return found


@pytest.fixture(scope="session")
def report(shared: Path) -> dict[str, Any]:
    output = once(shared, "verifytypes", lambda: verify_types(PROJECT, shared / "verifytypes"))
    loaded: dict[str, Any] = json.loads(output)
    return loaded


def test_all_golden_packages_are_measured(report: dict[str, Any]) -> None:
    measured = {module["name"] for module in report["typeCompleteness"]["modules"]}
    assert set(checkers.goldens()) <= measured


@pytest.mark.parametrize("module", checkers.goldens())
def test_types_are_complete(module: str, report: dict[str, Any]) -> None:
    assert [line for line in incomplete(report) if line.startswith(f"{module}.")] == []


def test_score_is_100_percent(report: dict[str, Any]) -> None:
    assert incomplete(report) == []
    assert report["typeCompleteness"]["completenessScore"] == 1


def test_a_missing_type_would_be_noticed(tmp_path: Path) -> None:
    project = planted.copy_project(tmp_path / "project")
    stub = "tests/golden/functions/api.pyi"
    planted.plant(project, planted.Planted(stub, "def title(text: str)", "def title(text)"))
    said = incomplete(json.loads(verify_types(project, tmp_path / "environment")))
    assert [line for line in said if line.startswith("golden.functions.api.title: ")], said
