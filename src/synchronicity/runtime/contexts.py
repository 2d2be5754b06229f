"""Context managers for both faces, over async context managers.

Entering and leaving happen in one driver task. Knows who has entered what; the tasks are `driving`'s.

Two users may enter one object at once. Each entry belongs to a thread (`with`) or a task (`async with`), and
leaving takes the latest entry of the same owner; only where the owner has none, the latest of all. So users
in different threads and tasks do not mix up, and entering in one thread and leaving in another works.
"""

from __future__ import annotations

from _thread import get_ident

from .driving import Handle, Step, special
from .errors import name_of
from .identity import ENTRIES
from .loop import LoopThread
from .records import Call
from .waiting import Work, close, wait, work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator
    from contextlib import AbstractAsyncContextManager
    from types import TracebackType
    from typing import Any, Generic, TypeVar

    from typing_extensions import TypeVar as _TypeVar

    _T_co = TypeVar("_T_co", covariant=True)
    _E_co = _TypeVar("_E_co", covariant=True, bound="bool | None", default="bool | None")
    # The three arguments of `__exit__`.
    Raised = tuple["type[BaseException] | None", "BaseException | None", "TracebackType | None"]
    Enter = Callable[[], Awaitable[Any]]
    Leave = Callable[
        ["type[BaseException] | None", "BaseException | None", "TracebackType | None"],
        Awaitable[Any],
    ]
else:
    from .subscript import Generic

    _T_co = _E_co = None


class Entry:
    """One entry, as its driver knows it. `leave` is called when the loop ends: it must not hold the wrapper."""

    __slots__ = ("leave",)

    kind = "context manager"

    def __init__(self, leave: Leave, /) -> None:
        self.leave = leave

    async def end(self, reason: BaseException | None, /) -> None:
        if (
            reason is not None
        ):  # else dropped without leaving: as in plain asyncio, nothing is called
            await self.leave(*_raised(reason))

    def interrupted(
        self, error: BaseException, perform: Leave, raised: Raised, /
    ) -> Awaitable[Any]:
        """Leaving hears of it, unless it hears of something else: the only step that there is after the first."""
        return perform(*raised) if raised[1] is not None else _leave_interrupted(perform, error)


async def _leave_interrupted(leave: Leave, interrupted: BaseException) -> Any:
    """A timeout or task group around the body has ended it, so to say: the body just could not hear it."""
    result = await leave(*_raised(interrupted))
    if not result:
        raise interrupted
    return result


async def _leave_alone(leave: Leave, raised: Raised) -> Any:
    return await leave(*raised)


def _raised(error: BaseException) -> Raised:
    return type(error), error, error.__traceback__


def _task() -> object:
    import asyncio

    return asyncio.current_task()


class Entries(list["tuple[object, Handle]"]):
    """Who has entered one object, each with the handle of the driver that entered.

    The methods give back the completed record, with the value or the error in it. `close` leaves the object
    when the loop ends, or when an interrupt came too late to prevent entering.
    """

    __slots__ = ()

    def latest(self, owner: object, /) -> Handle | None:
        """Take out the handle that the owner entered with; None: not entered by a driver."""
        for index in range(len(self) - 1, -1, -1):
            if self[index][0] == owner:
                return self.pop(index)[1]
        return self.pop()[1] if self else None

    def enter(self, home: LoopThread, enter: Enter, close: Leave, what: Any) -> Step:
        handle = Handle(home, Entry(close), what)
        try:
            step = handle.wait(enter, ())
        except BaseException as error:
            if handle.succeeded():
                handle.wait(close, _raised(error), True)
            raise
        if step.error is None:
            self.append((get_ident(), handle))
        return step

    def leave(self, home: LoopThread, leave: Leave, raised: Raised, what: Any) -> Call:
        handle = self.latest(get_ident())
        if handle is None:
            return wait(home, Work(_leave_alone(leave, raised)), what)
        return handle.wait(leave, raised, True)

    async def aenter(self, home: LoopThread, enter: Enter, close: Leave, what: Any) -> Step:
        handle = Handle(home, Entry(close), what)
        try:
            step = await handle.arrive(enter, ())
        except GeneratorExit:
            raise
        except BaseException as error:
            if handle.succeeded():
                await handle.arrive(close, _raised(error), True)
            raise
        if step.error is None:
            self.append((_task(), handle))
        return step

    async def aleave(self, home: LoopThread, leave: Leave, raised: Raised, what: Any) -> Call:
        handle = self.latest(_task())
        if handle is None:
            return await work(home, _leave_alone(leave, raised), what)
        return await handle.arrive(leave, raised, True)


class ObjectEntries(Entries):
    """Those of an object of the implementation, which its wrapper keeps."""

    __slots__ = ("impl", "opened")

    def __init__(self, impl: object, /) -> None:
        self.impl = impl
        self.opened = False  # awaiting it gave the object itself: see `descriptor.opening`


