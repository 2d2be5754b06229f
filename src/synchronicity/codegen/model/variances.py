"""Where in a type its variables stand: where values are given, taken, or both.

TABLE: in which of their type arguments the types of the standard library vary with them. What is not in the table is
invariant, which is never wrong, only strict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .names import QualifiedName
from .types import CallableType, NamedType, TypeExpression, TypeVariable, Variance, parts

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

# Whether a type stands where values are given, taken, or both.
Signs = frozenset[int]
GIVEN, TAKEN = frozenset({1}), frozenset({-1})

SIGNS: dict[Variance, Signs] = {
    Variance.COVARIANT: GIVEN,
    Variance.CONTRAVARIANT: TAKEN,
    Variance.INVARIANT: GIVEN | TAKEN,
}


def occurrences(
    type: TypeExpression, signs: Signs, signs_of: Callable[[NamedType], Sequence[Signs]]
) -> Iterator[tuple[TypeVariable, Signs]]:
    """The variables in `type`, which stands where `signs` say; `signs_of` tells how a type varies with its arguments."""
    if isinstance(type, TypeVariable):
        yield type, signs
    elif isinstance(type, CallableType):
        yield from occurrences(type.returns, signs, signs_of)
        for parameter in type.parameters or ():
            yield from occurrences(parameter, _times(signs, TAKEN), signs_of)
    elif isinstance(type, NamedType):
        for argument, own in zip(type.arguments, signs_of(type)):
            yield from occurrences(argument, _times(signs, own), signs_of)
    else:
        for part in parts(type):
            yield from occurrences(part, signs, signs_of)


def standard_signs(type: NamedType) -> list[Signs]:
    """How a type that is not one of those that are compiled varies with each of its arguments."""
    known = [SIGNS[variance] for variance in STANDARD_VARIANCES.get(type.name, ())]
    return known + [GIVEN | TAKEN] * (len(type.arguments) - len(known))


def _times(outer: Signs, inner: Signs) -> Signs:
    return frozenset(one * other for one in outer for other in inner)
