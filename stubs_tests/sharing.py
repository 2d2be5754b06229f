"""Doing a slow thing once a session, although several workers of pytest-xdist need its result."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 110.0


def once(directory: Path, name: str, work: Callable[[], str]) -> str:
    """The result of the work, from whichever process came first; the others wait for it.

    `directory` is one that the processes share, and new in each session.
    """
    result, claim, failure = (directory / f"{name}.{kind}" for kind in ("txt", "claim", "failed"))
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        return _await_file(result, failure)
    try:
        text = work()
    except BaseException as error:
        _write(failure, repr(error))
        raise
    _write(result, text)
    return text


def _await_file(result: Path, failure: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if result.exists():
            return result.read_text(encoding="utf-8")
        if failure.exists():
            break
        time.sleep(0.05)
    said = failure.read_text(encoding="utf-8") if failure.exists() else "it did not answer"
    raise RuntimeError(f"the other worker failed: {said}")


def _write(path: Path, text: str) -> None:
    """All at once: a reader sees the whole text, or no file."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, path)
