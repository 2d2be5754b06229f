"""A directory of somebody's project, and the command line run in it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from synchronicity.cli import main

from . import standin

IMPLEMENTATION = """\
from synchronicity.module import Module
api = Module("weather.api")
@api.wrap_function
async def f(x): ...
"""
MODULE_CALL = 'from synchronicity.module import Module\napi = Module("pkg.made")\n'


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Project:
    """A directory that is the current one, with files in it."""

    def __init__(self, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capfd = capfd

    def file(self, name: str, text: str) -> Path:
        """Write a file; the text is dedented."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
        return path

    def run(self, *arguments: str) -> Result:
        """The command line, in this process."""
        self._capfd.readouterr()
        code = main(arguments)
        out, err = self._capfd.readouterr()
        return Result(code, out, err)

    def process(self, *arguments: str, stdin: str = "") -> Result:
        """The command line in a process of its own, as the console script starts it."""
        done = subprocess.run(
            [sys.executable, standin.__file__, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.path,
            timeout=30,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Project]:
    """A project whose `_impl.py` has one Module; what importing it leaves behind is undone."""
    path, modules = list(sys.path), dict(sys.modules)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNCHRONICITY_TRACEBACK", raising=False)
    standin.install()
    project = Project(tmp_path, capfd)
    project.file("_impl.py", IMPLEMENTATION)
    yield project
    sys.path[:] = path
    for name in set(sys.modules) - set(modules):
        if not name.startswith(
            "synchronicity."
        ):  # of ours, two of a kind would not know each other
            del sys.modules[name]
    sys.modules.update(modules)
    sys.modules.pop(standin.NAME, None) if standin.NAME not in modules else None
    sys.path_importer_cache.clear()


@pytest.fixture
def real(project: Project) -> Project:
    """A project for the real compiler."""
    sys.modules.pop(standin.NAME, None)
    return project
