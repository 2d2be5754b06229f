"""Members of a wrapped class: methods, properties, attributes of instance and class."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from golden.classes import _impl, api

from .conftest import Face
from .inside import impl_of
from .leaks import clean


class Mine(api.Client):
    """A user's subclass."""

    def __init__(self, url: str, *, tag: str = "") -> None:
        super().__init__(url, timeout=9.0)
        self.tag = tag


# ---------------------------------------- methods


def test_method_wraps_its_result(face: Face) -> None:
    client = api.Client("u")
    rows = clean(face(client.query, "abc"), _impl)
    assert [(type(row), row.number) for row in rows] == [(api.Row, 3)]
    assert rows[0] is client.last


def test_unbound_method_takes_the_instance_first(face: Face) -> None:
    client = api.Client("u")
    (row,) = clean(face(api.Client.query, client, "ab"), _impl)
    assert row is client.last
    (row,) = face(api.Client.query, client, sql="abcd")
    assert row.number == 4


def test_wrappers_in_every_kind_of_parameter_are_unwrapped(face: Face) -> None:
    rows = [api.Row(n) for n in (1, 10, 100, 1000)]
    client = api.Client("u")
    assert face(client.store, rows[0]) == 1
    assert face(client.store, *rows[:2], self_=rows[2], row_=rows[3]) == 1111


def test_plain_methods_convert_too() -> None:
    client = api.Client("u")
    assert client.describe(api.Row(5)) == "u/5"
    assert type(clean(client.first(), _impl)) is api.Row
    assert not hasattr(client.describe, "aio")


def test_class_methods(face: Face) -> None:
    client = clean(face(api.Client.open, "u"), _impl)
    assert type(client) is api.Client
    assert client.url == "u"
    assert face(client.open, "v").url == "v"
    assert face(api.Client.count, ["a", "b"]) == 2
    default = clean(api.Client.default(), _impl)
    assert (type(default), default.url) == (api.Client, "default")


