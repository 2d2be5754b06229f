"""The two files of a pair agree name by name: checkers see only the stub, so nothing else would notice."""

from __future__ import annotations

import pytest

from synchronicity.cli.agreement import disagreements

from .goldens import FEATURES, compiled


@pytest.mark.parametrize("feature", FEATURES)
def test_files_agree(feature: str) -> None:
    modules = compiled(feature)
    for target in modules:
        assert disagreements(modules[target], modules.stubs[target]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("url: str, *, retries: int = 3", "url: str, *, retries: str = 3"),
        ("url: str, *, retries: int = 3", "url: str, *, retries: int"),
        ("def title(", "def heading("),
        ('"wait",\n]', '"wait",\n    "more",\n]'),
    ],
)
def test_disagreement_would_be_noticed(old: str, new: str) -> None:
    modules = compiled("functions")
    (target,) = modules
    stub = modules.stubs[target]
    assert old in stub
    assert disagreements(modules[target], stub.replace(old, new))
