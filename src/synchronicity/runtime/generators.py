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
    from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
    from typing import Any

    from .driving import Perform

    Convert = Callable[[Any], Any] | None


class Source:
    """The operations of an async generator or iterator, as steps that a driver performs.

    `next` has no arguments; `send` takes a value, `throw` an exception, `end` nothing. Of what has no `athrow`, a plain
    async iterator, an exception that is thrown in just comes out again.
    """

    __slots__ = ("_given", "_iterator", "next", "what")

    kind = "generator"

    def __init__(self, given: Any, what: Any, /) -> None:
        self._given = given
        self._iterator: Any = None
        self.next: Perform = self._begin  # then the iterator's own, without a frame of ours
        self.what = what

    def handle(self, home: LoopThread, /) -> Handle:
        return Handle(home, self, self.what)

    def _begin(self) -> Awaitable[Any]:
        self._iterator = special(self._given, "__aiter__")()
        self.next = special(self._iterator, "__anext__")
        return self.next()

    def send(self, value: Any, /) -> Any:
        return self._iterator.asend(value)

    async def throw(self, error: BaseException, /) -> Any:
        athrow = getattr(self._iterator, "athrow", None)
        if athrow is None:
            await self.end()
            raise error
        return await athrow(error)

    async def end(self, reason: BaseException | None = None, /) -> None:
        aclose = getattr(self._iterator, "aclose", None)
        if aclose is not None:
            await aclose()

    def interrupted(
        self, error: BaseException, perform: Perform, arguments: tuple[Any, ...], /
    ) -> Awaitable[Any]:
        """It is raised where the generator stands, unless something else is, or the generator is to be closed."""
        if perform in (self.throw, self.end):
            return perform(*arguments)
        return self.throw(error)


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
    arguments: tuple[Any, ...] = ()
    try:
        while True:
            step = handle.wait(perform, arguments)
            perform, arguments = source.next, ()  # an exception's traceback would hold this frame
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
                perform, arguments = source.throw, (error,)
            except BaseException as error:
                perform, arguments = source.throw, (error,)
            else:
                if sent is not None:
                    perform, arguments = source.send, (sent if sends is None else sends(sent),)
            del value
    finally:
        if handle.is_open():
            finish(source, handle)


def collect(source: Source, handle: Handle) -> None:
    """Nobody has the generator any more: close the other side, and wait for a while, where that is possible."""
    if handle.is_here():
        handle.abandon()
        return
    step = handle.wait_at_most(COLLECT_SECONDS, source.end, ())
    if step.error is not None and not isinstance(step.error, SynchronizerShutdown):
        raise step.error


def finish(source: Source, handle: Handle) -> None:
    """The user's side has ended by an error of its own: close the other side, unless that cannot be waited for."""
    if handle.is_here():
        handle.abandon()
        return
    step = handle.wait(source.end, (), True)
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
    arguments: tuple[Any, ...] = ()
    try:
        while True:
            step = await handle.arrive(perform, arguments)
            perform, arguments = source.next, ()
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
                perform, arguments = source.throw, (error,)
            else:
                if sent is not None:
                    perform, arguments = source.send, (sent if sends is None else sends(sent),)
            del value
    finally:
        if handle.is_open():
            step = await handle.arrive(source.end, (), True)
            if step.error is not None and not is_cancelled(step.error):
                raise step.error


def name(generator: Any, what: Any) -> None:
    """Give `generator` the names of what has been called."""
    for attribute in ("__name__", "__qualname__"):
        found = getattr(what, attribute, None)
        if isinstance(found, str):
            setattr(generator, attribute, found)
