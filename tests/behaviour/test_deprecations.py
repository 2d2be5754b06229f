"""What is deprecated warns once, at the user's line, by its public name."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
from golden.deprecations import api

from .conftest import Face


def warned(call: Callable[[], Any]) -> tuple[Any, list[tuple[str, str]]]:
    """What `call` gives, with the warnings: message, file."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = call()
    return found, [(str(one.message), one.filename) for one in caught]


def of(name: str, message: str) -> list[tuple[str, str]]:
    return [(f"golden.deprecations.api.{name} is deprecated: {message}", __file__)]


def test_blocking_calls_warn_at_the_line_of_the_user() -> None:
    client = api.Client()
    assert warned(lambda: api.fetch("x", tries=2)) == ("xx", of("fetch", "use `get`"))
    assert warned(lambda: list(api.each(2))) == ([0, 1], of("each", 'use "list"'))
    assert warned(lambda: api.plain(3)) == (3, of("plain", "compute it"))
    assert warned(lambda: client.query("x")) == ("x", of("Client.query", "use `ask`"))
    assert warned(lambda: client.size()) == (0, of("Client.size", "see `ask`"))
    assert warned(lambda: api.Client.zero()) == (0, of("Client.zero", "nobody needs it"))
    made, said = warned(lambda: api.Client.make())
    assert (type(made), said) == (api.Client, of("Client.make", "construct it"))


def test_so_do_awaited_ones(face: Face) -> None:
    client = api.Client()
    assert warned(lambda: face(api.fetch, "x"))[0] == "xxx"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        face(client.query, "x")
    (one,) = caught
    assert str(one.message) == "golden.deprecations.api.Client.query is deprecated: use `ask`"


def test_async_callers_are_found() -> None:
    import asyncio

    async def main() -> Any:
        return await api.fetch.aio("x")

    assert warned(lambda: asyncio.run(main())) == ("xxx", of("fetch", "use `get`"))


def test_constructors_warn_once() -> None:
    old, said = warned(lambda: api.Old("x"))
    assert said == of("Old", "use `Client`")
    assert warned(old.get) == ("x", [])
    assert old.name == "x"
    with pytest.raises(TypeError):
        api.Old()  # type: ignore[call-arg]  # is refused


def test_an_override_that_is_not_deprecated_is_silent(face: Face) -> None:
    newer = api.Newer()
    assert warned(lambda: face(newer.query, "x")) == ("xx", [])
    assert warned(lambda: face(api.Client.query, newer, "x")) == ("xx", [])
    assert warned(lambda: face(api.Client().ask, "x")) == ("x", [])


def test_the_category_is_the_authors(face: Face) -> None:
    assert warned(lambda: face(api.silent)) == (1, [])
    with pytest.warns(PendingDeprecationWarning, match="api.pending is deprecated: soon"):
        face(api.pending)


def test_a_class_without_a_constructor_warns_too() -> None:
    bare, said = warned(lambda: api.Bare())
    assert (type(bare), said) == (api.Bare, of("Bare", "use nothing"))


def test_properties_warn_at_the_line_of_the_user() -> None:
    gauge = api.Gauge(1)
    assert warned(lambda: gauge.value) == (1, of("Gauge.value", "use `level`"))
    assert warned(lambda: gauge.level) == (1, [])
    assert warned(lambda: setattr(gauge, "level", 2))[1] == of("Gauge.level", "nobody sets it")
    assert warned(lambda: gauge.level) == (2, [])
    assert warned(lambda: delattr(gauge, "level"))[1] == of("Gauge.level", "nobody deletes it")
    assert warned(lambda: gauge.same) == (gauge, of("Gauge.same", "itself"))
    assert warned(lambda: api.NewGauge(2).value) == (-2, [])
    assert warned(lambda: vars(api.Gauge)["value"].fget(api.NewGauge(2))) == (-2, [])


def test_overloads_are_for_checkers_only(face: Face) -> None:
    assert warned(lambda: face(api.one_of, 1)) == (1, [])
    assert warned(lambda: api.Gauge("1").add(1.5)) == (2.5, [])
