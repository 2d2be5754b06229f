from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from .conftest import MODULE_CALL, Project

pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")

MODULE = "from synchronicity import Module\n"


def table(project: Project, text: str, before: str = "") -> None:
    project.file("pyproject.toml", f"{before}[tool.synchronicity]\n{text}")


def shown(out: str) -> list[str]:
    return [line[6:] for line in out.splitlines() if line.startswith("# --- ")]


def findings(project: Project, *arguments: str) -> list[dict[str, Any]]:
    result = project.run("generate", "--output-format", "json", *arguments)
    assert result.code == 2, result
    found: list[dict[str, Any]] = json.loads(result.out)
    return found


def test_table_says_all_that_is_needed(project: Project) -> None:
    table(project, 'modules = ["_impl"]\nsynchronizer = "tokyo"\noutput = "out"\n')
    result = project.run("generate")
    assert result.code == 0, result.err
    assert "('tokyo', False)" in (project.path / "out/weather/api.py").read_text()
    assert project.run().err == "0 files written, 2 unchanged\n"


def test_command_line_goes_over_it(project: Project) -> None:
    table(
        project,
        'modules = ["nowhere"]\nsynchronizer = "tokyo"\noutput = "out"\nallow-untyped = true\n',
    )
    assert "('tokyo', True)" in project.run("generate", "-m", "_impl", "--stdout").out
    assert not (project.path / "out").exists()
    assert project.run("generate", "-m", "_impl", "osaka", "--no-allow-untyped").code == 0
    assert "('osaka', False)" in (project.path / "out/weather/api.py").read_text()
    project.run("generate", "-m", "_impl", "-o", "other", "--no-stdout")
    assert (project.path / "other/weather/api.py").exists()


def test_without_a_command_what_is_typed_is_all(project: Project) -> None:
    table(project, 'modules = ["nowhere"]\noutput = "out"\nallow-untyped = true\nnonsense = 1\n')
    assert "('tokyo', False)" in project.run("-m", "_impl", "tokyo").out
    assert "('tokyo', False)" in project.run("generate", "-m", "_impl", "tokyo", "--no-config").out


def test_it_is_found_from_below_and_named(project: Project, monkeypatch: Any) -> None:
    table(project, 'modules = ["_impl"]\nsynchronizer = "tokyo"\noutput = "out"\n')
    inner = project.file("inner/deep/x.txt", "").parent
    monkeypatch.chdir(inner)
    assert project.run("generate").code == 0
    assert (project.path / "out/weather/api.py").exists()
    other = project.file("other.toml", '[tool.synchronicity]\nmodules = ["_impl"]\n')
    result = project.run("generate", "osaka", "--config", str(other))
    assert result.code == 0 and "osaka" in result.out
    assert "is no file" in project.run("generate", "--config", "no.toml").err


def test_globs_and_packages_are_searched(project: Project) -> None:
    for name in ("pkg/__init__", "pkg/plain", "pkg/sub/__init__"):
        project.file(f"{name}.py", "x = 1\n")
    for name in ("_a", "_b", "sub/_c"):
        target = name.replace("/", ".").replace("_", "")
        project.file(f"pkg/{name}.py", f"{MODULE}api = Module('pkg.{target}')\n")
    project.file("pkg/.hidden/_x.py", f"{MODULE}api = Module('pkg.x')\n")
    project.file("pkg/sub/_test.py", "raise SystemExit  # has none, so it is not imported\n")
    for modules, expected in (
        ('["pkg"]', ["pkg/a.py", "pkg/b.py", "pkg/sub/c.py"]),
        ('["pkg.*"]', ["pkg/a.py", "pkg/b.py", "pkg/sub/c.py"]),
        ('["pkg.*a", "pkg._b", "pkg._a"]', ["pkg/a.py", "pkg/b.py"]),
        ('["*.sub.*"]', ["pkg/sub/c.py"]),
    ):
        table(project, f'modules = {modules}\nsynchronizer = "tokyo"\n')
        result = project.run("generate")
        assert [path for path in shown(result.out) if path.endswith(".py")] == expected, result


