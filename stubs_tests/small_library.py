"""A library of one implementation that a test writes, and a program that uses it: what both checkers say of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from . import checkers

Lines = list[tuple[str, int]]
STUBS = ("api.pyi",)


def make(root: Path, package: str, implementation: str, program: str) -> None:
    """Compile `implementation` as the package's `_impl.py`; `program` stands beside the package."""
    (root / package).mkdir()
    (root / package / "__init__.py").touch()
    (root / package / "_impl.py").write_text(implementation, encoding="utf-8")
    (root / "program.py").write_text(program, encoding="utf-8")
    command = ["synchronicity.cli", "-m", f"{package}._impl", package, "-o", "."]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={"PYTHONPATH": str(checkers.PROJECT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def refused(program: str) -> Lines:
    """The lines of a program that are marked as refused."""
    lines = enumerate(program.splitlines(), 1)
    return [("program.py", number) for number, line in lines if "# refused" in line]


def said_by_mypy(root: Path, package: str, stubs: Sequence[str] = STUBS) -> Lines:
    """Where mypy reports something, in the stubs and in the program."""
    options = ["--strict", "--output=json", "--no-error-summary", "--cache-dir=cache"]
    files = [*(f"{package}/{stub}" for stub in stubs), "program.py"]
    source = str(checkers.PROJECT / "src")
    done = checkers.run(root, "mypy", *options, *files, MYPYPATH=source)
    assert not done.stderr, done.stderr
    own = [one for one in checkers.read_mypy(done.stdout) if not Path(one.path).is_absolute()]
    return list(dict.fromkeys((problem.path, problem.line) for problem in own))


def said_by_pyright(root: Path, package: str, stubs: Sequence[str] = STUBS) -> Lines:
    """Where pyright reports something, in the stubs and in the program."""
    settings = {
        "include": [*(f"{package}/{stub}" for stub in stubs), "program.py"],
        "extraPaths": [str(checkers.PROJECT / "src")],
        "typeCheckingMode": "strict",
    }
    (root / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = checkers.run(root, "pyright", "--pythonpath", sys.executable, "--outputjson")
    report = json.loads(done.stdout)["generalDiagnostics"]
    found = ((Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in report)
    return list(dict.fromkeys(found))
