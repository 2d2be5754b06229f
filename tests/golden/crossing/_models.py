"""Classes that the module next door uses, and which use its classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from synchronicity import Module

if TYPE_CHECKING:
    from ._api import Service

models = Module("golden.crossing.models")


@models.wrap_class
class Node:
    def __init__(self, name: str, service: Optional[Service] = None) -> None:
        self.name = name
        self._service = service

    async def service(self) -> Optional[Service]:
        """The other way round."""
        return self._service


@models.wrap_class
class Leaf(Node):
    pass
