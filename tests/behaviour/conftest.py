"""What the tests of generated packages share: both faces of a call, a search for leaks, fresh processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..loop_kinds import KINDS, run

TESTS = Path(__file__).parent.parent
SOURCE = TESTS.parent / "src"

if str(TESTS) not in sys.path:  # the packages are called golden.<feature>
    sys.path.insert(0, str(TESTS))

Face = Callable[..., Any]
Fresh = Callable[..., str]

# What asyncio's debug mode says on a busy machine.
SLOW = re.compile(r"^Executing <.*> took [\d.]+ seconds\n", re.MULTILINE)


def blocking(function: Any, *args: Any, **kwargs: Any) -> Any:
    """The result of the sync face."""
    return function(*args, **kwargs)


def awaited(kind: str) -> Face:
    """The result of the other face, on a loop of its own of this kind."""

    def face(function: Any, *args: Any, **kwargs: Any) -> Any:
        async def main() -> Any:
            return await function.aio(*args, **kwargs)

        return run(kind, main())

    return face


@pytest.fixture(params=["sync", *KINDS])
def face(request: pytest.FixtureRequest) -> Face:
    """`face(f, *args)` is the result of `f`: once by the blocking face, and once for each kind of the caller's loop."""
    return blocking if request.param == "sync" else awaited(request.param)


PREAMBLE = """
import asyncio, gc, os, sys, threading, time
from golden.functions import _impl, api
from golden.generators import api as generators
from patience import happens, until
from synchronicity import get_synchronizer
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs in the background
"""


def run_fresh(code: str, limit: float = 120, preamble: str = PREAMBLE) -> str:
    """Run `code` in a new interpreter. A hang, an exit code or anything on stderr is a failure."""
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "dev",
            "-W",
            "error",
            "-c",
            preamble + textwrap.dedent(code),
        ],
        capture_output=True,
        text=True,
        timeout=limit,
        env={**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{TESTS}"},
        check=False,
    )
    stderr = SLOW.sub("", done.stderr)
    assert (done.returncode, stderr) == (0, ""), done.stdout + stderr
    return done.stdout.strip()


@pytest.fixture
def fresh() -> Fresh:
    return run_fresh
