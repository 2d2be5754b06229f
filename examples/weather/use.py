"""Both faces of the generated module."""

import asyncio

from weather.api import Station, stations


def blocking() -> list[float]:
    print(Station("Lund").temperature(fahrenheit=True))
    return [station.temperature() for station in stations("Sweden")]


async def waiting() -> list[float]:
    return [await station.temperature.aio() async for station in stations.aio("Sweden")]


if __name__ == "__main__":
    assert blocking() == asyncio.run(waiting())
