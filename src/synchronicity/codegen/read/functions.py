"""One function or method: its kind, its signature with decorators counted in, its overloads.

Knows how the parts of reading a `def` go together. Does not know classes.
"""

from __future__ import annotations

import ast
from collections.abc import Hashable, Mapping
from typing import Any, Optional, final

from ...module import prefetch_of
from ..data import dataclass
from ..diagnostics import Code, Location
from ..model.api import Binding, Function, FunctionKind, Proof
from ..model.names import QualifiedName
from ..model.signature import Parameter, Signature
from ..model.types import (
    AnyType,
    ErrorType,
    NamedType,
    TypeExpression,
    meaning,
)
from . import bodies
from .choosing import alone, chosen, report_some_objects
from .decorators import Decorated, apply_decorators
from .fallback import read_without_source, with_author_signature
from .live import deprecation
from .matching import Match, bound_function, is_stale, match_function, unwrapped
from .overloads import checker_definition, deprecated_overload, overload_definitions
from .partials import is_partial, read_partial
from .receivers import receiver, with_self
from .references import Context
from .scopes import Definition
from .session import Session
from .signatures import Def, read_signature
from .source import FunctionNode
from .stub_files import match_in_stub, unseen_defaults
from .unify import Callee

_AWAITABLES = ("Coroutine", "Awaitable")
_STREAMS = ("AsyncIterator", "AsyncIterable", "AsyncGenerator")


@final
@dataclass(frozen=True)
class Subject:
    """A live function to be read: under which name, how it binds, and where its user stands.

    `place` is the registration's file and line (None for members); `written` the def under its name in its class; `fallback` is the place to report where the function
    itself has none; `substitution` says what type variables of its class stand for, `owner` whose member it is, inherited or not.
    """

    obj: Any
    name: str
    binding: Binding
    fallback: Location
    place: Optional[tuple[str, int]] = None
    substitution: Optional[Mapping[Hashable, TypeExpression]] = None
    importable: Optional[QualifiedName] = None
    written: Optional[Match] = None
    matched: Optional[Match] = None
    owner: Optional[type] = None


def read_function(session: Session, subject: Subject) -> Optional[Function]:
    """The function as data; None after an error that leaves nothing to say."""
    if is_partial(subject):
        return read_partial(session, subject, read_function)
    match = subject.matched or match_function(
        session.modules, subject.obj, subject.place, subject.written
    )
    if match is None:
        if is_stale(session.modules, subject.obj):
            report_stale(session, subject)
            return None
        match = match_in_stub(session.modules, subject.obj)
        if match is None:
            return read_without_source(session, subject)
    unseen = unseen_defaults(subject.obj, match)
    if unseen:
        _report_unseen(session, subject, unseen)
        return None
    return read_matched(session, subject, match)


def read_matched(session: Session, subject: Subject, match: Match) -> Optional[Function]:
    definition = checker_definition(session, match) or match.definition
    node = definition.node
    assert not isinstance(node, ast.ClassDef)
    source = match.module.table.source
    context = session.context(match.module, definition, subject.substitution)
    context = with_self(session, node, context, subject.binding, subject.owner)
    every = overload_definitions(session, match)
    overloads = every
    if subject.binding is Binding.METHOD and subject.owner is not None:
        overloads = chosen(session, match, every, subject.substitution, subject.owner)
        if every and not overloads:
            return None
        if not every:
            report_some_objects(session, node, context, subject.owner)
    written = read_signature(
        session, Def(match.module, definition, node, context, subject.binding, bool(overloads))
    )
    kind = _kind(match.definition.node)
    if kind is FunctionKind.ASYNC_GENERATOR and not _is_stream(written.returns):
        _report_kind(session, node, source.name_location(node))
    at_place = Match(match.module, definition, match.steps)
    decorated = Decorated(at_place, context.evaluated(definition.first_line), subject.obj)
    callee = apply_decorators(session, decorated, Callee(kind, written.parameters, written.returns))
    if callee is None:
        return None
    callee = with_author_signature(session, subject, callee)
    is_bound = subject.binding in (Binding.METHOD, Binding.CLASS_METHOD)
    function = Function(
        name=subject.name,
        kind=callee.kind,
        binding=subject.binding,
        signature=Signature(
            _without_receiver(callee.parameters, is_bound),
            callee.returns,
            _returns_location(node, context),
            receiver=receiver(session, node, context, subject.binding),
        ),
        location=source.name_location(node),
        overloads=tuple(
            _overload(session, match, found, subject, callee.kind) for found in overloads
        ),
        doc=docstring(node),
        importable=subject.importable,
        proof=_proof(node, subject, is_bound),
        deprecated=deprecation(bound_function(subject.obj)),
        prefetch=max(map(prefetch_of, unwrapped(subject.obj))),
    )
    return alone(function) if len(overloads) < len(every) else function


