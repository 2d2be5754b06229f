"""Context managers, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    AsyncExitStack,
    ExitStack,
)

from golden.contexts import api
from golden.contexts.api import Session
from typing_extensions import assert_type

from synchronicity import DualContextManager


class Special(Session):
    """A user's own class."""


def blocking(session: Session) -> None:
    assert_type(api.session("n"), DualContextManager[Session])
    with api.session(name="n") as opened:
        assert_type(opened, Session)
    with api.lock() as text:
        assert_type(text, str)
    with api.lease() as text:
        assert_type(text, str)
    with session as same:
        assert_type(same, Session)
    with Special("n", suppress=True) as special:
        assert_type(special, Special)
    assert_type(session.name, str)
    assert_type(session.transaction(), DualContextManager[int])
    assert_type(Session.transaction(session, 2), DualContextManager[int])
    with session.transaction(level=2) as level, session.transaction() as other:
        assert_type(level, int)
        assert_type(other, int)
    with ExitStack() as stack:
        assert_type(stack.enter_context(session), Session)
        assert_type(stack.enter_context(api.lock()), str)


async def waiting(session: Session) -> None:
    assert_type(api.session.aio("n"), AbstractAsyncContextManager[Session])
    async with api.session.aio(name="n") as opened:
        assert_type(opened, Session)
    async with api.session("n") as opened:
        assert_type(opened, Session)
    async with api.lock.aio() as text:
        assert_type(text, str)
    async with api.lease.aio() as text:
        assert_type(text, str)
    async with session as same:
        assert_type(same, Session)
    async with Special("n") as special:
        assert_type(special, Special)
    assert_type(session.transaction.aio(), AbstractAsyncContextManager[int])
    assert_type(Session.transaction.aio(session, 2), AbstractAsyncContextManager[int])
    async with session.transaction.aio(level=2) as level, session.transaction() as other:
        assert_type(level, int)
        assert_type(other, int)
    async with AsyncExitStack() as stack:
        assert_type(await stack.enter_async_context(session), Session)
        assert_type(await stack.enter_async_context(api.lock.aio()), str)


def not_swallowed() -> int:
    """The exit's result is None: what stands in the block returns."""
    with api.lock():
        return 1


async def not_swallowed_waiting() -> int:
    async with api.lock.aio():
        return 1


async def dual_not_swallowed_waiting() -> int:
    async with api.lock():
        return 1


def swallowed(session: Session) -> int:
    """The exit's result is a bool: the block may be left early."""
    with session:
        return 1
    return 2


def a_lease_not_swallowed() -> int:
    """`bool | None`, which is not said: both checkers take it as None."""
    with api.lease():
        return 1


async def swallowed_waiting(session: Session) -> int:
    async with session:
        return 1
    return 2


open_session: Callable[[str], AbstractContextManager[Session]] = api.session
open_aio: Callable[[str], AbstractAsyncContextManager[Session]] = api.session.aio
open_either: Callable[[str], AbstractAsyncContextManager[Session]] = api.session
