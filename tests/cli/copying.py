"""A project whose run time is a copy of its own, with this project's tests of the run time and of generated packages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from synchronicity.cli.vendoring import vendored

TESTS = Path(__file__).parents[1]
PACKAGE = "copied._synchronicity"

# In the place of the original, so that nothing passes for having met it.
CONFTEST = """
import sys
sys.modules["synchronicity"] = None
"""
CONFIGURATION = """
[pytest]
addopts = --strict-markers -p no:xdist
filterwarnings =
    error
    ignore:The configuration option .asyncio_default_fixture_loop_scope:pytest.PytestDeprecationWarning
timeout = 120
"""


def copy_run_time(directory: Path, package: str) -> Mapping[str, str]:
    """Write a copy of the run time; what was written."""
    texts = vendored(package)
    for name, text in texts.items():
        write(directory.joinpath(*package.split("."), name), text)
    return texts


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def renamed(text: str) -> str:
    """A file of ours for whom the run time is `PACKAGE`."""
    text = re.sub(r"\bsynchronicity\.(runtime|descriptor|synchronizer)\b", rf"{PACKAGE}.\1", text)
    text = re.sub(r"::synchronicity\.", f"::{PACKAGE}.", text)  # filters of warnings
    text = re.sub(r"\bfrom synchronicity import\b", f"from {PACKAGE} import", text)
    parent, _, name = PACKAGE.rpartition(".")
    return re.sub(
        r"^(\s*)import synchronicity$",
        rf"\1from {parent} import {name} as synchronicity",
        text,
        flags=re.MULTILINE,
    )


def copy_tests(directory: Path, names: Iterable[str]) -> None:
    """Copy directories below `tests` into `directory`, as a project with the copied run time, without generated pairs."""
    copy_run_time(directory / "src", PACKAGE)
    write(directory / "src" / "copied" / "__init__.py", "")
    write(directory / "conftest.py", CONFTEST)
    write(directory / "pytest.ini", CONFIGURATION)
    write(directory / "tests" / "__init__.py", "")
    for shared in ("loop_kinds.py", "patience.py"):
        write(directory / "tests" / shared, (TESTS / shared).read_text("utf-8"))
    for name in names:
        for path in sorted((TESTS / name).rglob("*.py")):
            text = path.read_text("utf-8")
            if not text.startswith("# @generated"):
                write(directory / "tests" / path.relative_to(TESTS), renamed(text))


def python(
    directory: Path, *arguments: str, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run Python in `directory`, with what is in its `src` and `tests`."""
    search = os.pathsep.join(str(directory / name) for name in ("src", "tests"))
    environment = {**os.environ, "PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def generate(directory: Path, feature: str) -> None:
    """Generate the pairs of a golden package in a copy of the tests."""
    sources = sorted((directory / "tests" / "golden" / feature).glob("_[!_]*.py"))
    modules = [word for path in sources for word in ("-m", f"golden.{feature}.{path.stem}")]
    options = [*modules, feature, "-o", str(directory / "tests"), "--runtime", PACKAGE]
    done = python(directory, "-m", "synchronicity.cli", *options)
    assert done.returncode == 0, done.stderr
