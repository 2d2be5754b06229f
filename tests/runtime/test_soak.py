"""A short soak; `make soak` is the long one. And what it has found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SOURCE, Fresh


@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGALRM")
def test_soak() -> None:
    """Calls, cancels, interrupts, closes in 21 threads for half a minute: nothing is lost, and nothing is left."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("soak.py")), "30"],
        capture_output=True,
        text=True,
        timeout=280,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="/proc")
@pytest.mark.skipif(
    sys.version_info[:2] == (3, 12), reason="it tells of no opcodes when asked to in the call event"
)
@pytest.mark.parametrize("handoff", ["eventfd", "pipe"])
def test_an_interrupt_while_file_descriptors_come_and_go_leaves_none(
    fresh: Fresh, handoff: str
) -> None:
    """A signal handler may raise between any two bytecodes: what has been made then has an owner."""
    fresh(
        """
        from synchronicity.runtime import wakers
        class Injected(Exception): pass
        def attempt(at):
            count = 0
            def trace(frame, event, arg):
                nonlocal count
                if frame.f_code.co_filename != wakers.__file__: return None
                frame.f_trace_opcodes = True
                if event == "opcode":
                    count += 1
                    if count == at: raise Injected
                return trace
            sys.settrace(trace)
            try:
                waker = wakers.FileWaker()
                del waker  # with whatever that runs
            except Injected: return True
            finally: sys.settrace(None)
            return False
        unraisable = []
        sys.unraisablehook = unraisable.append
        before = len(os.listdir("/proc/self/fd"))
        at = 0
        while attempt(at := at + 1): pass
        assert at > 10, at
        assert not unraisable  # no finalizer that could be interrupted
        gc.collect()
        assert len(os.listdir("/proc/self/fd")) == before
        """,
        SYNCHRONICITY_HANDOFF=handoff,
    )
