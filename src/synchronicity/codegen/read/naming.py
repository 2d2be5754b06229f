"""From where generated code imports an object: a public path, and never a module that is being generated.

Knows which paths lead to the same live object. Does not know how a name was resolved.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, Optional, final

from ..model.names import QualifiedName
from .modules import Modules
from .scopes import Binding, BindingKind
from .standard import is_of_standard

_MISSING = object()


@final
class PublicNames:
    """Chooses import paths. `targets` and the packages around them would be imports in a circle."""

    def __init__(self, targets: Iterable[str], modules: Modules) -> None:
        self._modules = modules
        self._circular: set[str] = set()
        for target in targets:
            parts = target.split(".")
            self._circular.update(".".join(parts[: end + 1]) for end in range(len(parts)))
        self._chosen: dict[
            tuple[int, str, str, Optional[QualifiedName], bool], Optional[QualifiedName]
        ] = {}
        self._kept: list[Any] = []

    def path(
        self,
        obj: Any,
        defined: QualifiedName,
        authored: Optional[QualifiedName] = None,
        *,
        exported: bool = False,
    ) -> Optional[QualifiedName]:
        """Where `obj`, defined as `defined`, is imported from; None: from nowhere.

        The path that its author's import spelled; else the shortest package prefix of its module that has it, or, as stubs need it,
        that has it for type checkers (`exported`).
        """
        key = (id(obj), defined.module, defined.qualname, authored, exported)
        if key not in self._chosen:
            self._chosen[key] = self._choose(obj, defined, authored, exported)
            self._kept.append(obj)  # so that its id is not given to another object
        return self._chosen[key]

    def _choose(
        self,
        obj: Any,
        defined: QualifiedName,
        authored: Optional[QualifiedName],
        exported: bool,
    ) -> Optional[QualifiedName]:
        first: Optional[QualifiedName] = None
        for path in self._paths(obj, defined, authored, exported):
            # `import a.b`, and then `a.b.C`: no submodule will do that hides behind another attribute of its package.
            if _reached(path) is obj:
                return path
            first = first or path
        if first is not None:
            return first
        return defined if self.leads_to(defined, obj, circular=True) else None

    def _paths(
        self,
        obj: Any,
        defined: QualifiedName,
        authored: Optional[QualifiedName],
        exported: bool,
    ) -> Iterator[QualifiedName]:
        """Those that `path` speaks of, the best first."""
        if authored is not None and self.leads_to(authored, obj):
            yield authored
        parts = defined.module.split(".")
        for end in range(1, len(parts)):
            candidate = QualifiedName(".".join(parts[:end]), defined.qualname)
            if self.leads_to(candidate, obj) and (not exported or self._exports(candidate)):
                yield candidate

    def _exports(self, path: QualifiedName) -> bool:
        """Whether type checkers take a name of a package for one that it has: not what it imports for itself (PEP 484)."""
        live = self._modules.live(path.module)
        name = path.qualname.partition(".")[0]
        if live is None or is_of_standard(path.module) or name in getattr(live, "__all__", ()):
            return True
        read = self._modules.read(path.module)
        bindings = [] if read is None else read.table.root.bindings.get(name, [])
        return not bindings or any(map(_is_export, bindings))

    def leads_to(self, path: QualifiedName, obj: Any, *, circular: bool = False) -> bool:
        if path.module in self._circular and not circular:
            return False
        return lookup(path) is obj


def _is_export(binding: Binding) -> bool:
    """Whether what binds a name is no import, or says that it exports: `from .client import Client as Client`."""
    node = binding.node
    if binding.kind is not BindingKind.FROM or not isinstance(node, ast.ImportFrom):
        return True
    return any(alias.asname == alias.name == binding.name for alias in node.names)


def lookup(path: QualifiedName) -> Any:
    """The live object at a path, without running descriptors; a sentinel where there is none."""
    current: Any = sys.modules.get(path.module)
    if current is None:
        return _MISSING
    for part in path.qualname.split("."):
        if isinstance(current, (ModuleType, type)):
            current = vars(current).get(part, _MISSING)
        else:
            return _MISSING
    return current


def _reached(path: QualifiedName) -> Any:
    """What the dotted path leads to from the top package on."""
    top, _, rest = path.module.partition(".")
    return lookup(QualifiedName(top, f"{rest}.{path.qualname}" if rest else path.qualname))


def found(path: QualifiedName) -> Optional[Any]:
    """The live object at a path, None where there is none."""
    obj = lookup(path)
    return None if obj is _MISSING else obj
