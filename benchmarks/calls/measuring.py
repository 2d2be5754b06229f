"""Rounds in which all contenders take turns, A B C ... C B A; of each one's blocks the tenth percentile counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Block = Callable[[int], object]  # does `n` operations
Measure = Callable[[int], float]  # does `n` operations, and gives the microseconds of one


@dataclass
class Row:
    """One operation: how long it takes for each contender, in `unit`."""

    name: str
    figures: dict[str, float] = field(default_factory=dict)
    unit: str = "us"


def timed(block: Block) -> Measure:
    def measure(n: int) -> float:
        started = time.perf_counter()
        block(n)
        return (time.perf_counter() - started) / n * 1e6

    return measure


def tenth(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 10]


def in_turns(contenders: dict[str, Measure], size: int, rounds: int) -> dict[str, float]:
    """The tenth percentile of each contender, in microseconds for one operation."""
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name in (*contenders, *reversed(contenders)):
            figures[name].append(contenders[name](size))
    return {name: tenth(found) for name, found in figures.items()}


def repeat(call: Callable[[], object]) -> Block:
    def block(n: int) -> None:
        for _ in range(n):
            call()

    return block
