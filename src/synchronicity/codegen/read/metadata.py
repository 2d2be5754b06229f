"""What `Annotated` adds to a type, so that generated code can say it too.

Knows which expressions can be written elsewhere, and where the names in them are imported from. Evaluates nothing: strings
among them are no annotations.
"""

from __future__ import annotations

import ast
import math
from typing import TYPE_CHECKING, Any, Optional

from ..model.names import QualifiedName
from ..model.types import Metadata
from . import naming
from .references import ClassReference, Context, ModuleReference
from .scopes import Binding, BindingKind

if TYPE_CHECKING:
    from .annotations import Annotations

_DISPLAYS = (ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Call, ast.keyword)
_OPERATIONS = (ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop, ast.expr_context)


def read_metadata(reader: Annotations, node: ast.expr, context: Context) -> Optional[Metadata]:
    """None for what cannot be said elsewhere: a name that nothing can import, a wrapped class, a lambda."""
    names: dict[str, QualifiedName] = {}
    if not _collect(reader, node, context, names):
        return None
    return Metadata(ast.unparse(node), tuple(sorted(names.items())))


def _collect(
    reader: Annotations, node: ast.AST, context: Context, names: dict[str, QualifiedName]
) -> bool:
    """Whether all of `node` can be said elsewhere; the dotted names in it are added to `names`."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        path = _path(reader, node, context)
        if path is not None:
            names[ast.unparse(node)] = path
        return path is not None
    if isinstance(node, ast.Constant):
        return not (isinstance(node.value, float) and math.isinf(node.value))
    if isinstance(node, ast.Dict) and None in node.keys:
        return False
    if not isinstance(node, (*_DISPLAYS, *_OPERATIONS)):
        return False
    return all(_collect(reader, part, context, names) for part in ast.iter_child_nodes(node))


def _path(reader: Annotations, node: ast.expr, context: Context) -> Optional[QualifiedName]:
    """Where a dotted name is imported from; None where nothing outside can, or should, import it."""
    if isinstance(node, ast.Name):
        return _of_name(reader, node, context)
    if not isinstance(node, ast.Attribute):
        return None
    head = reader.resolver.expression(node.value, context)
    if isinstance(head, ModuleReference):
        return _importable(reader, QualifiedName(head.name, node.attr))
    owner = _path(reader, node.value, context)
    return None if owner is None else QualifiedName(owner.module, f"{owner.qualname}.{node.attr}")


def _of_name(reader: Annotations, node: ast.Name, context: Context) -> Optional[QualifiedName]:
    found = reader.resolver.expression(node, context)
    if isinstance(found, ModuleReference):
        return None
    if isinstance(found, ClassReference) and found.live is not None:
        path = reader.names.path(found.live, found.name, found.authored)
        return None if path is None else _importable(reader, path)
    bindings = context.module.table.root.bindings.get(node.id)
    if not bindings:
        return _importable(reader, QualifiedName("builtins", node.id))
    return _importable(reader, _origin(bindings[-1], node.id, context))


def _origin(binding: Binding, name: str, context: Context) -> QualifiedName:
    if binding.kind is BindingKind.FROM:
        source = context.module.absolute(binding.module, binding.level)
        return QualifiedName(source, binding.attribute or name)
    return QualifiedName(context.module.name, name)


def _importable(reader: Annotations, path: QualifiedName) -> Optional[QualifiedName]:
    live: Any = naming.found(path)
    if live is None or (isinstance(live, type) and live in reader.registered):
        return None
    return path
