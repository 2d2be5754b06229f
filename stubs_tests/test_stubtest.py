"""The stubs against the modules as they are when imported: `mypy.stubtest`, one run over all golden pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import checkers, planted
from .checkers import PROJECT
from .sharing import once

# One entry a line, as in stubtest's allowlists, with the reason beside it.
ALLOWED: dict[str, str] = {}


def stubtest(project: Path, allowlist: Path, *modules: str) -> str:
    """All that stubtest reports, and what in the allowlist it had no use for: a line each."""
    allowlist.write_text("".join(f"{entry}\n" for entry in ALLOWED), encoding="utf-8")
    options = [f"--allowlist={allowlist}", "--mypy-config-file=mypy.ini", "--concise"]
    done = checkers.run(project, "mypy.stubtest", *options, *modules)
    assert done.returncode in (0, 1) and not done.stderr, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def found(shared: Path) -> list[str]:
    modules = checkers.goldens()
    allowlist = shared / "allowlist"
    return once(shared, "stubtest", lambda: stubtest(PROJECT, allowlist, *modules)).splitlines()


@pytest.mark.parametrize("module", checkers.goldens())
def test_stub_is_true(module: str, found: list[str]) -> None:
    assert [line for line in found if line.startswith((f"{module}.", f"{module} "))] == []


def test_nothing_else_is_reported(found: list[str]) -> None:
    assert found == []


def test_a_lie_would_be_noticed(tmp_path: Path) -> None:
    project = planted.copy_project(tmp_path / "project")
    stub = "tests/golden/classes/api.pyi"
    planted.plant(
        project,
        planted.Planted(stub, "def __call__(self, sql: str)", "def __call__(self, text: str)"),
        planted.Planted(stub, "def describe(self, row: Row)", "def describe(self, *, row: Row)"),
        planted.Planted(
            stub, "    def first(self) -> Row: ...\n", "    def last_(self) -> Row: ...\n"
        ),
    )
    said = stubtest(project, tmp_path / "allowlist", "golden.classes.api")
    for name in ("query", "describe", "first", "last_"):
        assert f"golden.classes.api.Client.{name} " in said, said
