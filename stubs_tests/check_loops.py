"""Plain code that runs on the loop has both faces: read by the type checkers, never run."""

from __future__ import annotations

from typing import Optional

from golden.loops import api
from golden.loops.api import Archive, Mailbox
from typing_extensions import assert_type

from synchronicity import DualCallable


class Special(Mailbox):
    """A user's own class."""


def blocking(mailbox: Mailbox, archive: Archive) -> None:
    assert_type(api.clock(), float)
    assert_type(api.clock(offset=1.0), float)
    assert_type(api.later("x"), str)
    assert_type(Mailbox("a"), Mailbox)
    assert_type(Mailbox("a", mailbox), Mailbox)
    assert_type(mailbox.put("x"), Mailbox)
    assert_type(archive.put("x"), Mailbox)
    assert_type(Archive.make("x"), Archive)
    assert_type(mailbox.label(), str)
    assert_type(mailbox.previous, Optional[Mailbox])
    dual: DualCallable[[str], Mailbox] = mailbox.put
    assert_type(dual("x"), Mailbox)


async def waiting(mailbox: Mailbox) -> None:
    assert_type(await api.clock.aio(1.0), float)
    assert_type(await api.later.aio(3), int)
    assert_type(await Mailbox.aio("a", mailbox), Mailbox)
    assert_type(await Archive.aio("a"), Archive)
    assert_type(await Special.aio(name="a"), Special)
    assert_type(await mailbox.put.aio("x"), Mailbox)
    assert_type(await Mailbox.make.aio("x"), Mailbox)
