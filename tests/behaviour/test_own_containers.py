"""Generic classes of the library's own: another one on the other side, with each wrapped object in it exchanged."""

from __future__ import annotations

from typing import Any

import pytest
from golden.own_containers import _impl, api

from .conftest import Face

Page, Table, Bag, Outbox = api.Page, api.Table, api.Bag, api.Outbox


@pytest.fixture
def node() -> Any:
    return api.Node("a")


def test_by_a_method_of_the_class(face: Face, node: Any) -> None:
    other = api.Node("b")
    assert face(api.turned, Page([node, other], "more")) == Page([other, node], "more")
    page = face(node.page, 2)
    assert [type(item) for item in page.items] == [api.Node] * 2
    assert (page.items[1].name, page.next) == ("a1", "more")
    assert node.alone == Page([node])


def test_the_same_object_where_nothing_changes(face: Face) -> None:
    page = Page([1])
    assert face(api.untouched, page) is page


def test_at_any_depth(face: Face, node: Any) -> None:
    assert face(api.nested, [Page([None, node]), Page([])]) == Page([[node], []])
    assert face(api.deep, Page([Page([node])])) == Page([Page([node], "seen")])
    assert face(api.generic, Page([node]), 1) == Page([node, 1])


def test_with_several_parameters(face: Face, node: Any) -> None:
    table = face(api.indexed, Table([("first", node)]))
    assert type(table) is Table
    assert table[node] == "first"


def test_by_a_transformer(face: Face, node: Any) -> None:
    assert list(face(api.counted, Bag([(node, 2)]))) == [(node, 4)]


def test_what_takes_only_crosses_the_other_way(face: Face, node: Any) -> None:
    got: list[Any] = []
    outbox = face(api.filled, Outbox(got.append))
    outbox.put(node)
    assert [type(item) for item in got] == [api.Node] * 2
    assert [item.name for item in got] == ["first", "A"]


def test_told_apart_in_unions(face: Face, node: Any) -> None:
    assert face(api.either, Page([node])) == [node]
    assert face(api.either, node) == Page([node])
    assert face(api.either, "text").name == "text"


def test_in_streams_and_callbacks(face: Face, node: Any) -> None:
    assert [page.items[0].name for page in api.pages(2)] == ["0", "1"]

    def twice(page: Any) -> Any:
        assert all(type(item) is api.Node for item in page.items)
        return Page(page.items * 2)

    assert face(api.each, Page([node]), twice) == Page([node, node])


def test_the_transformer_is_for_builds_only() -> None:
    assert "transformers" not in vars(_impl)
