"""What is deprecated has its types all the same, on both faces: read by the type checkers, never run."""

# pyright: reportDeprecated=false

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from golden.deprecations import api
from golden.deprecations.api import Client, Newer
from typing_extensions import assert_type


def blocking(client: Client) -> None:
    assert_type(api.fetch("x", tries=2), str)
    assert_type(api.each(2), Iterator[int])
    assert_type(api.plain(1), int)
    assert_type(api.either("x"), str)
    assert_type(client.query("x"), str)
    assert_type(client.size(), int)
    assert_type(Newer.make(), Newer)
    assert_type(Client.zero(), int)
    assert_type(api.Old("x").get(), str)


async def waiting(client: Client) -> None:
    assert_type(await api.fetch.aio("x"), str)
    assert_type(api.each.aio(2), AsyncIterator[int])
    assert_type(await api.either.aio(1), int)
    assert_type(await client.query.aio("x"), str)
    assert_type(await Newer.make.aio(), Newer)
    assert_type(await api.silent.aio(), int)


def properties(gauge: api.Gauge, newer: api.NewGauge) -> None:
    assert_type(gauge.value, int)
    assert_type(gauge.same, api.Gauge)
    gauge.level = 1
    del gauge.level
    assert_type(newer.value, int)
    assert_type(api.Gauge("1").add(1.0), float)
    assert_type(api.one_of(1), int)
