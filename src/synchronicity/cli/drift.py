"""`--check`: whether the files are what would be written now.

Only looks, and says what it saw as a diff and as findings.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from ..codegen.layout import PlannedFile
from .report import Finding, relative

_CODE = "out-of-date"


def differing(planned: Iterable[PlannedFile]) -> list[PlannedFile]:
    """The files whose text would change; the ends of lines, which a checkout may have changed, do not count."""
    return [file for file in planned if file.old is None or _plain(file.old) != file.text]


def diff(file: PlannedFile, directory: Path) -> str:
    """A unified diff from the file as it is to the file as it would be written."""
    name = relative(str(file.path), directory)
    old = "" if file.old is None else _plain(file.old)
    lines = difflib.unified_diff(
        _lines(old), _lines(file.text), "/dev/null" if file.old is None else name, name
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def outdated(file: PlannedFile, directory: Path) -> Finding:
    """The finding that `file` differs or is missing."""
    state = "is missing" if file.old is None else "differs from what is generated now"
    return _finding(file.path, directory, state, "generate it again")


def stale(path: Path, directory: Path) -> Finding:
    """The finding that nothing generates the file `path` any more."""
    return _finding(path, directory, "is generated, but no longer", "remove it with `--prune`")


def _finding(path: Path, directory: Path, message: str, help: str) -> Finding:
    return Finding(relative(str(path), directory), 1, 1, 0, 0, "error", _CODE, message, help)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _lines(text: str) -> list[str]:
    """The lines of `text` with their ends; unlike for `str.splitlines`, only `\\n` ends one."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
