"""Synchronizers: one for each name, each with one event loop in one background thread.

Knows which loop is a synchronizer's present one; running things on it is the runtime's.
"""

from __future__ import annotations

from .runtime.contexts import DualContextManager
from .runtime.generators import agenerate, generate
from .runtime.homes import homes_of
from .runtime.loop import CLEANUP_SECONDS
from .runtime.waiting import Work, wait, work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Generator
    from contextlib import AbstractAsyncContextManager
    from typing import Any, TypeVar

    from .module import Module
    from .runtime.info import SynchronizerInfo

    _R = TypeVar("_R")
    _Y = TypeVar("_Y")
    _S = TypeVar("_S")

__all__ = ["Module", "Synchronizer", "get_synchronizer"]


class Synchronizer:
    """Runs the implementation's awaitables on an event loop of its own, in a daemon thread of its own.

    The loop starts with the first call. Use `get_synchronizer`, which gives one object for each name.
    """

    def __init__(self, name: str, /) -> None:
        self._name = name
        self._homes = homes_of(name)

    def __repr__(self) -> str:
        return f"<synchronicity.Synchronizer {self._name!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return get_synchronizer, (self._name,)

    def _start_loop(self) -> None:
        """Start the loop, if it does not run, and wait until it does.

        Raises:
            SynchronizerStartError: There cannot be a thread or a loop.
        """
        self._homes.home().start()

    def _run_function_sync(self, awaitable: Awaitable[_R], /, what: Any = None) -> _R:
        """Await `awaitable` on the loop while this thread waits, and return or raise what it gives.

        Ctrl-C, and any exception from a signal handler, cancels it, waits for its clean-up, and goes on.
        `what` is what has been called, for messages.

        Raises:
            BlockingCallError: Called on the loop itself.
            SynchronizerShutdown: The loop was closed meanwhile.
        """
        done = wait(self._homes.home(), Work(awaitable), awaitable if what is None else what)
        if done.error is not None:
            raise done.taken()
        return done.value  # type: ignore[no-any-return]

    async def _run_function_async(self, awaitable: Awaitable[_R], /, what: Any = None) -> _R:
        """Await `awaitable` on the loop while the caller's own loop goes on; on the loop itself, here and now.

        When the caller is cancelled, `awaitable` is cancelled and has cleaned up before this ends.

        Raises:
            NoRunningLoopError: The caller is not in asyncio.
            SynchronizerShutdown: The loop was closed meanwhile.
        """
        done = await work(self._homes.home(), awaitable, awaitable if what is None else what)
        if done.error is not None:
            raise done.taken()
        return done.value  # type: ignore[no-any-return]

    def _run_generator_sync(self, generator: AsyncGenerator[_Y, _S], /) -> Generator[_Y, _S, None]:
        """A generator over an async one, whose steps all run in one task on the loop."""
        return generate(self._homes.home(), generator, None, None, generator)

    def _run_generator_async(self, generator: AsyncGenerator[_Y, _S], /) -> AsyncGenerator[_Y, _S]:
        """The same as an async generator for the caller's own loop."""
        return agenerate(self._homes.home(), generator, None, None, generator)

    def _run_context_manager(
        self, manager: AbstractAsyncContextManager[_Y, bool | None], /
    ) -> DualContextManager[_Y]:
        """A context manager for both `with` and `async with`, entered and left in one task on the loop."""
        return DualContextManager(self._homes, manager)

    def info(self) -> SynchronizerInfo:
        """What runs at this moment: the loop, the calls in flight, what is open. Free when not called.

        How long calls have been running is known in programs that run with SYNCHRONICITY_DEBUG=1.
        """
        from .runtime.info import info_of

        return info_of(self._name, self._homes.present())

    def close(self, timeout: float = CLEANUP_SECONDS + 1) -> None:
        """End the loop: cancel what runs, let it clean up, and wait for the thread.

        Calls in flight, and calls made until the end, fail with `SynchronizerShutdown`; so does whatever
        belongs to this loop later, such as a half-used generator. A call made afterwards starts a new loop.
        Called on the loop itself, it does not wait. Without a loop it does nothing.

        Args:
            timeout: How long to wait for the thread, in seconds.

        Raises:
            TimeoutError: The thread is stuck in code that does not come back. Its calls have failed, and the
                next call starts a new loop.
        """
        home = self._homes.present()
        if home is None:
            return
        home.stop()
        if not home.is_here() and not home.join(timeout):
            self._homes.forget(home)
            raise TimeoutError(
                f"the thread of synchronizer {self._name!r} did not end in {timeout} seconds"
            )


_synchronizers: dict[str, Synchronizer] = {}


def get_synchronizer(name: str, /) -> Synchronizer:
    """The synchronizer with this name: always the same object. Nothing starts before its first call."""
    found = _synchronizers.get(name)
    return _synchronizers.setdefault(name, Synchronizer(name)) if found is None else found


if not TYPE_CHECKING:

    def __getattr__(name):
        if name == "Module":
            from .module import Module

            return Module
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
