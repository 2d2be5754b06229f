"""Misuse of inferred variance: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.variance.api import Cell, Chain, Feeder, Sink, Source, Table, Tag, Talk


def blocking(source: Source[int], sink: Sink[bool], cell: Cell[bool], chain: Chain[int]) -> None:
    narrow: Source[bool] = source  # E: assignment reportAssignmentType
    wide: Sink[int] = sink  # E: assignment reportAssignmentType
    other: Cell[int] = cell  # E: assignment reportAssignmentType
    link: Chain[bool] = chain  # E: assignment reportAssignmentType
    print(narrow, wide, other, link)


def through_others(
    feeder: Feeder[int], table: Table[bool, int], tag: Tag[int], talk: Talk[bool]
) -> None:
    narrow: Feeder[bool] = feeder  # E: assignment reportAssignmentType
    wide_keys: Table[int, int] = table  # E: assignment reportAssignmentType
    narrow_tag: Tag[bool] = tag  # E: assignment reportAssignmentType
    wide_talk: Talk[int] = talk  # E: assignment reportAssignmentType
    print(narrow, wide_keys, narrow_tag, wide_talk)


async def waiting(sink: Sink[int]) -> None:
    await sink.put.aio("x")  # E: arg-type reportArgumentType
