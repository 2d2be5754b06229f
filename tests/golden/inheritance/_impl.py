"""Wrapped classes that derive from each other, and from classes that are not registered."""

from __future__ import annotations

from typing_extensions import Self

from synchronicity import Module

api = Module("golden.inheritance.api")


class _Closing:
    """Not registered: its members are taken into what derives from it."""

    closed: bool = False

    async def close(self) -> None:
        """Close it."""
        self.closed = True

    def reset(self) -> None:
        self.closed = False


@api.wrap_class
class Animal(_Closing):
    def __init__(self, name: str) -> None:
        self.name = name

    async def speak(self, loud: bool = False) -> str:
        """What it says."""
        return self.name.upper() if loud else self.name

    async def twin(self) -> Self:
        """Another one of its kind."""
        return type(self)(self.name)

    async def friends(self) -> list[Animal]:
        return [Animal("friend"), Dog("friend", 1)]


class _Trained:
    async def trick(self) -> str:
        return "roll"


@api.wrap_class
class Dog(Animal, _Trained):
    def __init__(self, name: str, age: int) -> None:
        super().__init__(name)
        self.age = age

    async def speak(self, loud: bool = False, times: int = 1) -> str:
        """Woof."""
        return "woof" * times

    async def twin(self) -> Self:
        return type(self)(self.name, self.age)


@api.wrap_class
class Puppy(Dog):
    """Takes everything from its base."""


@api.wrap_function
async def adopt(kind: str) -> Animal:
    """The wrapper is of the object's own class."""
    return Puppy(kind, 0) if kind == "puppy" else Animal(kind)
