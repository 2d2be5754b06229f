"""The order of names in imports and in `__all__`, as isort and ruff have it: numbers in names count as numbers."""

from __future__ import annotations

from itertools import groupby
from typing import Union

_DIGITS = "0123456789"

# One piece of a name, comparable with any other: a run of digits, which comes before all letters, or of other characters.
_Piece = tuple[int, Union[int, str]]
Key = tuple[int, tuple[_Piece, ...], tuple[_Piece, ...]]


def member_key(name: str) -> Key:
    """For the names of one import: CONSTANTS, then Classes, then the rest; in each, without regard to case."""
    exact, lower = natural(name), name.lower()
    return (_kind(name), exact if lower == name else natural(lower), exact)


def exported_key(name: str) -> Key:
    """For `__all__`: the same kinds; in each, capitals before small letters."""
    return (_kind(name), natural(name), ())


def natural(text: str) -> tuple[_Piece, ...]:
    """What `text` is sorted by, so that `page2` comes before `page10`."""
    pieces: list[_Piece] = []
    for is_number, run in groupby(text, _DIGITS.__contains__):
        piece = "".join(run)
        # With a zero in front it is no number but text: `a01`, `a010`, `a1`.
        is_text = not is_number or piece[0] == "0"
        pieces.append((0 if is_number else 2, piece) if is_text else (1, int(piece)))
    return tuple(pieces)


def _kind(name: str) -> int:
    if len(name.encode()) > 1 and name.isupper():  # in bytes: `É` is a constant, `E` is a class
        return 0
    return 1 if name[:1].isupper() else 2
