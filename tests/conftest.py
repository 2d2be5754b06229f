"""What all tests share: options, markers."""

from __future__ import annotations

import pytest


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
    config.addinivalue_line(
        "markers",
        "checker: runs mypy, pyright or ruff; left out where only the interpreter differs (make test-all)",
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written, not compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether everything is to be tried, not a sample."""
    return bool(request.config.getoption("--thorough"))