@pytest.mark.parametrize(
    "call",
    [
        "from synchronicity import Module\napi = Module(f'{__package__}.b')\n",
        "from synchronicity import Module as M\napi: M = M(__package__ + '.b')\n",
        "import synchronicity\nTARGET = 'pkg.b'\napi = synchronicity.Module(TARGET)\n",
    ],
)
def test_target_may_be_computed(project: Project, call: str) -> None:
    """Else the module would be left out, and its files be stale."""
    project.file("pkg/__init__.py", "")
    project.file("pkg/_a.py", f"{MODULE}api = Module('pkg.a')\n")
    project.file("pkg/_b.py", call)
    project.file("pkg/other.py", "import ast, synchronicity\ntree = ast.Module([], [])\n")
    table(project, 'modules = ["pkg"]\nsynchronizer = "tokyo"\n')
    assert shown(project.run("generate").out)[::2] == ["pkg/a.py", "pkg/b.py"]


def test_a_directory_src_is_searched_too(project: Project) -> None:
    project.file("src/lib/__init__.py", "")
    project.file("src/lib/_impl.py", f"{MODULE}api = Module('lib.api')\n")
    table(project, 'modules = ["lib"]\nsynchronizer = "tokyo"\noutput = "src"\n')
    assert project.run("generate").code == 0
    assert (project.path / "src/lib/api.pyi").exists()


def test_unknown_key_is_refused_at_its_line(project: Project) -> None:
    table(
        project,
        'modules = [\n  "_impl",\n]\nallow_untyped = true\nwhatever = 1\n',
        '[project]\nallow_untyped = "elsewhere"\n\n',
    )
    first, second = findings(project, "tokyo")
    assert (first["path"], first["line"], first["code"]) == ("pyproject.toml", 8, "bad-setting")
    assert first["message"] == "there is no setting `allow_untyped`"
    assert first["help"] == "did you mean `allow-untyped`?"
    assert second["line"] == 9 and "modules, synchronizer, output" in second["help"]
    text = project.run("generate", "tokyo").err
    assert text.startswith("pyproject.toml:8:1: error[bad-setting]: there is no setting")
    assert "\n    allow_untyped = true\n    ^^^^^^^^^^^^^\n" in text


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('modules = "_impl"', 2, "`modules` is a list of strings, not a string"),
        ("modules = 1", 2, "`modules` is a list of strings, not a number"),
        (
            'modules = ["_impl", []]',
            2,
            "`modules` is a list of strings, and number 2 in it is a list",
        ),
        ("modules = []", 2, "`modules` names none"),
        ('modules = ["_impl"]\nsynchronizer = ""', 3, "`synchronizer` is a name"),
        ('modules = ["_impl"]\noutput = 1', 3, "`output` is a string, not a number"),
        ('modules = ["_impl"]\nallow-untyped = "no"', 3, "`allow-untyped` is true or false"),
        ('modules = ["_impl"]\nline-length = 5', 3, "`line-length` is a number from 40 to 320"),
        ('modules = ["_impl"]\nline-length = true', 3, "`line-length` is a number"),
        ('modules = [\n  "_impl",\n  "_ipml"\n]', 4, "there is no module `_ipml`"),
        ('modules = [\n  "_impl",\n  "a/b.py"\n]', 4, "`a/b.py` is not the dotted name"),
        ('modules = [\n  "_impl",\n  "nope.*"\n]', 4, "nothing that `nope.*` matches has a Module"),
        ("modules = = 1", 2, "this is not TOML"),
        ("[tool.synchronicity.sub]\nx = 1", 2, "there is no setting `sub`"),
        ("sub.x = 1", 2, "there is no setting `sub`"),
    ],
)
def test_bad_values(project: Project, text: str, line: int, message: str) -> None:
    table(project, text + "\n")
    (found,) = findings(project, "tokyo")
    assert found["line"] == line and found["message"].startswith(message), found


