"""The parameters and the result of one `def`, as written, and what its body and the language prove where nothing is.

Knows the order and kinds of parameters, type comments, and the rules for missing annotations. Knows no decorators.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Optional, final

from ..data import dataclass
from ..model.api import Binding
from ..model.names import QualifiedName
from ..model.signature import POSITIONAL, Parameter, ParameterKind
from ..model.types import AnyType, NamedType, NoneType, SelfType, TypeExpression
from . import bodies, special
from .annotations import Annotations
from .defaults import read_default
from .forms import keywords, returned
from .matching import mangled
from .modules import ReadModule
from .references import Context
from .scopes import Definition
from .session import Session
from .source import FunctionNode
from .specifications import arguments_of, item

_PLACES = {
    ParameterKind.VAR_POSITIONAL: "*",
    ParameterKind.VAR_KEYWORD: "**",
}


@final
@dataclass(frozen=True)
class Written:
    """A signature with the first parameter (`self`, `cls`) of a method still in it."""

    parameters: tuple[Parameter, ...]
    returns: TypeExpression


@final
@dataclass(frozen=True)
class Def:
    """A `def` to be read. `lenient`: overloads speak for it, so that what it does not annotate does not matter."""

    module: ReadModule
    definition: Definition
    node: FunctionNode
    context: Context
    binding: Binding
    lenient: bool = False

    @property
    def has_receiver(self) -> bool:
        return self.binding in (Binding.METHOD, Binding.CLASS_METHOD)

    @property
    def receiver(self) -> str:
        """The name of `self` or `cls`, "" where there is none."""
        positional = [*self.node.args.posonlyargs, *self.node.args.args]
        return positional[0].arg if self.has_receiver and positional else ""


def read_signature(session: Session, function: Def) -> Written:
    comments = _comments(function.node)
    parameters: list[Parameter] = []
    owner = function.definition.enclosing.innermost_class
    positional = 0
    for number, (kind, argument, default) in enumerate(_arguments(function.node.args)):
        is_receiver = number == 0 and function.has_receiver and kind in POSITIONAL
        comment = _comment(argument, comments, positional, is_receiver, function)
        if is_receiver:
            type_ = _receiver_type(function.binding)
        else:
            type_ = _parameter_type(session, function, argument, kind, comment, positional)
            positional += 1
        parameters.append(
            Parameter(
                mangled(argument.arg, owner),
                kind,
                type_,
                function.context.location(argument),
                read_default(default, function.module.table.source),
            )
        )
    return Written(tuple(parameters), _returns(session, function, comments))


_Row = tuple[ParameterKind, ast.arg, Optional[ast.expr]]


def _arguments(arguments: ast.arguments) -> Iterator[_Row]:
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    for number, argument in enumerate(positional):
        is_only = number < len(arguments.posonlyargs)
        kind = ParameterKind.POSITIONAL_ONLY if is_only else ParameterKind.POSITIONAL_OR_KEYWORD
        default = arguments.defaults[number - required] if number >= required else None
        yield kind, argument, default
    if arguments.vararg is not None:
        yield ParameterKind.VAR_POSITIONAL, arguments.vararg, None
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        yield ParameterKind.KEYWORD_ONLY, argument, default
    if arguments.kwarg is not None:
        yield ParameterKind.VAR_KEYWORD, arguments.kwarg, None


def _receiver_type(binding: Binding) -> TypeExpression:
    if binding is Binding.CLASS_METHOD:
        return NamedType(QualifiedName("builtins", "type"), (SelfType(),))
    return SelfType()


def _parameter_type(
    session: Session,
    function: Def,
    argument: ast.arg,
    kind: ParameterKind,
    comment: Optional[ast.expr],
    position: int,
) -> TypeExpression:
    context = function.context
    if argument.annotation is not None:
        return _written_type(session.annotations, argument.annotation, kind, context)
    if comment is not None:
        return session.annotations.read(comment, context.lazy(context.location(argument)))
    if function.binding is Binding.METHOD and kind in POSITIONAL:
        known = special.parameter(function.node.name, position)
        if known is not None:
            return known
    if function.lenient:
        return AnyType()
    shown = f"{_PLACES.get(kind, '')}{argument.arg}"
    return session.missing(
        context.location(argument),
        f"the parameter `{shown}` of `{function.node.name}` has no annotation",
        f"write `{shown}: T`, where T is the type that callers pass",
    )


def _written_type(
    reader: Annotations, node: ast.expr, kind: ParameterKind, context: Context
) -> TypeExpression:
    if kind is ParameterKind.VAR_POSITIONAL:
        found = arguments_of(reader, node, context, "args")
        return found or item(reader, node, context)
    if kind is ParameterKind.VAR_KEYWORD:
        found = arguments_of(reader, node, context, "kwargs")
        return found or keywords(reader, node, context)
    return reader.read(node, context)


def _returns(
    session: Session, function: Def, comments: Optional[ast.FunctionType]
) -> TypeExpression:
    node, context = function.node, function.context
    if node.returns is not None:
        return returned(session.annotations, node.returns, context)
    place = function.module.table.source.name_location(node)
    if comments is not None:
        return returned(session.annotations, comments.returns, context.lazy(place))
    if function.binding is Binding.METHOD:
        known = special.result(node.name)
        if known is not None:
            return known
    if not any(_is_abstract(decorator) for decorator in node.decorator_list):
        proved = bodies.result(node, function.receiver)
        if proved is bodies.Result.NONE:
            return NoneType()
        if proved is bodies.Result.FIRST_PARAMETER and function.binding is Binding.METHOD:
            return SelfType()
    if function.lenient:
        return AnyType()
    return session.missing(
        place,
        f"`{node.name}` does not say what it returns",
        f"write {_returns_help(node)}",
    )


def _returns_help(node: FunctionNode) -> str:
    if isinstance(node, ast.AsyncFunctionDef) and bodies.has_yield(node):
        return f"`async def {node.name}(…) -> AsyncIterator[T]:`, where T is the type of what it yields"
    keyword = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return f"`{keyword} {node.name}(…) -> T:`, where T is the type of what it returns"


def _is_abstract(decorator: ast.expr) -> bool:
    name = decorator.attr if isinstance(decorator, ast.Attribute) else None
    name = decorator.id if isinstance(decorator, ast.Name) else name
    return name in ("abstractmethod", "overload")


def _comments(node: FunctionNode) -> Optional[ast.FunctionType]:
    """A signature type comment (PEP 484): `# type: (int, str) -> bool`."""
    comment = node.type_comment
    if not comment or "->" not in comment:
        return None
    try:
        return ast.parse(comment, mode="func_type")
    except (SyntaxError, ValueError):
        return None


def _comment(
    argument: ast.arg,
    comments: Optional[ast.FunctionType],
    position: int,
    is_receiver: bool,
    function: Def,
) -> Optional[ast.expr]:
    if argument.type_comment:
        try:
            return ast.parse(argument.type_comment, mode="eval").body
        except (SyntaxError, ValueError):
            return None
    if comments is None or is_receiver:
        return None
    types = comments.argtypes
    if len(types) == 1 and isinstance(types[0], ast.Constant) and types[0].value is ...:
        return None
    every = len(list(_arguments(function.node.args)))
    skipped = 1 if function.has_receiver and len(types) == every else 0  # self may be left out
    index = position + skipped
    if index >= len(types):
        return None
    found = types[index]
    return found.value if isinstance(found, ast.Starred) else found
