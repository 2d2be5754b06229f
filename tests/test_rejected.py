"""Bad implementations: every file of tests/rejected is refused with exactly the diagnostics that its lines announce.

A line that ends in `# E: code` has that error, one that ends in `# W: code` that warning; several codes are separated by commas.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from synchronicity.codegen.compile import compile_modules
from synchronicity.codegen.diagnostics import CompileError, Severity, Sink
from synchronicity.module import Module

REJECTED = Path(__file__).parent / "rejected"
MARK = re.compile(r"#\s*([EW]):\s*([a-z, -]+)$")

Findings = Counter[tuple[int, str, str]]


def announced(path: Path) -> Findings:
    """(line, E or W, code) of everything that the file says will be found."""
    found: Findings = Counter()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark = MARK.search(line)
        if mark:
            found.update((number, mark[1], code.strip()) for code in mark[2].split(","))
    return found


def reported(path: Path) -> tuple[Findings, Sink]:
    """The same of what the compiler reports."""
    name = f"rejected_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
        modules = [value for value in vars(module).values() if isinstance(value, Module)]
        sink = Sink()
        try:
            compile_modules(modules, "rejected", sink=sink)
        except CompileError as error:
            assert error.diagnostics == sink.diagnostics
    finally:
        del sys.modules[name]
    found: Findings = Counter()
    for diagnostic in sink.diagnostics:
        assert Path(diagnostic.location.path) == path, diagnostic
        kind = "E" if diagnostic.severity is Severity.ERROR else "W"
        found[diagnostic.location.line, kind, diagnostic.code.value] += 1
    return found, sink


@pytest.mark.parametrize("path", sorted(REJECTED.glob("*.py")), ids=lambda path: path.stem)
def test_rejected(path: Path) -> None:
    found, sink = reported(path)
    assert sorted(found.elements()) == sorted(announced(path).elements()), "\n".join(
        str(diagnostic) for diagnostic in sink.diagnostics
    )
    assert found, "a file in tests/rejected must be refused"
    for diagnostic in sink.diagnostics:
        assert diagnostic.help, f"nothing says what to write instead: {diagnostic}"
