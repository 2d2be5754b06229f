"""What a name of a module stands for: re-exports followed to the definition.

Asks the live module first, and its source where a live object does not tell how it was spelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional, final

from ..model.names import QualifiedName
from . import live as live_objects
from .modules import ReadModule
from .references import (
    AliasReference,
    ClassReference,
    FormReference,
    LiveReference,
    ModuleReference,
    Reference,
    Unresolved,
    ValueReference,
    VariableReference,
)
from .scopes import Binding

if TYPE_CHECKING:
    from .resolve import Resolver

_MISSING = object()
_DEPTH = 60


@final
class Imports:
    """Looks names up in modules. `resolver` reads their sources."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._depth = 0

    def member(self, module: str, name: str, authored: Optional[QualifiedName] = None) -> Reference:
        """What `module.name` stands for; `authored` is the path that the author wrote for it."""
        if self._depth > _DEPTH:
            return Unresolved(name)
        self._depth += 1
        try:
            return self._member(module, name, authored)
        finally:
            self._depth -= 1

    def _member(self, module: str, name: str, authored: Optional[QualifiedName]) -> Reference:
        path = QualifiedName(module, name)
        if self._resolver.modules.is_target(f"{module}.{name}"):
            return ModuleReference(f"{module}.{name}", None)
        live = self._resolver.modules.live(module)
        if live is None:
            if module in live_objects.TYPING_MODULES:
                return self._typing_member(name, module)
            return ClassReference(path, None, authored, checker_only=True)
        obj = vars(live).get(name, _MISSING)
        if obj is _MISSING:
            found = self._written(module, name)
            if found is not None and not isinstance(found, Unresolved):
                return found
            obj = _ask(live, name)
        if obj is _MISSING:
            submodule = (
                self._resolver.modules.live(f"{module}.{name}")
                if hasattr(live, "__path__")
                else None
            )
            if submodule is not None:
                return ModuleReference(f"{module}.{name}", submodule)
            if module in live_objects.TYPING_MODULES:
                return self._typing_member(name, module)
            return Unresolved(name)
        known = live_objects.classify(obj, path, authored)
        if known is not None and not (isinstance(known, ValueReference)):
            return known
        # a parametrised type says nothing of its spelling; and a value may be for checkers what it is not at run time
        found = self._written(module, name)
        if isinstance(found, (AliasReference, ClassReference, VariableReference, FormReference)):
            return found
        return known or LiveReference(obj, path)

    def _typing_member(self, name: str, module: str) -> Reference:
        """A form that this Python's typing lacks; under TYPE_CHECKING it may be imported all the same."""
        if name in live_objects.SPECIAL_FORMS:
            return FormReference(name, module)
        other = "typing" if module == "typing_extensions" else "typing_extensions"
        live = self._resolver.modules.live(other)
        obj = vars(live).get(name, _MISSING) if live is not None else _MISSING
        if obj is _MISSING:
            return Unresolved(name)
        return live_objects.classify(obj, QualifiedName(module, name)) or Unresolved(name)

    def _written(self, module: str, name: str) -> Optional[Reference]:
        """What the source of `module` binds `name` to, in its outermost scope."""
        read = self._resolver.modules.read(module)
        if read is None:
            return None
        return self._resolver.in_scope(read.table.root, name, read, None)

    def star_has(self, star: Binding, name: str, module: ReadModule) -> bool:
        imported = module.absolute(star.module, star.level)
        live = self._resolver.modules.live(imported)
        if live is None:
            return False
        exported = vars(live).get("__all__")
        if isinstance(exported, (list, tuple)):
            return name in exported
        return not name.startswith("_") and name in vars(live)


def _ask(module: Any, name: str) -> Any:
    """A lazily loaded attribute (PEP 562): only the module itself knows it."""
    if "__getattr__" not in vars(module):
        return _MISSING
    try:
        return getattr(module, name)
    except Exception:  # whatever a user's `__getattr__` does
        return _MISSING
