"""The typed programs of examples/, and the stubs that were generated for them, in both checkers."""

from __future__ import annotations

import pytest

from .checkers import EXAMPLES, PROJECT, Problem, errors_in


@pytest.mark.parametrize("example", EXAMPLES)
def test_mypy_accepts(example: str, mypy_problems: list[Problem]) -> None:
    assert errors_in(mypy_problems, f"{example}/") == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_pyright_accepts(example: str, pyright_problems: list[Problem]) -> None:
    assert errors_in(pyright_problems, f"{example}/") == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_there_is_a_program_and_a_pair(example: str) -> None:
    """Nothing is accepted where there is nothing."""
    assert list((PROJECT / example).glob("*.py"))
    assert list((PROJECT / example).glob("*/api.py"))
    assert list((PROJECT / example).glob("*/api.pyi"))
