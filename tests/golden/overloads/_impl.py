"""Overloads on both faces."""

from __future__ import annotations

from typing import Any, Literal, Optional, Union, overload

from synchronicity import Module

api = Module("golden.overloads.api")


@api.wrap_class
class Page:
    def __init__(self, url: str) -> None:
        self.url = url


@overload
async def parse(text: str) -> Page: ...
@overload
async def parse(text: int, strict: bool = ...) -> None: ...
@api.wrap_function
async def parse(text: Union[str, int], strict: bool = False) -> Optional[Page]:
    """Parse a text."""
    return Page(text) if isinstance(text, str) else None


@overload
def plain(value: int) -> int: ...
@overload
def plain(value: Page) -> Page: ...
@api.wrap_function
def plain(value: Union[int, Page]) -> Union[int, Page]:
    return value


@api.wrap_class
class Client:
    @overload
    async def get(self, key: str) -> Page: ...
    @overload
    async def get(self, key: int) -> list[Page]: ...
    async def get(self, key: Union[str, int]) -> Union[Page, list[Page]]:
        """Get something."""
        return Page(key) if isinstance(key, str) else [Page(str(key))]

    @overload
    async def open(self, what: Page) -> Client: ...
    @overload
    async def open(self, what: str, *, pages: list[Page]) -> list[Page]: ...
    async def open(self, what: Any, **more: Any) -> Any:
        """Says nothing itself of what crosses."""
        if isinstance(what, str):
            assert all(type(page) is Page for page in more["pages"])
            return more["pages"]
        assert type(what) is Page
        return self


@overload
def pick(first: Page, second: Page, /) -> Page: ...
@overload
def pick(first: int, /) -> None: ...
@api.wrap_function
def pick(*values: object) -> object:
    return values[-1] if len(values) > 1 else None


@overload
async def read(url: str, raw: Literal[True]) -> bytes: ...  # type: ignore[overload-overlap]
@overload
async def read(url: str, raw: bool = ...) -> str: ...
@api.wrap_function
async def read(url: str, raw: bool = False) -> Union[str, bytes]:
    """Overloads that one call fits both of: the first one counts."""
    return url.encode() if raw else url
