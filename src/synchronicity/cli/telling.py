"""Where the problems of a command go: to people on standard error, to programs on standard output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

from ..codegen.diagnostics import Diagnostic
from .choices import OutputFormat
from .console import Console
from .report import COMMAND_LINE, Finding, count, relative, render, to_finding


@final
@dataclass(frozen=True)
class Teller:
    """Shows findings in one format, to somebody in `directory` who typed `command`."""

    console: Console
    format: OutputFormat
    directory: Path
    command: str

    def fail(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Show why nothing was written."""
        findings = self.findings(diagnostics)
        self.report(findings)
        self.console.note(f"{count(findings)}; nothing was written")

    def report(self, findings: Sequence[Finding], *, on_error: bool = False) -> None:
        """Show findings. `on_error` says that standard output is taken."""
        text = render(findings, self.format, {COMMAND_LINE: self.command}, self.directory)
        if self.format is OutputFormat.TEXT or on_error:
            if text:
                self.console.note(text.rstrip("\n"))
        else:
            self.console.print(text)

    def findings(self, diagnostics: Iterable[Diagnostic]) -> list[Finding]:
        """Diagnostics as they are shown."""
        return [to_finding(diagnostic, self.directory) for diagnostic in diagnostics]

    def shown(self, path: Path) -> str:
        """A path as it is shown."""
        return relative(str(path), self.directory)
