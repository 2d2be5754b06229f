"""Partials of functions, registered by name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import TypeVar

from synchronicity import Module

api = Module("golden.partials.api")

T = TypeVar("T")


@api.wrap_class
class Client:
    def __init__(self, name: str = "default") -> None:
        self.name = name


DEFAULT = Client()


async def request(client: Client, method: str, url: str, *, timeout: float = 1.0, retries: int = 0) -> str:
    """Send a request."""
    return f"{client.name} {method} {url} {timeout} {retries}"


async def numbered(start: int, *clients: Client) -> AsyncIterator[Client]:
    for number, client in enumerate(clients, start):
        yield Client(f"{client.name}{number}")


def twice(times: int, value: T) -> list[T]:
    return [value] * times


get = partial(request, DEFAULT, "GET")
post = partial(request, method="POST", client=DEFAULT, timeout=5.0)
from_one = partial(numbered, 1)
pair = partial(twice, 2)

api.wrap_function(get, name="get")
api.wrap_function(post, name="post")
api.wrap_function(from_one, name="from_one")
api.wrap_function(pair, name="pair")
