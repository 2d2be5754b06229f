"""Generic classes and functions, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Optional, Union

from golden.generics import api
from golden.generics.api import Box, IntBox, ListBox, Page, Pages, Shelf, Source, SubPage
from typing_extensions import assert_type


def blocking(page: Page, sub: SubPage, numbers: tuple[int, ...]) -> None:
    # functions
    assert_type(api.echo(page), Page)
    assert_type(api.echo([page]), list[Page])
    assert_type(api.echo(1), int)
    assert_type(api.first([page]), Optional[Page])
    assert_type(api.first(numbers, "x"), Union[int, str, None])
    assert_type(api.double("x"), str)
    assert_type(api.double(b"x"), bytes)
    assert_type(api.best([sub]), SubPage)
    assert_type(api.each([page]), Iterator[Page])
    assert_type(api.pairs({"a": page}), list[tuple[str, Page]])
    # classes
    box = Box(page)
    assert_type(box, Box[Page])
    assert_type(box.value, Page)
    assert_type(box.get(), Page)
    assert_type(box.pair(1), tuple[Page, int])
    assert_type(box.copy(), Box[Page])
    assert_type(box.swap(page), tuple[Box[Page], Page])
    assert_type(box.all(), Iterator[Page])
    assert_type(box.peek(), Page)
    assert_type(Box.of(1), Box[int])
    assert_type(Box.empty(), Box[None])
    assert_type(Source("s").read(), str)
    shelf: Shelf[Page] = Shelf(page, "label")
    assert_type(shelf.page(), Page)
    assert_type(shelf.label(), str)
    assert_type(Shelf(sub, 1).page(), SubPage)
    assert_type(Shelf(sub, 1).label(), int)
    # arguments substituted
    assert_type(IntBox(1).get(), int)
    assert_type(IntBox(1).value, int)
    assert_type(IntBox(1).pair("a"), tuple[int, str])
    assert_type(IntBox(1).copy(), IntBox)
    assert_type(ListBox([page]).get(), list[Page])
    assert_type(ListBox([1]).head(), int)
    assert_type(ListBox([1]).pair("a"), tuple[list[int], str])
    assert_type(Pages().push(page), list[Page])
    assert_type(api.boxed(page), Box[Page])
    assert_type(api.unbox(box), Page)
    assert_type(api.unbox(IntBox(1)), int)


async def waiting(page: Page, sub: SubPage, numbers: list[int]) -> None:
    assert_type(await api.echo.aio(page), Page)
    assert_type(await api.first.aio(numbers, "x"), Union[int, str, None])
    assert_type(await api.double.aio(b"x"), bytes)
    assert_type(await api.best.aio([sub]), SubPage)
    assert_type(api.each.aio([page]), AsyncIterator[Page])
    assert_type(await Box(page).get.aio(), Page)
    assert_type(await Box(1).pair.aio("a"), tuple[int, str])
    assert_type(await Box(1).copy.aio(), Box[int])
    assert_type(await Box(1).swap.aio(2), tuple[Box[int], int])
    assert_type(Box(1).all.aio(), AsyncIterator[int])
    assert_type(await Box.of.aio(page), Box[Page])
    assert_type(await Box.empty.aio(), Box[None])
    assert_type(await Source("s").read.aio(), str)
    assert_type(await Shelf(page, 1).label.aio(), int)
    assert_type(await IntBox(1).get.aio(), int)
    assert_type(await IntBox(1).copy.aio(), IntBox)
    assert_type(await ListBox([1]).get.aio(), list[int])
    assert_type(await ListBox([1]).head.aio(), int)
    assert_type(await Pages().push.aio(page), list[Page])
    assert_type(await api.unbox.aio(Box("x")), str)


class StrBox(Box[str]):
    """A user's subclass."""


def subclassed() -> None:
    assert_type(StrBox("x").get(), str)
    assert_type(StrBox("x").copy(), StrBox)


def classes() -> None:
    assert_type(api.fetched(SubPage, "u"), SubPage)
    assert_type(api.same_class(int), type[int])
    assert_type(api.Factory(SubPage).make("u"), SubPage)
    assert_type(api.Factory(SubPage).cls, type[SubPage])


async def classes_awaited() -> None:
    assert_type(await api.fetched.aio(SubPage, "u"), SubPage)
    assert_type(await api.same_class.aio(Page), type[Page])
