"""Every code is explained, and its examples are what they say: the bad one has this problem, the good one none."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from synchronicity.cli.explain import commands_of, files_of, page
from synchronicity.cli.explanations import EXPLANATIONS
from synchronicity.codegen.diagnostics import Code

from .conftest import Project

DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnostics.md"


def codes(project: Project, example: str) -> set[str]:
    """The codes that the last command of an example reports."""
    (project.path / "_impl.py").unlink()
    for name, text in files_of(example).items():
        project.file(name, text)
    found: list[dict[str, str]] = []
    for command in commands_of(example):
        _, *arguments = shlex.split(command)
        found = json.loads(project.run(*arguments, "--output-format", "json").out)
    return {entry["code"] for entry in found}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_examples_are_true(code: Code, real: Project) -> None:
    if code is Code.BAD_SETTING:
        pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")
    explanation = EXPLANATIONS[code]
    assert codes(real, explanation.bad) == {code.value}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_good_examples_are_good(code: Code, real: Project) -> None:
    if code is Code.BAD_SETTING:
        pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")
    assert codes(real, EXPLANATIONS[code].good) == set()


def test_every_code_has_an_explanation_and_none_is_left() -> None:
    assert list(EXPLANATIONS) == list(Code)
    for explanation in EXPLANATIONS.values():
        assert explanation.cause.endswith(".") and explanation.bad != explanation.good


def test_page_is_up_to_date(update_golden: bool) -> None:
    if update_golden:
        DOCUMENT.write_text(page(), "utf-8")
    assert DOCUMENT.read_text("utf-8") == page()
    assert set(re.findall(r"^## `(.*)`$", page(), re.M)) == {code.value for code in Code}


def test_explain(project: Project) -> None:
    result = project.run("explain", "async-property")
    assert result.code == 0 and result.err == ""
    assert result.out.startswith("async-property\n\n") and "Instead of\n\n    " in result.out
    assert "\nwrite\n\n    " in result.out
    assert project.run("explain", "ASYNC_PROPERTY").out == result.out
    assert project.run("explain", "[async-property]").out == result.out


def test_unknown_code(project: Project) -> None:
    result = project.run("explain", "async-propertie")
    assert result.code == 2 and "did you mean `async-property`?" in result.err
    assert "`synchronicity explain` lists them" in project.run("explain", "qqq").err


def test_list_of_codes(project: Project) -> None:
    out = project.run("explain").out
    assert out.count("\n") == len(Code) and "async-property" in out
