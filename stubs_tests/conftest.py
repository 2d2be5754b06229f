"""Runs each checker once a session, for whichever test files ask for what it said."""

from __future__ import annotations

import configparser
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

from . import checkers
from .checkers import PROJECT, Problem
from .sharing import once

HERE = Path(__file__).parent
SUBJECT = re.compile("(check|reject)_")


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest-mypy-plugins, which runs the files test_*.yml, which mypy to use, how strict, on what."""
    scratch = tempfile.TemporaryDirectory(prefix="stubs_tests-")
    config.add_cleanup(scratch.cleanup)
    config.option.mypy_testing_base = scratch.name
    settings = configparser.ConfigParser()
    settings.read(PROJECT / "mypy.ini", encoding="utf-8")
    settings["mypy"]["mypy_path"] = checkers.search_path(PROJECT)
    config.option.mypy_ini_file = str(Path(scratch.name) / "strict.ini")
    with open(config.option.mypy_ini_file, "w", encoding="utf-8") as file:
        settings.write(file)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let pytest-lsp 1.0 live with the items of pytest-mypy-plugins: its hook fails on what has no `funcargs`."""
    if not hasattr(item, "funcargs"):
        item.funcargs = {}  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory for all workers of this session."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def mypy_problems(shared: Path) -> list[Problem]:
    """All that mypy reports, in check, reject and golden files, the examples, and these tests themselves."""
    cache = shared / "mypy-cache"
    tests = [str(path) for path in sorted(HERE.glob("*.py")) if not SUBJECT.match(path.name)]
    output = once(shared, "mypy", lambda: checkers.mypy(PROJECT, cache, *tests))
    return checkers.read_mypy(output)


@pytest.fixture(scope="session", params=checkers.PYRIGHT_VERSIONS)
def pyright_problems(shared: Path, request: pytest.FixtureRequest) -> list[Problem]:
    """All that pyright reports in the same files, for the oldest and the newest Python."""
    version = str(request.param)
    output = once(shared, f"pyright-{version}", lambda: checkers.pyright(PROJECT, version))
    return checkers.read_pyright(output)
