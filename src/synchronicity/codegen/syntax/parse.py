"""Reads expressions of the subset from source text, such as the default values that users write.

Knows how the subset corresponds to the trees of `ast`. Refuses, with ValueError, whatever the subset does not hold.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Sequence

from .expressions import (
    Argument,
    Attribute,
    Await,
    BinaryOperation,
    BooleanOperation,
    Call,
    Comparison,
    Comprehension,
    ComprehensionKind,
    Conditional,
    Constant,
    DictComprehension,
    DictDisplay,
    DoubleStarred,
    Expression,
    Keyword,
    Lambda,
    ListDisplay,
    Name,
    SetDisplay,
    Starred,
    Subscript,
    TupleDisplay,
    UnaryOperation,
    Yield,
    YieldFrom,
)
from .text import constant_text

_BINARY: dict[type[ast.operator], str] = {
    ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.LShift: "<<", ast.RShift: ">>", ast.Add: "+",
    ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.MatMult: "@", ast.Pow: "**",
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], str] = {
    ast.Not: "not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~",
}  # fmt: skip
_COMPARISON: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_COMPREHENSION: dict[type[ast.expr], ComprehensionKind] = {
    ast.ListComp: ComprehensionKind.LIST,
    ast.SetComp: ComprehensionKind.SET,
    ast.GeneratorExp: ComprehensionKind.GENERATOR,
}


@functools.lru_cache(maxsize=1024)  # the same few literals are defaults everywhere
def parse_expression(source: str) -> Expression:
    """The expression that the source says. ValueError if it is none, or none of the subset."""
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"not an expression: {source!r} ({error})") from None
    try:
        return _expression(tree.body)
    except ValueError as error:
        raise ValueError(f"cannot be written: {source!r} ({error})") from None


def _expression(e: ast.expr) -> Expression:
    reader = _READERS.get(type(e))
    if reader is None:
        raise ValueError(f"{type(e).__name__} is not supported")
    return reader(e)


def _all(items: Sequence[ast.expr]) -> tuple[Expression, ...]:
    return tuple(_expression(item) for item in items)


def _name(e: ast.expr) -> Expression:
    assert isinstance(e, ast.Name)
    return Name(e.id)


def _constant(e: ast.expr) -> Expression:
    assert isinstance(e, ast.Constant)
    constant_text(e.value)  # 1e999 is infinite: refused here rather than when it is printed
    return Constant(e.value)


def _attribute(e: ast.expr) -> Expression:
    assert isinstance(e, ast.Attribute)
    return Attribute(_expression(e.value), e.attr)


def _subscript(e: ast.expr) -> Expression:
    assert isinstance(e, ast.Subscript)
    index = e.slice
    # `a[b, c]` and `a[(b, c)]` mean the same; `a[()]` has no other spelling.
    several = isinstance(index, ast.Tuple) and len(index.elts) > 1
    items = _all(index.elts) if several and isinstance(index, ast.Tuple) else (_expression(index),)
    return Subscript(_expression(e.value), items)


def _call(e: ast.expr) -> Expression:
    assert isinstance(e, ast.Call)
    arguments: list[tuple[tuple[int, int], Argument]] = []
    for item in e.args:
        argument: Argument
        if isinstance(item, ast.Starred):
            argument = Starred(_expression(item.value))
        else:
            argument = _expression(item)
        arguments.append(((item.lineno, item.col_offset), argument))
    for keyword in e.keywords:
        value = _expression(keyword.value)
        argument = DoubleStarred(value) if keyword.arg is None else Keyword(keyword.arg, value)
        arguments.append(((keyword.value.lineno, keyword.value.col_offset), argument))
    # In the order of the source: `f(a=1, *b)` is allowed, and evaluated in this order.
    arguments.sort(key=lambda pair: pair[0])
    return Call(_expression(e.func), tuple(argument for _, argument in arguments))


def _display(e: ast.expr) -> Expression:
    if isinstance(e, ast.Tuple):
        return TupleDisplay(_all(e.elts))
    if isinstance(e, ast.List):
        return ListDisplay(_all(e.elts))
    if isinstance(e, ast.Set):
        return SetDisplay(_all(e.elts))
    assert isinstance(e, ast.Dict)
    pairs: list[tuple[Expression, Expression]] = []
    for key, value in zip(e.keys, e.values):
        if key is None:
            raise ValueError("** in a dictionary is not supported")
        pairs.append((_expression(key), _expression(value)))
    return DictDisplay(tuple(pairs))


def _generator(generators: Sequence[ast.comprehension]) -> tuple[Expression, Expression]:
    if len(generators) != 1 or generators[0].ifs or generators[0].is_async:
        raise ValueError("only comprehensions with a single plain `for` are supported")
    return _expression(generators[0].target), _expression(generators[0].iter)


def _comprehension(e: ast.expr) -> Expression:
    if isinstance(e, ast.DictComp):
        target, iterable = _generator(e.generators)
        # Newer versions of Python have an optional value here.
        return DictComprehension(_expression(e.key), _expression(e.value), target, iterable)
    assert isinstance(e, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
    target, iterable = _generator(e.generators)
    return Comprehension(_COMPREHENSION[type(e)], _expression(e.elt), target, iterable)


def _lambda(e: ast.expr) -> Expression:
    assert isinstance(e, ast.Lambda)
    a = e.args
    if a.posonlyargs or a.vararg or a.kwonlyargs or a.kwarg or a.defaults:
        raise ValueError("only lambdas with plain parameters are supported")
    return Lambda(tuple(parameter.arg for parameter in a.args), _expression(e.body))


def _operation(e: ast.expr) -> Expression:
    if isinstance(e, ast.BinOp):
        return BinaryOperation(_expression(e.left), _BINARY[type(e.op)], _expression(e.right))
    if isinstance(e, ast.UnaryOp):
        return UnaryOperation(_UNARY[type(e.op)], _expression(e.operand))
    if isinstance(e, ast.BoolOp):
        return BooleanOperation("and" if isinstance(e.op, ast.And) else "or", _all(e.values))
    assert isinstance(e, ast.Compare)
    if len(e.ops) != 1:
        raise ValueError("chained comparisons are not supported")
    operator = _COMPARISON[type(e.ops[0])]
    return Comparison(_expression(e.left), operator, _expression(e.comparators[0]))


def _keyworded(e: ast.expr) -> Expression:
    if isinstance(e, ast.IfExp):
        return Conditional(_expression(e.body), _expression(e.test), _expression(e.orelse))
    if isinstance(e, ast.Await):
        return Await(_expression(e.value))
    if isinstance(e, ast.YieldFrom):
        return YieldFrom(_expression(e.value))
    assert isinstance(e, ast.Yield)
    return Yield(None if e.value is None else _expression(e.value))


_READERS: dict[type[ast.expr], Callable[[ast.expr], Expression]] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.Tuple: _display,
    ast.List: _display,
    ast.Set: _display,
    ast.Dict: _display,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.Lambda: _lambda,
    ast.BinOp: _operation,
    ast.UnaryOp: _operation,
    ast.BoolOp: _operation,
    ast.Compare: _operation,
    ast.IfExp: _keyworded,
    ast.Await: _keyworded,
    ast.Yield: _keyworded,
    ast.YieldFrom: _keyworded,
}
