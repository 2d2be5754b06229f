"""Members for some objects only that override each other: what both checkers say of the stubs."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import small_library

IMPLEMENTATION = """
from __future__ import annotations
from typing import Generic, TypeVar
from synchronicity import Module

api = Module("shelves.api")
T = TypeVar("T")

@api.wrap_class
class Shelf(Generic[T]):
    def __init__(self, *items: T) -> None: ...
    async def scaled(self: Shelf[int], factor: int = 2) -> list[int]:
        return []

@api.wrap_class
class LongShelf(Shelf[T]):
    async def scaled(self: LongShelf[int], factor: int = 3, *, start: int = 0) -> list[int]:
        return []

@api.wrap_class
class Numbers(Shelf[int]):
    async def scaled(self, factor: int = 4) -> list[int]:
        return []

@api.wrap_class
class Scaling:
    async def scaled(self, factor: int = 2) -> list[int]:
        return []

@api.wrap_class
class Both(Shelf[int], Scaling): ...
"""
PROGRAM = """
from typing_extensions import assert_type
from shelves.api import Both, LongShelf, Numbers, Scaling, Shelf

async def use(long: LongShelf[int], texts: LongShelf[str], numbers: Numbers, both: Both) -> None:
    assert_type(long.scaled(start=1), list[int])
    assert_type(await long.scaled.aio(start=1), list[int])
    assert_type(numbers.scaled(3), list[int])
    assert_type(await numbers.scaled.aio(3), list[int])
    assert_type(await both.scaled.aio(3), list[int])
    texts.scaled()  # refused
    await texts.scaled.aio()  # refused
    shelves: list[Shelf[int]] = [long, numbers, both]
    scaling: Scaling = both
    print(shelves, scaling)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("library")
    small_library.make(root, "shelves", IMPLEMENTATION, PROGRAM)
    return root


def test_mypy_takes_the_one_for_the_other(library: Path) -> None:
    assert small_library.said_by_mypy(library, "shelves") == small_library.refused(PROGRAM)


def test_pyright_takes_the_one_for_the_other(library: Path) -> None:
    assert small_library.said_by_pyright(library, "shelves") == small_library.refused(PROGRAM)