def _kind(node: ast.AST) -> FunctionKind:
    if not isinstance(node, ast.AsyncFunctionDef):
        return FunctionKind.PLAIN
    return FunctionKind.ASYNC_GENERATOR if bodies.has_yield(node) else FunctionKind.COROUTINE


def _proof(node: FunctionNode, subject: Subject, is_bound: bool) -> Proof:
    positional = [*node.args.posonlyargs, *node.args.args]
    if subject.binding is not Binding.METHOD or not is_bound or not positional:
        return Proof.NOTHING
    proved = bodies.awaits_self(node, positional[0].arg)
    return Proof.AWAITS_SELF if proved else Proof.NOTHING


def _without_receiver(parameters: tuple[Parameter, ...], is_bound: bool) -> tuple[Parameter, ...]:
    if is_bound and parameters and parameters[0].kind.value.startswith("positional"):
        return parameters[1:]
    return parameters


def _overload(
    session: Session, match: Match, definition: Definition, subject: Subject, kind: FunctionKind
) -> Signature:
    node = definition.node
    assert not isinstance(node, ast.ClassDef)
    context = session.context(match.module, definition, subject.substitution)
    context = with_self(session, node, context, subject.binding, subject.owner)
    written = read_signature(session, Def(match.module, definition, node, context, subject.binding))
    returns = written.returns
    # an overload may be spelled by what a call gives, not by what awaiting it gives
    by_call = kind is FunctionKind.COROUTINE and isinstance(node, ast.FunctionDef)
    if by_call and isinstance(returns, NamedType) and returns.name.name in _AWAITABLES:
        returns = returns.arguments[-1]
    is_bound = subject.binding in (Binding.METHOD, Binding.CLASS_METHOD)
    parameters = _without_receiver(written.parameters, is_bound)
    place = _returns_location(node, context)
    return Signature(
        parameters,
        returns,
        place,
        deprecated_overload(session, match.module, definition),
        receiver(session, node, context, subject.binding),
    )


def _returns_location(node: FunctionNode, context: Context) -> Optional[Location]:
    return None if node.returns is None else context.location(node.returns)


def _is_stream(returns: TypeExpression) -> bool:
    returns = meaning(returns)
    if isinstance(returns, (AnyType, ErrorType)):
        return True
    if not isinstance(returns, NamedType):
        return False
    if returns.name.module == "collections.abc" and returns.name.qualname in _STREAMS:
        return True
    return returns.name == QualifiedName("builtins", "object")


def _report_kind(session: Session, node: FunctionNode, place: Location) -> None:
    session.sink.error(
        Code.KIND_CLASH,
        place,
        f"`{node.name}` is an async generator (its body has `yield`), and its annotation says something else",
        f"write `async def {node.name}(…) -> AsyncIterator[T]:` with the type of what it yields, or `AsyncGenerator[T, S]`",
    )


def _report_unseen(session: Session, subject: Subject, unseen: tuple[str, ...]) -> None:
    shown = ", ".join(f"`{name}`" for name in unseen)
    session.sink.error(
        Code.NO_SOURCE,
        subject.fallback,
        f"`{subject.name}` has no source, and its stub says `...` for the default of {shown}",
        "write the value in the stub, if it is a literal, or write an annotated function around it",
    )


def report_stale(session: Session, subject: Subject) -> None:
    if getattr(bound_function(subject.obj), "__name__", "") == "<lambda>":
        session.sink.error(
            Code.MISSING_ANNOTATION,
            subject.fallback,
            f"`{subject.name}` is a lambda, which has no annotations",
            f"write `def {subject.name}(…) -> T:`, where T is the type of what it returns",
        )
        return
    session.sink.error(
        Code.STALE_SOURCE,
        subject.fallback,
        f"the source of `{subject.name}` is not the one that is loaded: its `def` was not found where it should be",
        "save the file, remove stale `.pyc` files, and compile again in a new process",
    )


def docstring(node: ast.AST) -> Optional[str]:
    """From the source: `-OO` drops it, and 3.13 dedents it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)):
        return ast.get_docstring(node)
    return None
