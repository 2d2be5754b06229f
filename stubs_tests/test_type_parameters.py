"""Type parameter lists (PEP 695): what both checkers say of the stubs. Older Pythons cannot import such an implementation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from . import checkers

pytestmark = pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")

IMPLEMENTATION = """
from collections.abc import Callable, Iterable
from synchronicity import Module

api = Module("boxes.api")

@api.wrap_class
class Source[T]:
    def __init__(self, value: T) -> None:
        self._value = value
    async def read(self) -> T:
        return self._value
    async def shared[R](self, other: R) -> tuple[T, R]:
        return self._value, other

@api.wrap_class
class Sink[T, *Ts, **P]:
    async def put(self, value: T, *more: *Ts) -> None: ...
    async def then(self, call: Callable[P, T]) -> None: ...

@api.wrap_class
class Cell[T: (int, str)]:
    def __init__(self, value: T) -> None:
        self.value = value
    async def get(self) -> T:
        return self.value

@api.wrap_class
class Deep[T](Source[Source[T]]):
    async def drain(self, sinks: Iterable[Source[Source[T]]]) -> None: ...

@api.wrap_class
class Link[T]:
    async def next(self) -> "Link[T]":
        return self

@api.wrap_function
async def first[T: Source[object]](values: list[T]) -> T:
    return values[0]
"""
PROGRAM = """
from boxes.api import Deep, Link, Source, first

def takes(source: Source[int], link: Link[int]) -> None: ...

def use(source: Source[bool], link: Link[bool], deep: Deep[bool], wide: Source[object]) -> None:
    takes(source, link)
    first([deep])
    takes(wide, link)  # refused
    narrow: Deep[object] = deep  # refused
    print(narrow)
"""
REFUSED = [number for number, line in enumerate(PROGRAM.splitlines(), 1) if "# refused" in line]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("library")
    package = root / "boxes"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "_impl.py").write_text(IMPLEMENTATION, encoding="utf-8")
    (root / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = ["synchronicity.cli", "-m", "boxes._impl", "boxes", "-o", "."]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={"PYTHONPATH": str(checkers.PROJECT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return root


def test_the_stub_says_the_variance(library: Path) -> None:
    stub = (library / "boxes" / "api.pyi").read_text(encoding="utf-8")
    assert "infer_variance" not in stub
    assert "infer_variance" not in (library / "boxes" / "api.py").read_text(encoding="utf-8")


def test_mypy_agrees(library: Path) -> None:
    options = ["--strict", "--output=json", "--no-error-summary", "--cache-dir=cache"]
    done = checkers.run(
        library,
        "mypy",
        *options,
        "boxes/api.pyi",
        "program.py",
        MYPYPATH=str(checkers.PROJECT / "src"),
    )
    own = [one for one in checkers.read_mypy(done.stdout) if not Path(one.path).is_absolute()]
    assert [(problem.path, problem.line) for problem in own] == [
        ("program.py", line) for line in REFUSED
    ], done.stdout + done.stderr


def test_pyright_agrees(library: Path) -> None:
    settings = {
        "include": ["boxes/api.pyi", "program.py"],
        "extraPaths": [str(checkers.PROJECT / "src")],
        "typeCheckingMode": "strict",
    }
    (library / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = checkers.run(library, "pyright", "--pythonpath", sys.executable, "--outputjson")
    report = json.loads(done.stdout)["generalDiagnostics"]
    assert [(Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in report] == [
        ("program.py", line) for line in REFUSED
    ], done.stdout
