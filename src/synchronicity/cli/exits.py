"""How a command ends."""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    DONE = 0
    FAILED = 1
    """The user's modules have errors, or `--check` found a difference."""
    CANNOT_RUN = 2
    """Usage, configuration, input and output, or a mistake of ours."""
    INTERRUPTED = 130


class CannotRun(Exception):
    """The command cannot do its work; the text says why and what to do."""
