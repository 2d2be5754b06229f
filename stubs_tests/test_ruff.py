"""Generated code under a user's linter: ruff's default rules and PYI change nothing and complain about nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import checkers, planted
from .checkers import PROJECT

# Rules that a golden package breaks because its implementation does: file, rule, reason.
EXEMPT: dict[str, dict[str, str]] = {
    "special_methods": {
        "PYI034": "Connection.__aenter__ is annotated with the class, not Self; it stays as the author wrote it",
    },
}


def pair(project: Path, feature: str) -> list[str]:
    folder = project / "tests" / "golden" / feature
    stubs = sorted(folder.glob("*.pyi"))
    return [str(path) for stub in stubs for path in (stub.with_suffix(".py"), stub)]


def said(project: Path, directory: Path, feature: str) -> str:
    """What the formatter would change, and what the linter reports.

    It runs elsewhere: beside our own sources, it would take synchronicity for the user's code.
    """
    files = pair(project, feature)
    ignored = [f"--ignore={rule}" for rule in EXEMPT.get(feature, {})]
    lint = ["--target-version=py39", "--extend-select=PYI", "--output-format=concise", "--no-cache"]
    texts: list[str] = []
    for command in (["format", "--diff", "--no-cache"], ["check", *lint, *ignored]):
        done = checkers.run(project, "ruff", *command, "--isolated", *files, directory=directory)
        assert done.returncode in (0, 1), done.stderr
        texts += [] if done.returncode == 0 else [done.stdout]
    return "".join(texts)


@pytest.mark.parametrize("feature", sorted({module.split(".")[1] for module in checkers.goldens()}))
def test_ruff_has_nothing_to_say(feature: str, tmp_path: Path) -> None:
    assert said(PROJECT, tmp_path, feature) == ""


def test_no_exemption_is_out_of_date(tmp_path: Path) -> None:
    for feature, rules in EXEMPT.items():
        for rule in rules:
            files = pair(PROJECT, feature)
            arguments = ["check", "--isolated", "--no-cache", f"--select={rule}", *files]
            assert checkers.run(PROJECT, "ruff", *arguments, directory=tmp_path).returncode == 1, (
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
