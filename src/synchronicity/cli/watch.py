"""The command `watch`: generates again, in a fresh interpreter, whenever a file changes that took part.

Knows files and processes. What is compiled is `generate`'s business; which files took part, its process tells.
"""

from __future__ import annotations

import argparse
import enum
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional, final

from ..codegen.header import HeaderState, verify
from ..codegen.layout import read_text
from .choices import SETTINGS_FILE
from .command import Command
from .console import Console
from .exits import CannotRun, ExitCode
from .options import Request, resolve
from .report import plural

_FOREIGN = {"site-packages", "dist-packages", "node_modules", "__pycache__"}
_POLL = 200  # milliseconds

# Generates, and writes down which files were imported for it.
_CHILD = """
import json, os, sys
from synchronicity.cli import run
code = run(sys.argv[2:], final=True)
files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
with open(sys.argv[1], "w", encoding="utf-8") as stream:
    json.dump([file for file in files if isinstance(file, str)], stream)
for stream in (sys.__stdout__, sys.__stderr__):
    stream.flush()
os._exit(code)
"""


def _check_arguments(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    options.request = resolve(parser, options, arguments)
    if options.request.output is None:
        parser.error("watch needs -o, or an `output` in the settings: the directory to write to")


def _run(options: argparse.Namespace, console: Console) -> int:
    try:
        watchfiles: Any = importlib.import_module("watchfiles")
    except ImportError:
        raise CannotRun(
            "`watchfiles` is not installed, which sees when files change: pip install 'synchronicity[watch]'"
        ) from None
    request: Request = options.request
    watch = _Watch(request)
    try:
        started = False
        # The first turn comes when the watching has begun, so that no change falls between it and the first run.
        for changes in watchfiles.watch(
            *watch.roots,
            watch_filter=watch.concerns,
            rust_timeout=_POLL,
            yield_on_timeout=True,
            raise_interrupt=True,
        ):
            if started and not changes:
                continue
            if started:
                console.note(f"changed: {', '.join(watch.shown(path for _, path in changes))}")
            started = True
            watch.generate()
            console.note(f"watching {watch.described()}; Ctrl-C ends it")
    except KeyboardInterrupt:
        console.note("stopped watching")
        return ExitCode.INTERRUPTED
    return ExitCode.DONE


@final
class _Watch:
    """What is watched: after a run without errors the files that took part, else every source file of the project."""

    def __init__(self, request: Request) -> None:
        self._request = request
        directories = [request.directory, *(Path(path) for path in request.paths)]
        if request.settings is not None:
            directories.append(request.settings.directory)
        found = sorted({directory.resolve() for directory in directories})
        self.roots = [root for root in found if not any(other in root.parents for other in found)]
        self._files: Optional[frozenset[str]] = None

    def concerns(self, change: enum.Enum, path: str) -> bool:
        """Whether what is generated may depend on the file. One that is new may be what a glob in the settings means."""
        file = Path(path)
        if file.name == SETTINGS_FILE:
            return True
        if self._files is not None and change.name != "added":
            return os.path.realpath(path) in self._files
        return file.suffix == ".py" and self._is_source(file)

    def generate(self) -> None:
        """Generate, and learn which files take part."""
        # with a record, modules that only the compiler imports would not be imported, and not be known
        arguments = ["generate", *self._request.arguments[1:], "--no-cache"]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # for changes within a second
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "files.json")
            done = subprocess.run(
                [sys.executable, "-c", _CHILD, str(report), *arguments],
                cwd=self._request.directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            files: list[str] = json.loads(report.read_text("utf-8")) if report.is_file() else []
        self._files = self._own(files) if done.returncode == 0 else None

    def described(self) -> str:
        """What is watched, in words."""
        if self._files is None:
            return "every source file, until it compiles"
        return plural(len(self._files), "file")

    def shown(self, paths: Iterable[str]) -> list[str]:
        """Paths of the project as people write them."""
        top = self._request.directory.resolve()
        return sorted(os.path.relpath(os.path.realpath(path), top) for path in set(paths))

    def _own(self, files: Iterable[str]) -> frozenset[str]:
        """Those of the files that are the project's."""
        resolved = [Path(os.path.realpath(file)) for file in files]
        return frozenset(str(file) for file in resolved if self._is_source(file))

    def _is_source(self, file: Path) -> bool:
        """Whether a file is written by people and lies in the project, not in an environment inside it."""
        root = next((root for root in self.roots if root in file.parents), None)
        if root is None:
            return False
        parts = file.relative_to(root).parts
        if any(part in _FOREIGN or part.startswith(".") for part in parts):
            return False
        return verify(read_text(file) or "") is HeaderState.FOREIGN


COMMAND = Command(_check_arguments, _run)
