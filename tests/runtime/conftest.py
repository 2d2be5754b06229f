"""What the tests of the run time share: fresh processes with a hard limit, and a clean log."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .weather import _impl

HERE = Path(__file__).parent
SOURCE = HERE.parent.parent / "src"

PREAMBLE = """
import asyncio, gc, os, signal, sys, threading, time
from weather import _impl, api
from patience import happens, until

from synchronicity import get_synchronizer
import synchronicity
synchronizer = get_synchronizer("weather")
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs in the background

def waits():
    # Whether a call has begun, and got to where it waits.
    return any(call.begun for call in synchronizer.info().calls) and api.echo(True)

def interrupt(*conditions):
    # Ctrl-C as soon as each of these is true, one after the other.
    def send():
        for condition in conditions or (waits,):
            until(condition)
            os.kill(os.getpid(), signal.SIGINT)
    threading.Thread(target=send, daemon=True).start()
"""

Fresh = Callable[..., str]

# What asyncio's debug mode says on a busy machine.
SLOW = re.compile(r"^Executing <.*> took [\d.]+ seconds\n", re.MULTILINE)


def run_fresh(code: str, limit: float = 120, preamble: str = PREAMBLE, **env: str) -> str:
    """Run `code` in a new interpreter. A hang, an exit code or anything on stderr is a failure."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{SOURCE}{os.pathsep}{HERE}{os.pathsep}{HERE.parent}",
        **env,
    }
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", preamble + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=limit,
        env=environment,
        check=False,
    )
    stderr = SLOW.sub("", done.stderr)
    assert (done.returncode, stderr) == (0, ""), done.stdout + stderr
    return done.stdout.strip()


@pytest.fixture
def fresh() -> Fresh:
    return run_fresh


@pytest.fixture(autouse=True)
def clean_log() -> Iterator[list[str]]:
    _impl.log.clear()
    yield _impl.log
    _impl.log.clear()
