"""Environments to build in and to install into, and the project that is built. They want pip, and what it downloads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Optional

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "packaged"
BACKENDS = ("hatchling", "setuptools")

# What the example's pyproject.toml says of hatchling, in the words of setuptools.
SETUPTOOLS = """\
[build-system]
requires = ["setuptools>=70", "synchronicity[build]>=2.0.0a1"]
build-backend = "setuptools.build_meta"
"""
COMMANDS = """\
[tool.setuptools.cmdclass]
build_py = "synchronicity.build.setuptools_commands.BuildPy"
sdist = "synchronicity.build.setuptools_commands.Sdist"
"""

Done = subprocess.CompletedProcess[str]


def run(*command: object, directory: Optional[Path] = None, seconds: float = 300) -> Done:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(word) for word in command],
        cwd=directory,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )


class Environment:
    """A virtual environment."""

    def __init__(self, path: Path) -> None:
        done = run(sys.executable, "-m", "venv", path)
        assert done.returncode == 0, done.stdout
        self.program = path / ("Scripts" if os.name == "nt" else "bin") / "python"

    def python(self, *arguments: object, directory: Optional[Path] = None) -> Done:
        return run(self.program, *arguments, directory=directory)

    def install(self, *arguments: object) -> None:
        done = self.python("-m", "pip", "install", "--quiet", *arguments)
        assert done.returncode == 0, done.stdout


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where pip cannot download."""
    directory = tmp_path_factory.mktemp("downloads")
    done = run(
        sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", directory, "hatchling"
    )
    if done.returncode:
        reason = (done.stdout.strip() or "it said nothing").splitlines()[-1]
        pytest.skip(f"pip cannot download hatchling here, which builds need: {reason}")


@pytest.fixture(scope="session")
def wheels(downloads: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with our own wheel."""
    directory = tmp_path_factory.mktemp("wheels")
    done = run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", directory, ROOT)
    assert done.returncode == 0, done.stdout
    assert [path.name.partition("-")[0] for path in directory.iterdir()] == ["synchronicity"]
    return directory


@pytest.fixture(scope="session")
def builder(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with all that builds need."""
    environment = Environment(tmp_path_factory.mktemp("builder"))
    ours = f"{next(wheels.iterdir())}[build]"
    environment.install("build", "hatchling>=1.26", "setuptools>=70", "editables", ours)
    return environment


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def new_project(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a copy of the example for a backend, in which nothing is generated yet."""

    def make(backend: str) -> Path:
        project = tmp_path / backend
        shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("api.*", "__pycache__"))
        if backend == "setuptools":
            path = project / "pyproject.toml"
            _, _, rest = path.read_text("utf-8").partition("\n\n")
            head, _, rest = rest.partition("[tool.hatch")
            settings = rest[rest.index("[tool.synchronicity]") :]
            path.write_text("\n".join([SETUPTOOLS, head, COMMANDS, settings]), "utf-8")
        return project

    return make


@pytest.fixture
def project(new_project: Callable[[str], Path], backend: str) -> Path:
    return new_project(backend)
