"""Modules as they are loaded and as they are written: one parsed file each, kept.

Knows how live modules, their source files and code objects belong together, and when a module may be imported. Does
not know what their names mean.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from collections.abc import Iterable, Mapping
from types import CodeType, ModuleType
from typing import Any, Optional, final

from .scopes import FileTable
from .source import module_source, path_source


@final
class ReadModule:
    """A module: its importable name, its live object (None: not importable), and its source's table."""

    __slots__ = ("live", "name", "table")

    def __init__(self, name: str, live: Optional[ModuleType], table: FileTable) -> None:
        self.name, self.live, self.table = name, live, table

    @property
    def names(self) -> Mapping[str, Any]:
        return vars(self.live) if self.live is not None else {}

    @property
    def is_package(self) -> bool:
        if self.live is not None:
            return hasattr(self.live, "__path__")
        return os.path.basename(self.table.source.path).startswith("__init__.")

    def absolute(self, module: str, level: int) -> str:
        """What `from ..module import x` imports from, written here."""
        if not level:
            return module
        package = self.name if self.is_package else self.name.rpartition(".")[0]
        for _ in range(level - 1):
            package = package.rpartition(".")[0]
        return f"{package}.{module}" if module and package else module or package


@final
class Modules:
    """All modules that reading met. `targets` are never imported: they are what is to be generated."""

    def __init__(self, targets: Iterable[str]) -> None:
        self._targets = frozenset(targets)
        self._live: dict[str, Optional[ModuleType]] = {}
        self._read: dict[str, Optional[ReadModule]] = {}
        self._stubs: dict[str, Optional[ReadModule]] = {}
        self._files: dict[str, Optional[FileTable]] = {}

    def live(self, name: str) -> Optional[ModuleType]:
        """The loaded module; imported if nobody did, which happens for what is imported under TYPE_CHECKING only."""
        if self._forbidden(name):
            return None  # an older one may be loaded: what comes out must not depend on that
        loaded = sys.modules.get(name)
        if loaded is not None:
            return loaded
        if name not in self._live:
            self._live[name] = _import(name)
        return self._live[name]

    def is_target(self, name: str) -> bool:
        """Whether this is the name of a module that is to be generated."""
        return name in self._targets

    def read(self, name: str) -> Optional[ReadModule]:
        """The module with its source; None if it has none."""
        if name not in self._read:
            live = self.live(name)
            table = self._table(live) if live is not None else None
            self._read[name] = None if table is None else ReadModule(name, live, table)
        return self._read[name]

    def stub(self, name: str) -> Optional[ReadModule]:
        """The module as the `.pyi` beside it describes it; None if there is none."""
        if name not in self._stubs:
            live = self.live(name)
            path: object = vars(live).get("__file__") if live is not None else None
            table: Optional[FileTable] = None
            if isinstance(path, str):
                folder, file = os.path.split(path)
                # `fast.cpython-313-x86_64-linux-gnu.so` and `fast.pyc` are described by `fast.pyi`
                stem = file.partition(".")[0]
                table = self.file(os.path.join(folder, f"{stem}.pyi"))
            self._stubs[name] = None if table is None else ReadModule(name, live, table)
        return self._stubs[name]

    def of_globals(self, names: Mapping[str, Any]) -> str:
        """The importable name of the module whose globals these are (`python -m pkg` calls it __main__)."""
        name: str = names.get("__name__") or ""
        spec = names.get("__spec__")
        if name == "__main__" and spec is not None:
            name = spec.name
            if name.endswith(".__main__") and name not in sys.modules:
                return "__main__"
            return name if name in sys.modules else "__main__"
        return name

    def of_code(self, code: CodeType, names: Mapping[str, Any]) -> Optional[ReadModule]:
        """The module in whose file `code` was compiled, its names being `names`."""
        name = self.of_globals(names)
        module = self.read(name) if name else None
        if module is not None and same_file(module.table.source.path, code.co_filename):
            return module
        table = self.file(code.co_filename)
        if table is None:
            # code that was compiled on another machine tells a path that is not here
            if module is None or _base(module.table.source.path) != _base(code.co_filename):
                return None
            return module
        return ReadModule(name, sys.modules.get(name), table)

    def by_file(self, path: str) -> Optional[ReadModule]:
        """The loaded module that is written in `path`."""
        for name, loaded in list(sys.modules.items()):
            file = getattr(loaded, "__dict__", {}).get("__file__")
            if isinstance(file, str) and same_file(file, path):
                return self.read(self.of_globals(vars(loaded)) or name)
        return None

    def file(self, path: str) -> Optional[FileTable]:
        if path not in self._files:
            source = path_source(path)
            self._files[path] = None if source is None else FileTable(source)
        return self._files[path]

    def _table(self, live: ModuleType) -> Optional[FileTable]:
        path: object = vars(live).get("__file__")
        known = self._files.get(path) if isinstance(path, str) else None
        if known is None:
            source = module_source(live)
            known = None if source is None else FileTable(source)
            if known is not None:
                self._files[known.source.path] = known
        return known

    def _forbidden(self, name: str) -> bool:
        return any(name == target or name.startswith(f"{target}.") for target in self._targets)


def _import(name: str) -> Optional[ModuleType]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except (Exception, SystemExit):  # whatever a user's module does at import: it is not importable
        return None


def _base(path: str) -> str:
    return os.path.basename(path)


_REAL: dict[str, str] = {}


def same_file(first: str, second: str) -> bool:
    return first == second or _real(first) == _real(second)


def _real(path: str) -> str:
    if path not in _REAL:
        _REAL[path] = os.path.realpath(path)
    return _REAL[path]
