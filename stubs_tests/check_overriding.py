"""Members that override others of another kind, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from golden.overriding import api
from golden.overriding.api import (
    AsyncBackend,
    Backend,
    Cache,
    Closing,
    Counting,
    Flushing,
    Listing,
    LocalCache,
    RemoteCache,
    RemoteCounting,
    SubWriter,
    Writer,
)
from typing_extensions import assert_type


def as_base(cache: Cache[int], backend: Backend, closing: Closing, listing: Listing) -> None:
    assert_type(cache.get("a"), int)
    cache.put("a", 1)
    assert_type(cache.kind(), str)
    assert_type(Cache.version(), int)
    assert_type(cache.renewed(), Cache[int])
    assert_type(backend.connect(), str)
    assert_type(Backend.connect(backend), str)
    assert_type(backend(1), int)
    closing.close()
    assert_type(listing.last(), list[int])


def blocking(remote: RemoteCache[str], local: LocalCache[str], writer: Writer) -> None:
    assert_type(remote.get("a", timeout=1), str)
    assert_type(remote.renewed(), RemoteCache[str])
    assert_type(RemoteCache.kind(), str)
    assert_type(RemoteCache.version(), int)
    assert_type(local.get("a"), str)
    assert_type(LocalCache.kind(), str)
    assert_type(Counting().get("a", 1), int)
    assert_type(AsyncBackend().connect(), str)
    assert_type(AsyncBackend.connect(AsyncBackend()), str)
    assert_type(writer.last(), list[int])
    writer.close()
    as_base(RemoteCache[int](), AsyncBackend(), writer, SubWriter())
    flushing: Flushing[int] = writer
    print(flushing, api.read(RemoteCache[int](), "a"))


async def waiting(remote: RemoteCache[str], local: LocalCache[str], writer: Writer) -> None:
    assert_type(await remote.get.aio("a", timeout=1), str)
    assert_type(await remote.put.aio("a", "b"), None)
    assert_type(await remote.renewed.aio(), RemoteCache[str])
    assert_type(await RemoteCache.kind.aio(), str)
    assert_type(await RemoteCache.version.aio(), int)
    assert_type(await local.get.aio("a"), str)
    assert_type(await LocalCache.kind.aio(), str)
    assert_type(await AsyncBackend().connect.aio(), str)
    assert_type(await AsyncBackend.connect.aio(AsyncBackend()), str)
    assert_type(await AsyncBackend().aio(1), int)
    assert_type(await writer.last.aio(), list[int])
    await writer.close.aio()
    assert_type(await RemoteCounting().get.aio("a"), int)
    same: Cache[int] = RemoteCounting()
    print(same)
    await SubWriter().close.aio()
