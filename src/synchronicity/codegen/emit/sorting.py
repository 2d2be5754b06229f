"""The order of names in imports and in `__all__`, as isort and ruff have it: numbers in names count as numbers."""

from __future__ import annotations

from itertools import groupby
from typing import Union

_DIGITS = "0123456789"

# One piece of a name, comparable with any other: a character, or a run of digits, which comes before all letters.
_Piece = tuple[int, Union[int, str]]
Key = tuple[int, tuple[_Piece, ...], tuple[_Piece, ...]]


def member_key(name: str) -> Key:
    """For the names of one import: CONSTANTS, then Classes, then the rest; in each, without regard to case."""
    return (_kind(name), natural(name.lower()), natural(name))


def exported_key(name: str) -> Key:
    """For `__all__`: the same kinds; in each, capitals before small letters."""
    return (_kind(name), natural(name), ())


def natural(text: str) -> tuple[_Piece, ...]:
    """What `text` is sorted by, so that `page2` comes before `page10`."""
    if not any(map(text.__contains__, _DIGITS)):
        return tuple([(2, character) for character in text])
    pieces: list[_Piece] = []
    for is_number, run in groupby(text, _DIGITS.__contains__):
        if not is_number:
            pieces.extend((2, character) for character in run)
            continue
        digits = "".join(run)
        # With a zero in front it is no number but text: `a01`, `a010`, `a1`.
        pieces.append((0, digits) if digits[0] == "0" else (1, int(digits)))
    return tuple(pieces)


def _kind(name: str) -> int:
    if len(name.encode()) > 1 and name.isupper():  # in bytes: `É` is a constant, `E` is a class
        return 0
    return 1 if name[:1].isupper() else 2
