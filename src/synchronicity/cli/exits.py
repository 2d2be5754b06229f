"""How a command ends."""

from __future__ import annotations

import enum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..codegen.diagnostics import Diagnostic


class ExitCode(enum.IntEnum):
    DONE = 0
    FAILED = 1
    """The user's modules have errors, `check` found a difference, or `validate` found something."""
    CANNOT_RUN = 2
    """Usage, configuration, input and output, or a mistake of ours."""
    INTERRUPTED = 130


class CannotRun(Exception):
    """The command cannot do its work; the text says why and what to do."""


class Refused(Exception):
    """The command cannot do its work, for mistakes in the settings; `diagnostics` has their places."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics
