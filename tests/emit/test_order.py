"""The orders that ruff gives to `__all__` (RUF022) and to what is imported (I001)."""

from __future__ import annotations

from synchronicity.codegen.emit.imports import member_key, public_key


def test_of_public_names() -> None:
    expected = ["B2", "B10", "BA", "Ba", "NewGauge", "Newer", "a9", "a10", "aB", "ab"]
    assert sorted(reversed(expected), key=public_key) == expected


def test_of_imported_names() -> None:
    expected = ["LIMIT", "Newer", "NewGauge", "row2", "row10", "rows"]
    assert sorted(reversed(expected), key=member_key) == expected
