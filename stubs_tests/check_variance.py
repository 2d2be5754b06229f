"""Variance that was inferred, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Optional

from golden.variance.api import Cell, Chain, Feeder, Sink, Source, Table, Tag, Talk
from typing_extensions import assert_type


def added(total: int, value: object) -> int:
    return total + len(str(value))


def reads(source: Source[int], sink: Sink[int], cell: Cell[int], chain: Chain[int]) -> None:
    assert_type(source.read(), Optional[int])
    assert_type(source.first, int)
    assert_type(source.fold(added, 0), int)
    assert_type(source.renamed(), Source[int])
    assert_type(sink.put(1), int)
    assert_type(cell.get(), int)
    assert_type(chain.next(), Chain[int])
    assert_type(chain.read(), Optional[int])


def looks(feeder: Feeder[int], table: Table[str, int], tag: Tag[int], talk: Talk[bool]) -> None:
    assert_type(feeder.feed(Sink[int]()), int)
    assert_type(table.rows(), Mapping[str, int])
    assert_type(tag.name(), str)
    assert_type(talk.echo(), Generator[int, bool, None])


async def waits(source: Source[int], sink: Sink[int], cell: Cell[int]) -> None:
    assert_type(await source.read.aio(), Optional[int])
    assert_type(await sink.put.aio(1), int)
    assert_type(await cell.get.aio(), int)


async def varying(
    source: Source[bool], sink: Sink[object], cell: Cell[int], chain: Chain[bool]
) -> None:
    """What gives may give less, and what takes may take more."""
    reads(source, sink, cell, chain)
    reads(chain, sink, cell, chain)
    await waits(source, sink, cell)


def varying_through_others(
    feeder: Feeder[bool], table: Table[str, bool], tag: Tag[bool], talk: Talk[object]
) -> None:
    looks(feeder, table, tag, talk)
