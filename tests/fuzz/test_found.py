"""What damaged implementations have brought to light."""

from __future__ import annotations

from collections.abc import Awaitable, Generator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, TypeVar

import pytest

from synchronicity import Module
from synchronicity.codegen.compile import compile_modules
from synchronicity.codegen.diagnostics import Code, CompileError

T = TypeVar("T")


async def of_objects(number: int) -> object:
    yield number


async def of_anything(number: int) -> Any:
    yield number


async def of_a_variable(number: T) -> T:  # type: ignore[misc]
    yield number


@pytest.mark.parametrize(
    ("function", "item"), [(of_objects, "object"), (of_anything, "Any")], ids=["object", "Any"]
)
def test_async_generators_may_hide_what_they_yield(function: Any, item: str) -> None:
    module = Module("made.api")
    module.wrap_function(function)
    stub = compile_modules([module], "made").stubs["made.api"]
    assert f"def __call__(self, number: int) -> Iterator[{item}]: ..." in stub
    assert f"def aio(self, number: int) -> AsyncIterator[{item}]: ..." in stub


@asynccontextmanager  # type: ignore[arg-type]
async def managing_objects(number: int) -> object:
    yield number


@asynccontextmanager
async def managing_anything(number: int) -> Any:
    yield number


@pytest.mark.parametrize(
    ("function", "item"),
    [(managing_objects, "object"), (managing_anything, "Any")],
    ids=["object", "Any"],
)
def test_so_may_context_managers(function: Any, item: str) -> None:
    module = Module("made.api")
    module.wrap_function(function)
    stub = compile_modules([module], "made").stubs["made.api"]
    assert f"def __call__(self, number: int) -> DualContextManager[{item}]: ..." in stub


class Calendar:
    date: date = date(2026, 1, 1)
    low: high = 1  # type: ignore[name-defined]
    high: low = 2  # type: ignore[valid-type]

    async def today(self) -> list[str]:
        return []


def test_a_field_may_have_the_name_of_its_type() -> None:
    module = Module("made.api")
    module.wrap_class(exclude=["low", "high"])(Calendar)
    stub = compile_modules([module], "made").stubs["made.api"]
    assert "def date(self) -> _date: ..." in stub


class Pending(Awaitable[__name__]):  # type: ignore[valid-type]
    def __await__(self) -> Generator[Any, None, Any]:
        yield


def pending(number: int) -> Pending:
    return Pending()


def test_what_an_unregistered_class_says_of_itself_must_be_known() -> None:
    module = Module("made.api")
    module.wrap_function(pending)
    with pytest.raises(CompileError) as raised:
        compile_modules([module], "made")
    (found,) = raised.value.diagnostics
    assert (found.code, found.location.line) == (
        Code.BAD_ANNOTATION,
        pending.__code__.co_firstlineno,
    )


def test_an_async_generator_gives_no_variable() -> None:
    module = Module("made.api")
    module.wrap_function(of_a_variable)
    with pytest.raises(CompileError) as raised:
        compile_modules([module], "made")
    assert [found.code for found in raised.value.diagnostics] == [Code.KIND_CLASH]
