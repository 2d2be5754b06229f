"""Wrapped classes in unions, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Optional, Union

from golden.unions import api
from golden.unions.api import Book, Page, Row, SubRow
from typing_extensions import assert_type


def blocking(page: Page, row: Row, sub_row: SubRow) -> None:
    assert_type(api.either(page), Union[Row, Page])
    assert_type(api.either(value=sub_row), Union[Row, Page])
    assert_type(api.mixed(page), Union[str, Page, None])
    assert_type(api.mixed(None, fallback=1), Union[str, Page, None])
    assert_type(api.mixed("u", page), Union[str, Page, None])
    assert_type(api.nested([page]), Union[list[Page], tuple[Row, ...]])
    assert_type(api.nested({"r": row}), Union[list[Page], tuple[Row, ...]])
    assert_type(api.nested(None), Union[list[Page], tuple[Row, ...]])
    assert_type(api.anything(page), Union[Row, Any])
    assert_type(api.derived(sub_row), Optional[Union[SubRow, Row]])
    assert_type(len(page), int)
    assert_type(sub_row.number, int)


async def waiting(page: Page, row: Row, sub_row: SubRow) -> None:
    assert_type(await api.either.aio(page), Union[Row, Page])
    assert_type(await api.either.aio(value=sub_row), Union[Row, Page])
    assert_type(await api.mixed.aio("u", fallback=page), Union[str, Page, None])
    assert_type(await api.nested.aio([page]), Union[list[Page], tuple[Row, ...]])
    assert_type(await api.nested.aio({"r": row}), Union[list[Page], tuple[Row, ...]])
    assert_type(await api.anything.aio(1), Union[Row, Any])
    assert_type(await api.derived.aio(None), Optional[Union[SubRow, Row]])


def narrowed(value: Union[Page, Row]) -> None:
    found = api.either(value)
    if isinstance(found, Page):
        assert_type(found.url, str)
    else:
        assert_type(found, Row)


def called(page: Page) -> None:
    async def hook(given: Page) -> Page:
        return given

    assert_type(api.hooked(page, hook), Union[Page, bool, list[Page]])
    assert_type(api.hooked(page, lambda given: given), Union[Page, bool, list[Page]])
    found = api.hook_of(page, "hook")
    if not isinstance(found, (list, Page, str)):
        assert_type(found(page), Page)


def bound(book: Book, pages: list[Page]) -> None:
    assert_type(api.bound(book), Union[Iterable[Page], Book])
    assert_type(api.bound(pages), Union[Iterable[Page], Book])
