"""What an explanation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class Explanation:
    """Why a problem is one, and what to write instead.

    An example is the text of `_impl.py`, or several files, each below a line `# --- path`. Lines `$ …` on top are what is
    typed; by default that generates from `_impl`. An example without a `Module(` goes on from the usual two lines.
    """

    cause: str
    bad: str
    good: str
