"""The four methods of every transformer, as a library author may call them."""

from __future__ import annotations

from typing import Any

import pytest

from synchronicity.codegen.diagnostics import Code
from synchronicity.codegen.model.names import QualifiedName
from synchronicity.codegen.model.types import (
    AnyType,
    FixedTuple,
    LiteralType,
    NamedType,
    NoneType,
    TypeExpression,
    UnionType,
    VariadicTuple,
)
from synchronicity.codegen.type_transformer import (
    DictTransformer,
    FrozenSetTransformer,
    GeneratorTransformer,
    IdentityTransformer,
    ListTransformer,
    OptionalTransformer,
    Refused,
    SelfTransformer,
    SetTransformer,
    TupleTransformer,
    TypeTransformer,
    UnionTransformer,
    VariadicTupleTransformer,
    WrappedClassTransformer,
    transformer_for,
)


class Node:
    """An implementation class."""


class Leaf:
    """Another one, of another module."""


TYPES: dict[Any, tuple[str, str]] = {Node: ("pkg.api", "Node"), Leaf: ("pkg.leaves", "Leaf")}
NODE = WrappedClassTransformer(Node)
LEAF = WrappedClassTransformer(Leaf)
INT = IdentityTransformer(int)


@pytest.mark.parametrize(
    ("transformer", "public", "unwrapped", "wrapped", "translates"),
    [
        (INT, "int", "v", "v", False),
        (NODE, "Node", "v._impl_instance", "Node._from_impl(v)", True),
        (LEAF, "pkg.leaves.Leaf", "v._impl_instance", "pkg.leaves.Leaf._from_impl(v)", True),
        (SelfTransformer(), "Self", "v._impl_instance", "self._from_impl(v)", True),
        (
            ListTransformer(NODE),
            "list[Node]",
            "[x._impl_instance for x in v]",
            "[Node._from_impl(x) for x in v]",
            True,
        ),
        (ListTransformer(INT), "list[int]", "v", "v", False),
        (
            ListTransformer(ListTransformer(NODE)),
            "list[list[Node]]",
            "[[x2._impl_instance for x2 in x] for x in v]",
            "[[Node._from_impl(x2) for x2 in x] for x in v]",
            True,
        ),
        (
            SetTransformer(NODE),
            "set[Node]",
            "{x._impl_instance for x in v}",
            "{Node._from_impl(x) for x in v}",
            True,
        ),
        (
            FrozenSetTransformer(NODE),
            "frozenset[Node]",
            "frozenset(x._impl_instance for x in v)",
            "frozenset(Node._from_impl(x) for x in v)",
            True,
        ),
        (
            DictTransformer(NODE, ListTransformer(NODE)),
            "dict[Node, list[Node]]",
            "{k._impl_instance: [x._impl_instance for x in v2] for k, v2 in v.items()}",
            "{Node._from_impl(k): [Node._from_impl(x) for x in v2] for k, v2 in v.items()}",
            True,
        ),
        (
            TupleTransformer([NODE, INT]),
            "tuple[Node, int]",
            "(v[0]._impl_instance, v[1])",
            "(Node._from_impl(v[0]), v[1])",
            True,
        ),
        (TupleTransformer([]), "tuple[()]", "v", "v", False),
        (
            VariadicTupleTransformer(NODE),
            "tuple[Node, ...]",
            "tuple(x._impl_instance for x in v)",
            "tuple(Node._from_impl(x) for x in v)",
            True,
        ),
        (
            OptionalTransformer(NODE),
            "Node | None",
            "None if v is None else v._impl_instance",
            "None if v is None else Node._from_impl(v)",
            True,
        ),
        (
            UnionTransformer([NODE, INT]),
            "Node | int",
            "v._impl_instance if isinstance(v, Node) else v",
            f"Node._from_impl(v) if isinstance(v, {__name__}.Node) else v",
            True,
        ),
    ],
)
def test_methods(
    transformer: TypeTransformer, public: str, unwrapped: str, wrapped: str, translates: bool
) -> None:
    assert transformer.wrapped_type(TYPES, "pkg.api") == public
    assert transformer.unwrap_expr(TYPES, "v") == unwrapped
    assert transformer.wrap_expr(TYPES, "pkg.api", "v") == wrapped
    assert transformer.needs_translation() is translates


