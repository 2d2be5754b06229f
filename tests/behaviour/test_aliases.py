"""Aliases: what they mean crosses."""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest
from golden.aliases import _impl, api

from .conftest import Face
from .leaks import clean


@pytest.fixture
def row() -> Any:
    return api.Row("a")


def test_values_cross_as_their_meaning(face: Face, row: Any) -> None:
    assert face(api.plain, "k", {"h": "x"}) == ["k", "h"]
    assert face(api.generic, (1, 2), "n") == {1: ["n"], 2: []}
    assert clean(face(api.with_variables, (row, row)), _impl) == [row, row, None]
    other = api.Row("b")
    assert face(api.written_out, [row], (other, other)) == {"a": [row], "b": [other]}
    assert clean(face(api.written_anew, {"a": row}, [({"b": other}, {})]), _impl).keys() == {
        "a",
        "b",
    }
    assert face(api.RowBox(row).pair) == (row, row)


def test_callbacks_behind_an_alias(face: Face) -> None:
    seen: list[Any] = []
    face(api.called, seen.append, lambda row: seen.append(type(row)))
    assert seen == [1, api.Row]


def test_what_is_written_anew_can_be_evaluated() -> None:
    assert api.Keyed == dict[api.Key, api.Row]
    assert get_type_hints(api.written_anew)["keyed"] == api.Keyed
