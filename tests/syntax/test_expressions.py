"""Expressions on one line: parentheses, literals, reading."""

from __future__ import annotations

import ast
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synchronicity.codegen.syntax import (
    Attribute,
    BinaryOperation,
    BooleanOperation,
    Call,
    Comprehension,
    ComprehensionKind,
    Conditional,
    Constant,
    Lambda,
    Name,
    SetDisplay,
    Starred,
    Subscript,
    TupleDisplay,
    UnaryOperation,
    Yield,
    YieldFrom,
    parse_expression,
    render,
)

from .random_modules import Modules

A, B, C = Name("a"), Name("b"), Name("c")
LITERALS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.text(st.characters(max_codepoint=0x2100)),
    st.text(st.sampled_from("\"'\\\n\t\r\x0ca\ud800\u2028ä日")),
    st.binary(),
)


@settings(deadline=None)
@given(LITERALS)
def test_literals_mean_their_value(value: Any) -> None:
    text = render(Constant(value))
    read = ast.literal_eval(text)
    assert read == value and type(read) is type(value)
    text.encode("utf-8")
    if isinstance(value, float):
        assert math.copysign(1, read) == math.copysign(1, value)


@settings(deadline=None)
@given(st.complex_numbers(allow_nan=False, allow_infinity=False))
def test_complex_literals_mean_their_value(value: complex) -> None:
    assert ast.literal_eval(render(Constant(value))) == value


def test_huge_integers_are_written_on_every_version() -> None:
    for value in (10**5000, -(10**5000)):
        assert eval(render(Constant(value))) == value


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, complex(0, math.inf)])
def test_what_has_no_literal_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="no literal"):
        render(Constant(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", '"plain"'),
        ('say "x"', "'say \"x\"'"),
        ('it\'s "x"', "'it\\'s \"x\"'"),
        ("日本ä", '"日本ä"'),
        ("\x00\x7f\x85\u200b\ud800", '"\\x00\\x7f\\x85\\u200b\\ud800"'),
        (b'\xff"', "b'\\xff\"'"),
        (1e16, "1e16"),
        (1e-7, "1e-07"),
        (-0.0, "-0.0"),
        (2j, "2j"),
        (1 - 2.5j, "1.0 - 2.5j"),
        (..., "..."),
    ],
)
def test_literals_are_spelled_as_the_formatter_does(value: Any, text: str) -> None:
    assert render(Constant(value)) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (Attribute(Constant(1), "real"), "(1).real"),
        (Attribute(Constant(-1), "real"), "(-1).real"),
        (Attribute(Constant("a"), "join"), '"a".join'),
        (BinaryOperation(BinaryOperation(A, "-", B), "-", C), "a - b - c"),
        (BinaryOperation(A, "-", BinaryOperation(B, "-", C)), "a - (b - c)"),
        (BinaryOperation(BinaryOperation(A, "+", B), "*", C), "(a + b) * c"),
        (BinaryOperation(UnaryOperation("-", A), "**", B), "(-a) ** b"),
        (BinaryOperation(A, "**", UnaryOperation("-", B)), "a**-b"),
        (BooleanOperation("and", (BooleanOperation("or", (A, B)), C)), "(a or b) and c"),
        (BooleanOperation("or", (BooleanOperation("and", (A, B)), C)), "a and b or c"),
        (UnaryOperation("not", BooleanOperation("or", (A, B))), "not (a or b)"),
        (Conditional(Conditional(A, B, C), B, C), "(a if b else c) if b else c"),
        (Conditional(A, B, Conditional(A, B, C)), "a if b else a if b else c"),
        (Call(Lambda((), A)), "(lambda: a)()"),
        (Lambda(("x", "y"), TupleDisplay((A,))), "lambda x, y: (a,)"),
        (Subscript(Name("tuple"), (TupleDisplay(()),)), "tuple[()]"),
        (Subscript(A, (B, C)), "a[b, c]"),
        (Call(A, (Yield(B),)), "a((yield b))"),
        (Call(A, (YieldFrom(B),)), "a((yield from b))"),
        (Call(A, (Starred(Conditional(A, B, C)),)), "a(*a if b else c)"),
        (Call(A, (Comprehension(ComprehensionKind.GENERATOR, A, B, C),)), "a(a for b in c)"),
        (Comprehension(ComprehensionKind.LIST, A, TupleDisplay((A, B)), C), "[a for a, b in c]"),
    ],
)
def test_parentheses_where_they_are_needed(expression: Any, text: str) -> None:
    assert render(expression) == text
    ast.parse(text, mode="eval")


def test_a_generator_beside_other_arguments_has_its_parentheses() -> None:
    generator = Comprehension(ComprehensionKind.GENERATOR, A, B, C)
    assert render(Call(A, (generator, B))) == "a((a for b in c), b)"


@settings(max_examples=200, deadline=None)
@given(st.integers())
def test_what_is_rendered_reads_as_the_same(seed: int) -> None:
    text = render(Modules(seed).expression(5))
    once = parse_expression(text)
    assert parse_expression(render(once)) == once
    again = ast.parse(render(once), mode="eval")
    assert ast.dump(again) == ast.dump(ast.parse(text, mode="eval"))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a +", "not an expression"),
        ("", "not an expression"),
        ("a = 1", "not an expression"),
        ("1e999", "no literal"),
        ("f'{a}'", "JoinedStr"),
        ("a[1:2]", "Slice"),
        ("(a := 1)", "NamedExpr"),
        ("a < b < c", "chained"),
        ("[a for b in c if d]", "single plain"),
        ("lambda *a: a", "plain parameters"),
        ("{**a}", "dictionary"),
        ("[*a]", "Starred"),
    ],
)
def test_what_the_subset_does_not_hold_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_expression(source)


def test_the_empty_set_has_no_display() -> None:
    with pytest.raises(ValueError, match="empty set"):
        render(SetDisplay(()))


def test_arguments_keep_their_order() -> None:
    assert render(parse_expression("f(a=1, *b, **c)")) == "f(a=1, *b, **c)"
