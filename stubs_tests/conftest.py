"""Runs each checker once a session, for whichever test files ask for what it said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from . import checkers
from .checkers import PROJECT, Problem
from .sharing import once


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory for all workers of this session."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def mypy_problems(shared: Path) -> list[Problem]:
    """All that mypy reports, in check, reject and golden files and the examples."""
    cache = shared / "mypy-cache"
    return checkers.read_mypy(once(shared, "mypy", lambda: checkers.mypy(PROJECT, cache)))


@pytest.fixture(scope="session", params=checkers.PYRIGHT_VERSIONS)
def pyright_problems(shared: Path, request: pytest.FixtureRequest) -> list[Problem]:
    """All that pyright reports in the same files, for the oldest and the newest Python."""
    version = str(request.param)
    output = once(shared, f"pyright-{version}", lambda: checkers.pyright(PROJECT, version))
    return checkers.read_pyright(output)
