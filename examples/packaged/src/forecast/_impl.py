"""The implementation, async only."""

from __future__ import annotations

import asyncio

from synchronicity import Module

api = Module("forecast.api")


@api.wrap_class
class Forecast:
    """What the weather will be like in a city."""

    def __init__(self, city: str) -> None:
        self.city = city

    async def tomorrow(self) -> str:
        """The weather of tomorrow."""
        await asyncio.sleep(0.01)
        return f"sunny in {self.city}"


@api.wrap_function
async def forecast(city: str) -> Forecast:
    """The forecast for a city."""
    await asyncio.sleep(0.01)
    return Forecast(city)
