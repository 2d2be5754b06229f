"""Translation is exact: whatever type is not refused, values of it cross both ways, on both faces, as it promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from synchronicity.codegen.type_transformer.container_table import CONTAINERS

from . import faces, forms
from .containers import COLLECTIONS, COUNTER, DEFAULT_DICT, GENERATOR, MAPPINGS
from .grammar import crossings
from .running import Runner

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
    number = 5000 if thorough else 100
    with Runner(tmp_path) as runner:
        result = runner.run([crossings(seed) for seed in range(number)])
        with capsys.disabled():
            print(f"\n{result.report()}")
        explained = [runner.explained(crossing) for crossing, _ in result.failed[:1]]
    assert not explained, f"{len(result.failed)} failures, one of them:\n{explained[0]}"
    unknown = [reason for reason in result.reasons() if not documented(*reason)]
    assert not unknown, f"docs/types.md does not say: {unknown}"


def documented(code: str, message: str) -> bool:
    return f"| `{code}` | {message} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r"\._impl_instance\b", ""),
        (r"\b\w+\._from_impl\((\w+)\)", r"\1"),
        (r"deque\((.*), maxlen=\w+\.maxlen\)", r"deque(\1)"),
        (r"\bNone if \w+ is None else ", ""),
        (r"(returns=\w+\._from_impl)", "returns=None"),
        (r"for k, v in (\w+)\.items\(\)", r"for k, v in reversed(\1.items())"),
    ],
)
def test_wrong_conversions_are_seen(pattern: str, instead: str, tmp_path: Path) -> None:
    with Runner(tmp_path, spoil=(pattern, instead)) as runner:
        assert runner.run([crossings(seed) for seed in range(50)]).failed


def test_failures_come_as_small_modules(tmp_path: Path) -> None:
    with Runner(tmp_path, spoil=(r"\bx\._impl_instance\b", "x")) as runner:
        failed = runner.run([crossings(seed) for seed in range(50)]).failed
        text = runner.explained(failed[0][0])
    assert "Node" in text.split("NodeId = ")[1]
    assert text.count("async def ") <= 1


def test_every_container_of_the_table_is_tried() -> None:
    rows = [*COLLECTIONS, *MAPPINGS, COUNTER, DEFAULT_DICT, GENERATOR]
    tried = {row.text.replace("AbstractSet", "Set").split(".")[-1] for row in rows}
    assert tried == {name.name for name in CONTAINERS}


def test_types_come_again_and_differ() -> None:
    from .plans import Writer

    texts = [crossings(seed).form.text(Writer()) for seed in range(200)]
    assert texts == [crossings(seed).form.text(Writer()) for seed in range(200)]
    assert len(set(texts)) > 140
