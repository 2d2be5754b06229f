"""The released synchronicity, as a black box in an environment and a process of its own: its name is ours.

Run as a script it is that process: it reads lines `row<tab>count`, and writes the microseconds of one operation.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .measuring import Measure

NAME = "0.12"


class Released:
    """Has the rows measured in the other process. Raises RuntimeError with what it says when it fails."""

    def __init__(self, python: str, directory: Path, /) -> None:
        path = f"{Path(__file__).parent.parent}{os.pathsep}{directory}"
        self._process = subprocess.Popen(
            [python, "-m", "calls.released"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.rows: list[str] = json.loads(self._read())

    def measure(self, row: str) -> Measure:
        def measure(n: int) -> float:
            assert self._process.stdin is not None
            self._process.stdin.write(f"{row}\t{n}\n")
            return float(self._read())

        return measure

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line or line.startswith("failed"):
            raise RuntimeError(f"synchronicity {NAME}: {line or 'its process has ended'}")
        return line


class _Api:
    """The wrappers, under the names that the generated module has."""

    def __init__(self) -> None:
        import plain

        from synchronicity import Synchronizer

        synchronizer: Any = Synchronizer()
        self.Client: Any = synchronizer.wrap(plain.Client, name="BlockingClient")
        for name in ("echo", "numbers", "session", "clients"):
            wrapped = synchronizer.wrap(getattr(plain, name), name=f"blocking_{name}")
            setattr(self, name, wrapped)


def _serve() -> None:
    from calls.contenders import Caller, wrapper_blocks
    from calls.measuring import timed

    blocks = wrapper_blocks(_Api(), Caller())
    print(json.dumps(list(blocks)), flush=True)
    for line in sys.stdin:
        row, count = line.split("\t")
        try:
            print(timed(blocks[row])(int(count)), flush=True)
        except Exception as error:
            print(f"failed: {error!r}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    _serve()
