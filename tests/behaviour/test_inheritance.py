"""Wrappers inherit as their implementation classes do, and a wrapper is of its object's own class."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from golden.inheritance import _impl, api

from .conftest import Face
from .inside import impl_of
from .leaks import clean


def test_wrapper_classes_derive_alike() -> None:
    assert api.Puppy.__mro__[:3] == (api.Puppy, api.Dog, api.Animal)
    assert isinstance(api.Puppy("p", 1), api.Animal)
    assert not isinstance(api.Animal("a"), api.Dog)
    assert not hasattr(api, "_Closing")


def test_result_is_of_the_objects_own_class(face: Face) -> None:
    assert type(clean(face(api.adopt, "puppy"), _impl)) is api.Puppy
    assert type(clean(face(api.adopt, "cat"), _impl)) is api.Animal
    friends = clean(face(api.Animal("a").friends), _impl)
    assert [type(friend) for friend in friends] == [api.Animal, api.Dog]


def test_override_of_the_implementation_is_called_through_the_base(face: Face) -> None:
    dog = api.Dog("d", 1)
    assert face(dog.speak, times=2) == "woofwoof"
    assert face(api.Animal("a").speak, loud=True) == "A"
    assert face(api.Animal.speak, dog) == "woof"
    assert face(api.adopt("puppy").speak) == "woof"


def test_members_of_unregistered_bases_are_there(face: Face) -> None:
    puppy = api.Puppy("p", 1)
    seen = [puppy.closed]
    assert face(puppy.close) is None
    seen.append(puppy.closed)
    puppy.reset()
    assert [*seen, puppy.closed] == [False, True, False]
    puppy.closed = True
    assert impl_of(puppy).closed is True
    assert face(puppy.trick) == "roll"
    assert not hasattr(api.Animal, "trick")


def test_constructors_are_inherited() -> None:
    puppy = api.Puppy("p", age=3)
    assert (puppy.name, puppy.age) == ("p", 3)
    assert type(impl_of(puppy)) is _impl.Puppy


def test_self_is_of_the_objects_own_class(face: Face) -> None:
    for made in (api.Animal("a"), api.Dog("d", 1), api.Puppy("p", 2)):
        twin = clean(face(made.twin), _impl)
        assert type(twin) is type(made)
        assert twin is not made


def test_self_is_the_users_subclass(face: Face) -> None:
    class Mine(api.Dog):
        pass

    twin = clean(face(Mine("m", 4).twin), _impl)
    assert type(twin) is Mine
    assert twin.age == 4


def test_unregistered_subclass_gets_the_nearest_wrapper(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wolf(_impl.Dog):
        async def speak(self, loud: bool = False, times: int = 1) -> str:
            return "howl"

    async def adopt(kind: str) -> _impl.Animal:
        return Wolf(kind, 1)

    monkeypatch.setattr(_impl, "adopt", adopt)
    wolf = face(api.adopt, "w")
    assert type(wolf) is api.Dog
    assert face(wolf.speak) == "howl"


class Parrot(api.Animal):
    """Overrides one face and reaches the base from both."""

    def __init__(self, name: str, words: list[str]) -> None:
        super().__init__(name)
        self.words = words

    def speak(self, loud: bool = False) -> str:  # type: ignore[override]
        return f"{super().speak(loud)} {' '.join(self.words)}"

    async def chat(self) -> str:
        return f"{await super().speak.aio(True)} {' '.join(self.words)}"


def test_users_override_calls_super_on_both_faces() -> None:
    parrot = Parrot("polly", ["hi"])
    assert parrot.speak() == "polly hi"
    assert asyncio.run(parrot.chat()) == "POLLY hi"
    assert asyncio.run(_aio(api.Animal.speak, parrot)) == "polly"


async def _aio(function: Any, *args: Any) -> Any:
    return await function.aio(*args)


def test_users_subclass_of_two_wrappers_and_a_mixin(face: Face) -> None:
    class Mixin:
        def hello(self) -> str:
            return "hello"

    class Both(Mixin, api.Puppy):
        pass

    both = Both("b", 1)
    assert both.hello() == "hello"
    assert face(both.trick) == "roll"


def test_registered_user_objects_come_back_as_themselves(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object of a user's subclass that goes in as an Animal comes out as itself."""
    parrot = Parrot("polly", [])

    async def adopt(kind: str) -> object:
        return impl_of(parrot)

    monkeypatch.setattr(_impl, "adopt", adopt)
    assert face(api.adopt, "x") is parrot
