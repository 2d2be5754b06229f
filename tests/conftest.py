"""What all tests share: options, markers."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# A test may write a module twice in a second, with as many characters: Python would take the bytecode of the first one.
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
sys.dont_write_bytecode = True
# What looks at the compiler as a whole, takes long, and has shown no difference between Pythons.
ONCE = {
    *("fuzz", "proof", "validation", "test_vendor.py", "test_records.py", "test_soak.py"),
    *("test_docs.py", "test_promises.py", "test_rooms.py"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the generated pairs of tests/golden instead of comparing them",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="run in full what is otherwise sampled, since it takes long (make test-all)",
    )


def pytest_configure(config: pytest.Config) -> None:
    records = tempfile.mkdtemp(prefix="synchronicity-records-")
    config.add_cleanup(lambda: shutil.rmtree(records, ignore_errors=True))
    os.environ["SYNCHRONICITY_CACHE_DIR"] = records  # not that of whoever runs the tests
    config.addinivalue_line(
        "markers",
        "checker: runs mypy, pyright or ruff; left out where only the interpreter differs (make test-all)",
    )
    config.addinivalue_line(
        "markers",
        "once: says the same on every Python; on the newest and on the developer's only (make test-all)",
    )
    config.addinivalue_line(
        "markers",
        "installs: builds and installs with pip; on the developer's Python only (make test-all leaves it out)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if ONCE.intersection(
            item.path.relative_to(HERE).parts if HERE in item.path.parents else ()
        ):
            item.add_marker(pytest.mark.once)
    # First what takes long: at the end, one worker would be busy with it and the others idle.
    slow = ("once", "checker")
    items.sort(key=lambda item: not any(map(item.get_closest_marker, slow)))


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written, not compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether everything is to be tried, not a sample."""
    return bool(request.config.getoption("--thorough"))
