"""Members that override others of another kind: both faces where the base promises them, on the loop where it needs to be."""

from __future__ import annotations

import asyncio
import inspect
import pickle
from typing import Any

import pytest
from golden.overriding import api

from .conftest import Face


def filled(cls: Any) -> Any:
    cache = cls()
    cache.put("a", 1)
    return cache


def test_asynchronous_over_plain(face: Face) -> None:
    assert filled(api.Cache).get("a") == 1
    assert not hasattr(api.Cache.get, "aio")
    remote = filled(api.RemoteCache)
    assert face(remote.get, "a", 0.5) == 1
    face(remote.put, "b", 2)
    assert (face(remote.get, "b"), remote.size()) == (2, 2)
    assert type(face(remote.renewed)) is api.RemoteCache
    assert (face(api.RemoteCache.kind), face(api.RemoteCache.version)) == ("remote", 2)
    assert (api.Cache.kind(), api.Cache.version()) == ("memory", 1)


def test_plain_over_asynchronous_runs_where_the_other_does(face: Face) -> None:
    """It needs a running loop, so that it would fail on the caller's thread."""
    local = filled(api.LocalCache)
    assert face(local.get, "a") == 1
    assert face(api.LocalCache.kind) == "local"
    with pytest.raises(KeyError):
        face(local.get, "b")


def test_each_is_called_as_what_it_is(face: Face) -> None:
    for cls in (api.Cache, api.RemoteCache, api.LocalCache, api.Counting, api.RemoteCounting):
        assert face(api.read, filled(cls), "a") == 1
    assert api.Counting().get("b", 3) == 3


def test_objects_that_are_called_and_abstract_ones(face: Face) -> None:
    backend = api.AsyncBackend()
    assert face(backend.connect) == "connected"
    assert face(backend, 1) == -1
    with pytest.raises(TypeError, match="abstract"):
        api.Backend()  # type: ignore[abstract]  # that it cannot be made is what is tested


def test_from_several_bases(face: Face) -> None:
    for cls in (api.Writer, api.SubWriter):
        writer = cls()
        face(writer.close)
        assert (writer.closed, writer.flushed) == (True, True)
        assert face(writer.last) == []  # of the first base
        assert face(api.Listing().last) == [1]


def test_on_a_running_loop() -> None:
    async def main() -> Any:
        cache: Any = api.LocalCache()
        await cache.put.aio("a", 1)
        return await cache.get.aio("a")

    assert asyncio.run(main()) == 1


def test_what_the_class_holds() -> None:
    """The plain one as the dual one: its signature leaves the instance out (mypy's stubtest wants it so)."""
    cache = filled(api.Cache)
    assert api.Cache.get(cache, "a") == 1
    for cls in (api.Cache, api.RemoteCache):
        assert list(inspect.signature(cls.put).parameters) == ["key", "value"]
    assert list(inspect.signature(cache.put).parameters) == ["key", "value"]
    assert (api.Cache.put.__doc__, cache.put.__doc__) == ("Keep it.", "Keep it.")
    assert repr(api.Cache.put) == "<method Cache.put>"
    assert inspect.ismethod(cache.get)
    assert pickle.loads(pickle.dumps(api.Cache.get)) is api.Cache.get
