"""The loop thread: starting it, giving it work, ending it.

Does not know what a piece of work does or who waits for it.

There is no lock between callers and the loop, because a signal handler or a finalizer may interrupt a
caller at any place and make a call itself. Instead, both sides write first and look then:

- a caller registers its record, *then* looks whether the loop still accepts;
- an ending loop stops accepting, *then* fails every record that is registered.

So no record is ever forgotten; when both sides see it, taking it out of `inflight` decides who completes it.
"""

from __future__ import annotations

import sys
from _thread import RLock, get_ident, start_new_thread

from .errors import SynchronizerShutdown, SynchronizerStartError
from .inbox import Inbox
from .ports import Port
from .records import Call, Latch, is_cancelled, new_cancelled
from .selector import install
from .tasks import eager_tasks, plain_task
from .timing import calls_in_flight

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from typing import Any

# How long an ending loop waits for its tasks to clean up.
CLEANUP_SECONDS = 10.0

# The loops that run, by the thread that runs them; and all that have not ended, also those that start.
threads: dict[int, LoopThread] = {}
alive: dict[LoopThread, None] = {}
arriving: dict[Latch, None] = {}  # threads that have been started and do not run yet
_lost: list[object] = []
exiting: list[bool] = []  # not empty: the interpreter is on its way out, nothing starts any more
# Held while a loop thread imports: what is half imported at a fork can never be imported in the child.
import_lock = RLock()


def callers_loop() -> object:
    """The asyncio loop that runs in this thread, or None. Another thread may be importing asyncio just now."""
    get: Any = getattr(sys.modules.get("asyncio"), "_get_running_loop", None)
    return None if get is None else get()


