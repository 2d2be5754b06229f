"""How problems are shown: to people, as JSON, and as annotations on GitHub.

Knows source lines and output formats. Does not know where problems come from.
"""

from __future__ import annotations

import dataclasses
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, final

from ..codegen.diagnostics import Diagnostic, Severity
from .blame import read_source
from .choices import OutputFormat

COMMAND_LINE = "<command line>"
"""The path of a problem that is in no file, but in what was typed."""

_INDENT = "    "


@final
@dataclass(frozen=True)
class Finding:
    """A problem, as it is shown: the path relative to the current directory when below it, ends 0 when unknown."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    severity: str
    code: str
    message: str
    help: Optional[str] = None
    module: Optional[str] = None
    """The generated module that it is about, where that is known."""


def to_finding(diagnostic: Diagnostic, directory: Path) -> Finding:
    """A diagnostic as it is shown to somebody in `directory`."""
    place = diagnostic.location
    return Finding(
        relative(place.path, directory),
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        diagnostic.severity.value,
        diagnostic.code.value,
        diagnostic.message,
        diagnostic.help,
    )


def relative(path: str, directory: Path) -> str:
    """`path` from `directory` if it lies below it, with forward slashes; else unchanged."""
    try:
        return Path(path).relative_to(directory).as_posix()
    except ValueError:
        return path


def render(
    findings: Iterable[Finding], format: OutputFormat, texts: Mapping[str, str], directory: Path
) -> str:
    """The findings as text that ends with a newline; nothing for none, `[]` in JSON.

    Args:
        findings: what was found, in order.
        format: how to show it.
        texts: the text of paths that are no files, such as `COMMAND_LINE`.
        directory: what the paths are relative to.
    """
    if format is OutputFormat.JSON:
        import json

        return json.dumps([dataclasses.asdict(found) for found in findings], indent=2) + "\n"
    if format is OutputFormat.GITHUB:
        return "".join(_as_annotation(found) + "\n" for found in findings)
    return "".join(_as_text(found, _source(found, texts, directory)) + "\n" for found in findings)


def count(findings: Iterable[Finding]) -> str:
    """How many, in words: `2 errors, 1 warning`; empty for none."""
    severities = [found.severity for found in findings]
    return ", ".join(
        plural(severities.count(severity.value), severity.value)
        for severity in Severity
        if severity.value in severities
    )


def plural(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _source(found: Finding, texts: Mapping[str, str], directory: Path) -> str:
    """The line of the finding, empty if there is none to show."""
    text = texts.get(found.path)
    if text is None:
        text = read_source(os.path.join(directory, found.path))
    lines = text.split("\n")
    return lines[found.line - 1] if 0 < found.line <= len(lines) else ""


def _as_text(found: Finding, source: str) -> str:
    message, *more = found.message.split("\n")
    place = f"{found.path}:{found.line}:{found.column}"
    lines = [f"{place}: {found.severity}[{found.code}]: {message}"]
    lines += [f"{_INDENT}{line}" for line in more]
    if source.strip():
        lines += [f"{_INDENT}{_visible(source).rstrip()}", f"{_INDENT}{_caret(found, source)}"]
    if found.help:
        first, *rest = found.help.split("\n")
        lines += [f"help: {first}", *(f"      {line}" for line in rest)]
    return "\n".join(_printable(line) for line in lines)


def _caret(found: Finding, source: str) -> str:
    """A line with carets under the range, which ends with the source line if it goes on below it."""
    start = min(found.column - 1, len(source))
    end = found.end_column - 1 if found.end_line == found.line else start + 1
    if found.end_line > found.line:
        end = len(source.rstrip())
    before = _visible(source[:start])
    return " " * _width(before) + "^" * max(
        _width(_visible(source[start : min(end, len(source))])), 1
    )


def _visible(source: str) -> str:
    return source.replace("\t", _INDENT)


def _width(text: str) -> int:
    """How many columns a terminal takes for `text`: none for what combines, two for wide East Asian characters."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _printable(text: str) -> str:
    """`text` without characters that would steer the terminal: an exception's text is anybody's."""
    return "".join(
        char if char.isprintable() or char == "\t" else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def _as_annotation(found: Finding) -> str:
    """A workflow command of GitHub Actions. What is in no file of the repository has no file and no place there."""
    place = f"file={_property(found.path)},line={found.line},col={found.column},"
    if found.path == COMMAND_LINE:
        place = ""
    message = f"{found.message}\nhelp: {found.help}" if found.help else found.message
    return f"::{found.severity} {place}title={_property(found.code)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
