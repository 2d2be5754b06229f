"""Generators and iterators for both faces, over async generators and async iterators.

What users get are real generator objects, whose every step is a step of the implementation's driver. Knows
the protocol of generators; the tasks and threads are `driving`'s.
"""

from __future__ import annotations

from _weakref import ref

from .driving import COLLECT_SECONDS, Handle, special
from .errors import SynchronizerShutdown
from .loop import LoopThread
from .records import is_cancelled
from .waiting import has_loop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator
    from typing import Any

    from .driving import Perform

    Convert = Callable[[Any], Any] | None


class Source:
    """The operations of an async generator, each as something that a driver performs.

    `next` has no subject, `send` the value, `throw` the exception, `close` none. Of what has no `athrow`, a plain async
    iterator, an exception that is thrown in just comes out again.
    """

    __slots__ = ("_given", "_iterator", "_next", "what")

    def __init__(self, given: Any, what: Any, /) -> None:
        self._given = given
        self._iterator: Any = None
        self._next: Any = None
        self.what = what

    def handle(self, home: LoopThread, /) -> Handle:
        return Handle(home, self.what, self.end, "generator")

    def next(self, _: None, interrupted: BaseException | None, /) -> Any:
        if self._next is None:
            self._iterator = special(self._given, "__aiter__")()
            self._next = special(self._iterator, "__anext__")
        if interrupted is not None:
            return self.throw(interrupted, None)
        return self._next()

    def send(self, value: Any, interrupted: BaseException | None, /) -> Any:
        if interrupted is not None:
            return self.throw(interrupted, None)
        return self._iterator.asend(value)

    async def throw(self, error: BaseException, _: BaseException | None, /) -> Any:
        athrow = getattr(self._iterator, "athrow", None)
        if athrow is None:
            await self.end(None)
            raise error
        return await athrow(error)

    async def close(self, _: None, interrupted: BaseException | None, /) -> None:
        await self.end(interrupted)

    async def end(self, reason: BaseException | None, /) -> None:
        aclose = getattr(self._iterator, "aclose", None)
        if aclose is not None:
            await aclose()


class Collected:
    """Tells a generator that is closed by its user from one that is thrown away."""

    __slots__ = ("generator",)

    generator: Any

    def __call__(self) -> bool:
        # A weak reference is dead before the finalizer of a generator runs.
        return self.generator() is None


def generate(
    home: LoopThread, given: Any, yields: Convert, sends: Convert, what: Any
) -> Generator[Any, Any, None]:
    """The generator of the blocking face over `given`, an async generator or iterator.

    `yields` converts what it yields, `sends` what is sent to it. Follows native generators; being collected,
    it waits at most 10 seconds for the clean-up, and on the library's own loop not at all.
    """
    source = Source(given, what)
    handle = source.handle(home)
    generator = watched(lambda collected: _generate(source, handle, collected, yields, sends))
    name(generator, what)
    return generator


def watched(
    make: Callable[[Collected], Generator[Any, Any, None]],
) -> Generator[Any, Any, None]:
    """The generator that `make` gives, which knows whether it is being collected."""
    collected = Collected()
    generator = make(collected)
    collected.generator = ref(generator)
    return generator


def _generate(
    source: Source, handle: Handle, collected: Collected, yields: Convert, sends: Convert
) -> Generator[Any, Any, None]:
    perform: Perform = source.next
    subject: Any = None
    try:
        while True:
            step = handle.wait(perform, subject)
            perform, subject = source.next, None  # an exception's traceback would hold this frame
            if step.error is not None:
                if isinstance(step.error, StopAsyncIteration):
                    return
                raise step.taken()
            value = step.value if yields is None else yields(step.value)
            del step
            try:
                sent = yield value
            except GeneratorExit as error:
                if collected():
                    if handle.is_open():
                        collect(source, handle)
                    raise
                perform, subject = source.throw, error
            except BaseException as error:
                perform, subject = source.throw, error
            else:
                if sent is not None:
                    perform, subject = source.send, sent if sends is None else sends(sent)
            del value
    finally:
        if handle.is_open():
            finish(source, handle)


def collect(source: Source, handle: Handle) -> None:
    """Nobody has the generator any more: close the other side, and wait for a while, where that is possible."""
    if handle.is_here():
        handle.abandon()
        return
    step = handle.wait_at_most(COLLECT_SECONDS, source.close, None)
    if step.error is not None and not isinstance(step.error, SynchronizerShutdown):
        raise step.error


def finish(source: Source, handle: Handle) -> None:
    """The user's side has ended by an error of its own: close the other side, unless that cannot be waited for."""
    if handle.is_here():
        handle.abandon()
        return
    step = handle.wait(source.close, None, True)
    if step.error is not None:
        raise step.error


def agenerate(
    home: LoopThread, given: Any, yields: Convert, sends: Convert, what: Any
) -> AsyncGenerator[Any, Any]:
    """The same for the other face. Follows native async generators."""
    source = Source(given, what)
    generator = _agenerate(source, source.handle(home), yields, sends)
    name(generator, what)
    return generator


async def _agenerate(
    source: Source, handle: Handle, yields: Convert, sends: Convert
) -> AsyncGenerator[Any, Any]:
    perform: Perform = source.next
    subject: Any = None
    try:
        while True:
            step = await handle.arrive(perform, subject)
            perform, subject = source.next, None
            if step.error is not None:
                if isinstance(step.error, StopAsyncIteration):
                    return
                raise step.taken()
            value = step.value if yields is None else yields(step.value)
            del step
            try:
                sent = yield value
            except BaseException as error:
                if isinstance(error, GeneratorExit) and not (handle.is_open() and has_loop()):
                    handle.abandon()  # thrown away, with no loop that could wait
                    raise
                perform, subject = source.throw, error
            else:
                if sent is not None:
                    perform, subject = source.send, sent if sends is None else sends(sent)
            del value
    finally:
        if handle.is_open():
            step = await handle.arrive(source.close, None, True)
            if step.error is not None and not is_cancelled(step.error):
                raise step.error


def name(generator: Any, what: Any) -> None:
    """Give `generator` the names of what has been called."""
    for attribute in ("__name__", "__qualname__"):
        found = getattr(what, attribute, None)
        if isinstance(found, str):
            setattr(generator, attribute, found)
