"""What is written by hand for the public side goes in unchanged."""

from __future__ import annotations

import asyncio
import inspect
import math
from typing import Union

import pytest
from golden.manual import _impl, api

from synchronicity import Module

from .leaks import clean


def test_functions_classes_and_constants_are_the_same_objects() -> None:
    assert api.total is _impl.total
    assert api.Window is _impl.Frame
    assert api.LIMIT == api.MAXIMUM == _impl.LIMIT
    assert api.pi is math.pi
    assert api.total(api.Client(), 3) == 3
    assert clean([row.number for row in api.Window(api.Client()).rows()], _impl) == [0, 1]


def test_a_member_is_called_with_the_wrapper() -> None:
    client = api.Client()
    assert list(client.numbers(3)) == [0, 1, 2]
    assert client.size == 3
    assert client.pick("x") == "x"
    assert type(client.pick(1)) is api.Row
    assert inspect.getdoc(api.Client.numbers) == inspect.getdoc(_impl.Client.numbers)


def test_an_asynchronous_member_has_no_other_face() -> None:
    async def main() -> int:
        client = api.Client()
        async with client.session() as opened:
            assert opened is client
        return (await client.first(3)).number

    assert asyncio.run(main()) == 0


def test_class_and_static_methods_bind_to_the_wrapper_class() -> None:
    class Mine(api.Client):
        """A user's own."""

    assert type(api.Client.make()) is api.Client
    assert type(Mine.make()) is Mine
    assert api.Client.greeting("x") == "hello x"


def test_registering_gives_the_object_back() -> None:
    module = Module("some.api")
    assert module.manual_wrapper()(len) is len
    assert module.module_items() == {len: ("some.api", "len")}
    with pytest.raises(TypeError, match="manual_wrapper"):
        module.manual_wrapper()(3)


def test_aliases_are_over_wrappers() -> None:
    assert api.Rows == list[api.Row]
    assert api.ByName == dict[str, Union[api.Row, None]]
    assert api.Later == tuple[api.Row, ...]
    assert api.Numbers is _impl.Numbers
    row = api.Row(1)
    assert api.numbered([row], lambda row: type(row) is api.Row) == {"1": row}
