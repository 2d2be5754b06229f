"""Validating a library's generated pairs from Python: what `synchronicity validate` finds, as data.

Runs the command line in a process of its own, so that the caller's interpreter imports nothing of the library and nothing of
ours that takes part. The pytest plugin stands on this.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Union, final

from .cli.choices import OutputFormat
from .cli.report import Finding, render

__all__ = ["CannotValidate", "Finding", "Pair", "pairs", "show", "validate"]

_Path = Union[str, os.PathLike[str]]


@final
@dataclass(frozen=True)
class Pair:
    """A generated module.

    `path` and `line` say where the implementation has the Module that it is generated from; `source` and `stub` are its two
    files. Paths are relative to the directory that was asked about, if they lie below it.
    """

    module: str
    path: str
    line: int
    source: str
    stub: str


class CannotValidate(Exception):
    """The checks could not be run; the text says why and what to do."""


def validate(directory: _Path = ".", *, checkers: Optional[Iterable[str]] = None) -> list[Finding]:
    """Run checks over the generated pairs of a project.

    Args:
        directory: where the project's pyproject.toml is, or below; its table [tool.synchronicity] says what is generated.
        checkers: the names of the checks, see `synchronicity validate --help`; all by default.

    Returns:
        What was found, nothing if all is well; also the errors of an implementation that does not compile.

    Raises:
        CannotValidate: the settings are missing or wrong, there is no such check, or it is not installed.
    """
    options = [] if checkers is None else ["--checkers", ",".join(checkers)]
    return [Finding(**entry) for entry in _entries(Path(directory), options)]


def pairs(directory: _Path = ".") -> list[Pair]:
    """The generated modules of a project, whether their files are there or not.

    Raises:
        CannotValidate: also where the implementation cannot be imported.
    """
    entries = _entries(Path(directory), ["--list"])
    if any("message" in entry for entry in entries):
        raise CannotValidate(show([Finding(**entry) for entry in entries], directory))
    return [Pair(**entry) for entry in entries]


def show(findings: Iterable[Finding], directory: _Path = ".") -> str:
    """The findings of a project in `directory` as text for people, with their source lines."""
    return render(findings, OutputFormat.TEXT, {}, Path(directory)).rstrip("\n")


def _entries(directory: Path, options: list[str]) -> list[dict[str, Any]]:
    """What `validate` prints for programs."""
    done = subprocess.run(
        [sys.executable, "-m", "synchronicity.cli", "validate", "--output-format=json", *options],
        cwd=directory,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise CannotValidate("\n".join([done.stderr.strip(), *_shown(done.stdout, directory)]))
    entries: list[dict[str, Any]] = json.loads(done.stdout)
    return entries


def _shown(text: str, directory: Path) -> list[str]:
    """The findings in `text`, if there are any."""
    try:
        return [show([Finding(**entry) for entry in json.loads(text)], directory)]
    except ValueError:
        return []
