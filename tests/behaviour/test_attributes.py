"""Attributes and properties of every kind."""

from __future__ import annotations

import pytest
from golden.attributes import _impl, api

from .conftest import Face
from .leaks import clean


def test_attributes_in_slots(face: Face) -> None:
    page = api.Page("b", api.Page("a"))
    assert face(page.open) == 1
    assert (page.title, page.opened) == ("b", 1)
    page.opened = 5
    assert face(page.open) == 6
    assert clean(page.previous, _impl).title == "a"
    page.previous = None
    assert page.previous is None


def test_attributes_of_the_class() -> None:
    assert (api.Page.LIMIT, api.Page.kind, api.Page.version) == (10, "page", 3)
    assert api.Book.shelf == "Book"


def test_a_cached_property_is_cached_by_the_implementation() -> None:
    page = api.Page("a")
    book = api.Book([page])
    assert clean(book.first, _impl) is book.first
    assert book.first.previous is page
    assert book.pages[0] is page


def test_getting_setting_and_deleting() -> None:
    book = api.Book([])
    page = api.Page("a")
    book.marked = page
    assert book.marked is page
    del book.marked
    with pytest.raises(AttributeError, match="nothing is marked"):
        book.marked  # noqa: B018


def test_a_literal_of_the_class_that_objects_change() -> None:
    book = api.Book([])
    assert book.closed is False
    book.close()
    assert book.closed is True
