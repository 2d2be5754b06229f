"""`make lint` is green, and stays so."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
# It asks for the interpreter whose packages it reads; in `make lint` that of `.venv`.
OPTIONS = {"pyright": ["--pythonpath", sys.executable]}


def recipe() -> list[str]:
    """The commands of `make lint`."""
    text = (PROJECT / "Makefile").read_text("utf-8")
    found = re.search(r"^lint:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    assert found is not None
    return [line.strip().replace("$(BIN)/", "") for line in found[1].splitlines()]


@pytest.mark.checker
@pytest.mark.parametrize("command", recipe())
def test_sources_and_tests_are_clean(command: str) -> None:
    tool, *arguments = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", tool, *OPTIONS.get(tool, []), *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_tools_take_part() -> None:
    assert [command.split()[0] for command in recipe()] == ["ruff", "ruff", "mypy", "pyright"]
