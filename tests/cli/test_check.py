"""`check`: what differs, told with what mends it; and what a formatter did is no difference."""

from __future__ import annotations

import json
import sys

import pytest

from .conftest import Project

ARGUMENTS = ("-m", "_impl", "tokyo", "-o", "out")


@pytest.fixture
def written(project: Project) -> Project:
    assert project.run("generate", *ARGUMENTS).code == 0
    return project


def states(project: Project, *arguments: str) -> list[tuple[str, str, str]]:
    found = json.loads(project.run("check", *ARGUMENTS, "--output-format", "json", *arguments).out)
    return [(entry["path"], entry["code"], entry["message"]) for entry in found]


def test_up_to_date(written: Project) -> None:
    assert written.run("check", *ARGUMENTS) == (0, "", "everything is up to date\n")


def test_difference_is_shown_with_the_command_that_mends_it(written: Project) -> None:
    result = written.run("check", "-m", "_impl", "osaka", "-o", "out")
    assert result.code == 1 and "\n-value = ('tokyo', False)\n" in result.out
    assert result.err.endswith(
        "2 files not up to date; nothing was written\n"
        "mend it with: synchronicity generate -m _impl osaka -o out\n"
    )
    assert written.run("generate", "-m", "_impl", "osaka", "-o", "out").code == 0
    assert written.run("check", "-m", "_impl", "osaka", "-o", "out").code == 0


def test_package_without_its_file(written: Project) -> None:
    (written.path / "out/weather/__init__.py").unlink()
    assert states(written) == [("out/weather/__init__.py", "out-of-date", "is missing")]


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_symbolic_link_is_replaced_without_force(written: Project) -> None:
    file = written.path / "out/weather/api.py"
    file.unlink()
    file.symlink_to(written.file("elsewhere.txt", "mine\n"))
    said = "is a symbolic link, in whose place a file is generated"
    assert states(written) == [("out/weather/api.py", "out-of-date", said)]
    mend = written.run("check", *ARGUMENTS).err.splitlines()[-1]
    assert mend == f"mend it with: synchronicity generate {' '.join(ARGUMENTS)}"
    assert written.run("generate", *ARGUMENTS).code == 0
    assert written.run("check", *ARGUMENTS).code == 0


def test_missing_edited_foreign_and_stale_files(written: Project) -> None:
    written.file("_old.py", "from synchronicity.module import Module\nold = Module('old')\n")
    assert written.run("generate", "-m", "_impl", "-m", "_old", *ARGUMENTS[2:]).code == 0
    (written.path / "out/weather/api.pyi").unlink()
    with (written.path / "out/weather/api.py").open("a") as stream:
        stream.write("mine = 1\n")
    assert states(written) == [
        ("out/weather/api.py", "edited-by-hand", "was edited by hand after it was generated"),
        ("out/weather/api.pyi", "out-of-date", "is missing"),
        ("out/old.py", "out-of-date", "is generated, but no longer"),
        ("out/old.pyi", "out-of-date", "is generated, but no longer"),
    ]
    mend = written.run("check", *ARGUMENTS).err.splitlines()[-1]
    assert mend == f"mend it with: synchronicity generate {' '.join(ARGUMENTS)} --force --prune"
    assert written.run("generate", *ARGUMENTS, "--force", "--prune").code == 0
    assert written.run("check", *ARGUMENTS).code == 0
    written.file("out/weather/api.py", "mine = 1\n")
    assert states(written) == [
        ("out/weather/api.py", "not-generated", "stands where a file is to be generated")
    ]


@pytest.mark.parametrize("file", ["api.py", "api.pyi"])
def test_what_a_formatter_did_is_no_difference(written: Project, file: str) -> None:
    path = written.path / "out/weather" / file
    laid_anew = path.read_text().replace("value", "\n\nvalue")
    laid_anew = laid_anew.replace("= ('tokyo', ", '= (\n  "tokyo", ')
    path.write_text(laid_anew)
    assert written.run("check", *ARGUMENTS).code == 0
    assert written.run("generate", *ARGUMENTS).err == "0 files written, 2 unchanged\n"
    assert path.read_text() == laid_anew


@pytest.mark.parametrize(
    ("old", "new"),
    [("'tokyo'", "'kyoto'"), ("\nvalue", "\n# mine\nvalue"), ("sha256:", "sha256:0")],
)
def test_what_people_did_is(written: Project, old: str, new: str) -> None:
    path = written.path / "out/weather/api.py"
    path.write_text(path.read_text().replace(old, new))
    assert [code for _, code, _ in states(written)] == ["edited-by-hand"]
    assert written.run("generate", *ARGUMENTS).code == 1


@pytest.mark.parametrize(
    "command", [("check",), ("generate", "--check"), ("validate", "--checkers", "freshness")]
)
def test_file_that_cannot_be_where_it_should(written: Project, command: tuple[str, ...]) -> None:
    written.file("out/weather/api/__init__.py", "")
    result = written.run(*command, *ARGUMENTS)
    assert result.code == 1
    assert result.err.startswith("out/weather/api/__init__.py:1:1: error[bad-target]: this package")


def test_it_looks_into_an_output(project: Project) -> None:
    result = project.run("check", "-m", "_impl", "tokyo")
    assert result.code == 2 and "check needs -o" in result.err


def test_errors_of_the_implementation_are_shown(project: Project) -> None:
    result = project.run("check", "-m", "_impl", "bad", "-o", "out")
    assert result.code == 1 and "error[bad-name]" in result.err