class DualContextManager(Generic[_T_co, _E_co]):
    """A context manager for both `with` and `async with`, over an async one.

    Args:
        synchronizer: Whose loop it is entered and left on.
        source: The async context manager.
        enters: Converts what entering gives, on the caller's thread.
        what: What it is called, for messages.

    Follows the source: what cannot be entered twice there, cannot here.
    """

    _leave: Leave | None = None  # once it is entered

    def __init__(
        self,
        synchronizer: Any,  # `Homes`; these classes are public, and what is behind it is not
        source: AbstractAsyncContextManager[Any, _E_co],
        enters: Callable[[Any], _T_co] | None = None,
        what: object = None,
        /,
    ) -> None:
        self._synchronizer = synchronizer
        self._source = source
        self._enters = enters
        self._what = source if what is None else what
        self._entries = Entries()

    def __enter__(self) -> _T_co:
        home, source = self._synchronizer.home(), self._source
        self._leave = leave = special(source, "__aexit__")
        step = self._entries.enter(home, special(source, "__aenter__"), leave, self._what)
        if step.error is not None:
            raise step.taken()
        try:
            return step.value if self._enters is None else self._enters(step.value)
        except BaseException as failed:
            self._entries.leave(home, leave, _raised(failed), self._what)
            raise

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
        /,
    ) -> _E_co:
        leave = self._leave or special(self._source, "__aexit__")
        step = self._entries.leave(
            self._synchronizer.home(), leave, (exc_type, exc, tb), self._what
        )
        if step.error is not None:
            raise step.taken()
        result: _E_co = step.value
        return result

    async def __aenter__(self) -> _T_co:
        home, source = self._synchronizer.home(), self._source
        self._leave = leave = special(source, "__aexit__")
        step = await self._entries.aenter(home, special(source, "__aenter__"), leave, self._what)
        if step.error is not None:
            raise step.taken()
        try:
            return step.value if self._enters is None else self._enters(step.value)
        except BaseException as failed:
            await self._entries.aleave(home, leave, _raised(failed), self._what)
            raise

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
        /,
    ) -> _E_co:
        leave = self._leave or special(self._source, "__aexit__")
        step = await self._entries.aleave(
            self._synchronizer.home(), leave, (exc_type, exc, tb), self._what
        )
        if step.error is not None:
            raise step.taken()
        result: _E_co = step.value
        return result


class AwaitableContextManager(Generic[_T_co, _E_co]):
    """What can be awaited once, or entered with `async with`: the `.aio` of a call that gives such an object.

    Both convert the result. Follows coroutines: a second use is a RuntimeError, and never using it is a
    RuntimeWarning with the public name.
    """

    def __init__(
        self,
        synchronizer: Any,
        source: Any,
        returns: Callable[[Any], _T_co] | None,
        what: object,
        /,
    ) -> None:
        self._used = False
        self._synchronizer = synchronizer
        self._source = source
        self._returns = returns
        self._what = what
        self._manager: DualContextManager[_T_co, _E_co] = DualContextManager(
            synchronizer, source, returns, what
        )

    def __await__(self) -> Generator[Any, Any, _T_co]:
        self._use()
        return self._wait().__await__()

    async def _wait(self) -> _T_co:
        done = await work(self._synchronizer.home(), self._source, self._what)
        if done.error is not None:
            raise done.taken()
        return done.value if self._returns is None else self._returns(done.value)

    async def __aenter__(self) -> _T_co:
        self._use()
        return await self._manager.__aenter__()

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
        /,
    ) -> _E_co:
        return await self._manager.__aexit__(exc_type, exc, tb)

    def _use(self) -> None:
        if self._used:
            raise RuntimeError(
                f"cannot reuse the result of {name_of(self._what)}.aio(), which has been awaited"
            )
        self._used = True

    def __del__(self) -> None:
        if not getattr(self, "_used", True):
            self._used = True
            close(self._source)
            import warnings

            warnings.warn(
                f"coroutine '{name_of(self._what)}.aio' was never awaited",
                RuntimeWarning,
                stacklevel=2,
                source=self,
            )


def entries_of(wrapper: Any, /) -> ObjectEntries:
    """Who has entered the object of a wrapper. Made when needed: most objects are never entered."""
    kept: dict[str, Any] = wrapper.__dict__
    impl: object = wrapper._impl_instance
    found: ObjectEntries
    if ENTRIES in kept:
        found = kept[ENTRIES]
    else:
        found = kept.setdefault(ENTRIES, ObjectEntries(impl))
    if found.impl is not impl:  # a second `__init__`
        found = kept[ENTRIES] = ObjectEntries(impl)
    return found
