import asyncio
from collections.abc import AsyncIterator

from synchronicity import Module

api = Module("weather.api")


@api.wrap_class
class Station:
    """A weather station."""

    def __init__(self, city: str) -> None:
        self.city = city

    async def temperature(self, *, fahrenheit: bool = False) -> float:
        """Measure the temperature, in degrees Celsius if not asked otherwise."""
        await asyncio.sleep(0.01)
        celsius = float(len(self.city))
        return celsius * 9 / 5 + 32 if fahrenheit else celsius


@api.wrap_function
async def stations(country: str) -> AsyncIterator[Station]:
    """All stations of a country, as they answer."""
    for city in {"Sweden": ["Lund", "Umea"]}.get(country, []):
        await asyncio.sleep(0.01)
        yield Station(city)
