"""The same grammar for Hypothesis, which makes choices of its own, tries edges first, and shrinks what fails."""

from __future__ import annotations

from hypothesis import strategies as st

from .grammar import Crossing, some_crossing


@st.composite
def any_annotation(draw: st.DrawFn) -> Crossing:
    """Any annotation, up to five levels deep, with values of it."""
    return some_crossing(lambda number: draw(st.integers(0, number - 1)))
