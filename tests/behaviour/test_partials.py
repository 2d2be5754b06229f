"""Partials of functions: what is left to be given."""

from __future__ import annotations

from golden.partials import api

from .conftest import Face


def test_what_is_given_stays(face: Face) -> None:
    assert face(api.get, "/x") == "default GET /x 1.0 0"
    assert face(api.get, "/x", timeout=2.0, retries=1) == "default GET /x 2.0 1"


def test_what_is_given_by_name_is_a_default(face: Face) -> None:
    assert face(api.post, url="/x") == "default POST /x 5.0 0"
    own = api.Client("own")
    assert face(api.post, url="/x", client=own, method="PUT") == "own PUT /x 5.0 0"


def test_generators_and_plain_functions() -> None:
    clients = [api.Client("a"), api.Client("b")]
    assert [client.name for client in api.from_one(*clients)] == ["a1", "b2"]
    assert api.pair(clients[0]) == [clients[0]] * 2
    assert api.get.__doc__ == "Send a request."
