"""Jedi, which IPython, Jupyter and several editors complete with: both faces, and the way to the generated code.

It does not go on from there to the implementation, which the wrapper's one line calls.
"""

from __future__ import annotations

from pathlib import Path

import jedi  # type: ignore[import-untyped]  # it has no py.typed
import pytest

from .checkers import PROJECT

PROGRAM = """\
from golden.classes.api import Client
from golden.functions.api import fetch
client = Client("u")
fetch("u")
client.query("q")
Client.open("u")
client.describe
fetch.
client.query.
client.renamed.
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> jedi.Script:
    root = tmp_path_factory.mktemp("jedi")
    paths = [str(PROJECT / "src"), str(PROJECT / "tests")]
    environment = jedi.InterpreterEnvironment()
    project = jedi.Project(root, added_sys_path=paths)
    return jedi.Script(PROGRAM, path=root / "user.py", project=project, environment=environment)


def _place(text: str) -> tuple[int, int]:
    (number,) = [n for n, line in enumerate(PROGRAM.splitlines(), 1) if line.startswith(text)]
    return number, len(text)


@pytest.mark.parametrize(
    ("text", "module", "line"),
    [
        ("fetch(", "functions", "def fetch("),
        ("client.query(", "classes", "def query("),
        ("Client.open(", "classes", "def open("),
        ("client.describe", "classes", "def describe("),
    ],
)
def test_definition_is_the_generated_function(
    text: str, module: str, line: str, script: jedi.Script
) -> None:
    number, column = _place(text)
    (found,) = script.goto(number, column - 1, follow_imports=True)
    path = Path(found.module_path)
    assert path == PROJECT / "tests" / "golden" / module / "api.py"
    assert path.read_text(encoding="utf-8").splitlines()[found.line - 1].strip().startswith(line)


@pytest.mark.parametrize("text", ["fetch.", "client.query.", "client.renamed."])
def test_completion_offers_aio_and_nothing_else(text: str, script: jedi.Script) -> None:
    names = [each.name for each in script.complete(*_place(text))]
    assert [name for name in names if not name.startswith("_")] == ["aio"]


@pytest.mark.parametrize(
    ("text", "documentation"), [("fetch", "Fetch a page."), ("client.query", "Run a query.")]
)
def test_help_shows_the_docstring(text: str, documentation: str, script: jedi.Script) -> None:
    number, column = _place(f"{text}(")
    assert any(documentation in each.docstring() for each in script.help(number, column - 1))
