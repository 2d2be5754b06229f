"""The smallest type that fails, found by taking parts away, and a module that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Optional

from .batch import Batch
from .faces import Failure
from .forms import Wrapped
from .grammar import Crossing, crossing_of
from .plans import Form

# Says what fails with these types in one module; None if nothing does.
Try = Callable[[list[Crossing]], Optional[Failure]]
VALUES = 8


def smaller(form: Form) -> Iterator[Form]:
    """Types with a part less, or a simpler one, the smallest first."""
    yield from form.parts
    for index, part in enumerate(form.parts):
        before, after = form.parts[:index], form.parts[index + 1 :]
        replacements = [(), *((each,) for each in smaller(part))]
        if part.parts or not isinstance(part, Wrapped):
            replacements.insert(1, (Wrapped("Node"),))
        for replacement in replacements:
            made = form.with_parts((*before, *replacement, *after))
            if made is not None:
                yield made


def with_values(form: Form) -> list[Crossing]:
    return [crossing_of(form, Random(seed).randrange) for seed in range(VALUES)]


def shrunk(crossing: Crossing, fails: Try) -> tuple[Crossing, Failure]:
    """The smallest that was found, with what is wrong there; `crossing` by itself has to fail."""
    found = fails([crossing])
    assert found is not None, "it fails beside others only"
    again = True
    while again:
        again = False
        for form in smaller(crossing.form):
            tried = with_values(form)
            failure = fails(tried)
            if failure is not None:
                crossing, found, again = tried[failure.number], failure, True
                break
    return crossing, found


def reproduction(crossing: Crossing, failure: Failure) -> str:
    """What to look at: the implementation with this type, and what went wrong."""
    batch = Batch("proof_failed", [crossing], only=(failure.member,))
    values = "\n".join(f"    {plan.shown()}" for plan in crossing.plans)
    return f"{batch.text()}\n# {failure.member}: {failure.text}\n# with these values:\n{values}\n"
