"""Use of what is deprecated: both checkers report every marked line, and no other."""

# mypy: enable-error-code="deprecated"

from __future__ import annotations

from golden.deprecations import api
from golden.deprecations.api import Client, Newer


def blocking(client: Client, newer: Newer) -> None:
    api.fetch("x")  # E: deprecated reportDeprecated
    api.each(1)  # E: deprecated reportDeprecated
    api.plain(1)  # E: deprecated reportDeprecated
    api.silent()  # E: deprecated reportDeprecated
    api.either(1)  # E: deprecated reportDeprecated
    client.query("x")  # E: deprecated reportDeprecated
    client.size()  # E: deprecated reportDeprecated
    Client.make()  # E: deprecated reportDeprecated
    Client.zero()  # E: deprecated reportDeprecated
    api.Old("x")  # E: deprecated reportDeprecated
    client.ask("x")
    newer.query("x")
    newer.query(1)  # E: arg-type reportArgumentType


async def waiting(client: Client, newer: Newer) -> None:
    await api.fetch.aio("x")  # E: deprecated reportDeprecated
    api.each.aio(1)  # E: deprecated reportDeprecated
    await api.either.aio("x")  # E: deprecated reportDeprecated
    await client.query.aio("x")  # E: deprecated reportDeprecated
    await Client.make.aio()  # E: deprecated reportDeprecated
    await newer.query.aio("x")


async def properties_and_overloads(gauge: api.Gauge, newer: api.NewGauge) -> None:
    print(gauge.value)  # E: deprecated reportDeprecated
    print(gauge.level, newer.value)
    gauge.level = 1  # E: deprecated reportDeprecated
    print(gauge.same)  # E: deprecated reportDeprecated
    gauge.add(1)
    gauge.add(1.0)  # E: deprecated reportDeprecated
    api.Gauge("1")  # E: deprecated reportDeprecated
    api.Gauge(1)
    api.one_of(1)  # E: deprecated reportDeprecated
    api.one_of("x")
    await api.one_of.aio(1)  # E: deprecated reportDeprecated
    await api.one_of.aio("x")
