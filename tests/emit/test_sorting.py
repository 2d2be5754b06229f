"""Names are sorted as ruff sorts them, which is asked itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from synchronicity.codegen.emit.sorting import exported_key, member_key

NAMES = [
    *("AB", "NEWER", "Ab2", "Ab10", "NewGauge", "Newer", "_x", "_X", "a2", "a10", "aB", "ab", "aé", "é", "É", "x"),
    *("X", "X1", "x1", "x01", "x001", "x0", "x1y2", "x1y10", "x10y1", "x_1", "x_10", "x_2", "xA1", "xa1", "A1B", "_1"),
    *("__init", "zz", "ZZ9", "ZZ10", "Zz9", "Zz10", "client0", "client10", "client9", "Client9", "Client10", "CLIENT"),
]  # fmt: skip


def sorted_by_ruff(text: str, rule: str, directory: Path) -> str:
    file = directory / "names.py"
    file.write_text(text, "utf-8")
    options = ["--isolated", "--no-cache", "--quiet", "--line-length=320", "--fix"]
    subprocess.run(
        [sys.executable, "-m", "ruff", "check", *options, f"--select={rule}", str(file)],
        check=False,
        timeout=60,
    )
    return file.read_text("utf-8")


def test_members_of_an_import(tmp_path: Path) -> None:
    text = sorted_by_ruff(f"from m import ({', '.join(NAMES)})\n", "I001", tmp_path)
    names = text.partition("import")[2].replace("(", "").replace(")", "").replace(",", " ").split()
    assert sorted(NAMES, key=member_key) == names


def test_names_of_all(tmp_path: Path) -> None:
    text = sorted_by_ruff(f"__all__ = {NAMES}\n", "RUF022", tmp_path)
    values: dict[str, list[str]] = {}
    exec(text, values)
    assert sorted(NAMES, key=exported_key) == values["__all__"]


@given(st.lists(st.text("aA0129_", min_size=1), min_size=2))
@settings(max_examples=200, deadline=None)
def test_all_names_can_be_compared(names: list[str]) -> None:
    for key in (member_key, exported_key):
        assert sorted(names, key=key) == sorted(reversed(names), key=key)
