"""The definitions of type variables: every generated file has its own, with the old syntax that all Pythons know."""

from __future__ import annotations

from dataclasses import replace

from ..model.names import QualifiedName
from ..model.types import TypeVariable, VariableKind, Variance
from ..syntax import Argument, Assign, Call, Constant, Expression, Keyword, Name, Statement
from .scope import Scope
from .spelled import Spelled
from .uses import STUB, Use


def stub_definitions(scope: Scope) -> list[Statement]:
    """The type variables of the stub, with bounds, constraints, variance and defaults."""
    stub = scope.spelled(STUB)
    return [
        Assign(
            Name(name), Call(_maker(stub, variable), (Constant(name), *_options(stub, variable)))
        )
        for variable, name in _used(scope, Use.STUB)
    ]


def source_definitions(scope: Scope) -> list[Statement]:
    """The same names for the annotations of the module, which nothing evaluates."""
    named = _used(scope, Use.ANNOTATION)
    if not named:
        return []
    source = scope.spelled((Use.ANNOTATION,))
    return [
        Assign(
            Name(name), Call(_plain_maker(source, variable), (Constant(name), *_variance(variable)))
        )
        for variable, name in named
    ]


def _plain_maker(source: Spelled, variable: TypeVariable) -> Expression:
    return source.type_name(QualifiedName("typing", variable.kind.value))


def _used(scope: Scope, use: Use) -> list[tuple[TypeVariable, str]]:
    """The variables of one file with their names, the variance that was inferred said of each."""
    inferred = scope.surface.variances
    return [
        (
            replace(variable, variance=inferred.get(variable, Variance.INVARIANT))
            if variable.variance is Variance.INFERRED
            else variable,
            name,
        )
        for variable, (name, uses) in scope.type_variables.items()
        if use in uses
    ]


def _maker(stub: Spelled, variable: TypeVariable) -> Expression:
    """`TypeVar`, from typing_extensions where typing has learnt the options after Python 3.9."""
    module = "typing" if variable.default is None else "typing_extensions"
    return stub.type_name(QualifiedName(module, variable.kind.value))


def _options(stub: Spelled, variable: TypeVariable) -> list[Argument]:
    found: list[Argument] = [
        stub.transformer(constraint).public_type(stub) for constraint in variable.constraints
    ]
    if variable.bound is not None:
        found.append(Keyword("bound", stub.transformer(variable.bound).public_type(stub)))
    found += _variance(variable)
    if variable.default is not None:
        found.append(Keyword("default", stub.transformer(variable.default).public_type(stub)))
    return found


def _variance(variable: TypeVariable) -> list[Keyword]:
    if variable.kind is not VariableKind.TYPE:
        return []
    keyword = {
        Variance.COVARIANT: "covariant",
        Variance.CONTRAVARIANT: "contravariant",
    }.get(variable.variance)
    return [] if keyword is None else [Keyword(keyword, Constant(True))]
