"""Unions are decided by what the value is, also where it is false."""

from __future__ import annotations

from typing import Any

import pytest
from golden.unions import _impl, api

from .conftest import Face
from .leaks import clean


def test_wrapper_that_is_false_is_a_value_all_the_same(face: Face) -> None:
    page = api.Page("u")
    assert not page
    assert face(api.either, page) is page
    assert face(api.anything, page).number == 1
    assert face(api.mixed, None, page) is page
    assert face(api.mixed, page) == "u"
    assert face(api.nested, [page]) == [page]


def test_each_member_comes_back_as_itself(face: Face) -> None:
    for value in (api.Page("u"), api.Row(1), api.SubRow(2)):
        assert clean(face(api.either, value), _impl) is value


def test_mixed_with_values(face: Face) -> None:
    page = api.Page("u")
    assert face(api.mixed, "text") == "text"
    assert face(api.mixed, None) is None
    assert face(api.mixed, "text", page) is page
    assert face(api.mixed, None, fallback=3) is None


def test_nested_containers(face: Face) -> None:
    pages = [api.Page("a"), api.Page("b")]
    row = api.Row(1)
    result = clean(face(api.nested, pages), _impl)
    assert type(result) is list
    assert [a is b for a, b in zip(result, pages)] == [True, True]
    for value, expected in (({"x": row}, (row,)), (row, (row,)), (None, ()), ([], []), ({}, ())):
        result = clean(face(api.nested, value), _impl)
        assert type(result) is type(expected)
        assert result == expected


@pytest.mark.parametrize(
    "value", ["text", 1, None, [1], object()], ids="text number none list object".split()
)
def test_any_member_hands_the_same_object_on(face: Face, value: object) -> None:
    assert face(api.anything, value) is value


def test_any_member_converts_a_wrapper(face: Face) -> None:
    result = clean(face(api.anything, api.Page("u")), _impl)
    assert type(result) is api.Row


def test_class_that_is_not_in_the_parameters_union_comes_back_as_itself(face: Face) -> None:
    """`Page | Any` in, `Row | Any` out: a Row that goes in is not lost."""
    row = api.Row(1)
    assert clean(face(api.anything, row), _impl) is row


def test_most_derived_wrapper(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = [_impl.SubRow(1), _impl.Row(2), None]

    async def derived(value: object) -> Any:
        return made.pop(0)

    monkeypatch.setattr(_impl, "derived", derived)
    found = clean([face(api.derived, None) for _ in range(3)], _impl)
    assert [type(value) for value in found] == [api.SubRow, api.Row, type(None)]


def test_users_subclasses_are_members(face: Face) -> None:
    class Mine(api.Row):
        pass

    mine = Mine(1)
    assert face(api.either, mine) is mine
    assert face(api.derived, mine) is mine
    assert face(api.nested, mine) == (mine,)


def test_object_that_is_no_member_is_left_to_the_implementation(face: Face) -> None:
    assert face(api.either, 3) == 3


def test_wrapped_object_that_passes_for_an_abstract_container(face: Face) -> None:
    page = api.Page("u")
    book = api.Book([page])
    assert face(api.bound, book) is book
    assert list(clean(face(api.bound, [page]), _impl)) == [page]


def test_what_can_be_called_is_the_callback(face: Face) -> None:
    page, other = api.Page("u"), api.Page("v")
    seen: list[object] = []

    def hook(given: api.Page) -> api.Page:
        seen.append(given)
        return other

    async def waiting(given: api.Page) -> api.Page:
        return hook(given)

    assert face(api.hooked, page, hook) is other
    assert face(api.hooked, page, waiting) is other
    assert seen == [page, page]
    assert face(api.hooked, page, other) is other
    assert face(api.hooked, page, [other]) == [other]
    assert face(api.hooked, page) is True


def test_a_callable_beside_other_results_is_handed_out(face: Face) -> None:
    page = api.Page("u")
    assert face(face(api.hook_of, page, "hook"), api.Page("v")) is page
    assert face(api.hook_of, page, "list") == [page]
    assert face(api.hook_of, page, "page") is page
    assert face(api.hook_of, page, "text") == "text"
