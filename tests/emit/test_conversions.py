"""Conversions that several members need are written once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Union

from synchronicity import Module
from synchronicity.codegen.compile import compile_modules

several = Module("several")
few = Module("few")


@several.wrap_class
class Page:
    async def next(self) -> list[Page]:
        return [self]

    async def all(self) -> list[Page]:
        return [self]

    async def each(self) -> AsyncIterator[list[Page]]:
        yield [self]

    async def found(self) -> dict[str, Union[Page, None]]:
        return {"": self}


async def count() -> int:
    return 1


@few.wrap_class
class Book:
    async def next(self) -> list[Book]:
        return [self]

    async def all(self) -> list[Book]:
        return [self]


def test_members_share_a_conversion() -> None:
    text = compile_modules([several], "several")["several"]
    assert text.count("return [Page._from_impl(x) for x in value]") == 1
    assert text.count("(returns=_as_list_of_page)") == 2
    assert "(yields=_as_list_of_page, " in text


def test_what_few_need_stands_where_it_is_needed() -> None:
    text = compile_modules([several], "several")["several"]
    assert "returns=lambda value: {" in text
    assert "def _as_" not in compile_modules([few], "few")["few"]


def test_its_name_gives_way() -> None:
    module = Module("taken")
    module.wrap_class(Page)
    module.wrap_function(count, name="_as_list_of_page")
    assert "returns=_as_list_of_page_)" in compile_modules([module], "taken")["taken"]
