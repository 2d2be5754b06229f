"""Abstract classes, mixins, nested classes."""

from __future__ import annotations

from abc import ABC, abstractmethod

from synchronicity import Module

api = Module("golden.abstract_classes.api")


class _Counted(ABC):
    """Not registered: what it wants of its children is wanted of the wrapper."""

    @abstractmethod
    def count(self) -> int: ...


@api.wrap_class
class Store(_Counted):
    """Where things are kept."""

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    async def load(self, key: str) -> Store.Entry:
        """Load an entry."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How much there is."""

    @classmethod
    @abstractmethod
    async def open(cls, name: str) -> Store: ...

    async def first(self) -> Store.Entry:
        return await self.load("first")

    @api.wrap_class
    class Entry:
        """Nested: its wrapper stands at the top of the module, under its own name."""

        def __init__(self, key: str) -> None:
            self.key = key

        async def store(self) -> Store:
            return Memory(self.key)


@api.wrap_class
class Sized(Store):
    """Still abstract: not everything is there."""

    @property
    def size(self) -> int:
        return 1


@api.wrap_class
class Memory(Sized):
    async def load(self, key: str) -> Store.Entry:
        return Store.Entry(f"{self.name}/{key}")

    @classmethod
    async def open(cls, name: str) -> Store:
        return cls(name)

    def count(self) -> int:
        return 1


class _Unregistered(Memory):
    """What functions may give all the same."""


@api.wrap_function
async def anything() -> Store:
    return _Unregistered("any")
