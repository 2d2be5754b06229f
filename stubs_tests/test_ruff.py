"""Generated code under a user's linter: ruff's default rules and PYI change nothing and complain about nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from . import checkers, planted
from .checkers import PROJECT

FEATURES = ["examples", *sorted({module.split(".")[1] for module in checkers.goldens()})]
NOQA = re.compile(r"^# ruff: noqa:.*$", re.MULTILINE)
# What generated files exempt themselves from.
EXEMPT = {
    "PYI021": "docstrings in stubs: editors show them, on the aio face they find no others",
    "PYI034": "`__aenter__` annotated with its class and not Self stays as the author wrote it",
    "RUF100": "not every file has what the line exempts it from",
}


def pair(project: Path, feature: str) -> list[str]:
    """The generated files of a golden package, or those of `examples`."""
    pattern = "examples/*/*/*.pyi" if feature == "examples" else f"tests/golden/{feature}/*.pyi"
    stubs = sorted(project.glob(pattern))
    return [str(path) for stub in stubs for path in (stub.with_suffix(".py"), stub)]


def said(project: Path, directory: Path, feature: str) -> str:
    """What the formatter would change, and what the linter reports.

    It runs elsewhere: beside our own sources, it would take synchronicity for the user's code.
    """
    files = pair(project, feature)
    lint = ["--target-version=py39", "--extend-select=PYI", "--output-format=concise", "--no-cache"]
    texts: list[str] = []
    for command in (["format", "--diff", "--no-cache"], ["check", *lint]):
        done = checkers.run(project, "ruff", *command, "--isolated", *files, directory=directory)
        assert done.returncode in (0, 1), done.stderr
        texts += [] if done.returncode == 0 else [done.stdout]
    return "".join(texts)


@pytest.mark.parametrize("feature", FEATURES)
def test_ruff_has_nothing_to_say(feature: str, tmp_path: Path) -> None:
    assert said(PROJECT, tmp_path, feature) == ""


def test_each_exemption_is_needed_and_known(tmp_path: Path) -> None:
    """What the files exempt themselves from, in their heads, is here with its reason, and used somewhere."""
    exempt = {
        rule
        for feature in FEATURES
        for path in pair(PROJECT, feature)
        for rule in re.findall(
            r"[A-Z]+[0-9]+", "".join(NOQA.findall(Path(path).read_text("utf-8")))
        )
    }
    assert exempt == set(EXEMPT)
    files = [path for feature in FEATURES for path in pair(PROJECT, feature)]
    for rule in sorted(exempt - {"RUF100"}):
        arguments = ["--isolated", "--no-cache", "--ignore-noqa", f"--select={rule}", *files]
        assert checkers.run(PROJECT, "ruff", "check", *arguments, directory=tmp_path).returncode, (
            rule
        )


def test_bad_layout_and_a_bad_import_would_be_noticed(tmp_path: Path) -> None:
    project = planted.copy_project(tmp_path / "project")
    stub = "tests/golden/functions/api.pyi"
    planted.plant(
        project,
        planted.Planted(stub, "def title(text: str) -> str:", "def title(text : str) -> str:"),
        planted.Planted(stub, "from typing import Any", "from typing import Any, Union"),
    )
    text = said(project, tmp_path, "functions")
    assert "+def title(text: str) -> str:" in text
    assert "F401" in text
