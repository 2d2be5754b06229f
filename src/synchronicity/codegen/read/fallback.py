"""Functions without source: what `inspect.signature` tells. Second best, and said so.

Knows nothing of decorators or bodies; the kind is the live one.
"""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Optional

from ...module import prefetch_of
from ..diagnostics import Code
from ..model.api import Binding, Function, FunctionKind
from ..model.signature import Default, Parameter, ParameterKind, Signature
from ..model.types import TypeExpression
from . import live_types
from .matching import bound_function, unwrapped
from .modules import ReadModule
from .references import Context
from .scopes import FileTable
from .session import Session
from .source import SourceFile

if TYPE_CHECKING:
    from .functions import Subject
    from .unify import Callee

_KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: ParameterKind.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD: ParameterKind.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL: ParameterKind.VAR_POSITIONAL,
    inspect.Parameter.KEYWORD_ONLY: ParameterKind.KEYWORD_ONLY,
    inspect.Parameter.VAR_KEYWORD: ParameterKind.VAR_KEYWORD,
}


def read_without_source(session: Session, subject: Subject) -> Optional[Function]:
    """The function from its live signature, with a warning; None after an error."""
    obj = bound_function(subject.obj)
    try:
        signature = inspect.signature(obj)
    except (ValueError, TypeError, RecursionError):
        session.sink.error(
            Code.NO_SOURCE,
            subject.fallback,
            f"`{subject.name}` has neither source nor a signature that can be read",
            "write an annotated function around it, and register that one",
        )
        return None
    session.sink.warning(
        Code.NO_SOURCE,
        subject.fallback,
        f"`{subject.name}` has no source: its live signature is used, which has lost aliases and overloads",
    )
    context = _context(session, subject, obj)
    parameters = [
        _parameter(session, subject, parameter, context)
        for number, parameter in enumerate(signature.parameters.values())
        if number or subject.binding not in (Binding.METHOD, Binding.CLASS_METHOD)
    ]
    returns = _annotation(
        session, subject, signature.return_annotation, context, f"what `{subject.name}` returns"
    )
    return Function(
        subject.name,
        _kind(obj),
        subject.binding,
        Signature(tuple(parameters), returns),
        subject.fallback,
        importable=subject.importable,
        prefetch=max(map(prefetch_of, unwrapped(subject.obj))),
    )


def with_author_signature(session: Session, subject: Subject, callee: Callee) -> Callee:
    """A `__signature__` that an author has set is a deliberate statement: its parameters win."""
    obj = bound_function(subject.obj)
    names: dict[str, Any] = getattr(obj, "__dict__", {})
    signature = names.get("__signature__")
    if not isinstance(signature, inspect.Signature):
        return callee
    context = _context(session, subject, obj)
    parameters = [
        _parameter(session, subject, parameter, context)
        for parameter in signature.parameters.values()
    ]
    return replace(callee, parameters=tuple(parameters))


def _context(session: Session, subject: Subject, obj: Any) -> Context:
    name = getattr(obj, "__module__", None)
    module = session.modules.read(name) if isinstance(name, str) else None
    if module is None:
        live = session.modules.live(name) if isinstance(name, str) else None
        module = ReadModule(name or "", live, FileTable(SourceFile(subject.fallback.path, "")))
    substitution = subject.substitution or {}
    return Context(module, module.table.root, session.sink, None, substitution, subject.fallback)


def _parameter(
    session: Session, subject: Subject, parameter: inspect.Parameter, context: Context
) -> Parameter:
    what = f"the parameter `{parameter.name}` of `{subject.name}`"
    type_ = _annotation(session, subject, parameter.annotation, context, what)
    default = (
        None if parameter.default is inspect.Parameter.empty else default_of(parameter.default)
    )
    return Parameter(parameter.name, _KINDS[parameter.kind], type_, subject.fallback, default)


def default_of(value: Any) -> Default:
    """Only the objects whose spelling is beyond doubt; anything else is taken from the function itself."""
    if value is None or value is True or value is False:
        return Default(str(value))
    return Default(str(value)) if type(value) is int else Default()


def _annotation(
    session: Session, subject: Subject, annotation: Any, context: Context, what: str
) -> TypeExpression:
    if annotation is inspect.Signature.empty:
        return session.missing(
            subject.fallback,
            f"{what} has no annotation",
            "write an annotated function around it, and register that one",
        )
    return live_types.convert(annotation, session.annotations, context)


def _kind(obj: Any) -> FunctionKind:
    if inspect.isasyncgenfunction(obj):
        return FunctionKind.ASYNC_GENERATOR
    return FunctionKind.COROUTINE if inspect.iscoroutinefunction(obj) else FunctionKind.PLAIN
