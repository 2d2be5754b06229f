"""A class with every kind of member."""

from __future__ import annotations

from typing import ClassVar, Optional

from typing_extensions import Self

from synchronicity import Module, classproperty

api = Module("golden.classes.api")


@api.wrap_class
class Row:
    """A row of a result."""

    def __init__(self, number: int) -> None:
        self.number = number


@api.wrap_class
class Client:
    """A client of a database.

    It connects when it is first used.
    """

    kind: ClassVar[str] = "sql"
    url: str
    last: Optional[Row] = None

    def __init__(self, url: str, *, timeout: float = 1.0) -> None:
        self.url = url
        self.timeout: float = timeout
        self._home: Optional[Row] = Row(0)

    async def query(self, sql: str) -> list[Row]:
        """Run a query."""
        self.last = Row(len(sql))
        return [self.last]

    async def store(self, row: Row, *more: Row, **named: Row) -> int:
        """Store rows."""
        return sum(each.number for each in (row, *more, *named.values()))

    def describe(self, row: Row) -> str:
        """No waiting: plain."""
        return f"{self.url}/{row.number}"

    def first(self) -> Row:
        return Row(1)

    @property
    def home(self) -> Optional[Row]:
        """The home row."""
        return self._home

    @home.setter
    def home(self, value: Optional[Row]) -> None:
        self._home = value

    @home.deleter
    def home(self) -> None:
        self._home = None

    @property
    def size(self) -> int:
        return len(self.url)

    @classproperty
    def version(cls) -> str:
        """The version of the protocol."""
        return "1.0"

    async def renamed(self, url: str) -> Self:
        """This client, at another address."""
        self.url = url
        return self

    def again(self) -> Self:
        return self

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open a client."""
        return cls(url)

    @classmethod
    async def count(cls, urls: list[str]) -> int:
        """Count addresses."""
        return len(urls)

    @classmethod
    def default(cls) -> Self:
        return cls("default")

    @staticmethod
    async def ping(url: str) -> Row:
        """Ping a server."""
        return Row(len(url))

    @staticmethod
    def join(left: str, right: str) -> str:
        return left + right

    async def kinds(self, row: type[Row]) -> list[type[Row]]:
        """Classes cross too."""
        return [row, Row]

    async def _internal(self) -> None:
        raise NotImplementedError
