"""What a run reads beside the modules that it imports: files, directories, environment variables, names that are not there.

Python tells of it: audit events, the mapping `os.environ`, and the finders of imports. What it does not tell of (the clock, a
random number) counts only as far as it changes what is registered, which fingerprints.py looks at.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from typing import Any, Optional, cast, final

# Whatever comes back from there may be another thing tomorrow.
_OUTSIDE = (
    *(
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostby",
        "socket.sendto",
        "urllib.Request",
    ),
    *("http.client.connect", "ftplib.", "imaplib.", "poplib.", "smtplib.", "sqlite3.connect"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"),
    *("os.startfile", "pty.spawn", "winreg."),
)
_LISTINGS = ("os.listdir", "os.scandir")
_HERE = os.path.join(os.path.dirname(__file__), "")
_WRITING = os.O_TRUNC | os.O_EXCL


@final
@dataclass
class Reads:
    """What was read. `outside` names what nobody can look at again, such as a connection, None if there was nothing."""

    files: set[str] = field(default_factory=set[str])
    folders: set[str] = field(default_factory=set[str])
    variables: set[str] = field(default_factory=set[str])
    whole_environment: bool = False
    imports: set[str] = field(default_factory=set[str])
    absent: dict[str, Optional[list[str]]] = field(default_factory=dict[str, Optional[list[str]]])
    """The modules that no finder found, each with the path that it was searched on."""
    outside: Optional[str] = None
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    """As it was at first: user code may change it after it has looked."""
    started: int = field(default_factory=time.time_ns)


@contextlib.contextmanager
def traced() -> Generator[Reads, None, None]:
    """Note what is read in here, by any thread."""
    global _reads
    reads = Reads()
    first, last = _First(reads), _Last(reads)
    _install()
    sys.meta_path.insert(0, first)
    sys.meta_path.append(last)
    before, _reads = _reads, reads
    try:
        with _watched_environment(reads):
            yield reads
    finally:
        _reads = before
        for finder in (first, last):
            if finder in sys.meta_path:  # user code may have cleared it
                sys.meta_path.remove(finder)


_reads: Optional[Reads] = None
_installed = False


def _install() -> None:
    """Hook into the audit events, once: such a hook stays as long as the process."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _reads is None:
        return
    if event == "open":
        path, _, flags = arguments
        if not (isinstance(flags, int) and flags & _WRITING) and not _is_import(sys._getframe(1)):
            _add(_reads.files, path)
    elif event in _LISTINGS:
        if not _is_import(sys._getframe(1)):
            _add(_reads.folders, arguments[0])
    elif event.startswith(_OUTSIDE):
        _reads.outside = event


def _is_import(frame: Any) -> bool:
    """Whether the import system reads, or we for it: what it finds are modules, and these are looked at as such."""
    name: str = frame.f_code.co_filename
    return name.startswith(("<frozen importlib", "<frozen zipimport", _HERE))


def _add(paths: set[str], path: object) -> None:
    if path is None:
        path = "."
    if isinstance(path, (str, bytes, os.PathLike)):  # else the number of a file that is open
        with contextlib.suppress(OSError, ValueError):  # no such path, so nothing is read
            paths.add(os.path.abspath(os.fsdecode(cast("str", path))))


@contextlib.contextmanager
def _watched_environment(reads: Reads) -> Generator[None, None, None]:
    """The mapping itself has to tell: whoever has imported it has this very object."""
    environments: list[Any] = [os.environ, *([os.environb] if os.supports_bytes_environ else [])]
    plain: Any = type(os.environ)

    class Watched(plain):  # type: ignore[misc]  # a class of no public name
        def __getitem__(self, key: Any) -> Any:
            if isinstance(key, (str, bytes)):
                reads.variables.add(os.fsdecode(key))
            return plain.__getitem__(self, key)

        def __iter__(self) -> Iterator[Any]:
            reads.whole_environment = True
            return cast("Iterator[Any]", plain.__iter__(self))

    for environment in environments:
        environment.__class__ = Watched
    try:
        yield
    finally:
        for environment in environments:
            environment.__class__ = plain


class _First:
    """Asked before all other finders: which modules are imported."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads

    def find_spec(self, name: str, path: Any = None, target: object = None) -> Optional[ModuleSpec]:
        self._reads.imports.add(name)
        return None


class _Last:
    """Asked when no other finder knows a module."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads

    def find_spec(self, name: str, path: Any = None, target: object = None) -> Optional[ModuleSpec]:
        self._reads.absent[name] = None if path is None else [str(entry) for entry in path]
        return None
