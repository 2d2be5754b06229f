"""Aliases in signatures, on both faces: read by the type checkers, never run."""

from __future__ import annotations

from typing import Optional, Union

from golden.aliases import api
from golden.aliases.api import Box, Index, Keyed, Maybe, Names, Pair, Row, RowBox
from typing_extensions import assert_type


def blocking(row: Row, keyed: Keyed, pair: Pair[str], name: Maybe[str], box: Box[int]) -> None:
    assert_type(api.plain("k", json=["a", None]), Names)
    assert_type(api.generic((1, 2), name), Index[int, str])
    assert_type(api.generic((1, 2)), dict[int, list[str]])
    assert_type(api.with_variables(pair), list[Optional[str]])
    assert_type(api.with_variables((row, row)), list[Maybe[Row]])
    assert_type(api.written_out([row], (row, row)), dict[Union[str, int], list[Row]])
    assert_type(api.written_anew(keyed, [(keyed, keyed)]), Keyed)
    assert_type(keyed["a"], Row)
    assert_type(box.pair(), Pair[int])
    assert_type(RowBox(row).pair(), Pair[Row])
    assert_type(row.key, Union[str, int])


async def waiting(row: Row, keyed: Keyed, pair: Pair[str], box: Box[int]) -> None:
    assert_type(await api.plain.aio("k"), Names)
    assert_type(await api.generic.aio((1, 2)), Index[int, str])
    assert_type(await api.with_variables.aio(pair), list[Maybe[str]])
    assert_type(await api.written_out.aio([row], (row, row)), dict[Union[str, int], list[Row]])
    assert_type(await api.written_anew.aio(keyed, []), Keyed)
    assert_type(await box.pair.aio(), Pair[int])
    await api.called.aio(print, print)
