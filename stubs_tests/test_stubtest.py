"""The stubs against the modules as they are when imported: `mypy.stubtest`, one run over all pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import checkers, planted
from .checkers import PROJECT
from .sharing import once

# What stubtest reports by its own fault, word for word, with the reason.
FORGETS_STATIC = (
    "it rebuilds a decorated method from its type, and copies `is_class` but not `is_static`"
)
FORGETS_NAMES = (
    "it rebuilds a decorated function from its type, where positional-only parameters lack names"
)
ALLOWED = {
    "golden.classes.api.Client.ping is inconsistent, "
    "runtime is a staticmethod but stub is not": FORGETS_STATIC,
    "golden.generics.api.Box.empty is inconsistent, "
    "runtime is a staticmethod but stub is not": FORGETS_STATIC,
    "golden.overriding.api.Cache.version is inconsistent, "
    "runtime is a staticmethod but stub is not": FORGETS_STATIC,
    "golden.overriding.api.RemoteCache.version is inconsistent, "
    "runtime is a staticmethod but stub is not": FORGETS_STATIC,
    "golden.functions.api.total is inconsistent, "
    'stub parameter "__arg0" differs from runtime parameter "first"': FORGETS_NAMES,
    "golden.functions.api.total is inconsistent, "
    'stub parameter "__arg1" differs from runtime parameter "second"': FORGETS_NAMES,
}


def stubtest(project: Path, *modules: str) -> str:
    """All that stubtest reports, a line each."""
    options = ["--mypy-config-file=mypy.ini", "--concise"]
    done = checkers.run(project, "mypy.stubtest", *options, *modules)
    assert done.returncode in (0, 1) and not done.stderr, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def found(shared: Path) -> list[str]:
    modules = [*checkers.goldens(), *checkers.examples()]
    return once(shared, "stubtest", lambda: stubtest(PROJECT, *modules)).splitlines()


@pytest.mark.parametrize("module", [*checkers.goldens(), *checkers.examples()])
def test_stub_is_true(module: str, found: list[str]) -> None:
    here = [line for line in found if line.startswith((f"{module}.", f"{module} "))]
    assert [line for line in here if line not in ALLOWED] == []


def test_nothing_else_is_reported(found: list[str]) -> None:
    """Such as that the stubs could not be read; and every exemption is still needed."""
    assert sorted(found) == sorted(ALLOWED)


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
    said = stubtest(project, "golden.classes.api")
    for name in ("query", "describe", "first", "last_"):
        assert f"golden.classes.api.Client.{name} " in said, said
