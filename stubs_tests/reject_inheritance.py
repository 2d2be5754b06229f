"""Misuse through base classes: both checkers reject every marked line, and no other."""

# ruff: noqa: B018, RUF100 - what a misuse gives is of no use

from __future__ import annotations

from golden.inheritance import api
from golden.inheritance.api import Animal, Dog, Puppy


def blocking(animal: Animal, dog: Dog, puppy: Puppy) -> None:
    animal.speak(loud="x")  # E: arg-type reportArgumentType
    animal.speak(times=2)  # E: call-arg reportCallIssue
    animal.trick()  # E: attr-defined reportAttributeAccessIssue
    animal.age  # E: attr-defined reportAttributeAccessIssue
    animal.close(1)  # E: call-arg reportCallIssue
    animal.reset.aio()  # E: attr-defined reportAttributeAccessIssue
    animal.closed = "x"  # E: assignment reportAttributeAccessIssue
    dog.speak(True, "x")  # E: arg-type reportArgumentType
    dog.name = 1  # E: assignment reportAttributeAccessIssue
    puppy.speak(time=2)  # E: call-arg reportCallIssue
    puppy.missing  # E: attr-defined reportAttributeAccessIssue
    Puppy("p")  # E: call-arg reportCallIssue
    Dog.speak(animal)  # E: arg-type reportArgumentType
    Puppy.speak(dog)  # E: arg-type reportArgumentType
    twin: Puppy = dog.twin()  # E: assignment reportAssignmentType
    adopted: Dog = api.adopt("dog")  # E: assignment reportAssignmentType
    dogs: list[Dog] = dog.friends()  # E: assignment reportAssignmentType
    print(twin, adopted, dogs)


async def waiting(animal: Animal, dog: Dog, puppy: Puppy) -> None:
    await animal.speak.aio(times=2)  # E: call-arg reportCallIssue
    await animal.speak()  # E: misc reportGeneralTypeIssues
    await puppy.speak.aio(time=2)  # E: call-arg reportCallIssue
    await animal.close()  # E: misc reportGeneralTypeIssues
    await puppy.trick()  # E: misc reportGeneralTypeIssues
    await Dog.speak.aio(animal)  # E: arg-type reportArgumentType
    twin: Puppy = await dog.twin.aio()  # E: assignment reportAssignmentType
    puppy.close.aio()  # E: unused-coroutine reportUnusedCoroutine
    print(twin)
