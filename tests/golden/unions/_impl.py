"""Unions: decided at run time by what the value is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, Optional, Union

from synchronicity import Module

api = Module("golden.unions.api")


@api.wrap_class
class Page:
    def __init__(self, url: str) -> None:
        self.url = url

    def __len__(self) -> int:
        """A wrapper may be false."""
        return 0


@api.wrap_class
class Row:
    def __init__(self, number: int) -> None:
        self.number = number


@api.wrap_class
class SubRow(Row):
    pass


@api.wrap_function
async def either(value: Union[Page, Row]) -> Union[Row, Page]:
    return value


@api.wrap_function
async def mixed(value: Union[Page, str, None], fallback: Page | int = 0) -> Union[str, Page, None]:
    return value.url if isinstance(value, Page) else (fallback if isinstance(fallback, Page) else value)


@api.wrap_function
async def nested(value: Union[list[Page], dict[str, Row], Row, None]) -> Union[list[Page], tuple[Row, ...]]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return tuple(value.values())
    return () if value is None else (value,)


@api.wrap_function
async def anything(value: Union[Page, Any]) -> Union[Row, Any]:
    return Row(1) if isinstance(value, Page) else value


@api.wrap_function
async def derived(value: Union[Row, SubRow, None]) -> Optional[Union[SubRow, Row]]:
    return value


@api.wrap_class
class Book:
    """Passes for an iterable itself."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages)


@api.wrap_function
async def bound(value: Union[Iterable[Page], Book]) -> Union[Iterable[Page], Book]:
    return value if isinstance(value, Book) else list(value)


@api.wrap_function
async def hooked(
    page: Page, hook: Union[bool, Page, list[Page], Callable[[Page], Awaitable[Page]]] = True
) -> Union[Page, bool, list[Page]]:
    """What can be called is the callback: nothing else can be here."""
    if isinstance(hook, (bool, Page, list)):
        return hook
    return await hook(page)


@api.wrap_function
async def hook_of(page: Page, kind: str) -> Union[Callable[[Page], Awaitable[Page]], list[Page], Page, str]:
    async def hook(other: Page) -> Page:
        assert isinstance(other, Page)
        return page

    found: dict[str, Union[Callable[[Page], Awaitable[Page]], list[Page], Page]] = {
        "hook": hook,
        "list": [page],
        "page": page,
    }
    return found.get(kind, kind)
