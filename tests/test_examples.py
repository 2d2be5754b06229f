"""The examples are what the compiler makes of them now, and they run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def run(example: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the directory of an example."""
    directory = EXAMPLES / example
    environment = {**os.environ, "PYTHONPATH": str(directory), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=directory, env=environment, capture_output=True, text=True, timeout=100,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("example", "arguments"),
    [
        ("weather", "-m weather._impl weather"),
        ("sqlite", "-m dual_sqlite._register --allow-untyped sqlite"),
    ],
)
def test_generated_files_are_as_committed(example: str, arguments: str) -> None:
    done = run(example, "-m", "synchronicity.cli", *arguments.split(), "-o", ".", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_weather_runs() -> None:
    done = run("weather", "-W", "error", "use.py")
    assert (done.returncode, done.stderr) == (0, "")


def test_three_ways_to_sqlite_agree() -> None:
    done = run("sqlite", "-W", "error", "-c", "import demo, sys; sys.exit(not demo.compare())")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.count("agrees") == 15
    assert "DIFFERS" not in done.stdout
