"""Types compiled, imported and used, batch by batch; what failed and what was refused."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from typing_extensions import Self

from .batch import Batch, Refusal, in_batches
from .faces import Failure, Proof
from .grammar import Crossing
from .plans import World
from .shrinking import reproduction, shrunk

SIZE = 50


@dataclass
class Result:
    """What has come of some types."""

    types: int = 0
    members: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    touched: int = 0  # types of which something is refused
    whole: int = 0  # types of which everything is
    failed: list[tuple[Crossing, Failure]] = field(default_factory=list)

    def add(self, other: Result) -> None:
        """Count what has come of other types in, too."""
        self.refusals += [
            Refusal(one.number + self.types, one.member, one.code, one.message)
            for one in other.refusals
        ]
        self.types += other.types
        self.members += other.members
        self.touched += other.touched
        self.whole += other.whole
        self.failed += other.failed

    def reasons(self) -> Counter[tuple[str, str]]:
        """How many types each reason refuses."""
        return Counter((code, message) for _, code, message in self._reasons())

    def _reasons(self) -> set[tuple[int, str, str]]:
        return {(found.number, found.code, found.message) for found in self.refusals}

    def report(self) -> str:
        """For people."""
        share = f"{self.touched} ({self.touched / self.types:.1%})"
        lines = [
            f"{self.types} types in {self.members} members; something is refused of {share}, everything of {self.whole}"
        ]
        for (code, message), count in self.reasons().most_common():
            lines.append(f"{count:5}  {code}: {message}")
        return "\n".join(lines)


class Runner:
    """Makes modules in a directory, which is on `sys.path` meanwhile."""

    def __init__(self, directory: Path, *, spoil: Optional[tuple[str, str]] = None) -> None:
        self.directory = directory
        self._cached = False
        self.spoil = spoil  # a regular expression for generated code, and what is put there instead

    def __enter__(self) -> Self:
        sys.path.insert(0, str(self.directory))
        # Modules of one name come within a second; a cache would not tell them apart.
        self._cached, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        return self

    def __exit__(self, *exc: object) -> None:
        sys.path.remove(str(self.directory))
        sys.dont_write_bytecode = self._cached

    def run(self, crossings: Sequence[Crossing]) -> Result:
        result = Result()
        for batch in in_batches(crossings, SIZE):
            found = self.failures(batch)
            result.add(
                Result(
                    types=len(batch.crossings),
                    members=len(batch.left),
                    refusals=batch.refusals,
                    touched=len(numbers := {refusal.number for refusal in batch.refusals}),
                    whole=len(numbers - {number for number, _ in batch.left}),
                    failed=[(batch.crossings[one.number], one) for one in found],
                )
            )
        return result

    def build(self, crossings: Sequence[Crossing]) -> None:
        """Write the pairs of these types, and use them for nothing."""
        for batch in in_batches(crossings, SIZE):
            batch.build(self.directory)
            batch.forget()

    def failures(self, batch: Batch) -> list[Failure]:
        """What is wrong with a batch; of what cannot be compiled, the types that are to blame."""
        try:
            implementation, public = batch.build(self.directory, self.spoil)
        except Exception:
            text = traceback.format_exc()
            if len(batch.crossings) == 1:
                return [Failure(0, "", text)]
            return [
                Failure(number, one.member, one.text)
                for number, crossing in enumerate(batch.crossings)
                for one in self.failures(Batch(batch.name, [crossing]))
            ] or [Failure(0, "", text)]
        try:
            return Proof(batch, World(implementation, public)).failures()
        finally:
            batch.forget()

    def explained(self, crossing: Crossing) -> str:
        """A small module that shows what fails."""
        return reproduction(*shrunk(crossing, self._first))

    def _first(self, crossings: list[Crossing]) -> Optional[Failure]:
        """One of a function, if there is one: it is the shortest to read."""
        found = self.failures(Batch("proof_small", crossings))
        return min(found, key=lambda failure: failure.member == "holder", default=None)
