"""Abstract and nested classes: read by the type checkers, never run."""

from __future__ import annotations

from golden.abstract_classes import api
from golden.abstract_classes.api import Entry, Memory, Sized, Store
from typing_extensions import assert_type


def blocking(store: Store, sized: Sized, memory: Memory, entry: Entry) -> None:
    assert_type(Memory("a"), Memory)
    assert_type(store.load("k"), Entry)
    assert_type(memory.first(), Entry)
    assert_type(sized.size, int)
    assert_type(memory.count(), int)
    assert_type(Memory.open("a"), Store)
    assert_type(entry.store(), Store)
    assert_type(api.anything(), Store)
    assert_type(Entry("k").key, str)


async def waiting(store: Store, memory: Memory) -> None:
    assert_type(await store.load.aio("k"), Entry)
    assert_type(await Memory.open.aio("a"), Store)
    assert_type(await (await memory.first.aio()).store.aio(), Store)
