"""Digests of files and directories, and where files of the project end and those of Python begin.

Knows the file system. Does not know what the digests are kept for.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, Optional, final

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_LIBRARY = tuple(
    os.path.join(sysconfig.get_path(name), "") for name in ("stdlib", "platstdlib")
)  # each with a separator at its end
_INSTALLED = tuple(f"{os.sep}{name}{os.sep}" for name in ("site-packages", "dist-packages"))
_LARGE = 2**20
"""Of what is larger, the file system is asked whether it changed."""
_TICK = 20_000_000
"""How far, in nanoseconds, the time of a file may lie behind the clock."""


def digest(*texts: str) -> str:
    """A digest of texts, each with its length."""
    hashed = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(data))
        hashed.update(data)
    return hashed.hexdigest()


@final
class Files:
    """The files and directories that were looked at, each once, as they were then."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._changed = 0

    def file(self, path: str) -> str:
        """A digest of the content; a word for what is no file, such as a device."""
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def were_settled_at(self, moment: int) -> bool:
        """Whether all files had been as they are at `moment`, in nanoseconds: what was read then is what was looked at."""
        return self._changed < moment - _TICK

    def _look(self, path: str) -> str:
        try:
            found = os.stat(path)
            if not stat.S_ISREG(found.st_mode):
                return "no file"
            self._changed = max(self._changed, found.st_mtime_ns, found.st_ctime_ns)
            if found.st_size > _LARGE:
                return repr((found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
            with open(path, "rb") as stream:
                return hashlib.sha256(stream.read()).hexdigest()
        except OSError as error:
            return f"no access: {error.errno}"


def folder(path: str) -> str:
    """A digest of the names in a directory."""
    try:
        return digest(*sorted(name for name in os.listdir(path) if name != "__pycache__"))
    except OSError as error:
        return f"no access: {error.errno}"


def own_sources() -> str:
    """A digest of the compiler itself."""
    files = Files()
    return digest(*(f"{path[len(_OURS) :]} {files.file(path)}" for path in _python_files(_OURS)))


def module_files(modules: Iterable[Optional[ModuleType]]) -> Optional[set[str]]:
    """The files of modules, without ours and those of Python; None if one comes from nowhere that can be looked at."""
    found: set[str] = set()
    for module in modules:
        names: Any = getattr(module, "__dict__", {})
        path = names.get("__file__")
        if not isinstance(path, str) or is_foreign(path):
            continue
        if not os.path.isfile(path):
            path = getattr(getattr(names.get("__spec__"), "loader", None), "archive", None)
            if not isinstance(path, str):
                return None
        found.add(os.path.abspath(path))
    return found


def is_foreign(path: str) -> bool:
    """Whether a file is one of ours, which are looked at by themselves, or of Python's, which its version stands for."""
    if path.startswith(os.path.join(_OURS, "")):
        return True
    return path.startswith(_LIBRARY) and not any(name in path for name in _INSTALLED)


def python() -> tuple[str, ...]:
    """The interpreter, as far as what a program does depends on it."""
    return (sys.version, sys.platform, os.name, repr(sys.flags), sys.prefix, repr(sys.path))


def _python_files(directory: str) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(folder, name)
