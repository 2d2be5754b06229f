"""How fast calls are: generated wrappers against their peers and against what two threads can do at best.

    python benchmarks/bench_calls.py [--rounds N] [--only WORD] [--released PYTHON] [--svg FILE]

All contenders take turns, A B C ... C B A, in each round, and of each one's blocks the tenth percentile counts. Read the
ratios: the microseconds are this machine's, at this moment. `calls/limits.py` says what the limits are. The released
synchronicity takes part from a process of its own, if a Python that has it is given.

SYNCHRONICITY_HANDOFF=pipe or =lock measures the portable hand-offs instead. A target that does not hold is said, and
is no error: on a busy machine the figures wander. `make bench` installs the peers, and runs this with all of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
sys.path.insert(0, str(SOURCE))

from calls.chart import chart  # noqa: E402
from calls.contenders import Caller, rct_blocks, wrapper_blocks  # noqa: E402
from calls.fresh import Fresh  # noqa: E402
from calls.library import prepare  # noqa: E402
from calls.limits import limit_blocks  # noqa: E402
from calls.measuring import Measure, Row, in_turns, timed  # noqa: E402
from calls.peers import peer_blocks  # noqa: E402
from calls.released import NAME, Released  # noqa: E402
from calls.table import show  # noqa: E402

PORTABLE = os.environ.get("SYNCHRONICITY_HANDOFF", "eventfd") != "eventfd"
SIZES = {
    "sync function": 400,
    "sync method": 400,
    ".aio sequential": 300,
    ".aio 100 concurrent": 1000,
    ".aio 10,000 concurrent": 10_000,
    "sync generator item": 400,
    "sync item, prefetch=16": 1600,
    "async generator item": 300,
    "sync context manager": 150,
    "4 threads": 400,
    "list of 1,000 wrapped": 10,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20, help="how often all take turns")
    parser.add_argument("--only", default="", metavar="WORD", help="rows with this in the name")
    parser.add_argument("--released", metavar="PYTHON", help=f"one that has synchronicity {NAME}")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the chart there")
    return parser.parse_args()


def contenders(directory: Path) -> dict[str, dict[str, Measure]]:
    """Who takes part, by name, and which rows each has."""
    impl, api = prepare(directory)
    caller = Caller()
    blocks = {
        "limit": limit_blocks(impl, caller),
        "ours": wrapper_blocks(api, caller),
        "rct": rct_blocks(impl, caller),
        **peer_blocks(impl, caller),
    }
    return {
        name: {row: timed(block) for row, block in found.items()} for name, found in blocks.items()
    }


def measure_row(title: str, taking_part: dict[str, Measure], rounds: int) -> Row:
    size, able = SIZES[title], {}
    for name, measure in taking_part.items():
        try:
            measure(size)  # warm
            able[name] = measure
        except Exception as error:
            print(f"{title}: {name} fails: {error}")
    if size >= 10_000:
        rounds = max(2, rounds // 4)
    return Row(title, in_turns(able, size, rounds))


def main() -> None:
    given = arguments()
    with tempfile.TemporaryDirectory() as name:
        everybody = contenders(Path(name))
        released = None
        if given.released:
            released = Released(given.released, Path(name))
            everybody[NAME] = {row: released.measure(row) for row in released.rows}
        else:
            print(f"missing: synchronicity {NAME}, as no Python that has it is given")
        rows = [
            measure_row(
                title,
                {name: found[title] for name, found in everybody.items() if title in found},
                given.rounds,
            )
            for title in SIZES
            if given.only in title
        ]
        fresh = Fresh(Path(name), SOURCE, list(everybody), given.released or "")
        if given.only in "first call":
            rows.append(fresh.first_call(given.rounds))
        if given.only in "import":
            rows.append(fresh.imports(given.rounds))
        if given.only in "memory of a wrapper":
            rows.append(fresh.memory())
        show(rows, PORTABLE)
        if given.svg:
            below = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} shared cores; p10 of {given.rounds} rounds in turns; make bench"
            shown = [row for row in rows if row.unit == "us" and row.name != "import"]
            for row in shown:
                row.figures.pop("greenback", None)  # no hand-off: below the limit
            given.svg.write_text(chart(shown, below))
        if released is not None:
            released.close()
    sys.stdout.flush()
    os._exit(0)  # the peers' threads do not end by themselves


if __name__ == "__main__":
    main()
