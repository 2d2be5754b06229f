"""Values at the place of a type variable: converted by value, the same object where nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from golden.generics import _impl, api

from .conftest import Face


class Own:
    """Something of the user's that nobody else knows."""


@pytest.mark.parametrize(
    "make", [Own, list, dict, lambda: [1, [2]], lambda: (1, {"a": {2}}), object]
)
def test_what_mentions_no_wrapper_is_handed_on(face: Face, make: Any) -> None:
    value = make()
    assert face(api.echo, value) is value


def test_wrappers_cross_at_any_depth(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    page = api.Page("u")
    seen: list[Any] = []

    async def echo(value: Any) -> Any:
        seen.append(value)
        return value

    monkeypatch.setattr(_impl, "echo", echo)
    value = {"pages": [page, (page, {page})]}
    found = face(api.echo, value)
    assert found == value
    assert found["pages"][0] is page
    (given,) = seen
    assert type(given["pages"][0]) is type(given["pages"][1][0]) is _impl.Page


def test_boxes(face: Face) -> None:
    page = api.Page("u")
    box = api.Box(page)
    assert type(box._impl_instance.value) is _impl.Page
    assert box.value is page
    assert face(box.get) is page
    assert face(box.pair, [page]) == (page, [page])
    other = api.SubPage("s")
    assert face(box.swap, other) == (box, page)
    assert box.peek() is other
    copy = face(box.copy)
    assert copy is not box
    assert copy.value is other
    box.value = None
    assert box._impl_instance.value is None


def test_streams(face: Face) -> None:
    page = api.Page("u")
    assert list(api.each(iter([page, 1]))) == [page, 1]
    assert list(api.Box(page).all()) == [page]


def test_class_and_static_methods(face: Face) -> None:
    page = api.Page("u")
    box = face(api.Box.of, page)
    assert type(box) is api.Box
    assert box.value is page
    assert face(api.Box.empty).value is None


def test_classes_that_fill_in_the_variable(face: Face) -> None:
    assert face(api.IntBox(1).get) == 2
    assert type(face(api.IntBox(1).copy)) is api.IntBox
    page = api.Page("u")
    assert face(api.ListBox([page]).head) is page
    assert face(api.Pages().push, page) == [page]
    assert face(api.boxed, page).value is page
    assert face(api.unbox, api.Box(page)) is page


def test_classes_can_be_subscribed_and_derived_from() -> None:
    class Mine(api.Box[int]):
        pass

    mine = Mine(1)
    assert mine.get() == 1
    assert type(mine.copy()) is Mine
    assert api.Box[int](1).get() == 1


def test_defaults_and_bounds(face: Face) -> None:
    sub = api.SubPage("s")
    assert face(api.best, [sub]) is sub
    assert face(api.first, ()) is None
    assert face(api.first, (), sub) is sub
    assert face(api.double, "x") == "xx"
    shelf = api.Shelf(sub, 1)
    assert face(shelf.page) is sub
    assert face(shelf.label) == 1


def test_classes_cross_as_their_objects_do(face: Face) -> None:
    assert type(face(api.fetched, api.SubPage, "u")) is api.SubPage
    factory = api.Factory(api.SubPage)
    assert factory.cls is api.SubPage
    assert type(face(factory.make, "u")) is api.SubPage
    for cls in (api.Page, int, Own):
        assert face(api.same_class, cls) is cls


def test_a_subclass_of_the_users_is_no_class_of_the_implementation(face: Face) -> None:
    class Mine(api.Page):
        """The implementation would make a Page, and the types say Mine."""

    with pytest.raises(TypeError, match="Mine is not known to the implementation"):
        face(api.fetched, Mine, "u")
