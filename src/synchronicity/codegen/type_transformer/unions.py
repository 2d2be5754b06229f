"""Unions: which member a value is, decided at run time without guessing, or refused when the transformer is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, final

from ..model.names import QualifiedName
from ..model.types import FixedTuple, LiteralType, NamedType, NoneType, VariadicTuple
from ..syntax import Call, Comparison, Conditional, Constant, Expression, TupleDisplay
from .base import IdentityTransformer, TypeTransformer
from .containers import (
    DictTransformer,
    FrozenSetTransformer,
    ListTransformer,
    SetTransformer,
    TupleTransformer,
    VariadicTupleTransformer,
)
from .spelling import Spelling, union_of
from .wrapped import SelfTransformer, WrappedClassTransformer

_CONTAINERS = (
    DictTransformer,
    FrozenSetTransformer,
    ListTransformer,
    SetTransformer,
    TupleTransformer,
    VariadicTupleTransformer,
)


@final
class OptionalTransformer(TypeTransformer):
    """`T | None`. The test is for None: a wrapper with `__len__` or `__bool__` can be false."""

    def __init__(self, item: TypeTransformer) -> None:
        self.item = item

    def needs_translation(self) -> bool:
        return self.item.needs_translation()

    def depends_on_self(self) -> bool:
        return self.item.depends_on_self()

    def public_type(self, spelling: Spelling) -> Expression:
        return union_of([self.item.public_type(spelling), Constant(None)])

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return self._guarded(value, self.item.to_impl(spelling, value))

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return self._guarded(value, self.item.to_wrapper(spelling, value))

    def _guarded(self, value: Expression, converted: Expression) -> Expression:
        if not self.needs_translation():
            return value
        return Conditional(Constant(None), Comparison(value, "is", Constant(None)), converted)


@final
class UnionTransformer(TypeTransformer):
    """`A | B | …`: a test for each member that changes; whatever passes none of them stays as it is.

    Args:
        members: in the order written. Their tests must exclude each other: see `ambiguity`.
    """

    def __init__(self, members: Sequence[TypeTransformer]) -> None:
        self.members = tuple(members)

    def needs_translation(self) -> bool:
        return any(member.needs_translation() for member in self.members)

    def depends_on_self(self) -> bool:
        return any(member.depends_on_self() for member in self.members)

    def public_type(self, spelling: Spelling) -> Expression:
        return union_of([member.public_type(spelling) for member in self.members])

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        wrapped = [m for m in self.members if isinstance(m, WrappedClassTransformer)]
        result = value
        for member in reversed(self.members):
            if member.needs_translation() and member not in wrapped:
                test = _is_instance(spelling, value, [_container_class(member, spelling)])
                result = Conditional(member.to_impl(spelling, value), test, result)
        if wrapped:
            classes = [spelling.wrapper(member.name) for member in wrapped]
            test = _is_instance(spelling, value, classes)
            result = Conditional(wrapped[0].to_impl(spelling, value), test, result)
        return result

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        result = value
        for member in reversed(self.members):
            if not member.needs_translation():
                continue
            if isinstance(member, WrappedClassTransformer):
                cls = spelling.implementation(member.name)
            else:
                cls = _container_class(member, spelling)
            test = _is_instance(spelling, value, [cls])
            result = Conditional(member.to_wrapper(spelling, value), test, result)
        return result


def _container_class(member: TypeTransformer, spelling: Spelling) -> Expression:
    assert isinstance(member, _CONTAINERS)
    return spelling.builtin(member.builtin)


def _is_instance(spelling: Spelling, value: Expression, classes: list[Expression]) -> Expression:
    cls = classes[0] if len(classes) == 1 else TupleDisplay(tuple(classes))
    return Call(spelling.builtin("isinstance"), (value, cls))


def ambiguity(members: Sequence[TypeTransformer]) -> Optional[str]:
    """Why a value of this union cannot be told at run time, None where it can.

    A wrapped class is told from everything else by its class. A container is told from others only by its builtin class, so
    a second one of that class, or an abstract type which it may pass for, makes it ambiguous.
    """
    if any(isinstance(member, SelfTransformer) for member in members):
        return "`Self` beside other types than None"
    seen: set[str] = set()
    for member in members:
        builtin = _builtin_class(member)
        if builtin is not None and builtin in seen:
            return f"two kinds of `{builtin}`"
        seen.add(builtin or "")
    changing = any(isinstance(m, _CONTAINERS) and m.needs_translation() for m in members)
    for member in members:
        if changing and isinstance(member, IdentityTransformer) and not _is_concrete(member):
            return "an abstract type that the container beside it may be taken for"
    return None


def _builtin_class(transformer: TypeTransformer) -> Optional[str]:
    """The builtin container whose values `transformer` is for, None where they are something else."""
    if isinstance(transformer, _CONTAINERS):
        return transformer.builtin
    type = transformer.type if isinstance(transformer, IdentityTransformer) else None
    if isinstance(type, (FixedTuple, VariadicTuple)):
        return "tuple"
    if isinstance(type, NamedType) and type.name.module == "builtins":
        names = [container.builtin for container in _CONTAINERS]
        return type.name.qualname if type.name.qualname in names else None
    return None


def _is_concrete(transformer: IdentityTransformer) -> bool:
    """Whether a builtin container can never be a value of this type."""
    type = transformer.type
    if isinstance(type, (NoneType, LiteralType)):
        return True
    if not isinstance(type, NamedType):
        return False
    abstract = type.name.module in ("typing", "typing_extensions", "collections.abc")
    return not abstract and type.name != QualifiedName("builtins", "object")
