"""Members for some objects of their class only: at run time, they are members like others."""

from __future__ import annotations

from golden.receivers import api

from .conftest import Face


def test_what_some_objects_have_converts_as_its_annotations_say(face: Face) -> None:
    page = api.Page("u")
    shelf = api.Shelf(page)
    (got,) = face(shelf.pages)
    assert got is page
    assert face(shelf.first, api.Page("v")) is page
    assert list(shelf.each()) == [page]
    (again,) = face(face(api.Shelf(shelf, api.Shelf[api.Page]()).flat).pages)
    assert again is page


def test_a_subclass_has_what_its_base_has_for_it(face: Face) -> None:
    assert face(api.Shelf(count=3).scaled) == [0, 2, 4]
    assert face(api.Numbers(1).scaled) == [2]
    assert (api.Numbers(1) + 2).total() == 3


def test_it_may_give_the_object_itself(face: Face) -> None:
    shelf = api.Shelf("ab", "c")
    assert face(shelf.doubled) is shelf
    assert shelf.longest == "ab"


def test_a_class_has_the_overloads_that_are_for_it(face: Face) -> None:
    client, waiting = api.Client(), api.AsyncClient()
    assert client.get().url == "home"
    assert [page.url for page in client.find(2)] == ["0", "1"]
    assert face(waiting.get).url == "home"
    assert isinstance(face(waiting.find), api.Page)
    assert [page.url for page in face(waiting.find, 2)] == ["0", "1"]


def test_a_class_has_the_overloads_of_a_generic_base_that_are_for_it() -> None:
    assert api.NumberParser().parse("1") == 1
    assert isinstance(api.PageParser().parse("u"), api.Page)
