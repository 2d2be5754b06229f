"""Ways to construct: attrs classes, overloads of `__init__`, and what only the library makes.

This is the docstring of the generated module too.
"""

from __future__ import annotations

import asyncio
from typing import Optional, Union, overload

import attrs

from synchronicity import Module

api = Module("golden.constructors.api", doc=__doc__)


def seconds(value: Union[float, str]) -> float:
    return float(value)


@api.wrap_class
@attrs.define
class Job:
    """A job, by attrs."""

    name: str
    parent: Optional[Job] = None
    timeout: float = attrs.field(default=1.0, converter=seconds)
    retries: int = attrs.field(default=3, kw_only=True, converter=int)
    tags: list[str] = attrs.field(factory=list)
    _token: str = attrs.field(default="", alias="secret", repr=False)
    attempts: int = attrs.field(default=0, init=False)

    async def run(self) -> str:
        """Run it."""
        self.attempts += 1
        return f"{self.name}:{self._token}"


@api.wrap_class
@attrs.frozen
class Timed(Job):
    """Inherits the fields, and cannot be changed."""

    at: float = attrs.field(kw_only=True)


@api.wrap_class
@attrs.frozen(order=True)
class Version:
    major: int
    minor: int = 0


@api.wrap_class
class Address:
    """An address, given as one text or in parts."""

    @overload
    def __init__(self, url: str) -> None: ...
    @overload
    def __init__(self, url: None = None, *, host: str, port: int = 80) -> None: ...
    def __init__(
        self, url: Optional[str] = None, *, host: str = "", port: int = 80
    ) -> None:
        self._text = url or f"{host}:{port}"

    async def resolve(self) -> str:
        """Look it up."""
        return self._text


@api.wrap_class
class Secure(Address):
    """Is constructed alike."""


@api.wrap_class(exclude=["__init__"])
class Lease:
    """Made by the library alone: what it is made of is nobody's business."""

    def __init__(self, address: Address, timer: Optional[asyncio.Future[None]]) -> None:
        self.address = address
        self._timer = timer


@api.wrap_class
class LongLease(Lease):
    """Can be made, unlike its base."""

    def __init__(self, address: Address) -> None:
        super().__init__(address, None)


@api.wrap_function
async def lease(address: Address) -> Lease:
    return Lease(address, None)
