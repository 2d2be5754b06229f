"""The oracle: the formatter changes nothing in what is printed."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synchronicity.codegen.syntax import print_module

from .random_modules import Modules

_SCRIPTS = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
_RUFF = next(filter(None, (shutil.which("ruff", path=path) for path in [*_SCRIPTS, None])), None)


def _check(directory: Path, texts: dict[str, str]) -> None:
    """One process for all of the texts."""
    assert _RUFF is not None
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8")
    command = [_RUFF, "format", "--isolated", "--no-cache", "--diff", str(directory)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.checker
@pytest.mark.skipif(_RUFF is None, reason="ruff is not installed")
@settings(max_examples=4, deadline=None, derandomize=True)
@given(seed=st.integers(0, 5000))
def test_ruff_changes_nothing(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    texts: dict[str, str] = {}
    for number in range(30 * seed, 30 * seed + 30):
        stub = bool(number % 2)
        module = Modules(number, exotic=False).module(stub)
        texts[f"m{number}.{'pyi' if stub else 'py'}"] = print_module(module, stub=stub)
    _check(tmp_path_factory.mktemp("printed"), texts)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(), stub=st.booleans())
def test_the_layout_does_not_change_the_meaning(seed: int, stub: bool) -> None:
    module = Modules(seed).module(stub)
    wide = ast.dump(ast.parse(print_module(module, stub=stub, line_length=100_000)))
    for line_length in (40, 88):
        text = print_module(module, stub=stub, line_length=line_length)
        assert ast.dump(ast.parse(text)) == wide


@settings(max_examples=10, deadline=None)
@given(seed=st.integers())
def test_printing_is_deterministic(seed: int) -> None:
    first, second = Modules(seed).module(False), Modules(seed).module(False)
    assert first == second
    assert print_module(first, stub=False) == print_module(second, stub=False)


@pytest.mark.checker
@pytest.mark.skipif(_RUFF is None, reason="ruff is not installed")
def test_the_example_layouts_are_those_of_ruff(tmp_path: Path) -> None:
    from .test_layouts import EXAMPLES

    _check(tmp_path, {f"{name}.{kind}": text for name, (kind, text) in EXAMPLES.items()})
