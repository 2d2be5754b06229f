"""TABLE: in which of their type arguments the types of the standard library vary with them.

What is not in the table is invariant, which is never wrong, only strict.
"""

from __future__ import annotations

from .names import QualifiedName
from .types import Variance

_OUT, _IN, _BOTH = Variance.COVARIANT, Variance.CONTRAVARIANT, Variance.INVARIANT


def _abc(*names: str) -> tuple[QualifiedName, ...]:
    return tuple(QualifiedName("collections.abc", name) for name in names)


_COVARIANT = (
    *_abc("Awaitable", "AsyncIterable", "AsyncIterator", "Container", "Collection", "Iterable"),
    *_abc("Iterator", "Reversible", "Sequence", "Set", "KeysView", "ValuesView"),
    QualifiedName("builtins", "frozenset"),
    QualifiedName("builtins", "type"),
    QualifiedName("typing", "TypeGuard"),
)

STANDARD_VARIANCES: dict[QualifiedName, tuple[Variance, ...]] = {
    **{name: (_OUT,) for name in _COVARIANT},
    **{name: (_BOTH, _OUT) for name in _abc("Mapping")},
    **{name: (_OUT, _OUT) for name in _abc("ItemsView")},
    **{name: (_OUT, _IN, _OUT) for name in _abc("Generator", "Coroutine")},
    **{name: (_OUT, _IN) for name in _abc("AsyncGenerator")},
    QualifiedName("types", "MappingProxyType"): (_BOTH, _OUT),
    QualifiedName("contextlib", "AbstractContextManager"): (_OUT, _OUT),
    QualifiedName("contextlib", "AbstractAsyncContextManager"): (_OUT, _OUT),
}
