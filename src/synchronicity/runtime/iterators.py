"""An iterator for both `for` and `async for`. Knows one iteration, over one driver."""

from __future__ import annotations

from .generators import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from typing import Any, Generic, TypeVar

    from typing_extensions import Self

    _T_co = TypeVar("_T_co", covariant=True)
else:
    from .subscript import Generic

    _T_co = None


class DualIterator(Generic[_T_co]):
    """One iteration that can be consumed with `for` and with `async for`, also by turns.

    What it gives is converted on the consumer's thread. When it is dropped half-way, the async generator
    behind it is closed.
    """

    def __init__(
        self,
        synchronizer: Any,  # `Homes`; these classes are public, and what is behind it is not
        source: AsyncIterator[Any],
        yields: Callable[[Any], _T_co] | None = None,
        what: object = None,
        /,
    ) -> None:
        self._source = Source(source, source if what is None else what)
        self._handle = self._source.handle(synchronizer.home())
        self._yields = yields

    def __iter__(self) -> Self:
        return self

    def __aiter__(self) -> Self:
        return self

    def __next__(self) -> _T_co:
        """The next item. Raises StopIteration at the end."""
        step = self._handle.wait(self._source.next, ())
        if step.error is not None:
            if isinstance(step.error, StopAsyncIteration):
                raise StopIteration
            raise step.taken()
        return step.value if self._yields is None else self._yields(step.value)

    async def __anext__(self) -> _T_co:
        """The next item. Raises StopAsyncIteration at the end."""
        step = await self._handle.arrive(self._source.next, ())
        if step.error is not None:
            raise step.taken()
        return step.value if self._yields is None else self._yields(step.value)
