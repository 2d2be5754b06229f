"""Runs type checkers over generated pairs, and reads what they say.

Knows their options and output formats. Each function gives the problems that it found in the files of the pairs; where
those come from is not known here.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, final

from .exits import CannotRun

_TIME_LIMIT = 1800.0

# What stubtest reports by its own fault: it rebuilds decorated functions from their types, and loses on the way that they
# are static and what positional-only parameters are called.
_FAULTS_OF_STUBTEST = re.compile(
    r"runtime is a staticmethod but stub is not|"
    r'stub parameter "__arg\d+" differs from runtime parameter'
)


@final
@dataclass(frozen=True)
class Problem:
    """Something that a checker found: at a line of a file, or about a dotted name."""

    code: str
    message: str
    path: Optional[Path] = None
    line: int = 0
    name: str = ""


@final
@dataclass(frozen=True)
class Subject:
    """The pairs: their modules, the stubs' files, and the directories that they and what they import are found in."""

    targets: tuple[str, ...]
    stubs: tuple[Path, ...]
    search: tuple[str, ...]
    output: Path
    directory: Path

    def run(
        self, *arguments: str, directory: Optional[Path] = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run this Python so that it finds the pairs."""
        search = os.pathsep.join(self.search)
        given = os.environ.get("PYTHONPATH")
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([search, given] if given else [search]),
            "MYPYPATH": search,
            "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
            "PYTHONIOENCODING": "utf-8",
            **variables,
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=directory or self.directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIME_LIMIT,
            check=False,
        )


def mypy(subject: Subject) -> Iterator[Problem]:
    """`mypy --strict` over the stubs, with nothing of the project's own configuration."""
    cache = subject.directory / ".mypy_cache" / "synchronicity"
    options = ["--strict", "--output=json", "--no-error-summary", "--config-file="]
    options += ["--follow-imports=silent", "--namespace-packages", "--explicit-package-bases"]
    modules = [argument for target in subject.targets for argument in ("-m", target)]
    done = subject.run("-m", "mypy", *options, f"--cache-dir={cache}", *modules)
    if done.returncode not in (0, 1):
        raise _failure("mypy", done)
    for line in done.stdout.splitlines():
        if not line.startswith("{"):
            raise _failure("mypy", done)
        entry = json.loads(line)
        if entry["severity"] == "error":
            path = subject.directory / entry["file"]
            yield Problem(f"mypy:{entry['code']}", entry["message"], path, entry["line"])


def stubtest(subject: Subject) -> Iterator[Problem]:
    """`mypy.stubtest`: the stubs against the modules as they are when they run."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "mypy.ini")
        config.write_text("[mypy]\nnamespace_packages = True\nexplicit_package_bases = True\n")
        options = ["--concise", f"--mypy-config-file={config}"]
        done = subject.run("-m", "mypy.stubtest", *options, *subject.targets)
    if done.returncode not in (0, 1):
        raise _failure("stubtest", done)
    for line in done.stdout.splitlines():
        name, _, message = line.partition(" ")
        located = re.match(r"(.+\.pyi?):(\d+): (?:error: )?(.*)$", line)
        if located:  # the stubs could not be checked at all
            yield Problem("stubtest", located[3], subject.directory / located[1], int(located[2]))
        elif re.fullmatch(r"[\w.]+", name) and not _FAULTS_OF_STUBTEST.search(message):
            yield Problem("stubtest", f"`{name}` {message}", name=name)
        elif line.startswith("error:"):
            raise _failure("stubtest", done)


def pyright(subject: Subject) -> Iterator[Problem]:
    """`pyright` over the stubs, strict, with nothing of the project's own configuration."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "pyrightconfig.json")
        settings = {
            # relative, since pyright takes no others
            "include": [os.path.relpath(stub, os.path.realpath(folder)) for stub in subject.stubs],
            "extraPaths": list(subject.search),
            "typeCheckingMode": "strict",
            "exclude": [],
        }
        config.write_text(json.dumps(settings), "utf-8")
        options = ["-p", str(config), "--pythonpath", sys.executable, "--outputjson"]
        report = _pyright(subject, *options)
    read = report["summary"]["filesAnalyzed"]
    if read != len(subject.stubs):
        raise CannotRun(f"pyright read {read} of {len(subject.stubs)} stubs: are they all there?")
    for entry in report["generalDiagnostics"]:
        line = entry.get("range", {}).get("start", {}).get("line", -1) + 1
        if entry["severity"] == "error":
            rule = entry.get("rule", "error")
            yield Problem(f"pyright:{rule}", entry["message"], Path(entry["file"]), line)


def verifytypes(subject: Subject) -> Iterator[Problem]:
    """`pyright --verifytypes`: whether every public name of the generated modules has a type that is known."""
    for package in sorted({target.partition(".")[0] for target in subject.targets}):
        source = subject.output / package
        mine = [target for target in subject.targets if target.partition(".")[0] == package]
        if not source.is_dir():
            continue  # a module outside of any package cannot say that it is typed
        if not (source / "py.typed").is_file():
            text = f"there is no {package}/py.typed, so that checkers do not look at the types of the package"
            yield Problem("verifytypes", text, name=mine[0])
            continue
        for symbol in _completeness(subject, package)["symbols"]:
            name = symbol["name"]
            own = any(name == target or name.startswith(f"{target}.") for target in mine)
            if own and symbol["isExported"] and not symbol["isTypeKnown"]:
                reasons = [entry["message"] for entry in symbol["diagnostics"]]
                reasons = [reason for reason in reasons if "docstring" not in reason]
                text = "; ".join(reasons) or "its type depends on one that is not known"
                yield Problem("verifytypes", f"`{name}`: {text}", name=name)


def _completeness(subject: Subject, package: str) -> Any:
    """What pyright says of a package: it looks for it where packages are installed, and nowhere else."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "environment")
        venv.create(environment, symlinks=os.name != "nt", with_pip=False)
        commands = environment / ("Scripts" if os.name == "nt" else "bin")
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        site = environment / ("Lib" if os.name == "nt" else f"lib/{version}") / "site-packages"
        _copy(subject.output / package, site / package)
        # What the package imports: ours, as it would be installed, and all that is.
        own = Path(__file__).resolve().parents[1]
        _copy(own, site / own.name)
        # Not the standard library, which would be read in the place of its stubs.
        installed = [
            entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))
        ]
        found = [*subject.search, *installed]
        (site / "others.pth").write_text("\n".join(dict.fromkeys(found)) + "\n", "utf-8")
        path = os.pathsep.join([str(commands), os.environ.get("PATH", "")])
        return _pyright(
            subject, "--verifytypes", package, "--outputjson", directory=Path(folder), PATH=path
        )["typeCompleteness"]


def _copy(source: Path, target: Path) -> None:
    """What types are read from: sources, stubs and markers."""
    for directory, directories, files in os.walk(source):
        directories[:] = [name for name in directories if name.isidentifier()]
        folder = target / Path(directory).relative_to(source)
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            if file.endswith((".py", ".pyi", "py.typed")):
                (folder / file).write_bytes(Path(directory, file).read_bytes())


def _pyright(
    subject: Subject, *options: str, directory: Optional[Path] = None, **variables: str
) -> Any:
    done = subject.run("-m", "pyright", *options, directory=directory, **variables)
    start = done.stdout.find("{")
    if done.returncode not in (0, 1) or start < 0:
        raise _failure("pyright", done)
    return json.loads(done.stdout[start:])


def _failure(checker: str, done: subprocess.CompletedProcess[str]) -> CannotRun:
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return CannotRun(
        "\n  ".join([f"{checker} failed with exit code {done.returncode}:", *said[-15:]])
    )
