"""Docstrings say the text that they were given, and the formatter leaves them alone."""

from __future__ import annotations

import ast
import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from synchronicity.codegen.syntax import ClassDef, FunctionDef, Pass, SourceModule, print_module

_RUFF = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
TEXTS = st.one_of(
    st.text(st.sampled_from(" \t\n\r\x0c\"'\\aé日\u3000\ud800"), max_size=30),
    st.lists(st.text(st.sampled_from('  ab"\\'), max_size=8), max_size=6).map("\n".join),
    st.text(max_size=40),
)


def _printed(text: str) -> str:
    function = FunctionDef("f", docstring=text, body=(Pass(),))
    body = (ClassDef("A", body=(function,), docstring=text), function)
    return print_module(SourceModule(docstring=text, body=body), stub=False)


def _meant(text: str) -> str:
    """White space at the ends of lines does not count."""
    return inspect.cleandoc("\n".join(line.rstrip() for line in text.expandtabs().split("\n")))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_docstring_reads_as_its_text(text: str) -> None:
    # Before 3.13, cleandoc takes all white space for indentation, also a carriage return that was escaped.
    odd = [letter for letter in text if letter.isspace() and letter not in " \t\n"]
    assume(sys.version_info >= (3, 13) or not odd)
    tree = ast.parse(_printed(text))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            docstring = ast.get_docstring(node, clean=False)
            assert docstring is not None
            assert inspect.cleandoc(docstring) == _meant(text)


@pytest.mark.checker
@pytest.mark.skipif(_RUFF is None, reason="ruff is not installed")
@settings(max_examples=4, deadline=None)
@given(texts=st.lists(TEXTS, min_size=60, max_size=100))
def test_ruff_leaves_docstrings_alone(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert _RUFF is not None
    directory = tmp_path_factory.mktemp("docstrings")
    for number, text in enumerate(texts):
        (directory / f"m{number}.py").write_text(_printed(text), encoding="utf-8")
    command = [_RUFF, "format", "--isolated", "--no-cache", "--diff", str(directory)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
