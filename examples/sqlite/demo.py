"""The whole way: compile aiosqlite, check what came out with both checkers, run it, compare with sqlite3.

Exit code 0 if everything passes and the three agree, 1 otherwise.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAIR = [HERE / "dual_sqlite" / "api.py", HERE / "dual_sqlite" / "api.pyi"]
ENVIRONMENT = {
    **os.environ,
    "MYPYPATH": str(HERE),
    "PYTHONPATH": str(HERE),
    "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
}


def run(what: str, *command: str) -> bool:
    """Run a command, and say how it went."""
    print(f"==> {what}\n    {' '.join(command)}", flush=True)
    started = subprocess.run(
        [sys.executable, "-m", *command], cwd=HERE, env=ENVIRONMENT, capture_output=True, text=True
    )
    output = (started.stdout + started.stderr).strip()
    print("\n".join(f"    {line}" for line in output.splitlines()[-12:]), flush=True)
    return started.returncode == 0


def show_pair() -> None:
    for path in PAIR:
        lines = path.read_text(encoding="utf-8").splitlines()
        print(f"    {path.relative_to(HERE)}: {len(lines)} lines")


def compare() -> bool:
    """Run the three, print their findings side by side, and say whether they agree."""
    sys.path.insert(0, str(HERE))
    from program import through_aio, through_sqlite3, through_sync

    print("==> Run the same SQL through the sync face, the aio face and sqlite3", flush=True)
    findings = [through_sync(), asyncio.run(through_aio()), through_sqlite3()]
    agree = True
    print(f"    {'':20} {'sync':>8} {'aio':>8} {'sqlite3':>8}   what sqlite3 found")
    for key, expected in findings[-1].items():
        marks = ["agrees" if found.get(key) == expected else "DIFFERS" for found in findings]
        agree &= "DIFFERS" not in marks
        shown = str(expected)
        shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
        print(f"    {key:20} {marks[0]:>8} {marks[1]:>8} {marks[2]:>8}   {shown}")
    return agree


def main() -> int:
    compiled = run(
        "Compile the registration of aiosqlite (dual_sqlite/_register.py)",
        *"synchronicity.cli -m dual_sqlite._register --allow-untyped sqlite -o .".split(),
    )
    if not compiled:
        return 1
    show_pair()
    passed = [
        run("Check the stub and the program with mypy --strict", *"mypy --strict".split(),
            "dual_sqlite/api.pyi", "program.py"),
        run("Check both with pyright, strict", "pyright", "--pythonpath", sys.executable),
        compare(),
    ]  # fmt: skip
    print("==> Everything agrees." if all(passed) else "==> Something failed, see above.")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