def test_nearest_module_is_named(project: Project) -> None:
    table(project, 'modules = ["_ipml"]\n')
    (found,) = findings(project, "tokyo")
    assert found["help"] == "did you mean `_impl`?"


def test_other_ways_to_write_the_table(project: Project) -> None:
    for text, line in (
        ("[tool]\nsynchronicity.modul = 1\n", 2),
        ("[tool]\nsynchronicity = { modul = 1 }\n", 2),
        ("tool.synchronicity.modul = 1\n", 1),
        ("[tool.synchronicity.modul]\nx = 1\n", 1),
        ('[ tool . "synchronicity" ]\n"modul" = 1\n', 2),
    ):
        project.file("pyproject.toml", text)
        (found,) = findings(project, "tokyo")
        assert (found["line"], found["help"]) == (line, "did you mean `modules`?")


def test_no_table(project: Project) -> None:
    for text, line in (("[[tool.synchronicity]]\nx = 1\n", 1), ("[tool]\nsynchronicity = 3\n", 2)):
        project.file("pyproject.toml", text)
        (found,) = findings(project, "tokyo")
        assert (found["line"], found["message"]) == (line, "`tool.synchronicity` is a table")


def test_missing_table_is_no_mistake(project: Project) -> None:
    project.file("pyproject.toml", "[tool.other]\n")
    result = project.run("generate")
    assert result.code == 2 and "the following arguments are required: -m/--module" in result.err
    assert "[tool.synchronicity]" in result.err


def test_python_without_tomllib(project: Project, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "tomllib", None)
    monkeypatch.setitem(sys.modules, "tomli", None)
    project.file("pyproject.toml", "[tool.other]\n")
    assert project.run("generate", "-m", "_impl", "tokyo").code == 0
    table(project, 'modules = ["_impl"]\n')
    result = project.run("generate", "tokyo")
    assert result.code == 2 and "pip install tomli" in result.err


def test_line_length_reaches_the_printer(real: Project) -> None:
    project = real
    parameters = ", ".join(f"parameter_{number}: int" for number in range(4))
    project.file(
        "_impl.py",
        f"{MODULE}api = Module('a')\n@api.wrap_function\ndef f({parameters}) -> int: ...\n",
    )
    on_one_line = f"def f({parameters}) -> int:\n"
    assert on_one_line in project.run("-m", "_impl", "x").out
    table(project, 'modules = ["_impl"]\nsynchronizer = "x"\nline-length = 80\n')
    out = project.run("generate").out
    assert on_one_line not in out and "\ndef f(\n" in out
    assert " --line-length 80 x -o <directory>\n" in out
    assert on_one_line in project.run("generate", "--line-length", "88").out
    assert "from 40 to 320" in project.run("generate", "--line-length", "7").err


@pytest.mark.parametrize(
    "text",
    [
        b"from synchronicity import Module\napi = Module('pkg.api')\ndef f(:\n",
        b"from synchronicity import Module\napi = Module('pkg.api')\nx = '\xe4'\n",
        b"from synchronicity import Module\napi = Module('pkg.api')\nx = '\0'\n",
    ],
)
def test_broken_implementation_is_not_overlooked(project: Project, text: bytes) -> None:
    """It would be left out with what it registers, and its files be taken for stale ones."""
    project.file("pkg/__init__.py", "")
    project.file("pkg/_other.py", MODULE_CALL.replace("pkg.made", "pkg.other"))
    project.file("pkg/_impl.py", "").write_bytes(text)
    table(project, 'modules = ["pkg"]\nsynchronizer = "s"\noutput = "out"\n')
    result = project.run("generate")
    assert result.code == 1 and not (project.path / "out").exists()
    assert result.err.startswith("pkg/_impl.py:")
    assert "importing `pkg._impl` failed: " in result.err
