"""Iterators whose items are fetched ahead, for both faces: several items cross between the threads at once.

The implementation runs ahead of who consumes, by so many items. A step takes what is there and never waits for more; only
where nothing is there does it wait, for one item or the end. Knows the order of items; the task is `driving`'s, and what
becomes of an iterator that is dropped `generators`'.
"""

from __future__ import annotations

from .driving import BUSY, Driver, Handle
from .generators import Source, collect, finish, name, watched
from .loop import LoopThread
from .records import is_cancelled
from .waiting import has_loop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import deque
    from collections.abc import AsyncGenerator, Awaitable, Generator
    from typing import Any

    from .driving import Step
    from .generators import Collected, Convert
    from .tasks import MakeTask
else:
    from _collections import deque  # without the rest of `collections`


class Prefetcher(Driver):
    """The driver of an iterator that runs ahead: its task fills `_items` until there are `most`, whether or not there are steps.

    An error comes when the items before it have been taken. Closing throws nothing into an iterator that is busy with its
    next item, but cancels it.
    """

    def __init__(self, home: LoopThread, source: Source, most: int, /) -> None:
        super().__init__(home, source, source.what)
        self._source = source
        self._most = most
        self._items: deque[Any] = deque()
        self._outcome: BaseException | None = None  # how it has ended
        self._closing = False

    def abandon(self) -> None:
        self._home.tell(self._stop)

    # ---------------------------------------- on the loop thread

    def take(self, step: Step, make: MakeTask, /) -> None:
        if self._step is not None:
            step.finish(None, RuntimeError(BUSY[self.kind]))
        elif step.last:
            self._step = step
            self._stop()
        elif self._items or self._outcome is not None:
            self._deliver(step)
            self._pause.resume()  # there is room again
        else:
            self._step = step
            if self._task is None:
                self._start(step, make)

    def _deliver(self, step: Step) -> None:
        if self._items:
            items, self._items = self._items, deque()
            self._finish(step, items, None)
        else:
            error, self._outcome = self._outcome, StopAsyncIteration()
            self._finish(step, None, error)

    def _stop(self) -> None:
        self._closing = True
        if self._task is None:  # it has not begun, or is over
            self._outcome = None  # an error that nobody got to is nobody's
            self._conclude()
        elif not self._pause.resume():  # it is busy with the next item
            self._task.cancel()

    async def _run(self) -> None:
        self._entered = True
        interrupted: BaseException | None = None
        try:
            while not self._closing:
                self._items.append(await self._next(interrupted))
                if self._step is not None and not self._step.last:
                    self._deliver(self._step)
                interrupted = None
                if len(self._items) >= self._most:
                    interrupted = await self._wait_for_room()
            await self._source.end(interrupted)
            self._outcome = StopAsyncIteration()
        except BaseException as error:
            self._outcome = error
        self._conclude()
        self._leave()

    def _next(self, interrupted: BaseException | None) -> Awaitable[Any]:
        source = self._source
        return source.next() if interrupted is None else source.throw(interrupted)

    async def _wait_for_room(self) -> BaseException | None:
        """What has reached the task meanwhile: a timeout of the iterator's own, which it is told at once."""
        while len(self._items) >= self._most and not self._closing:
            try:
                await self._pause
            except BaseException as error:
                self._closing = self._home.cleaning or not is_cancelled(error)
                return error
        return None

    def _conclude(self) -> None:
        """It is over: tell who waits."""
        step, error = self._step, self._outcome
        if step is not None and not step.last:
            self._deliver(step)
            return
        if isinstance(error, StopAsyncIteration) or (error is not None and is_cancelled(error)):
            error = None
        if step is not None:
            self._finish(step, None, error)
        elif error is not None and self._closing:
            self._home.report(error)


class PrefetchingHandle(Handle):
    """What holds a `Prefetcher`."""

    __slots__ = ("_most", "_source")

    def __init__(self, home: LoopThread, source: Source, most: int, /) -> None:
        super().__init__(home, source, source.what)
        self._source = source
        self._most = most

    def _drive(self) -> Driver:
        self._driver = Prefetcher(self._home, self._source, self._most)
        return self._driver


async def _one(source: Source) -> deque[Any]:
    """For who is on the library's own loop: there is no crossing, and nothing is fetched ahead."""
    return deque((await source.next(),))


def prefetch(
    home: LoopThread, given: Any, yields: Convert, most: int, what: Any
) -> Generator[Any, Any, None]:
    """The iterator of the blocking face over `given`, an async iterator, with up to `most` items fetched ahead."""
    source = Source(given, what)
    handle = PrefetchingHandle(home, source, most)
    generator: Generator[Any, Any, None] = watched(
        lambda collected: _prefetch(source, handle, collected, yields)
    )
    name(generator, what)
    return generator


def _prefetch(
    source: Source, handle: Handle, collected: Collected, yields: Convert
) -> Generator[Any, Any, None]:
    try:
        while True:
            step = handle.wait(_one, (source,))
            if step.error is not None:
                if isinstance(step.error, StopAsyncIteration):
                    return
                raise step.taken()
            items = step.value
            del step
            while items:
                try:
                    sent = yield items.popleft() if yields is None else yields(items.popleft())
                except GeneratorExit:
                    if collected() and handle.is_open():
                        collect(source, handle)
                    raise
                _refuse(sent)
    finally:
        if handle.is_open():
            finish(source, handle)


def aprefetch(
    home: LoopThread, given: Any, yields: Convert, most: int, what: Any
) -> AsyncGenerator[Any, Any]:
    """The same for the other face."""
    source = Source(given, what)
    generator = _aprefetch(source, PrefetchingHandle(home, source, most), yields)
    name(generator, what)
    return generator


async def _aprefetch(source: Source, handle: Handle, yields: Convert) -> AsyncGenerator[Any, Any]:
    try:
        while True:
            step = await handle.arrive(_one, (source,))
            if step.error is not None:
                if isinstance(step.error, StopAsyncIteration):
                    return
                raise step.taken()
            items = step.value
            del step
            while items:
                try:
                    sent = yield items.popleft() if yields is None else yields(items.popleft())
                except GeneratorExit:
                    if not (handle.is_open() and has_loop()):
                        handle.abandon()  # thrown away, with no loop that could wait
                    raise
                _refuse(sent)
    finally:
        if handle.is_open():
            step = await handle.arrive(source.end, (), True)
            if step.error is not None and not is_cancelled(step.error):
                raise step.error


def _refuse(sent: object) -> None:
    if sent is not None:
        raise TypeError("the items are fetched ahead (prefetch): nothing can be sent to them")
