"""Damaged implementations: a pair that can be imported, or messages with their places; never a traceback or half a pair."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Optional

import pytest

from . import mutants

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process for each would take too long"),
    pytest.mark.timeout(1800),
]


def test_mutants_are_translated_or_refused(tmp_path: Path, thorough: bool) -> None:
    # One takes about a second; the file itself takes any range of seeds.
    number = 100 if thorough else 30
    done = subprocess.run(
        [sys.executable, "-W", "ignore", mutants.__file__, str(tmp_path), "0", str(number)],
        capture_output=True,
        encoding="utf-8",
        timeout=1700,
        check=False,
    )
    *found, end = [json.loads(line) for line in done.stdout.splitlines()]
    assert end == "done", done.stderr
    assert found == []


def test_mutants_differ_and_come_again() -> None:
    texts = [mutants.mutant(seed) for seed in range(20)]
    assert texts == [mutants.mutant(seed) for seed in range(20)]
    assert len(set(texts)) == 20
    golden = {path.read_text("utf-8") for path in mutants.GOLDEN.glob("*/_*.py")}
    assert sum(text in golden for _, _, text in texts) < 4


@pytest.mark.parametrize(
    ("code", "said", "made", "expected"),
    [
        (0, "", {"api.py": "x = 1\n", "api.pyi": "x: int\n"}, None),
        (0, "", {"api.py": "x = 1\n"}, "not a pair"),
        (0, "", {}, "not a pair"),
        (0, "", {"api.py": "x =\n", "api.pyi": "x: int\n"}, "is not Python"),
        (1, "a.py:1:2: error[bad-name]: no\n", {}, None),
        (1, "a.py:1:2: error[bad-name]: no\n", {"api.py": "x = 1\n"}, "in spite of errors"),
        (1, "error: no\n", {}, "no placed message"),
        (2, "synchronicity: internal error: x", {}, "internal error"),
        (-14, "", {}, "exit code"),
    ],
)
def test_what_is_wrong_is_seen(
    code: int, said: str, made: dict[str, str], expected: Optional[str], tmp_path: Path
) -> None:
    for name, text in made.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = mutants.judged(code, said, [tmp_path / name for name in made])
    assert found is None if expected is None else expected in (found or "")
