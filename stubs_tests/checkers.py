"""Runs the type checkers and reads what they say. Knows commands and output formats, not what is expected.

Each function takes the directory of the project, so that tests can show a checker a copy with an error in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLES = ("examples/weather", "examples/sqlite")
IMPORTABLE = ("src", "tests", *EXAMPLES)
PYRIGHT_VERSIONS = ("3.9", "3.13")
NEWEST = PYRIGHT_VERSIONS[-1]


@dataclass(frozen=True)
class Problem:
    """An error at a line of a file, whose path is relative to the project."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.code}]"


def goldens(project: Path = PROJECT) -> list[str]:
    """The dotted names of the generated modules of all golden packages."""
    root = project / "tests"
    return [_dotted(path.relative_to(root)) for path in sorted(root.glob("golden/*/*.pyi"))]


def examples(project: Path = PROJECT) -> list[str]:
    """The dotted names of the generated modules of the examples."""
    paths = sorted(project.glob("examples/*/*/api.pyi"))
    return [_dotted(path.relative_to(path.parent.parent)) for path in paths]


def stubs(project: Path = PROJECT) -> list[Path]:
    """The stubs of all golden packages."""
    return sorted(project.glob("tests/golden/*/*.pyi"))


def search_path(project: Path) -> str:
    """Where golden packages, examples and synchronicity are imported from."""
    return os.pathsep.join(str(project / name) for name in IMPORTABLE)


def run(
    project: Path, *arguments: str, directory: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a module of this environment, such as `mypy`, with what the golden packages import."""
    environment = {
        **os.environ,
        "PYTHONPATH": search_path(project),
        "MYPYPATH": search_path(project),
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=directory or project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


def subjects(project: Path) -> list[Path]:
    """What both checkers are to read: the stubs, the check and reject files, the examples."""
    globs = (
        "stubs_tests/check_*.py",
        "stubs_tests/reject_*.py",
        "examples/*/*.py",
        "examples/*/*/*.pyi",
    )
    return [*stubs(project), *(path for glob in globs for path in sorted(project.glob(glob)))]


def mypy(project: Path, cache: Path, *more: str) -> str:
    """One run, --strict, over the subjects and what `more` names."""
    names = [*(str(path.relative_to(project)) for path in subjects(project)), *more]
    options = ["--strict", "--output=json", f"--cache-dir={cache}", "--no-error-summary"]
    # The files have the names that they are imported by, as `golden.<feature>`.
    options.append("--explicit-package-bases")
    done = run(project, "mypy", *options, *names)
    assert done.returncode in (0, 1) and not done.stderr, done.stdout + done.stderr
    return done.stdout


def read_mypy(output: str) -> list[Problem]:
    """The errors in the output of `mypy`; its notes belong to them."""
    found: list[Problem] = []
    for line in output.splitlines():
        entry = json.loads(line)
        if entry["severity"] == "error":
            path = Path(entry["file"]).as_posix()
            found.append(Problem(path, entry["line"], entry["code"] or "", entry["message"]))
    return found


def pyright(project: Path, python_version: str) -> str:
    """One run, strict, over all that stubs_tests/pyrightconfig.json names."""
    options = ["--pythonpath", sys.executable, "--pythonversion", python_version, "--outputjson"]
    done = run(project, "pyright", "-p", "stubs_tests", *options)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def read_pyright(output: str, project: Path = PROJECT) -> list[Problem]:
    """The errors and warnings in the output of `pyright`."""
    found: list[Problem] = []
    report = json.loads(output)
    read = report["summary"]["filesAnalyzed"]
    assert read == len(subjects(project)), f"{read} files: see `include` in pyrightconfig.json"
    for entry in report["generalDiagnostics"]:
        path = Path(entry["file"]).resolve().relative_to(project.resolve()).as_posix()
        line = entry["range"]["start"]["line"] + 1
        found.append(Problem(path, line, entry.get("rule", ""), entry["message"]))
    return found


def basedpyright(project: Path) -> list[Problem]:
    """What basedpyright, strict, says of the same files."""
    options = ["--pythonpath", sys.executable, "--pythonversion", NEWEST, "--outputjson"]
    done = run(project, "basedpyright", "-p", "stubs_tests", *options)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return read_pyright(done.stdout, project)


def pyrefly(project: Path) -> list[Problem]:
    """What pyrefly says of the same files."""
    options = ["-c", "stubs_tests/pyrefly.toml", "--python-interpreter-path", sys.executable]
    paths = [f"--search-path={project / name}" for name in IMPORTABLE]
    names = [str(path.relative_to(project)) for path in subjects(project)]
    done = run(project, "pyrefly", "check", *options, *paths, "--output-format=json", *names)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return [
        Problem(Path(each["path"]).as_posix(), each["line"], each["name"], each["description"])
        for each in json.loads(done.stdout)["errors"]
    ]


def ty(project: Path) -> list[Problem]:
    """What ty says of the same files."""
    options = ["--python", sys.executable, "--python-version", NEWEST, "--output-format=gitlab"]
    paths = [f"--extra-search-path={project / name}" for name in IMPORTABLE]
    names = [str(path.relative_to(project)) for path in subjects(project)]
    done = run(project, "ty", "check", *options, *paths, *names)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found: list[Problem] = []
    for each in json.loads(done.stdout):
        place = each["location"]
        line = place["positions"]["begin"]["line"]
        found.append(Problem(place["path"], line, each["check_name"], each["description"]))
    return found


def errors_in(problems: Iterable[Problem], *prefixes: str) -> list[str]:
    """The problems in files whose path begins with one of these, to be compared with an empty list."""
    return [str(problem) for problem in problems if problem.path.startswith(prefixes)]


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)
