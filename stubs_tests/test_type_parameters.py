"""Type parameter lists (PEP 695): what both checkers say of the stubs. Older Pythons cannot import such an implementation."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from . import small_library

pytestmark = pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")

IMPLEMENTATION = """
from collections.abc import Callable, Iterable
from synchronicity import Module

api = Module("boxes.api")

@api.wrap_class
class Source[T]:
    def __init__(self, value: T) -> None:
        self._value = value
    async def read(self) -> T:
        return self._value
    async def shared[R](self, other: R) -> tuple[T, R]:
        return self._value, other

@api.wrap_class
class Sink[T, *Ts, **P]:
    async def put(self, value: T, *more: *Ts) -> None: ...
    async def then(self, call: Callable[P, T]) -> None: ...

@api.wrap_class
class Cell[T: (int, str)]:
    def __init__(self, value: T) -> None:
        self.value = value
    async def get(self) -> T:
        return self.value

@api.wrap_class
class Deep[T](Source[Source[T]]):
    async def drain(self, sinks: Iterable[Source[Source[T]]]) -> None: ...

@api.wrap_class
class Link[T]:
    async def next(self) -> "Link[T]":
        return self

@api.wrap_function
async def first[T: Source[object]](values: list[T]) -> T:
    return values[0]
"""
PROGRAM = """
from boxes.api import Deep, Link, Source, first

def takes(source: Source[int], link: Link[int]) -> None: ...

def use(source: Source[bool], link: Link[bool], deep: Deep[bool], wide: Source[object]) -> None:
    takes(source, link)
    first([deep])
    takes(wide, link)  # refused
    narrow: Deep[object] = deep  # refused
    print(narrow)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("library")
    small_library.make(root, "boxes", IMPLEMENTATION, PROGRAM)
    return root


def test_the_stub_says_the_variance(library: Path) -> None:
    stub = (library / "boxes" / "api.pyi").read_text(encoding="utf-8")
    assert "infer_variance" not in stub
    assert "infer_variance" not in (library / "boxes" / "api.py").read_text(encoding="utf-8")


def test_mypy_agrees(library: Path) -> None:
    assert small_library.said_by_mypy(library, "boxes") == small_library.refused(PROGRAM)


def test_pyright_agrees(library: Path) -> None:
    assert small_library.said_by_pyright(library, "boxes") == small_library.refused(PROGRAM)
