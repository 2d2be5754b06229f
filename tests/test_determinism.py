"""The same input gives the same bytes: under every hash seed, on every Python, whatever order the modules come in."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from synchronicity.codegen.compile import compile_modules
from synchronicity.codegen.output import CompiledModules

from .goldens import FEATURES, TESTS, compiled, registered

# Run in a fresh interpreter: prints a digest of every text, or, planted, of a text that depends on the hash seed.
_DIGEST = """
import sys
sys.path.insert(0, {tests!r})
from tests.goldens import FEATURES, compiled
from tests.test_determinism import digest
for feature in FEATURES:
    print(digest(compiled(feature)))
if {planted}:
    print(list({{"a", "b", "c", "d", "e", "f", "g", "h"}}))
"""


def digest(modules: CompiledModules) -> str:
    text = "".join(modules[target] + modules.stubs[target] for target in modules)
    return hashlib.sha256(text.encode()).hexdigest()


def _digests(interpreter: str, seed: str, planted: bool = False) -> str:
    root = TESTS.parent
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")]),
    }
    code = _DIGEST.format(tests=str(TESTS), planted=planted)
    found = subprocess.run(
        [interpreter, "-c", code], env=environment, capture_output=True, text=True, timeout=100
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_hash_seed_changes_nothing() -> None:
    expected = "".join(f"{digest(compiled(feature))}\n" for feature in FEATURES)
    assert _digests(sys.executable, "1") == expected
    assert _digests(sys.executable, "2") == expected


def test_hash_seed_would_be_noticed() -> None:
    """The violation, planted: a text that follows the order of a set."""
    seeds = {_digests(sys.executable, seed, planted=True) for seed in ("1", "2", "3")}
    assert len(seeds) > 1


@pytest.mark.parametrize("feature", FEATURES)
def test_order_of_modules_changes_nothing(feature: str) -> None:
    modules = registered(feature)
    assert digest(compile_modules(modules[::-1], feature)) == digest(compiled(feature))


def test_texts_hold_no_path_of_this_machine() -> None:
    root = str(Path(__file__).resolve().parent.parent)
    for feature in FEATURES:
        modules = compiled(feature)
        assert all(root not in text for text in (*modules.values(), *modules.stubs.values()))
