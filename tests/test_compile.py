"""Every text is known to be Python before it is written, and only then."""

from __future__ import annotations

import importlib
import symtable
from pathlib import Path
from typing import Any

import pytest

from synchronicity import Module
from synchronicity.cli import main
from synchronicity.codegen import compile as pipeline
from synchronicity.codegen.compile import compile_modules

IMPLEMENTATION = """\
from synchronicity import Module

api = Module("{name}.api")

@api.wrap_function
async def f(x: int) -> int:
    return x
"""


@pytest.mark.parametrize("broken", [0, 1])
def test_text_that_is_not_python_does_not_come_out(
    broken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["x = 1\n", "x = 1\n"]
    texts[broken] = "x = =\n"
    monkeypatch.setattr(pipeline, "emit_modules", lambda *_: {"made.api": tuple(texts)})
    with pytest.raises(SyntaxError) as caught:
        compile_modules([Module("made.api")], "made")
    assert caught.value.filename == f"made.api.py{'i' * broken}"


@pytest.fixture
def project(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Path:
    package = tmp_path / str(request.node.name)
    package.mkdir()
    (package / "_impl.py").write_text(IMPLEMENTATION.format(name=package.name))
    monkeypatch.chdir(tmp_path)
    return package


def run(command: str, package: Path, *options: str) -> int:
    return main([command, "--no-cache", "-m", f"{package.name}._impl", "x", "-o", ".", *options])


def test_only_what_differs_is_checked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def watched(code: str, filename: str, kind: str) -> Any:
        seen.append(filename)
        return real(code, filename, kind)

    real = symtable.symtable
    monkeypatch.setattr(symtable, "symtable", watched)
    source, stub = project / "api.py", project / "api.pyi"
    both = [f"{project.name}.api.py", f"{project.name}.api.pyi"]
    assert run("generate", project) == 0
    assert seen == both
    for command in ("check", "generate"):
        assert run(command, project) == 0
    stub.write_bytes(stub.read_bytes().replace(b"\n", b"\r\n"))  # as a checkout may do
    assert run("check", project) == 0
    assert seen == both
    source.write_text(source.read_text() + "f = 1\n")
    assert run("check", project) == 1
    assert seen == [*both, both[0]]
    assert run("generate", project, "--stdout") == 0
    assert seen == [*both, both[0], *both]
    source.unlink()
    stub.unlink()
    stub.mkdir()
    assert run("check", project) == 1
    assert seen == [*both, both[0], *both, *both]


def test_long_unions_and_long_ways_from_class_to_class_are_no_deep_recursion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classes = "".join(f"class C{n}:\n    next: C{n + 1}\n" for n in range(1000))
    members = " | ".join(f"C{n}" for n in range(1000))
    (tmp_path / "long_impl.py").write_text(
        f"from __future__ import annotations\nfrom synchronicity import Module\n"
        f"api = Module('long.api')\n{classes}\nclass C1000: ...\n"
        f"@api.wrap_class\nclass Row: ...\n"
        f"@api.wrap_function\nasync def f(one: {members}, rows: list[Row] | {members}) -> None: ...\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    implementation = importlib.import_module("long_impl")
    text = compile_modules([implementation.api], "long")["long.api"]
    assert text.count("C999") == 4  # in both parameters, and in what imports and exports it
