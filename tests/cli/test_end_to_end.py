"""The command line with the real compiler: from a script and from the shell, the same bytes come out, and they run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

IMPLEMENTATION = """\
from synchronicity import Module

api = Module("weather.api")


@api.wrap_function
async def double(x: int) -> int:
    return 2 * x
"""

SCRIPT = """\
import _impl
from synchronicity.codegen.compile import compile_modules
from synchronicity.codegen.writer import write_modules

write_modules("script", compile_modules([_impl.api], "weather"))
"""

PROGRAM = """\
import asyncio
from weather.api import double

print(double(1), asyncio.run(double.aio(2)))
"""


def python(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def texts(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*.py*"))
        if path.suffix in (".py", ".pyi")
    }


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("project")
    (directory / "_impl.py").write_text(IMPLEMENTATION)
    (directory / "script.py").write_text(SCRIPT)
    (directory / "program.py").write_text(PROGRAM)
    return directory


def test_script_and_shell_give_the_same_bytes(directory: Path) -> None:
    made = python(directory, "-m", "synchronicity.cli", "-m", "_impl", "weather", "-o", "shell")
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    assert python(directory, "script.py").returncode == 0
    assert texts(directory / "shell") == texts(directory / "script")
    assert list(texts(directory / "shell")) == [
        *("weather/__init__.py", "weather/api.py", "weather/api.pyi")
    ]
    check = ("-m", "synchronicity.cli", "-m", "_impl", "weather", "-o", "script", "--check")
    assert python(directory, *check).returncode == 0


def test_printed_files_are_those_that_are_written(directory: Path) -> None:
    printed = python(directory, "-m", "synchronicity", "-m", "_impl", "weather").stdout
    python(directory, "-m", "synchronicity", "-m", "_impl", "weather", "-o", "out")
    written = texts(directory / "out")
    del written["weather/__init__.py"]
    assert printed == "".join(f"# --- {path}\n{text.decode()}" for path, text in written.items())


def test_written_files_run(directory: Path) -> None:
    assert (
        python(directory, "-m", "synchronicity", "-m", "_impl", "weather", "-o", ".").returncode
        == 0
    )
    done = python(directory, "program.py")
    assert (done.returncode, done.stdout) == (0, "2 4\n"), done.stderr


OFFERING = """\
from ._more import MORE
from .api import double

__all__ = ["MORE", "double"]
"""
SETTINGS = """\
[tool.synchronicity]
modules = ["weather"]
synchronizer = "weather"
output = "."
"""


@pytest.fixture
def offering(tmp_path: Path) -> Path:
    """A package that offers what is not generated yet, as most do."""
    package = tmp_path / "weather"
    package.mkdir()
    (package / "__init__.py").write_text(OFFERING)
    (package / "_more.py").write_text("MORE = 1\n")
    (package / "_impl.py").write_text(IMPLEMENTATION)
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    return tmp_path


def test_package_may_offer_its_target(offering: Path) -> None:
    missing = python(offering, "-m", "synchronicity", "check")
    assert (
        missing.returncode == 1 and "api.py:1:1: error[out-of-date]: is missing" in missing.stderr
    )
    for _ in range(2):
        done = python(offering, "-m", "synchronicity", "generate")
        assert done.returncode == 0, done.stderr
        assert python(offering, "-m", "synchronicity", "check").returncode == 0
    program = python(offering, "-c", "import weather; print(weather.double(weather.MORE))")
    assert (program.returncode, program.stdout) == (0, "2\n"), program.stderr
    checks = "freshness,agreement,import"
    done = python(offering, "-m", "synchronicity", "validate", "--checkers", checks)
    assert (done.returncode, done.stderr[-18:]) == (0, "1 module is valid\n"), done.stderr


def test_package_may_offer_what_has_just_been_added(offering: Path) -> None:
    assert python(offering, "-m", "synchronicity", "generate").returncode == 0
    implementation, package = offering / "weather/_impl.py", offering / "weather/__init__.py"
    implementation.write_text(IMPLEMENTATION.replace("double", "treble"))
    package.write_text(OFFERING.replace("double", "treble"))
    assert python(offering, "-m", "synchronicity", "generate").returncode == 0
    package.write_text(OFFERING.replace("import double", "import trebel"))
    done = python(offering, "-m", "synchronicity", "check")
    assert done.returncode == 1
    assert done.stderr.startswith("weather/__init__.py:2:1: error[import-failed]: `weather.api`")


def test_package_that_was_just_set_up_may_offer_its_target(offering: Path) -> None:
    (offering / "pyproject.toml").write_text("")
    (offering / "weather/_impl.py").unlink()
    (offering / "weather/__init__.py").write_text("from .api import greet\n")
    assert python(offering, "-m", "synchronicity", "init", "--yes").returncode == 0
    assert python(offering, "-m", "synchronicity", "generate").returncode == 0
    program = python(offering, "-c", "import weather; print(weather.greet('you'))")
    assert program.stdout == "Hello, you!\n", program.stderr


def test_error_is_shown_at_the_users_line(directory: Path) -> None:
    bad = IMPLEMENTATION.replace("x: int", "x")
    (directory / "_bad.py").write_text(bad)
    done = python(directory, "-m", "synchronicity", "-m", "_bad", "weather", "-o", "bad")
    assert done.returncode == 1 and not (directory / "bad").exists()
    assert done.stderr.startswith("_bad.py:7:18: error[missing-annotation]: ")
    assert "\n    async def double(x) -> int:\n                     ^\n" in done.stderr


def test_module_that_is_imported_for_checkers_only_may_end_the_process(tmp_path: Path) -> None:
    (tmp_path / "pages.py").write_text("import os\nos._exit(3)\nclass Page: ...\n")
    (tmp_path / "_impl.py").write_text(
        "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
        "from synchronicity.module import Module\nif TYPE_CHECKING:\n    from pages import Page\n"
        'api = Module("made")\n@api.wrap_function\nasync def f(x: Page) -> None: ...\n'
    )
    done = python(tmp_path, "-m", "synchronicity", "generate", "-m", "_impl", "x", "-o", ".")
    assert done.returncode == 0 and "x: pages.Page" in (tmp_path / "made.pyi").read_text(), done


def test_limit_of_an_implementation_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "_impl.py").write_text(f"import sys\nsys.setrecursionlimit(60)\n{IMPLEMENTATION}")
    done = python(tmp_path, "-m", "synchronicity", "generate", "-m", "_impl", "x", "-o", ".")
    assert done.returncode == 0, done
