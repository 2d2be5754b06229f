"""`generate`, killed at any point, leaves every file as it was or as it shall be."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Optional

import pytest

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is of Unix"),
    pytest.mark.timeout(900),
]

MODULES = 4
IMPLEMENTATION = """\
from synchronicity import Module

api = Module("pkg.deep.api{number}")


@api.wrap_function
async def f(x: int) -> {type}:
    raise NotImplementedError
"""

# Counts what is done to files below a directory, and kills itself when it comes to a given number of them.
CHILD = """
import os, signal, sys
limit, root = int(sys.argv[1]), sys.argv[2]
done = 0
def look(event, arguments):
    global done
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"):
        if str(arguments[0]).startswith(root) and "__pycache__" not in str(arguments[0]):
            done += 1
            if done == limit:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
from synchronicity.cli import run
code = run(sys.argv[3:], final=True)
print("did", done, file=sys.__stderr__, flush=True)
os._exit(code)
"""


class Library:
    """An implementation with two versions, and what is generated from each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.output = path / "out"
        self.expected: dict[str, dict[Path, str]] = {}
        for version in ("int", "str"):
            self.write(version)
            with self.generate() as process:
                assert process.wait() == 0
            self.expected[version] = self.files()

    def write(self, version: str) -> None:
        for number in range(MODULES):
            text = IMPLEMENTATION.format(number=number, type=version)
            (self.path / f"impl{number}.py").write_text(text, "utf-8")

    def files(self) -> dict[Path, str]:
        """What is there but for the temporary files of whoever was killed."""
        found = sorted(path for path in self.output.rglob("*.py*") if path.suffix != ".tmp")
        return {path: path.read_text("utf-8") for path in found if path.suffix != ".pyc"}

    def generate(self, limit: int = 0) -> subprocess.Popen[str]:
        names = [word for number in range(MODULES) for word in ("-m", f"impl{number}")]
        arguments = ["generate", *names, "it", "-o", str(self.output)]
        return subprocess.Popen(
            [sys.executable, "-B", "-c", CHILD, str(limit), str(self.output), *arguments],
            cwd=self.path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def steps(self) -> int:
        """How many things are done to the files when they change."""
        with self.generate() as process:
            assert process.stderr is not None
            return int(process.stderr.read().split()[-1])


def test_killing_leaves_files_whole(tmp_path: Path, thorough: bool) -> None:
    library = Library(tmp_path)
    versions = list(library.expected)
    library.write(versions[0])
    steps = library.steps()
    assert steps >= 4 * MODULES  # each of two files is written beside its place, and renamed
    chance = random.Random(1)
    mixed = 0
    for turn in range(200 if thorough else 10):
        wanted = versions[turn % 2 - 1]
        library.write(wanted)
        # in a quarter of the turns by the clock, in the others while it is writing
        delay: Optional[float] = chance.uniform(0, 1) if turn % 4 == 3 else None
        killed = kill(library, 0 if delay is not None else chance.randint(1, steps), delay)
        assert killed or delay is not None
        found = library.files()
        assert found.keys() == library.expected[wanted].keys()
        for path, text in found.items():
            assert text in [library.expected[version][path] for version in versions], (turn, path)
        mixed += found not in library.expected.values()
        with library.generate() as process:
            assert process.wait() == 0
        assert library.files() == library.expected[wanted], turn
    assert mixed  # some were killed between the first file and the last


def kill(library: Library, limit: int, delay: Optional[float]) -> bool:
    """Run `generate` until it is killed; whether that came before its end."""
    with library.generate(limit) as process:
        if delay is not None:
            time.sleep(delay)
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        return process.wait() == -signal.SIGKILL
