"""What has no source (a C extension, `exec`, a `.pyc` alone) as the `.pyi` beside its module describes it.

Knows how a live object without source is found in a stub. How the stub is read is the same as for source.
"""

from __future__ import annotations

import ast
import inspect
from typing import Any, Optional

from .defaults import is_ellipsis
from .matching import Match, bound_function, functions_of, match_class
from .modules import Modules


def match_in_stub(modules: Modules, obj: Any) -> Optional[Match]:
    """The `def` of a function without source: the last one of its name."""
    functions = functions_of(obj)
    function = functions[0] if functions else bound_function(obj)
    name = getattr(function, "__qualname__", None)
    found = _definition(modules, getattr(function, "__module__", None), name)
    return None if found is None or isinstance(found.definition.node, ast.ClassDef) else found


def match_class_or_stub(modules: Modules, cls: type) -> Optional[Match]:
    """The `class` statement in the source, or else in the stub."""
    found = match_class(modules, cls) or _definition(modules, cls.__module__, cls.__qualname__)
    return found if found is not None and isinstance(found.definition.node, ast.ClassDef) else None


def unseen_defaults(obj: Any, match: Match) -> tuple[str, ...]:
    """The parameters of a `def` in a stub whose default is `...`, and so must come from the live signature, which lacks them."""
    node = match.definition.node
    if isinstance(node, ast.ClassDef) or not match.module.table.source.path.endswith(".pyi"):
        return ()
    hidden = tuple(name for name, default in _defaults(node.args) if is_ellipsis(default))
    if not hidden:
        return ()
    try:
        known = inspect.signature(bound_function(obj)).parameters
    except (ValueError, TypeError, RecursionError):
        return hidden
    empty = inspect.Parameter.empty
    return tuple(n for n in hidden if n not in known or known[n].default is empty)


def _defaults(arguments: ast.arguments) -> list[tuple[str, Optional[ast.expr]]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    last = positional[len(positional) - len(arguments.defaults) :]
    pairs: list[tuple[str, Optional[ast.expr]]] = [
        (argument.arg, default) for argument, default in zip(last, arguments.defaults)
    ]
    keyword_only = zip(arguments.kwonlyargs, arguments.kw_defaults)
    return [*pairs, *((argument.arg, default) for argument, default in keyword_only)]


def _definition(modules: Modules, module: object, qualname: object) -> Optional[Match]:
    if not isinstance(module, str) or not isinstance(qualname, str):
        return None
    stub = modules.stub(module)
    found = [] if stub is None else stub.table.by_qualname.get(qualname, [])
    reached = [one for one in found if one.condition.runtime is not False]
    return Match(stub, reached[-1]) if stub is not None and reached else None
