"""Overloaded functions and methods: one implementation behind all, on both faces."""

from __future__ import annotations

import pytest
from golden.overloads import _impl, api

from .conftest import Face
from .leaks import clean


def test_each_overload_gives_its_result(face: Face) -> None:
    page = clean(face(api.parse, "u"), _impl)
    assert (type(page), page.url) == (api.Page, "u")
    assert face(api.parse, 3) is None
    assert face(api.parse, 3, strict=True) is None


def test_plain_overloads_convert_wrappers_only() -> None:
    page = api.Page("u")
    assert clean(api.plain(page), _impl) is page
    assert api.plain(3) == 3


def test_overloaded_method(face: Face) -> None:
    client = api.Client()
    page = clean(face(client.get, "k"), _impl)
    assert (type(page), page.url) == (api.Page, "k")
    pages = clean(face(client.get, 5), _impl)
    assert [(type(each), each.url) for each in pages] == [(api.Page, "5")]
    assert face(api.Client.get, client, key="k").url == "k"


def test_wrong_arguments_are_a_type_error(face: Face) -> None:
    with pytest.raises(TypeError, match="parse"):
        face(api.parse)
    with pytest.raises(TypeError, match="get"):
        face(api.Client().get, 1, 2)


def test_overloads_say_how_values_cross_where_the_implementation_does_not(face: Face) -> None:
    client, pages = api.Client(), [api.Page("a"), api.Page("b")]
    assert face(client.open, pages[0]) is client
    assert face(client.open, "x", pages=pages) == pages
    assert api.pick(*pages) is pages[1]
    assert api.pick(1) is None
