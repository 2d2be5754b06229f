"""What was compiled before, kept with a digest of everything that it came from.

A record is a file in the cache directory of the user, not in the project: what decides whether files are up to date must not
lie beside them, where whoever proposes a change could bring it along. Where there is no record, or one cannot be kept, all is
compiled as ever.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, final

from ..codegen.diagnostics import Code, Diagnostic, Location, Severity
from ..codegen.output import CompiledModules, GeneratedModule
from ..codegen.writer import replace_files
from ..module import Module
from .digests import Files, digest, folder, is_foreign, module_files, own_sources, python
from .fingerprints import fingerprint
from .options import Request
from .tracing import Reads

DIRECTORY = "SYNCHRONICITY_CACHE_DIR"
"""The environment variable that names another directory."""
_MOST = 64
"""How many records are kept, of all projects together."""


@final
@dataclass(frozen=True)
class Compiled:
    """What a compilation gave: the texts, and the warnings."""

    modules: CompiledModules
    warnings: tuple[Diagnostic, ...] = ()


@final
class Record:
    """The place for what a request gives, once its implementation has been imported.

    Args:
        request: what is compiled.
        modules: the Modules that importing gave.
        reads: what was read while importing.
    """

    def __init__(self, request: Request, modules: Sequence[Module], reads: Reads) -> None:
        self._files = Files()
        self._started = reads.started
        self._imported = module_files(sys.modules.values())
        self._key: Optional[str] = None
        directory = _directory()
        if directory is None or self._imported is None or reads.outside:
            return
        asked = dataclasses.replace(request, arguments=(), settings=None, output=None)
        place = digest(repr(asked), *python())
        self._path = directory / f"{place[:32]}.json"
        inputs = json.dumps(self._inputs(self._imported, reads))
        self._key = digest(place, own_sources(), inputs, *fingerprint(modules, _modules(modules)))

    def find(self) -> Optional[Compiled]:
        """What was kept, if everything is as it was then."""
        if self._key is None:
            return None
        try:
            checksum, _, text = self._path.read_text("utf-8", "surrogatepass").partition("\n")
        except (OSError, UnicodeError):  # there is none, or it is no text
            return None
        if checksum != digest(text):
            return None  # it is damaged
        kept: dict[str, Any] = json.loads(text)
        if kept["key"] != self._key or not self._holds(kept["then"]):
            return None
        with contextlib.suppress(OSError):
            os.utime(self._path)  # it is in use
        return Compiled(
            CompiledModules(GeneratedModule(*texts) for texts in kept["modules"]),
            tuple(_diagnostic(each) for each in kept["warnings"]),
        )

    def keep(self, compiled: Compiled, reads: Reads) -> None:
        """Keep what was compiled; `reads` is what was read for it, after importing."""
        then = None if self._key is None else self._then(reads)
        if then is None or not self._files.were_settled_at(self._started):
            return
        modules, stubs = compiled.modules, compiled.modules.stubs
        text = json.dumps(
            {
                "key": self._key,
                "then": then,
                "modules": [(target, modules[target], stubs[target]) for target in modules],
                "warnings": [_plain(each) for each in compiled.warnings],
            }
        )
        # A record saves time and is not asked for: a full disk or a directory that nobody may write to is no failure.
        with contextlib.suppress(OSError):
            content = f"{digest(text)}\n{text}".encode("utf-8", "surrogatepass")
            replace_files({self._path: content})
            _forget(self._path.parent)

    def _then(self, reads: Reads) -> Optional[dict[str, Any]]:
        """What else was read when it was compiled; None if nobody can tell whether that changed."""
        new = module_files(sys.modules.values())
        failed = reads.imports - sys.modules.keys() - reads.absent.keys()
        if new is None or failed or reads.outside:
            return None
        known = self._imported or set()
        return {**self._inputs(new - known, reads), "absent": sorted(reads.absent.items())}

    def _inputs(self, modules: Iterable[str], reads: Reads) -> dict[str, Any]:
        """The present state of what was read; no values of the environment, which may be secrets."""
        files = {*modules, *(path for path in reads.files if not is_foreign(path))}
        environment = reads.environment
        names = environment if reads.whole_environment else reads.variables
        return {
            "files": [(path, self._files.file(path)) for path in sorted(files)],
            "folders": [(path, folder(path)) for path in sorted(reads.folders)],
            "whole": reads.whole_environment,
            "variables": [(name, _value(environment, name)) for name in sorted(names)],
        }

    def _holds(self, then: Mapping[str, Any]) -> bool:
        """Whether what was read for compiling is still the same."""
        variables = [name for name, _ in then["variables"]]
        return (
            all(self._files.file(path) == kept for path, kept in then["files"])
            and all(folder(path) == kept for path, kept in then["folders"])
            and (not then["whole"] or variables == sorted(os.environ))
            and all(_value(os.environ, name) == kept for name, kept in then["variables"])
            and not any(_is_there(name, path) for name, path in then["absent"])
        )


def _modules(modules: Sequence[Module]) -> list[Any]:
    """The modules that registered something."""
    names = {entry.module for module in modules for entry in module._entries}
    names |= {module._module for module in modules}
    return [sys.modules[name] for name in sorted(names) if name in sys.modules]


def _value(environment: Mapping[str, str], name: str) -> Optional[str]:
    value = environment.get(name)
    return None if value is None else digest(value)


def _is_there(name: str, path: Optional[list[str]]) -> bool:
    """Whether a module that could not be found can be found now."""
    return any(finder.find_spec(name, path) for finder in sys.meta_path)


def _directory() -> Optional[Path]:
    """Where records are; None for a user without a home."""
    chosen = os.environ.get(DIRECTORY)
    if chosen:
        return Path(chosen).absolute()
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "synchronicity"


def _forget(directory: Path) -> None:
    """Remove the records that were not used for longest, if there are too many."""
    records = sorted(directory.glob("*.json"), key=lambda file: file.stat().st_mtime)
    for old in records[:-_MOST]:
        old.unlink(missing_ok=True)


def _plain(found: Diagnostic) -> list[Any]:
    place = dataclasses.astuple(found.location)
    return [found.code.value, place, found.message, found.help, found.severity.value]


def _diagnostic(plain: Sequence[Any]) -> Diagnostic:
    code, place, message, help, severity = plain
    return Diagnostic(Code(code), Location(*place), message, help, Severity(severity))
