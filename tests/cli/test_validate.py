"""`validate`: each checker finds what was planted for it, at the implementation's line."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from synchronicity.cli import validate
from synchronicity.cli.checkers import Problem, Subject

from .conftest import Project

IMPLEMENTATION = """\
from synchronicity import Module

api = Module("weather.api")


@api.wrap_class
class Station:
    def __init__(self, city: str) -> None:
        self.city = city

    async def temperature(self, *, fahrenheit: bool = False) -> float:
        return 1.0

    async def __aenter__(self) -> "Station":
        return self

    async def __aexit__(self, *_: object) -> None: ...


@api.wrap_function
async def find(city: str) -> Station:
    return Station(city)
"""
CLASS, INIT, TEMPERATURE, FIND = 7, 8, 11, 21
ARGUMENTS = ("-m", "weather._impl", "weather", "-o", ".")


@pytest.fixture
def package(real: Project) -> Project:
    real.file("weather/__init__.py", "")
    real.file("weather/py.typed", "")
    real.file("weather/_impl.py", IMPLEMENTATION)
    assert real.run("generate", *ARGUMENTS).code == 0
    return real


def change(project: Project, name: str, old: str, new: str) -> None:
    path = project.path / name
    text = path.read_text("utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), "utf-8")


def found(project: Project, checkers: str, code: int = 1) -> list[dict[str, Any]]:
    arguments = ("validate", *ARGUMENTS, "--checkers", checkers, "--output-format", "json")
    result = project.run(*arguments)
    assert result.code == code, result
    entries: list[dict[str, Any]] = json.loads(result.out)
    return entries


def places(project: Project, checkers: str) -> list[tuple[str, int]]:
    return [(entry["path"], entry["line"]) for entry in found(project, checkers)]


@pytest.mark.checker
def test_a_good_package_passes_all(package: Project) -> None:
    result = package.run("validate", *ARGUMENTS)
    assert result.code == 0, result
    assert result.out == ""
    names = ("freshness", "agreement", "import", "mypy", "stubtest", "pyright", "verifytypes")
    assert sorted(result.err.splitlines()[:-1]) == sorted(
        f"{name}: nothing found" for name in names
    )
    assert result.err.endswith("1 module is valid\n")


@pytest.mark.checker
def test_no_checker_begins_after_an_interrupt(
    package: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    shut = threading.Event()

    class Pool(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            shut.set()
            super().shutdown(wait=wait)

    def interrupted(_: Subject) -> Iterable[Problem]:
        raise KeyboardInterrupt

    def waiting(_: Subject) -> Iterable[Problem]:
        begun.append("")
        assert shut.wait(20)
        return []

    names = ("agreement", "import", "mypy", "stubtest", "pyright")
    monkeypatch.setattr(validate, "ThreadPoolExecutor", Pool)
    for name in names:
        monkeypatch.setitem(validate.CHECKERS, name, waiting)
    monkeypatch.setitem(validate.CHECKERS, "agreement", interrupted)
    result = package.run("validate", *ARGUMENTS, "--checkers", ",".join(names))
    assert (result.code, result.err.splitlines()[-1]) == (130, "interrupted")
    assert len(begun) <= 2  # the second worker, and the first one if it was quick


def in_terminal(project: Project, *arguments: str, terminal: str = "xterm") -> str:
    """What the command line shows in a terminal."""
    pty = pytest.importorskip("pty", reason="a pseudo-terminal is of Unix")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "synchronicity", *arguments]
    environment = {**os.environ, "TERM": terminal, "COLUMNS": "100"}
    with subprocess.Popen(
        command, cwd=project.path, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how the other end says that it has gone
            while data := os.read(ours, 65536):
                shown += data
        os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_shows_what_runs(package: Project) -> None:
    pytest.importorskip("rich", reason="the extra `check` has it")
    shown = in_terminal(package, "validate", *ARGUMENTS, "--checkers", "agreement,import")
    assert "\x1b[" in shown  # it draws
    assert "import: runs" in shown and "import: nothing found" in shown
    assert shown.endswith("1 module is valid\n")


def test_a_simple_terminal_gets_lines(package: Project) -> None:
    arguments = ("validate", *ARGUMENTS, "--checkers", "agreement,import")
    shown = in_terminal(package, *arguments, terminal="dumb")
    assert sorted(shown.splitlines()) == [
        "1 module is valid",
        "agreement: nothing found",
        "import: nothing found",
    ]


def test_a_terminal_without_rich_gets_lines(
    package: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    package.file("hidden/rich.py", "raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(package.path / "hidden"))
    shown = in_terminal(package, "validate", *ARGUMENTS, "--checkers", "import")
    assert shown == "import: nothing found\n1 module is valid\n"


def test_pairs_are_listed(package: Project) -> None:
    result = package.run("validate", *ARGUMENTS, "--list")
    assert (result.code, result.out) == (0, "weather.api  weather/_impl.py:3\n")


def test_freshness_comes_first(package: Project) -> None:
    (package.path / "weather/api.pyi").unlink()
    entries = found(package, "freshness,import")
    assert {entry["code"] for entry in entries} == {"out-of-date"}
    result = package.run("validate", "--checkers", "freshness", *ARGUMENTS)
    mend = f"mend it with: synchronicity generate {' '.join(ARGUMENTS)}"
    assert result.err.endswith(f"{mend}\n")


def test_agreement(package: Project) -> None:
    change(package, "weather/api.pyi", "fahrenheit: bool", "kelvin: bool")
    (entry,) = found(package, "agreement")
    assert (entry["path"], entry["line"]) == ("weather/_impl.py", TEMPERATURE)
    assert entry["code"] == "agreement" and "`Station.temperature`" in entry["message"]


def test_missing_half(package: Project) -> None:
    (package.path / "weather/api.pyi").unlink()
    (entry,) = found(package, "agreement")
    assert entry["message"] == "`weather.api` has no api.pyi"
    assert (entry["path"], entry["line"]) == ("weather/_impl.py", 3)


def test_import(package: Project) -> None:
    change(package, "weather/api.py", "_dual.function(", "_dual.functoin(")
    (entry,) = found(package, "import")
    assert entry["code"] == "import" and "AttributeError" in entry["message"]
    assert (entry["path"], entry["line"]) == ("weather/_impl.py", FIND)


@pytest.mark.checker
def test_mypy(package: Project) -> None:
    change(package, "weather/api.pyi", "def aio(self, city: str)", "def aio(self, city: Sttr)")
    change(package, "weather/api.pyi", "__init__(self, city: str)", "__init__(self, city)")
    entries = found(package, "mypy")
    assert {(entry["path"], entry["line"]) for entry in entries} == {
        ("weather/_impl.py", FIND),
        ("weather/_impl.py", INIT),
    }
    assert {entry["code"] for entry in entries} == {"mypy:name-defined", "mypy:no-untyped-def"}
    assert all("weather/api.pyi:" in entry["message"] for entry in entries)


@pytest.mark.checker
def test_pyright(package: Project) -> None:
    change(package, "weather/api.pyi", "def aio(self, city: str)", "def aio(self, city: Sttr)")
    (entry, *_) = found(package, "pyright")
    assert (entry["path"], entry["line"]) == ("weather/_impl.py", FIND)
    assert entry["code"].startswith("pyright:report")
    text = package.run("validate", *ARGUMENTS, "--checkers", "pyright", "--output-format", "github")
    assert f"file=weather/_impl.py,line={FIND}," in text.out


@pytest.mark.checker
def test_stubtest(package: Project) -> None:
    change(package, "weather/api.pyi", "fahrenheit: bool", "kelvin: bool")
    entries = found(package, "stubtest")
    assert {(entry["path"], entry["line"]) for entry in entries} == {
        ("weather/_impl.py", TEMPERATURE)
    }


@pytest.mark.checker
def test_verifytypes(package: Project) -> None:
    change(package, "weather/api.pyi", "__init__(self, city: str)", "__init__(self, city)")
    assert ("weather/_impl.py", INIT) in places(package, "verifytypes")


@pytest.mark.checker
def test_verifytypes_wants_a_marker(package: Project) -> None:
    (package.path / "weather/py.typed").unlink()
    (entry,) = found(package, "verifytypes")
    assert "py.typed" in entry["message"]


def test_missing_checkers_are_named(package: Project, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "mypy", None)
    result = package.run("validate", *ARGUMENTS)
    assert result.code == 2 and "pip install 'synchronicity[check]'" in result.err
    assert "mypy" in result.err and "stubtest" in result.err
    assert package.run("validate", *ARGUMENTS, "--checkers", "freshness").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--checkers", "mypi"), "did you mean `mypy`?"),
        (("--checkers", ""), "freshness, agreement"),
    ],
)
def test_usage(package: Project, arguments: tuple[str, ...], said: str) -> None:
    result = package.run("validate", *ARGUMENTS, *arguments)
    assert result.code == 2 and said in result.err


def test_errors_of_the_implementation_are_shown(package: Project) -> None:
    change(package, "weather/_impl.py", "find(city: str)", "find(city)")
    result = package.run("validate", *ARGUMENTS, "--checkers", "freshness")
    assert result.code == 1 and "error[missing-annotation]" in result.err
