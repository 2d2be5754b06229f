"""Reads source text into statements of the subset, so that tests can say what they mean in Python."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Optional, Union

from synchronicity.codegen.syntax import (
    Assign,
    ClassDef,
    Delete,
    Expression,
    ExpressionStatement,
    FunctionDef,
    If,
    Import,
    ImportFrom,
    Keyword,
    Parameter,
    ParameterKind,
    Pass,
    Raise,
    Return,
    SourceModule,
    Statement,
    parse_expression,
)


def read_module(source: str) -> SourceModule:
    """Comments are not read."""
    docstring, body = _body(ast.parse(source).body)
    return SourceModule((), docstring, body)


def _expression(e: ast.expr) -> Expression:
    return parse_expression(f"({ast.unparse(e)})")


def _optional(e: Optional[ast.expr]) -> Optional[Expression]:
    return None if e is None else _expression(e)


def _body(body: Sequence[ast.stmt]) -> tuple[Optional[str], tuple[Statement, ...]]:
    first = body[0] if body else None
    value = first.value if isinstance(first, ast.Expr) else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value, tuple(map(_statement, body[1:]))
    return None, tuple(map(_statement, body))


def _statement(s: ast.stmt) -> Statement:
    if isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef)):
        docstring, body = _body(s.body)
        decorators = tuple(map(_expression, s.decorator_list))
        is_async = isinstance(s, ast.AsyncFunctionDef)
        returns = _optional(s.returns)
        parameters = _parameters(s.args)
        return FunctionDef(s.name, parameters, returns, body, decorators, is_async, docstring)
    if isinstance(s, ast.ClassDef):
        docstring, body = _body(s.body)
        keywords = [Keyword(k.arg or "", _expression(k.value)) for k in s.keywords]
        bases = (*map(_expression, s.bases), *keywords)
        return ClassDef(s.name, bases, body, tuple(map(_expression, s.decorator_list)), docstring)
    if isinstance(s, ast.If):
        orelse = tuple(map(_statement, s.orelse))
        return If(_expression(s.test), tuple(map(_statement, s.body)), orelse)
    return _simple(s)


def _simple(s: ast.stmt) -> Statement:
    if isinstance(s, ast.Return):
        return Return(_optional(s.value))
    if isinstance(s, ast.Assign):
        return Assign(_expression(s.targets[0]), _expression(s.value))
    if isinstance(s, ast.AnnAssign):
        return Assign(_expression(s.target), _optional(s.value), _expression(s.annotation))
    if isinstance(s, ast.Expr):
        return ExpressionStatement(_expression(s.value))
    if isinstance(s, ast.Import):
        return Import(s.names[0].name, s.names[0].asname)
    if isinstance(s, ast.ImportFrom):
        names = tuple((name.name, name.asname) for name in s.names)
        return ImportFrom("." * s.level + (s.module or ""), names)
    if isinstance(s, ast.Delete):
        return Delete(_expression(s.targets[0]))
    if isinstance(s, ast.Raise):
        return Raise(_optional(s.exc), _optional(s.cause))
    assert isinstance(s, ast.Pass)
    return Pass()


def _parameters(a: ast.arguments) -> tuple[Parameter, ...]:
    def one(p: ast.arg, kind: ParameterKind, default: Union[ast.expr, None] = None) -> Parameter:
        return Parameter(p.arg, kind, _optional(p.annotation), _optional(default))

    kinds = [ParameterKind.POSITIONAL_ONLY] * len(a.posonlyargs)
    kinds += [ParameterKind.POSITIONAL_OR_KEYWORD] * len(a.args)
    positional = [*a.posonlyargs, *a.args]
    defaults = [None] * (len(positional) - len(a.defaults)) + list(a.defaults)
    parameters = [one(*each) for each in zip(positional, kinds, defaults)]
    if a.vararg:
        parameters.append(one(a.vararg, ParameterKind.VAR_POSITIONAL))
    for parameter, default in zip(a.kwonlyargs, a.kw_defaults):
        parameters.append(one(parameter, ParameterKind.KEYWORD_ONLY, default))
    if a.kwarg:
        parameters.append(one(a.kwarg, ParameterKind.VAR_KEYWORD))
    return tuple(parameters)
