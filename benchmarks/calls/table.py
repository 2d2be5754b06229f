"""The table: what the limit and ours take, how they relate, and which targets hold."""

from __future__ import annotations

import sys
from typing import Optional

from .measuring import Row

# The most that ours may take, as ratios to the limit and to `run_coroutine_threadsafe`; each with the own hand-off, and with
# the portable ones.
Target = tuple[Optional[float], Optional[float]]
TARGETS: dict[str, tuple[Target, Target]] = {
    "sync function": ((1.7, 3.0), (0.29, 0.5)),
    "sync method": ((1.8, 3.0), (0.30, 0.5)),
    ".aio sequential": ((3.9, 5.3), (0.56, 0.75)),
    ".aio 100 concurrent": ((3.1, 3.2), (0.32, 0.32)),
    ".aio 10,000 concurrent": ((3.3, 3.2), (0.25, 0.32)),
    "sync generator item": ((1.55, None), (0.27, None)),
    "sync item, prefetch=16": ((0.4, None), (0.07, None)),
    "async generator item": ((3.8, None), (0.53, None)),
    "sync context manager": ((1.9, None), (0.30, None)),
    "4 threads": ((2.2, None), (0.28, None)),
    "first call": ((1.2, None), (1.0, None)),
}
# What is told as such.
MOST = {"import": 1500.0, "memory of a wrapper": 210.0}


def show(rows: list[Row], portable: bool) -> None:
    """Print the table. A row that nobody else has is told in figures only."""
    names = list(dict.fromkeys(name for row in rows for name in row.figures))
    others = [name for name in names if name not in ("limit", "ours")]
    print(f"\nPython {sys.version.split()[0]}, p10; rct is asyncio.run_coroutine_threadsafe\n")
    heads = "".join(f"{name:>10}" for name in others)
    print(f"{'':24}{'limit':>9}{'ours':>9}   ours / limit{'':15}ours / rct{'':12}x limit:{heads}")
    for row in rows:
        print(_line(row, others, portable))


def _line(row: Row, others: list[str], portable: bool) -> str:
    limit, ours, rct = (row.figures.get(name) for name in ("limit", "ours", "rct"))
    if limit is None or ours is None:
        return f"{row.name:24} not measured"
    to_limit, to_rct = TARGETS.get(row.name, ((None, None), (None, None)))
    peers = "".join(
        f"{row.figures[name] / limit:10.2f}" if name in row.figures else f"{'-':>10}"
        for name in others
    )
    against = "" if rct is None else f"{ours / rct:7.2f} {_verdict(ours / rct, to_rct[portable])}"
    most = MOST.get(row.name)
    first = (
        f"{ours / limit:7.2f} {_verdict(ours / limit, to_limit[portable])}"
        if most is None
        else f"{'':8}{_verdict(ours, most)}"
    )
    return f"{row.name:24}{limit:9.1f}{ours:9.1f}  {first}{against:24}{peers}"


def _verdict(figure: float, target: Optional[float]) -> str:
    if target is None:
        return f"{'':16}"
    return f"(<= {target:<5g}{' holds' if figure <= target else ' FAILS'})"