def test_class_method_gets_the_same_list(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    async def count(urls: list[str]) -> int:
        assert urls is given
        return 7

    monkeypatch.setattr(_impl.Client, "count", count)
    assert face(api.Client.count, given) == 7


def test_static_methods(face: Face) -> None:
    for owner in (api.Client, api.Client("u"), Mine, Mine("u")):
        assert clean(face(owner.ping, "abc"), _impl).number == 3
        assert owner.join("a", "b") == "ab"


def test_bound_method_may_be_kept_and_compared(face: Face) -> None:
    client, other = api.Client("u"), api.Client("u")
    kept: Any = client.query
    assert face(kept, "a")[0].number == 1
    assert kept == client.query
    assert hash(kept) == hash(client.query)
    assert kept.aio == client.query.aio
    assert kept != other.query
    assert kept != client.query.aio
    assert kept.__self__ is client


# ---------------------------------------- Self


def test_self_gives_the_same_object(face: Face) -> None:
    client = api.Client("u")
    assert face(client.renamed, "v") is client
    assert client.url == "v"
    assert client.again() is client


def test_self_keeps_the_users_subclass_and_its_state(face: Face) -> None:
    mine = Mine("u", tag="t")
    assert face(mine.renamed, "v") is mine
    assert mine.again() is mine
    assert (mine.tag, mine.url, mine.timeout) == ("t", "v", 9.0)


def test_class_methods_of_a_users_subclass_give_it(face: Face) -> None:
    assert type(clean(face(Mine.open, "u"), _impl)) is Mine
    assert type(clean(Mine.default(), _impl)) is Mine
    assert face(Mine.count, []) == 0


# ---------------------------------------- subclassing


def test_users_constructor_may_have_other_parameters() -> None:
    mine = Mine("u", tag="t")
    assert isinstance(mine, api.Client)
    assert (mine.url, mine.tag, mine.timeout) == ("u", "t", 9.0)
    assert type(impl_of(mine)) is _impl.Client


def test_override_of_the_sync_face_reaches_super() -> None:
    class Loud(api.Client):
        def query(self, sql: str) -> Any:  # type: ignore[override]  # one face only
            return ["loud", *super().query(sql)]

    found = Loud("u").query("ab")
    assert found[0] == "loud"
    assert found[1].number == 2


def test_override_of_the_other_face_reaches_super() -> None:
    class Loud(api.Client):
        async def loud(self, sql: str) -> Any:
            return ["loud", *await super().query.aio(sql)]

    async def main() -> Any:
        return await Loud("u").loud("ab")

    found = asyncio.run(main())
    assert found[0] == "loud"
    assert found[1].number == 2


def test_class_method_may_be_overridden_with_super() -> None:
    class Tagged(api.Client):
        @classmethod
        def open(cls, url: str) -> Any:  # type: ignore[override]  # one face only
            made: Any = super().open(url + "!")
            made.tag = "t"
            return made

        @classmethod
        async def open_later(cls, url: str) -> Any:
            return await super().open.aio(url)

    made = Tagged.open("u")
    assert (type(made), made.tag, made.url) == (Tagged, "t", "u!")

    async def main() -> Any:
        return await Tagged.open_later("v")

    assert type(asyncio.run(main())) is Tagged


def test_method_may_be_made_partial() -> None:
    import functools

    class Fixed(api.Client):
        fixed = functools.partialmethod(api.Client.query, "abcd")

    assert Fixed("u").fixed()[0].number == 4
    assert functools.partial(Fixed("u").query, "ab")()[0].number == 2


def test_property_may_be_overridden() -> None:
    class Sized(api.Client):
        @property
        def size(self) -> int:
            return super().size + 100

    assert Sized("abc").size == 103


def test_subclass_without_a_constructor_of_its_own() -> None:
    class Plain(api.Row):
        pass

    plain = Plain(4)
    assert plain.number == 4
    assert api.Client("u").describe(plain) == "u/4"


def test_subclass_that_forgets_super_says_so() -> None:
    class Broken(api.Row):
        def __init__(self) -> None:
            pass

    with pytest.raises(AttributeError):
        _ = Broken().number


# ---------------------------------------- properties and attributes


def test_property_reads_writes_and_deletes() -> None:
    client = api.Client("u")
    home = clean(client.home, _impl)
    assert (type(home), home.number) == (api.Row, 0)
    row = api.Row(8)
    client.home = row
    assert client.home is row
    assert impl_of(client)._home is impl_of(row)
    client.home = None
    assert client.home is None
    client.home = row
    del client.home
    assert client.home is None


def test_property_without_a_setter_refuses() -> None:
    client = api.Client("abc")
    assert client.size == 3
    with pytest.raises(AttributeError):
        client.size = 4  # type: ignore[misc]  # is refused
    with pytest.raises(AttributeError):
        del client.size


def test_attributes_are_those_of_the_implementation_object() -> None:
    client = api.Client("u")
    assert (client.url, client.timeout, client.last) == ("u", 1.0, None)
    client.url = "v"
    assert impl_of(client).url == "v"
    impl_of(client).url = "w"
    assert client.url == "w"
    row = api.Row(1)
    client.last = row
    assert impl_of(client).last is impl_of(row)
    assert client.last is row


def test_class_attribute_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    client = api.Client("u")
    assert (api.Client.kind, client.kind, Mine.kind) == ("sql", "sql", "sql")
    monkeypatch.setattr(_impl.Client, "kind", "other")
    assert (api.Client.kind, client.kind, Mine.kind) == ("other", "other", "other")


def test_class_attribute_shows_what_the_instance_has() -> None:
    """As with a plain class: the implementation may set it on the instance."""
    client = api.Client("u")
    impl_of(client).kind = "mine"
    assert client.kind == "mine"
    assert api.Client.kind == "sql"


def test_class_property_of_class_and_instance() -> None:
    assert api.Client.version == api.Client("u").version == Mine.version == "1.0"


def test_private_members_stay_inside() -> None:
    client = api.Client("u")
    assert not hasattr(client, "_internal")
    assert not hasattr(client, "_home")


def test_wrong_constructor_arguments_make_nothing() -> None:
    with pytest.raises(TypeError):
        api.Client()  # type: ignore[call-arg]  # is refused
    with pytest.raises(TypeError):
        api.Client("u", "positional")  # type: ignore[call-arg, arg-type]  # is refused
    with pytest.raises(TypeError):
        api.Client("u", nothing=1)  # type: ignore[call-arg]  # is refused


def test_classes_cross_too(face: Face) -> None:
    class Own(api.Row):
        pass

    client = api.Client("u")
    assert face(client.kinds, api.Row) == [api.Row, api.Row]
    assert face(client.kinds, Own) == [api.Row, api.Row], "the implementation does not know Own"
