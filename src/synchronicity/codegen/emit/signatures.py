"""Parameters and arguments: a signature is rendered once, for both files of a pair."""

from __future__ import annotations

import functools
from typing import Optional, Union, final

from ..data import dataclass
from ..model import signature as written
from ..model.names import QualifiedName
from ..model.signature import Default
from ..model.types import NamedType
from ..syntax import (
    Assign,
    Call,
    Comparison,
    Conditional,
    Constant,
    DoubleStarred,
    Expression,
    Keyword,
    Name,
    Parameter,
    ParameterKind,
    Starred,
    Statement,
    parse_expression,
    render,
)
from ..type_transformer import (
    DictTransformer,
    Direction,
    IdentityTransformer,
    ListTransformer,
    TypeTransformer,
)
from . import abi
from .scope import Scope
from .spelled import Spelled
from .uses import RUN_TIME, SIGNATURE, STUB

Argument = Union[Expression, Keyword, Starred, DoubleStarred]

# ruff refuses longer literals in stubs (PYI053, PYI054), and nobody reads them there.
LONGEST_STUB_TEXT = 50
LONGEST_STUB_NUMBER = 10


@final
@dataclass(frozen=True)
class Origin:
    """Where a default lives: the implementation's function or class, and a name for what has to be defined before."""

    expression: Expression
    label: str


@final
@dataclass(frozen=True)
class Rendered:
    """The parameters for both files, the arguments that hand them on, and what must be defined before the function."""

    source: tuple[Parameter, ...]
    stub: tuple[Parameter, ...]
    arguments: tuple[Argument, ...]
    before: tuple[Statement, ...]


class SignatureRenderer:
    """Renders the parameters of one function.

    Args:
        scope: of the module.
        origin: of the defaults that are not literals, None where they are only shown (overloads).
        by_value: convert arguments by value, as operators do, not by their annotation.
        self_type: stands for `Self` where no class is around.
    """

    def __init__(
        self,
        scope: Scope,
        origin: Optional[Origin],
        by_value: bool = False,
        self_type: Optional[Expression] = None,
    ) -> None:
        self.scope = scope
        self.origin = origin
        self.by_value = by_value
        self.signature = scope.spelled(STUB if origin is None else SIGNATURE, self_type)
        self.body = scope.spelled(RUN_TIME)
        self.before: list[Statement] = []

    def render(self, parameters: tuple[written.Parameter, ...]) -> Rendered:
        source: list[Parameter] = []
        stub: list[Parameter] = []
        arguments: list[Argument] = []
        for parameter in parameters:
            transformer = self.signature.transformer(parameter.type, Direction.IN)
            shown = self.signature.shown(transformer)
            kind = ParameterKind[parameter.kind.name]
            default, value = self._default(parameter, transformer)
            in_stub = stub_default(parameter.default)
            made = Parameter(parameter.name, kind, shown, default)
            source.append(made)
            same = in_stub is default
            stub.append(made if same else Parameter(parameter.name, kind, shown, in_stub))
            arguments.append(_argument(parameter, value))
        return Rendered(tuple(source), tuple(stub), tuple(arguments), tuple(self.before))

    def _default(
        self, parameter: written.Parameter, transformer: TypeTransformer
    ) -> tuple[Optional[Expression], Expression]:
        """The default in the module, and the argument that the parameter becomes."""
        default = parameter.default
        if self.origin is None:
            return None, Name(parameter.name)
        value = self._converted(parameter, transformer)
        if default is None:
            return None, value
        if default.literal is not None:
            return parse_expression(default.literal), value
        # The implementation's own object, taken once; a call among the parameters would look like one made each time.
        name = Name(self.scope.allocate(f"_{self.origin.label}_{parameter.name}"))
        own = (self.origin.expression, Constant(parameter.name))
        self.before.append(Assign(name, Call(self.body.helper(abi.DEFAULT), own)))
        if not transformer.needs_translation():
            return name, value
        # It goes back as it is: it has never been a wrapper.
        given = Name(parameter.name)
        return name, Conditional(given, Comparison(given, "is", name), value)

    def _converted(self, parameter: written.Parameter, transformer: TypeTransformer) -> Expression:
        value = Name(parameter.name)
        if self.by_value:
            return Call(self.body.helper(abi.TO_IMPL), (value,))
        if not transformer.needs_translation():
            return value
        if parameter.kind is written.ParameterKind.VAR_POSITIONAL:
            return _each(self.body, transformer, value)
        if parameter.kind is written.ParameterKind.VAR_KEYWORD:
            return _each_named(self.body, transformer, value)
        return transformer.to_impl(self.body, value)


def _each(spelling: Spelled, transformer: TypeTransformer, value: Expression) -> Expression:
    """`*args`, each one converted."""
    return ListTransformer(transformer).to_impl(spelling, value)


def _each_named(spelling: Spelled, transformer: TypeTransformer, value: Expression) -> Expression:
    """`**kwargs`, each one converted; the names are text."""
    text = IdentityTransformer(NamedType(QualifiedName("builtins", "str")))
    return DictTransformer(text, transformer).to_impl(spelling, value)


def handed_on(parameter: written.Parameter) -> Argument:
    """A parameter as an argument of the same name, as it is."""
    return _argument(parameter, Name(parameter.name))


def _argument(parameter: written.Parameter, value: Expression) -> Argument:
    kind = parameter.kind
    if kind is written.ParameterKind.VAR_POSITIONAL:
        return Starred(value)
    if kind is written.ParameterKind.VAR_KEYWORD:
        return DoubleStarred(value)
    if kind is written.ParameterKind.KEYWORD_ONLY:
        return Keyword(parameter.name, value)
    return value


def stub_default(default: Optional[Default]) -> Optional[Expression]:
    """A default as a stub shows it."""
    if default is None:
        return None
    return Constant(...) if default.literal is None else _shown_in_stub(default.literal)


@functools.lru_cache(maxsize=1024)  # as in parse_expression
def _shown_in_stub(literal: str) -> Expression:
    expression = parse_expression(literal)
    is_text = isinstance(expression, Constant) and isinstance(expression.value, (str, bytes))
    longest = LONGEST_STUB_TEXT if is_text else LONGEST_STUB_NUMBER
    return expression if len(render(expression)) <= longest else Constant(...)