class LoopThread:
    """One event loop in one daemon thread. When it has ended it stays ended.

    `prepare` is called before anything runs, by the thread that starts the loop as well, which has the time: the new thread
    is only about to run. `forget` is called with the object itself when it has ended.
    """

    def __init__(
        self, name: str, prepare: Callable[[], object], forget: Callable[[LoopThread], object], /
    ) -> None:
        self.name: str = name
        self.loop: asyncio.AbstractEventLoop | None = None
        self.inbox: Inbox | None = None  # once the loop runs
        self.ports: dict[asyncio.AbstractEventLoop, Port] = {}
        self.drivers: set[object] = set()  # holds them: asyncio itself holds tasks only weakly
        self.accepting: bool = True
        self.stopping: bool = False
        self.cleaning: bool = (
            False  # everything is being cancelled, because the loop or the process ends
        )
        self.over: bool = False  # nothing is begun or cancelled any more
        self.cause: BaseException | None = None
        self.callers_loop: Callable[[], object] = callers_loop  # soon asyncio's own, which is fast
        self.eager: Any = None  # see `tasks.eager_tasks`
        self.blocked_on: LoopThread | None = None  # see waiting.refuse_deadlock
        self.ready: Latch = Latch()
        self.ended: Latch = Latch()
        self.inflight: dict[Call, Call] = calls_in_flight(name, self.ended)
        self._prepare = prepare
        self._forget = forget
        self._spawned = self._ending = False
        self._spawn_lock = RLock()
        self._tickets = [None]  # whichever thread takes it runs the loop
        alive[self] = None

    # ---------------------------------------- on any thread

    def submit(self, call: Call, port: Port | None = None, /) -> None:
        """Register `call` and have it begun. When that is impossible it is completed with the error.

        The caller's `port`, if given, has the loop woken.
        """
        call.home = self
        self.inflight[call] = call
        if not self.accepting:
            call.fail(self.refusal())
            return
        inbox = self.inbox
        if inbox is None:  # the loop starts, and begins with what is registered
            if not self._spawned:
                self._spawn()
            return
        inbox.items.append(call)  # as `put`, without its frame
        if port is not None:
            port.ring(inbox)
        elif inbox.asleep != inbox.rung:
            inbox.ring()

    def rouse(self) -> None:
        """Wake the loop, or start it, for a call that is being made: it can be taken as soon as it is there."""
        inbox = self.inbox
        if inbox is not None:
            inbox.rouse()
        elif self.accepting and not self._spawned:
            self._spawn()

    def interrupt(self, call: Call, /) -> None:
        """Cancel `call`, in whatever state it is. It completes soon, after its clean-up."""
        call.want_cancel = True  # first: a task that is not made yet is never made
        self.tell(self._cancel, call)
        # The caller may have been interrupted between registering it and hearing that it is refused.
        if self.over:
            call.fail(self.refusal())

    def tell(self, function: Callable[..., object], /, *args: Any) -> None:
        """Call `function` on the loop thread, soon. Does nothing when the loop has ended."""
        inbox = self.inbox
        if inbox is not None:
            inbox.put((function, *args))

    def start(self) -> None:
        """Wait until the loop runs. Raises `SynchronizerStartError` when it cannot."""
        if not self._spawned:
            self._spawn()
        self.ready.wait()
        if not self.accepting:
            raise self.refusal()

    def stop(self) -> None:
        """Begin the end: no more work is accepted, what runs is cancelled and cleans up."""
        self.accepting = False
        self.stopping = self.cleaning = True
        self.tell(self._stop_running)
        try:
            self._tickets.pop()
        except IndexError:
            return
        self._end(None)  # no thread has the ticket, and none will get it

    def join(self, timeout: float, /) -> bool:
        """Whether the thread ended in time. If not, whoever waits for a call gets an error nevertheless."""
        ended = self.ended.wait(timeout)
        if not ended:
            self._fail_all()
        return ended

    def is_here(self) -> bool:
        """Whether this is the loop's own thread."""
        return threads.get(get_ident()) is self

    def refusal(self) -> BaseException:
        """Why no work is accepted, as a new exception."""
        if isinstance(self.cause, SynchronizerStartError):
            error: BaseException = SynchronizerStartError(*self.cause.args)
            error.__cause__ = self.cause.__cause__
            return error
        error = SynchronizerShutdown(
            f"the event loop of synchronizer {self.name!r} has been closed"
        )
        if self.cause is not None:
            error = SynchronizerShutdown(
                f"the event loop of synchronizer {self.name!r} has ended: {self.cause!r}"
            )
            error.__cause__ = self.cause
        return error

    def report(self, error: BaseException, /) -> None:
        """Hand an error that nobody waits for to the loop's exception handler."""
        if self.loop is not None and not is_cancelled(error):
            context = {
                "message": f"clean-up failed in synchronizer {self.name!r}",
                "exception": error,
            }
            self.tell(self.loop.call_exception_handler, context)

    def lose(self) -> None:
        """In the child of a fork: the thread does not exist here, whoever waits for it must not.

        The asyncio loop is kept and never closed: that would act on the parent's file descriptors.
        """
        self.accepting = False
        self.stopping = self.cleaning = True
        self.cause = RuntimeError("it belongs to the parent process, before the fork")
        self._forget(self)
        _lost.append((self.loop, self.inbox))
        self.loop = self.inbox = None
        self._fail_all()
        self.ready.set()
        self.ended.set()

    def _spawn(self) -> None:
        with self._spawn_lock:
            if self._spawned:
                return
            if exiting:
                self._fail_start(RuntimeError("the interpreter is exiting"))
                return
            # Here, not on the new thread: the thread that imports `threading` first is taken for the main one, and
            # before 3.13 the interpreter then waits for it at exit, for ever.
            __import__("threading")

            arrived = Latch()
            arriving[arrived] = None
            try:
                # First the thread, then the flag: a signal handler in between may start a second thread,
                # and one of them finds no ticket; the other way round it would wait for a thread that never comes.
                start_new_thread(self._run, (arrived,))
            except RuntimeError as error:
                arriving.pop(arrived)
                self._fail_start(error)
            else:
                self._prepare()
                if self._is_spawned():  # by a signal handler
                    # Nobody waits for the thread too many, and an exit before it runs crashes up to 3.11.
                    arrived.wait()
            self._spawned = True

    def _is_spawned(self) -> bool:
        return self._spawned

    def _fail_start(self, error: BaseException) -> None:
        self.cause = SynchronizerStartError(
            f"the thread of synchronizer {self.name!r} cannot start: {error}"
        )
        self.cause.__cause__ = error
        self._end(None)

    def _fail_all(self) -> None:
        self.over = True  # first: what is registered from now on is not seen here
        for call in list(self.inflight):
            call.fail(self.refusal())

    # ---------------------------------------- on the loop thread

    def _run(self, arrived: Latch) -> None:
        arriving.pop(arrived, None)
        arrived.set()
        try:
            self._tickets.pop()
        except IndexError:
            return
        threads[get_ident()] = self
        try:
            loop = _new_loop(self.name)
            inbox = install(loop, self._take) or Inbox(loop, self._take)
            self._prepare()
        except BaseException as error:
            self._fail_start(error)
            return
        cause: BaseException | None = None
        try:
            self.loop = loop
            self.callers_loop = sys.modules["asyncio"]._get_running_loop
            self.eager = eager_tasks(loop)
            self.inbox = inbox  # from here on, callers tell the loop themselves
            self._begin_all(inbox)
            del inbox  # it has a file, which is closed before anybody hears of the end
            if self.stopping:
                loop.call_soon(loop.stop)
            self.ready.set()
            loop.run_forever()
        except BaseException as error:
            cause = error
        if not self.stopping:
            self.cause = cause or RuntimeError("somebody stopped the event loop")
            self._forget(self)  # at once: the next call need not fail
        self._end(loop)

    def _begin_all(self, inbox: Inbox) -> None:
        """Begin what has been registered meanwhile, before all that comes. In a method of its own, or `_run` would hold a call for ever."""
        inbox.items.extendleft(reversed(list(self.inflight)))  # what is there twice is begun once
        inbox.ring()

    def announce(self, flushed: Any) -> None:
        """Have `flushed.flush` called once this tick is over."""
        if self.inbox is not None:
            self.inbox.announce(flushed)

    def _take(self, item: Any, at_once: bool = True) -> None:
        """Begin a call, or have something else called. One function: its frame is paid for in every call."""
        loop: Any = self.loop
        if type(item) is tuple:
            loop.call_soon(*item)
            return
        make = self.eager
        if make is None or not at_once or loop._task_factory is not None:
            if at_once and loop.get_task_factory() is not None:
                # A factory of the implementation's may do anything, and the loop may be in the middle of its select.
                loop.call_soon(self._take, item, False)
                return
            make = plain_task
        if item.begun or item.done:
            return
        # Who looked whether the loop accepts just before it ended comes too late: nobody would end what begins now.
        if item.want_cancel or self._ending:
            item.finish(None, new_cancelled())
            return
        item.begun = True
        try:
            item.begin(make)
        except BaseException as error:
            item.finish(None, error)

    def _cancel(self, call: Call) -> None:
        if call.done:
            return
        if call.begun:
            call.cancel()
        else:  # the caller was interrupted before it could tell the loop
            call.finish(None, new_cancelled())

    def _stop_running(self) -> None:
        if self.loop is not None and not self._ending:  # else it would stop the clean-up
            self.loop.stop()

    def _end(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self._ending = True
        self.accepting = False
        self.stopping = self.cleaning = True
        try:
            if loop is not None:
                loop.run_until_complete(settle(self, asyncgens=True))
        except BaseException as error:
            self.cause = self.cause or error
        finally:
            self._forget(self)  # first: who is told of the end may call again at once
            self._fail_all()
            inbox, self.inbox = self.inbox, None
            if inbox is not None:
                inbox.flush()  # what was completed in the last tick
                inbox.detach()
                del inbox
            if loop is not None:
                loop.close()
                threads.pop(get_ident(), None)
                _forget_thread()
            alive.pop(self, None)
            self.ready.set()
            self.ended.set()


async def settle(home: LoopThread, asyncgens: bool = False) -> None:
    """Cancel every task of the running loop, also those that come up meanwhile, and wait for their ends."""
    import asyncio

    loop = asyncio.get_running_loop()
    until = loop.time() + CLEANUP_SECONDS
    while loop.time() < until:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if not tasks:
            break
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=until - loop.time())
    if asyncgens:
        closing = loop.create_task(loop.shutdown_asyncgens())
        await asyncio.wait([closing], timeout=max(0.1, until - loop.time()))


def _forget_thread() -> None:
    """Before 3.13, `threading` keeps what it knows of a thread that it has not started."""
    if sys.version_info < (3, 13):
        import threading

        active: dict[int, object] = getattr(threading, "_active", {})
        active.pop(get_ident(), None)


def _new_loop(name: str) -> asyncio.AbstractEventLoop:
    with import_lock:
        import asyncio
        import threading

    threading.current_thread().name = f"synchronicity-{name}"
    # As `threading.Thread` does it, so that debuggers and coverage see the implementation.
    trace, profile = (
        getattr(threading, "_trace_hook", None),
        getattr(threading, "_profile_hook", None),
    )
    if trace is not None:
        sys.settrace(trace)
    if profile is not None:
        sys.setprofile(profile)
    return asyncio.new_event_loop()
