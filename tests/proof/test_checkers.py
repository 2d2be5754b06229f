"""Type checkers accept the stubs of types of every kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .grammar import crossings
from .running import Runner

pytestmark = [pytest.mark.checker, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def stubs(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The directory of the pairs: of 150 types, with `--thorough` of all 5,000, which takes minutes."""
    number = 5000 if request.config.getoption("--thorough") else 150
    directory = tmp_path_factory.mktemp("stubs")
    with Runner(directory) as runner:
        runner.build([crossings(seed) for seed in range(number)])
    settings = {"typeCheckingMode": "strict", "reportPrivateUsage": False}
    (directory / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return directory


def said(directory: Path, *command: str) -> str:
    paths = [str(path) for path in sorted(directory.glob("proof_*/api.pyi"))]
    assert paths
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-m", *command, *paths],
        cwd=directory,
        env={**os.environ, "MYPYPATH": f"{directory}{os.pathsep}{source}"},
        capture_output=True,
        encoding="utf-8",
        timeout=1700,
        check=False,
    )
    return done.stdout + done.stderr


def test_mypy(stubs: Path) -> None:
    text = said(stubs, "mypy", "--strict", "--no-incremental", "--no-error-summary")
    assert [line for line in text.splitlines() if "api.pyi:" in line or "_impl" not in line] == []


def test_pyright(stubs: Path) -> None:
    text = said(stubs, "pyright", "--outputjson", "--pythonpath", sys.executable)
    found = [
        f"{each['file']}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in json.loads(text)["generalDiagnostics"]
        if each["file"].endswith("api.pyi")
    ]
    assert found == []
