"""Wheels, sdists and editable installs, whose pairs are generated on the way, with hatchling and with setuptools."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Done, Environment, run

pytestmark = pytest.mark.timeout(600)

PAIR = ("forecast/api.py", "forecast/api.pyi")
USE = """
import asyncio, sys
from forecast.api import Forecast, forecast
assert forecast("Lund").tomorrow() == asyncio.run(Forecast("Lund").tomorrow.aio()) == "sunny in Lund"
assert not [name for name in sys.modules if name.startswith(("synchronicity.codegen", "synchronicity.cli"))]
print(sys.modules["forecast.api"].__file__)
"""


def build(builder: Environment, project: Path) -> Done:
    """An sdist, and the wheel out of it."""
    return builder.python("-m", "build", "--no-isolation", "--outdir", project / "dist", project)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def packed(project: Path) -> dict[str, dict[str, bytes]]:
    """The files of the package `forecast` in the wheel and in the sdist of a project."""
    (wheel,) = (project / "dist").glob("*.whl")
    (sdist,) = (project / "dist").glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name: archive.read(name) for name in archive.namelist()}
    in_sdist = {}
    with tarfile.open(sdist) as tar:
        for member in tar.getmembers():
            stream = tar.extractfile(member)
            if stream is not None:
                in_sdist[member.name.partition("/src/")[2]] = stream.read()
    return {
        kind: {name: data for name, data in files.items() if name.startswith("forecast/")}
        for kind, files in (("wheel", in_wheel), ("sdist", in_sdist))
    }


def test_what_is_built_can_be_used(
    builder: Environment, project: Path, wheels: Path, tmp_path: Path
) -> None:
    done = build(builder, project)
    assert done.returncode == 0, done.stdout
    files = packed(project)
    for kind in ("wheel", "sdist"):
        expected = {"forecast/__init__.py", "forecast/_impl.py", "forecast/py.typed", *PAIR}
        assert set(files[kind]) == expected, kind
    assert files["wheel"] == files["sdist"]

    # the same bytes as from the command line
    other = tmp_path / "other"
    options = ("-m", "forecast._impl", "forecast", "-o", other)
    done = builder.python("-m", "synchronicity.cli", *options, directory=project / "src")
    assert done.returncode == 0, done.stdout
    for name in PAIR:
        assert (other / name).read_bytes() == files["wheel"][name]

    fresh = Environment(tmp_path / "fresh")
    (wheel,) = (project / "dist").glob("*.whl")
    fresh.install("--no-index", "--find-links", wheels, "--pre", wheel)
    done = fresh.python("-W", "error", "-c", USE, directory=tmp_path)
    assert done.returncode == 0 and str(tmp_path / "fresh") in done.stdout, done.stdout


def test_editable_install(builder: Environment, project: Path, tmp_path: Path) -> None:
    builder.install("--no-deps", "--no-build-isolation", "--editable", project)
    try:
        done = builder.python("-W", "error", "-c", USE, directory=tmp_path)
        assert done.returncode == 0, done.stdout
        assert Path(done.stdout.strip()) == project / "src" / "forecast" / "api.py"
    finally:
        builder.python("-m", "pip", "uninstall", "--yes", "forecast")


def test_errors_stop_the_build_and_are_shown(builder: Environment, project: Path) -> None:
    change(project / "src/forecast/_impl.py", "forecast(city: str)", "forecast(city)")
    done = build(builder, project)
    assert done.returncode == 1, done.stdout
    assert re.search(r"src/forecast/_impl\.py:26:20: error\[missing-annotation\]", done.stdout)
    assert "`synchronicity generate` failed with exit code 1" in done.stdout
    assert not list((project / "src/forecast").glob("api.*"))
    assert not list((project / "dist").glob("*"))
    assert "synchronicity/build" not in done.stdout.replace("\\", "/")  # no traceback of ours


def test_a_hand_edited_file_stops_the_build(builder: Environment, project: Path) -> None:
    api = project / "src/forecast/api.py"
    assert build(builder, project).returncode == 0
    change(api, "forecast(city)", "forecast(city.title())")
    edited = api.read_bytes()
    done = build(builder, project)
    assert done.returncode == 1 and "error[edited-by-hand]" in done.stdout
    assert api.read_bytes() == edited


def test_a_build_that_only_checks(builder: Environment, new_project: Callable[[str], Path]) -> None:
    project = new_project("hatchling")
    hook = "[tool.hatch.build.hooks.synchronicity]"
    change(project / "pyproject.toml", hook, f"{hook}\ncheck = true")
    done = build(builder, project)
    assert done.returncode == 1 and "error[out-of-date]" in done.stdout
    assert not (project / "src/forecast/api.py").exists()
    done = builder.python("-m", "synchronicity.cli", "generate", directory=project)
    assert done.returncode == 0, done.stdout
    done = build(builder, project)
    assert done.returncode == 0, done.stdout
    assert set(PAIR) <= set(packed(project)["wheel"])


def test_the_command_of_setuptools(
    builder: Environment, new_project: Callable[[str], Path]
) -> None:
    project = new_project("setuptools")
    (project / "setup.py").write_text("import setuptools\nsetuptools.setup()\n", "utf-8")
    done = builder.python("setup.py", "synchronicity", "--check", directory=project)
    assert done.returncode == 1 and "error[out-of-date]" in done.stdout, done.stdout
    done = builder.python("setup.py", "synchronicity", directory=project)
    assert done.returncode == 0 and "wrote src/forecast/api.pyi" in done.stdout, done.stdout


def test_an_isolated_build_needs_no_preparation(
    builder: Environment, new_project: Callable[[str], Path], wheels: Path
) -> None:
    project = new_project("hatchling")
    options = ("--no-deps", "--find-links", wheels, "--wheel-dir", project / "dist")
    done = builder.python("-m", "pip", "wheel", *options, project)
    assert done.returncode == 0, done.stdout
    (wheel,) = (project / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert set(PAIR) <= set(archive.namelist())


def test_a_library_with_its_own_run_time_needs_nothing(
    builder: Environment, new_project: Callable[[str], Path], tmp_path: Path
) -> None:
    project = new_project("hatchling")
    copy = "forecast._synchronicity"
    change(project / "pyproject.toml", 'dependencies = ["synchronicity>=2.0.0a1"]', "")
    change(project / "pyproject.toml", 'output = "src"', f'output = "src"\nruntime = "{copy}"')
    change(project / "src/forecast/_impl.py", "from synchronicity", "from ._synchronicity")
    done = builder.python("-m", "synchronicity.cli", "vendor", directory=project)
    assert done.returncode == 0, done.stdout
    done = build(builder, project)
    assert done.returncode == 0, done.stdout
    fresh = Environment(tmp_path / "fresh")
    (wheel,) = (project / "dist").glob("*.whl")
    fresh.install("--no-index", wheel)
    assert "synchronicity" not in run(fresh.program, "-m", "pip", "list").stdout
    done = fresh.python("-W", "error", "-c", USE, directory=tmp_path)
    assert done.returncode == 0, done.stdout
