"""`init`: what it leaves works, and nothing that was there is lost."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import Any

import pytest

from .conftest import MODULE_CALL, Project

pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")

PROJECT = '# kept\n[project]\nname = "sun-shine"   # as it is\n\n[tool.other]\nx = [1,2]\n'


@pytest.mark.parametrize("layout", ["src", "."])
def test_it_works_at_once(real: Project, layout: str) -> None:
    text = PROJECT
    real.file("pyproject.toml", text)
    real.file(f"{layout}/sun_shine/__init__.py", "")
    real.file("tests/__init__.py", "")
    result = real.run("init", "--yes")
    assert result.code == 0, result
    table = (
        '\n[tool.synchronicity]\nmodules = ["sun_shine"]\nsynchronizer = "sun_shine"\n'
        f'output = "{layout}"\n'
    )
    assert (real.path / "pyproject.toml").read_text() == text + table
    package = os.path.normpath(f"{layout}/sun_shine")
    assert f"wrote {package}/_impl.py\n" in result.err
    assert "next: synchronicity generate\n" in result.err
    assert "add `synchronicity` to the dependencies" in result.err
    assert f"add an empty {package}/py.typed: without it, " in result.err
    made = real.run("generate")
    assert made.code == 0, made
    assert real.run("check").code == 0
    program = "from sun_shine.api import greet; print(greet('you'))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=real.path / layout,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout == "Hello, you!\n", done.stderr


def test_registrations_that_are_there_are_taken(project: Project) -> None:
    project.file("pyproject.toml", "[project]\nname = 'pkg'\n")
    project.file("pkg/__init__.py", "")
    project.file("pkg/_core.py", MODULE_CALL)
    assert project.run("init", "--yes").code == 0
    assert sorted(path.name for path in (project.path / "pkg").iterdir()) == [
        "__init__.py",
        "_core.py",
    ]
    assert project.run("generate").code == 0


def test_names_that_are_taken_are_left(project: Project) -> None:
    project.file("pyproject.toml", "")
    for name in ("__init__", "_impl", "api"):
        project.file(f"pkg/{name}.py", "mine = 1\n")
    assert project.run("init", "--yes").code == 0
    assert (project.path / "pkg/_impl.py").read_text() == "mine = 1\n"
    assert 'Module("pkg.dual_api")' in (project.path / "pkg/_dual_impl.py").read_text()
    assert (project.path / "pyproject.toml").read_text().startswith("[tool.synchronicity]\n")


def test_line_ends_are_kept(project: Project) -> None:
    path = project.file("pyproject.toml", "")
    path.write_bytes(b"[project]\r\nname = 'pkg'")
    project.file("pkg/__init__.py", "")
    assert project.run("init", "--yes").code == 0
    data = path.read_bytes()
    assert data.startswith(b"[project]\r\nname = 'pkg'\r\n\r\n[tool.synchronicity]\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_settings_file_stays_the_authors_own(project: Project) -> None:
    file = project.file("shared.toml", "")
    file.chmod(0o640)
    link = project.path / "pyproject.toml"
    link.symlink_to("shared.toml")
    project.file("pkg/__init__.py", "")
    assert project.run("init", "--yes").code == 0
    assert link.is_symlink() and "[tool.synchronicity]" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o640


def test_it_asks(project: Project, monkeypatch: Any) -> None:
    project.file("pyproject.toml", "")
    project.file("one/__init__.py", "")
    project.file("two/__init__.py", "")
    monkeypatch.setattr(sys, "stdin", io.StringIO("two\nshared\n"))
    result = project.run("init")
    assert result.code == 0 and "package (one, two)" in result.err
    text = (project.path / "pyproject.toml").read_text()
    assert 'modules = ["two"]\nsynchronizer = "shared"\n' in text


@pytest.mark.parametrize(
    ("pyproject", "packages", "arguments", "said"),
    [
        (None, ["pkg"], ["--yes"], "there is no pyproject.toml"),
        ("[tool.synchronicity]\n", ["pkg"], ["--yes"], "has a table [tool.synchronicity] already"),
        ("x = = 1\n", ["pkg"], ["--yes"], "is not TOML"),
        ("tool = {}\n", ["pkg"], ["--yes"], "cannot be added"),
        ("", [], ["--yes"], "there is no package here"),
        ("", ["a", "b"], ["--yes"], "--package"),
        ("", ["a", "b"], [], "--yes"),
        ("", ["a"], ["--yes", "--package", "c"], "there is no package `c` here"),
    ],
)
def test_refusals(
    project: Project,
    monkeypatch: Any,
    pyproject: str | None,
    packages: list[str],
    arguments: list[str],
    said: str,
) -> None:
    if pyproject is not None:
        project.file("pyproject.toml", pyproject)
    for package in packages:
        project.file(f"{package}/__init__.py", "")
    before = sorted(project.path.rglob("*"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    result = project.run("init", *arguments)
    assert result.code == 2 and said in result.err, result
    assert sorted(project.path.rglob("*")) == before
    if pyproject is not None:
        assert (project.path / "pyproject.toml").read_text() == pyproject
