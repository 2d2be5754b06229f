"""What goes into the generated module unchanged: written by hand for the public side, and exported."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Optional, Union, overload

from typing_extensions import TypeAlias

from synchronicity import Module

if TYPE_CHECKING:
    from . import api as public

api = Module("golden.manual.api")

LIMIT: int = 100
api.manual_export("LIMIT")
api.manual_export("MAXIMUM", source_name="LIMIT")
api.manual_export("pi", source_module="math")


@api.wrap_class
class Row:
    def __init__(self, number: int) -> None:
        self.number = number


@api.wrap_class
class Client:
    """A client with members of both kinds."""

    async def query(self, count: int) -> list[Row]:
        """Ask."""
        return [Row(number) for number in range(count)]

    @api.manual_wrapper()
    def numbers(self: Any, count: int = 2) -> Iterator[int]:
        """Only the numbers: `self` is the public client here."""
        for row in self.query(count):
            yield row.number

    @api.manual_wrapper()
    async def first(self: Any, count: int = 1) -> public.Row:
        """Written for async users only."""
        rows: list[public.Row] = await self.query.aio(count)
        return rows[0]

    @api.manual_wrapper()
    @asynccontextmanager
    async def session(self: Any) -> AsyncIterator[Client]:
        """Named by its implementation, a class is shown by its wrapper all the same."""
        yield self

    @classmethod
    @api.manual_wrapper()
    def make(cls, *, rows: int = LIMIT) -> Client:
        assert rows
        return cls()

    @api.manual_wrapper()
    @staticmethod
    def greeting(name: str) -> str:
        return f"hello {name}"

    @property
    @api.manual_wrapper()
    def size(self: Any) -> int:
        """How much there is."""
        return len(self.query(3))

    @overload
    def pick(self, number: int) -> public.Row: ...
    @overload
    def pick(self, number: str) -> str: ...
    @api.manual_wrapper()
    def pick(self: Any, number: Union[int, str]) -> Union[public.Row, str]:
        return number if isinstance(number, str) else self.query(number + 1)[number]


@api.manual_wrapper()
def total(client: public.Client, count: int) -> int:
    """Written over the public client."""
    return sum(row.number for row in client.query(count))


@api.manual_wrapper(name="Window")
class Frame:
    """A class of the public side."""

    def __init__(self, client: public.Client) -> None:
        self.client = client

    def rows(self) -> list[public.Row]:
        return self.client.query(2)


@api.wrap_function
def describe(row: Row) -> str:
    return f"row {row.number}"


Rows = list[Row]
RowByName = dict[str, Optional[Row]]
Handler = Callable[[Union[Row, int, None]], bool]
Later: TypeAlias = "tuple[Row, ...]"
Numbers = list[int]

api.manual_export("Rows")
api.manual_export("ByName", source_name="RowByName")
api.manual_export("Handler")
api.manual_export("Later")
api.manual_export("Numbers")


@api.wrap_function
async def numbered(rows: Rows, handler: Optional[Handler] = None) -> RowByName:
    """Takes aliases that are written anew."""
    return {str(row.number): row for row in rows if handler is None or handler(row)}
