"""Which classes belong to the standard library, and the members which its abstract classes give to their children.

The library's own source has no annotations, so that the few methods that matter are a table.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from ..diagnostics import Location
from ..model.api import Binding, Function, FunctionKind
from ..model.names import QualifiedName
from ..model.signature import Parameter, ParameterKind, Signature
from ..model.types import AnyType, NamedType, NoneType, SelfType, TypeExpression
from .live import identity
from .special import BOOL, OBJECT

_LIBRARY = os.path.realpath(sysconfig.get_path("stdlib"))
_KNOWN: dict[str, bool] = {}
_ABC = "collections.abc"
_SELF = SelfType()
_Taken = tuple[tuple[str, TypeExpression], ...]
# A method's name, its kind, what it takes and what it gives.
_Row = tuple[str, FunctionKind, _Taken, TypeExpression]


def is_standard(cls: type) -> bool:
    """Whether a class comes with Python."""
    return is_of_standard(cls.__module__)


def is_of_standard(module: str) -> bool:
    """Whether a module comes with Python."""
    if module not in _KNOWN:
        _KNOWN[module] = _is_standard(module)
    return _KNOWN[module]


def text_of(module: str) -> str:
    """The source of a module that is loaded, not parsed; empty where it is no file of its own."""
    path = getattr(sys.modules.get(module), "__file__", None)
    try:
        return Path(path).read_text("utf-8", "replace") if path and path.endswith(".py") else ""
    except OSError:
        return ""


def _is_standard(module: str) -> bool:
    if module in sys.builtin_module_names or module in ("builtins", "_collections_abc", _ABC):
        return True
    loaded = sys.modules.get(module)
    path = getattr(loaded, "__file__", None)
    if not isinstance(path, str):
        return loaded is not None and module.partition(".")[0] in getattr(
            sys, "stdlib_module_names", ()
        )
    real = os.path.realpath(path)
    return real.startswith(_LIBRARY + os.sep) and "-packages" + os.sep not in real


def inherited(
    cls: type, arguments: tuple[TypeExpression, ...], location: Location
) -> tuple[Function, ...]:
    """The methods that an abstract class of the standard library implements for its children."""
    item = arguments[0] if arguments else AnyType()
    return tuple(
        Function(
            method, kind, Binding.METHOD, Signature(_parameters(taken, location), returns), location
        )
        for method, kind, taken, returns in _rows(item).get(identity(cls), ())
    )


def _rows(item: TypeExpression) -> Mapping[QualifiedName, tuple[_Row, ...]]:
    """TABLE: by class, what its children get; `item` is its first type argument."""
    plain, coroutine = FunctionKind.PLAIN, FunctionKind.COROUTINE
    iterator = NamedType(QualifiedName(_ABC, "Iterator"), (item,))
    contains: _Row = ("__contains__", plain, (("value", OBJECT),), BOOL)
    sequence: tuple[_Row, ...] = (
        contains,
        ("__iter__", plain, (), iterator),
        ("__reversed__", plain, (), iterator),
    )
    return {
        QualifiedName(_ABC, "AsyncIterator"): (("__aiter__", plain, (), _SELF),),
        QualifiedName(_ABC, "AsyncGenerator"): (
            ("__anext__", coroutine, (), item),
            ("aclose", coroutine, (), NoneType()),
        ),
        QualifiedName(_ABC, "Iterator"): (("__iter__", plain, (), _SELF),),
        QualifiedName(_ABC, "Sequence"): sequence,
        QualifiedName(_ABC, "Mapping"): (
            contains,
            ("__eq__", plain, (("other", OBJECT),), BOOL),
        ),
        QualifiedName("contextlib", "AbstractAsyncContextManager"): (
            ("__aenter__", coroutine, (), _SELF),
        ),
        QualifiedName("contextlib", "AbstractContextManager"): (("__enter__", plain, (), _SELF),),
    }


def _parameters(taken: _Taken, location: Location) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(name, ParameterKind.POSITIONAL_OR_KEYWORD, type_, location)
        for name, type_ in taken
    )
