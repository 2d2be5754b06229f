"""Translation is exact: whatever type is not refused, values of it cross both ways, on both faces, as it promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synchronicity.codegen.type_transformer.container_table import CONTAINERS

from . import faces, forms
from .containers import (
    COLLECTIONS,
    COUNTER,
    DEFAULT_DICT,
    GENERATOR,
    MAPPINGS,
    TUPLE,
    CollectionOf,
    MappingOf,
    TupleOf,
)
from .forms import NONE, PLAIN, ClassOf, Union, Variable
from .grammar import NODE, Crossing, crossings
from .plans import Writer
from .running import SIZE, Result, Runner
from .shrinking import with_values
from .strategies import any_annotation

STR = PLAIN[1]
SIMPLE = [
    crossing
    for form in [
        NODE,
        Union(0, NODE, NONE),
        ClassOf("Node", "Leaf"),
        Variable("T", NODE, CollectionOf(COLLECTIONS[0], 0, NODE)),
        MappingOf(MAPPINGS[0], 0, STR, NODE),
        *(CollectionOf(row, 0, NODE) for row in COLLECTIONS[:4]),
    ]
    for crossing in with_values(form)[:2]
]
PAGE = Path(__file__).parents[2] / "docs" / "types.md"

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(autouse=True)
def loops() -> object:
    yield
    forms.close_loop()
    faces.close()


def test_types_cross_exactly_or_are_refused(
    tmp_path: Path, thorough: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    number = 4000 if thorough else 100
    with Runner(tmp_path) as runner:
        result = runner.run([crossings(seed) for seed in range(number)])
        with capsys.disabled():
            print(f"\n{result.report()}")
        explained = [runner.explained(crossing) for crossing, _ in result.failed[:1]]
    assert not explained, f"{len(result.failed)} failures, one of them:\n{explained[0]}"
    unknown = [reason for reason in result.reasons() if not documented(*reason)]
    assert not unknown, f"docs/types.md does not say: {unknown}"


def test_types_that_hypothesis_finds_cross_exactly_or_are_refused(
    tmp_path: Path, thorough: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    total = Result()

    @settings(
        max_examples=25 if thorough else 2,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(any_annotation(), min_size=40, max_size=SIZE))
    def cross(types: list[Crossing]) -> None:
        result = runner.run(types)
        total.add(result)
        explained = [runner.explained(crossing) for crossing, _ in result.failed[:1]]
        assert not explained, explained[0]

    with Runner(tmp_path) as runner:
        cross()
    with capsys.disabled():
        print(f"\nHypothesis: {total.report()}")
    unknown = [reason for reason in total.reasons() if not documented(*reason)]
    assert not unknown, f"docs/types.md does not say: {unknown}"


def documented(code: str, message: str) -> bool:
    return f"| `{code}` | {message} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r"\._impl_instance\b", ""),
        (r"\b\w+\._from_impl\((\w+)\)", r"\1"),
        (r"\bvalue\.maxlen", "None"),
        (r"\bNone if \w+ is None else ", ""),
        (r"in value\.items\(\)", "in reversed(list(value.items()))"),
        (r"frozenset\(", "set("),
        (r"\bto_impl\(value\)", "value"),
        (r"returns=to_wrapper\b", "returns=list"),
        (r"wrapper_class\(value\)", "value"),
        (r"def held\(self, value: ", "def let(self, value: "),
    ],
)
def test_wrong_conversions_are_seen(pattern: str, instead: str, tmp_path: Path) -> None:
    with Runner(tmp_path, spoil=(pattern, instead)) as runner:
        assert runner.run(SIMPLE).failed


def test_nothing_is_wrong_unspoiled(tmp_path: Path) -> None:
    with Runner(tmp_path) as runner:
        result = runner.run(SIMPLE)
    assert (result.failed, result.refusals) == ([], [])


def test_failures_come_as_small_modules(tmp_path: Path) -> None:
    nested = MappingOf(
        MAPPINGS[0], 0, STR, TupleOf(TUPLE, 0, STR, CollectionOf(COLLECTIONS[0], 0, NODE))
    )
    with Runner(tmp_path, spoil=(r"(\w+)\._impl_instance for", r"\1 for")) as runner:
        failed = runner.run(with_values(nested)).failed
        text = runner.explained(failed[0][0])
    written = text.split("NodeId = ")[1]
    assert re.search(r"value: list\[Node\]", written), written
    assert written.count("def ") == 1


def test_every_container_of_the_table_is_tried() -> None:
    rows = [*COLLECTIONS, *MAPPINGS, COUNTER, DEFAULT_DICT, GENERATOR]
    tried = {row.text.replace("AbstractSet", "Set").split(".")[-1] for row in rows}
    assert tried == {name.name for name in CONTAINERS}


def test_types_come_again_and_differ() -> None:
    texts, again = ([crossings(seed).form.text(Writer()) for seed in range(200)] for _ in range(2))
    assert texts == again
    assert len(set(texts)) > 140
