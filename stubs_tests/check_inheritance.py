"""Members through base classes and overrides: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from golden.inheritance import api
from golden.inheritance.api import Animal, Dog, Puppy
from typing_extensions import assert_type

from synchronicity import DualCallable


class Poodle(Puppy):
    """A user's own class."""


def blocking(animal: Animal, dog: Dog, puppy: Puppy, poodle: Poodle) -> None:
    assert_type(animal.name, str)
    assert_type(puppy.name, str)
    assert_type(dog.age, int)
    assert_type(poodle.age, int)
    assert_type(Puppy("p", 1), Puppy)
    assert_type(Poodle(name="p", age=1), Poodle)
    assert_type(animal.speak(), str)
    assert_type(animal.speak(loud=True), str)
    assert_type(dog.speak(True, 2), str)
    assert_type(puppy.speak(times=2), str)
    assert_type(poodle.speak(times=2), str)
    assert_type(animal.twin(), Animal)
    assert_type(dog.twin(), Dog)
    assert_type(puppy.twin(), Puppy)
    assert_type(poodle.twin().twin(), Poodle)
    assert_type(animal.friends(), list[Animal])
    assert_type(puppy.friends(), list[Animal])
    assert_type(dog.trick(), str)
    assert_type(poodle.trick(), str)
    assert_type(api.adopt("puppy"), Animal)


def taken_in(animal: Animal, poodle: Poodle) -> None:
    assert_type(animal.closed, bool)
    assert_type(poodle.closed, bool)
    animal.closed = True
    animal.reset()
    poodle.reset()
    close: DualCallable[[], None] = animal.close
    close_derived: DualCallable[[], None] = poodle.close
    close()
    close_derived()


def unbound(animal: Animal, dog: Dog, poodle: Poodle) -> None:
    assert_type(Animal.speak(animal), str)
    assert_type(Animal.speak(poodle, loud=True), str)
    assert_type(Dog.speak(dog, times=2), str)
    assert_type(Puppy.speak(poodle, True, 2), str)
    assert_type(Animal.friends(poodle), list[Animal])
    assert_type(Dog.twin(dog), Any)


async def waiting(animal: Animal, dog: Dog, puppy: Puppy, poodle: Poodle) -> None:
    assert_type(await animal.speak.aio(loud=True), str)
    assert_type(await dog.speak.aio(True, 2), str)
    assert_type(await puppy.speak.aio(times=2), str)
    assert_type(await poodle.speak.aio(times=2), str)
    assert_type(await animal.twin.aio(), Animal)
    assert_type(await dog.twin.aio(), Dog)
    assert_type(await puppy.twin.aio(), Puppy)
    assert_type(await poodle.twin.aio(), Poodle)
    assert_type(await poodle.friends.aio(), list[Animal])
    assert_type(await poodle.trick.aio(), str)
    assert_type(await api.adopt.aio(kind="puppy"), Animal)
    assert_type(await Animal.speak.aio(poodle, loud=True), str)
    assert_type(await Dog.speak.aio(dog, times=2), str)
    await animal.close.aio()
    await poodle.close.aio()


def as_base(dog: Dog) -> None:
    """Values and their methods go where those of the base are expected."""
    animal: Animal = dog
    animals: list[Animal] = [dog, Puppy("p", 1)]
    speak: Callable[[bool], str] = dog.speak
    speak_aio: Callable[[bool], Awaitable[str]] = dog.speak.aio
    twin: DualCallable[[], Dog] = dog.twin
    print(animal, animals, speak, speak_aio, twin)


def choose(animal: Animal) -> None:
    if isinstance(animal, Puppy):
        assert_type(animal.twin(), Puppy)
