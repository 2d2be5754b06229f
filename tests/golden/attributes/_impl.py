"""Attributes and properties of every kind: slots, literals, cached, final, of the class."""

from __future__ import annotations

import functools
from typing import ClassVar, Final, Optional

from synchronicity import Module, classproperty

api = Module("golden.attributes.api")


@api.wrap_class
class Page:
    """What stands where is told by what is written, also without annotations."""

    __slots__ = ("__weakref__", "opened", "previous", "title")

    LIMIT = 10
    kind: ClassVar[str] = "page"
    version: Final = 3

    def __init__(self, title: str, previous: Optional[Page] = None) -> None:
        self.title = title
        self.previous: Optional[Page] = previous
        self.opened = 0

    async def open(self) -> int:
        """Open it once more."""
        self.opened += 1
        return self.opened


@api.wrap_class
class Book:
    closed = False
    """Whether it is closed."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages: Final[list[Page]] = pages
        self._marked: Optional[Page] = None

    @functools.cached_property
    def first(self) -> Page:
        """Looked for once."""
        return Page("first", self.pages[0])

    @property
    def marked(self) -> Page:
        """Where to read on."""
        if self._marked is None:
            raise AttributeError("nothing is marked")
        return self._marked

    @marked.setter
    def marked(self, page: Page) -> None:
        self._marked = page

    @marked.deleter
    def marked(self) -> None:
        self._marked = None

    @classproperty
    def shelf(cls) -> str:
        """Where they stand."""
        return cls.__name__  # type: ignore[attr-defined,no-any-return]  # taken for an object

    def close(self) -> None:
        self.closed = True
