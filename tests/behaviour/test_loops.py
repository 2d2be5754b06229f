"""Plain code that needs the running loop runs on it, from both faces."""

from __future__ import annotations

import asyncio
import threading
from typing import Optional

import pytest
from golden.loops import _impl, api

from .conftest import Face
from .leaks import clean


def test_a_function_finds_the_running_loop(face: Face) -> None:
    with pytest.raises(RuntimeError):
        _impl.clock()
    first = face(api.clock)
    assert first <= face(api.clock)
    assert face(api.clock, offset=1000.0) > first + 999


def test_a_task_that_is_given_is_waited_for(face: Face) -> None:
    mailbox = api.Mailbox("a")
    assert face(api.later, "x") == "x"
    assert clean(face(api.later, mailbox), _impl) is mailbox


def test_methods_run_on_the_loop(face: Face) -> None:
    mailbox = api.Mailbox("a")
    assert face(mailbox.put, "hello") is mailbox
    assert face(mailbox.get) == "hello"
    archive = api.Archive("b")
    face(archive.put, "hello")
    assert face(archive.get) == "old hello"
    assert type(face(api.Archive.make, "c")) is api.Archive


def test_errors_of_the_call_come_out(face: Face) -> None:
    mailbox = api.Mailbox("a")
    face(mailbox.put, "x")
    face(mailbox.get)
    with pytest.raises(AttributeError):
        face(api.Mailbox.put, None, "x")


def test_objects_are_constructed_on_the_loop() -> None:
    there = api.thread()
    assert there != threading.get_ident()
    first = api.Mailbox("a")
    assert first.made_in == there
    assert api.Mailbox("b", first).previous is first


def test_constructing_does_not_hold_up_the_callers_loop() -> None:
    class Mine(api.Mailbox):
        """A user's own, with an `__init__`."""

        def __init__(self, name: str, previous: Optional[api.Mailbox] = None) -> None:
            super().__init__(f"my {name}", previous)

    async def main() -> None:
        first = await api.Mailbox.aio("a")
        assert first.made_in == await api.thread.aio()
        assert (await api.Archive.aio("b", first)).previous is first
        mine = await Mine.aio("c")
        assert type(mine) is Mine
        assert mine.name == "my c"

    asyncio.run(main())


def test_a_failing_constructor_raises_its_own_error() -> None:
    with pytest.raises(ValueError, match="no name"):
        api.Mailbox("")
    with pytest.raises(ValueError, match="no name"):
        asyncio.run(api.Mailbox.aio(""))
