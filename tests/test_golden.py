"""The goldens are what the compiler makes of their implementations: byte for byte."""

from __future__ import annotations

import ast

import pytest

from synchronicity.codegen.header import HeaderState, verify
from synchronicity.codegen.writer import write_modules

from .goldens import FEATURES, TESTS, compiled, path_of


@pytest.mark.parametrize("feature", FEATURES)
def test_pairs_are_as_committed(feature: str, update_golden: bool) -> None:
    modules = compiled(feature)
    assert modules
    if update_golden:
        write_modules(TESTS, modules, force=True)
    for target, source in modules.items():
        assert path_of(target, ".py").read_text(encoding="utf-8") == source
        assert path_of(target, ".pyi").read_text(encoding="utf-8") == modules.stubs[target]


@pytest.mark.parametrize("feature", FEATURES)
def test_both_files_say_that_they_are_generated_and_parse_as_python_3_9(feature: str) -> None:
    modules = compiled(feature)
    for text in (*modules.values(), *modules.stubs.values()):
        assert verify(text) is HeaderState.GENERATED
        ast.parse(text, feature_version=(3, 9))
        assert len(text.splitlines()) == len(text.split("\n")) - 1  # no stray form feed