def test_generator() -> None:
    one_way = GeneratorTransformer(NODE)
    assert one_way.wrapped_type(TYPES, "pkg.api") == "Generator[Node]"
    assert (
        one_way.wrap_expr(TYPES, "pkg.api", "v")
        == "generate(v, yields=lambda value: Node._from_impl(value))"
    )
    two_way = GeneratorTransformer(NODE, INT)
    assert two_way.wrapped_type(TYPES, "pkg.api") == "Generator[Node, int]"
    assert two_way.needs_translation()
    with pytest.raises(Refused):
        one_way.unwrap_expr(TYPES, "v")


NAMED = {QualifiedName(__name__, "Node"): ("pkg.api", "Node")}
WRAPPED = NamedType(QualifiedName(__name__, "Node"))


def builtin(name: str, *arguments: TypeExpression) -> NamedType:
    return NamedType(QualifiedName("builtins", name), arguments)


@pytest.mark.parametrize(
    ("type", "code"),
    [
        (NamedType(QualifiedName("asyncio.queues", "Queue"), (WRAPPED,)), Code.UNTRANSLATABLE),
        (
            UnionType((builtin("list", WRAPPED), builtin("list", builtin("int")))),
            Code.AMBIGUOUS_UNION,
        ),
        (UnionType((builtin("list", WRAPPED), AnyType())), Code.AMBIGUOUS_UNION),
        (UnionType((VariadicTuple(WRAPPED), FixedTuple((WRAPPED,)))), Code.AMBIGUOUS_UNION),
        (
            NamedType(QualifiedName("collections.abc", "Awaitable"), (builtin("int"),)),
            Code.UNSUPPORTED,
        ),
    ],
)
def test_what_cannot_cross_exactly_is_refused(type: TypeExpression, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        transformer_for(type, NAMED)
    assert refused.value.code is code
    assert refused.value.help


def test_nesting_has_a_limit() -> None:
    type: TypeExpression = WRAPPED
    for _ in range(15):
        type = builtin("list", type)
    source = transformer_for(type, NAMED).unwrap_expr(NAMED, "value")
    compile(source, "<nested>", "eval")
    with pytest.raises(Refused) as refused:
        transformer_for(builtin("list", type), NAMED)
    assert refused.value.code is Code.NESTING_TOO_DEEP


@pytest.mark.parametrize(
    ("type", "public"),
    [
        (UnionType((NoneType(), WRAPPED)), "Node | None"),
        (UnionType((builtin("str"), WRAPPED, NoneType())), "str | Node | None"),
        (UnionType((WRAPPED, LiteralType(("a", 1)))), "Node | Literal['a', 1]".replace("'", '"')),
        (UnionType((WRAPPED, AnyType())), "Node | Any"),
    ],
)
def test_unions_that_can_be_told(type: TypeExpression, public: str) -> None:
    assert transformer_for(type, NAMED).wrapped_type(NAMED, "pkg.api") == public


def test_a_library_can_have_its_own() -> None:
    from synchronicity.codegen.syntax import Call, Expression, Name
    from synchronicity.codegen.type_transformer import Spelling

    class Boxed(TypeTransformer):
        def needs_translation(self) -> bool:
            return True

        def public_type(self, spelling: Spelling) -> Expression:
            return Name("Box")

        def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
            return Call(Name("unbox"), (value,))

        def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
            return Call(Name("box"), (value,))

    assert ListTransformer(Boxed()).wrap_expr(TYPES, "pkg.api", "v") == "[box(x) for x in v]"
    assert ListTransformer(Boxed()).wrapped_type(TYPES, "pkg.api") == "list[Box]"
