"""From an annotation's expression to a type expression.

Knows the grammar of annotations (PEP 484 and its successors) and what to say where one is not followed. Leaves names to
the resolver and import paths to naming.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from typing import Any, Optional, final

from ..diagnostics import Code, Location
from ..model.async_shapes import callables_together
from ..model.names import QualifiedName, assert_never
from ..model.types import (
    CALLABLE,
    CallableType,
    ErrorType,
    FixedTuple,
    NamedType,
    SelfType,
    TypeExpression,
    TypeVariable,
    VariableKind,
    VariadicTuple,
    union,
)
from . import arities, live_types, specifications
from .aliases import Aliases
from .class_types import ANY, ERROR, NONE, ClassTypes
from .forms import NOT_TRANSLATED, annotated, literal_values, misplaced_form, returned
from .naming import PublicNames
from .references import (
    AliasReference,
    ClassReference,
    Context,
    FormReference,
    LiveReference,
    ModuleReference,
    Reference,
    Unresolved,
    ValueReference,
    VariableReference,
)
from .resolve import Resolver
from .values import ValueClasses
from .variables import Variables

_SELF_HELP = "write the type that callers should see, such as `list[str]` or the name of a class"

_PLACES = {
    VariableKind.PARAMETERS: "it stands in `Callable[P, R]`, `Concatenate[A, P]`, `P.args` and `P.kwargs`, and as a type argument",
    VariableKind.TUPLE: "it stands unpacked: `*Ts` or `Unpack[Ts]`",
}

_TUPLE = QualifiedName("builtins", "tuple")
_TYPE = QualifiedName("builtins", "type")

Parameters = Callable[[type], "tuple[VariableReference, ...]"]
BaseArguments = Callable[[type], "Mapping[type, tuple[TypeExpression, ...]]"]
Protocols = Callable[[type, "tuple[TypeExpression, ...]"], "tuple[NamedType, ...]"]


@final
class Annotations:
    """Reads annotations.

    `protocols` says which asynchronous protocols a class derives from, `parameters` what its type parameters are, `containers`
    which classes are converted by a transformer of the library's own, `base_arguments` what all bases of a class are given (all are
    set by whoever knows).
    """

    def __init__(
        self, resolver: Resolver, names: PublicNames, registered: Mapping[type, object]
    ) -> None:
        self.resolver = resolver
        self.names = names
        self.registered = registered
        self.aliases = Aliases(self)
        self.values = ValueClasses(self)
        self.classes = ClassTypes(self)
        self.variables = Variables(self)
        self.protocols: Protocols = lambda cls, arguments: ()
        self.parameters: Parameters = lambda cls: ()
        self.containers: Collection[type] = ()
        self.base_arguments: BaseArguments = lambda cls: {}

    def read(self, node: ast.expr, context: Context) -> TypeExpression:
        """The type that `node` means; ErrorType after reporting why it means none."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._reference(self.resolver.expression(node, context), node, context)
        if isinstance(node, ast.Subscript):
            return self._subscript(node, context)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self._union(_alternatives(node), context)
        if isinstance(node, ast.Constant):
            return self._constant(node, context)
        if isinstance(node, ast.Starred):
            return self.bad(node, context, *misplaced_form("Unpack"))
        return self.bad(
            node, context, f"`{_shown(node)}` is not a type: an annotation cannot be computed"
        )

    def parse(self, node: ast.Constant, context: Context) -> Optional[ast.expr]:
        """The expression in a string annotation; it may span lines, and what it says is never evaluated."""
        text = str(node.value).strip()
        try:
            return ast.parse(f"({text}\n)" if text else "", mode="eval").body
        except (SyntaxError, ValueError, RecursionError):
            self.bad(node, context, f"the annotation {text!r} is not an expression")
            return None

    def _constant(self, node: ast.Constant, context: Context) -> TypeExpression:
        if node.value is None:
            return NONE
        if isinstance(node.value, str):
            inner = self.parse(node, context)
            if inner is None:
                return ERROR
            return self.read(inner, context.lazy(context.location(node)))
        if node.value is ...:
            return self.bad(
                node,
                context,
                "`...` stands for a type only in `tuple[T, ...]` and `Callable[..., T]`",
            )
        return self.bad(node, context, f"`{_shown(node)}` is a value, not a type")

    def _reference(self, found: Reference, node: ast.expr, context: Context) -> TypeExpression:
        if isinstance(found, ClassReference):
            return self.classes.read(found, node, context)
        if isinstance(found, FormReference):
            return self._form(found, node, context)
        if isinstance(found, VariableReference):
            if self._is_part_of_variable(node, context):
                message = f"`{_shown(node)}` stands only as the annotation of `*args` or `**kwargs`"
                return self.bad(node, context, message)
            return self._variable(found, context, context.location(node))
        if isinstance(found, AliasReference):
            return self.aliases.read(found, None, node, context)
        if isinstance(found, LiveReference):
            return live_types.convert(found.live, self, context.at(context.location(node)))
        if isinstance(found, ModuleReference):
            return self.bad(node, context, f"`{_shown(node)}` is a module, not a type")
        if isinstance(found, ValueReference):
            return self.bad(node, context, f"`{_shown(node)}` is {found.what}, not a type")
        if isinstance(found, Unresolved):
            return self._unresolved(node, context)
        assert_never(found)

    def _unresolved(self, node: ast.expr, context: Context) -> TypeExpression:
        message = f"the name `{_shown(node)}` in this annotation cannot be found"
        help = (
            "import it in this module (under `if TYPE_CHECKING:` will do), or correct its spelling"
        )
        context.sink.error(Code.UNRESOLVED_NAME, context.location(node), message, help)
        return ERROR

    def _is_part_of_variable(self, node: ast.expr, context: Context) -> bool:
        """`P.args` and `P.kwargs`."""
        if not isinstance(node, ast.Attribute):
            return False
        return isinstance(self.resolver.expression(node.value, context), VariableReference)

    def _variable(
        self, found: VariableReference, context: Context, place: Location
    ) -> TypeExpression:
        type_ = self.known(found, context, place)
        if isinstance(type_, TypeVariable) and type_.kind is not VariableKind.TYPE:
            message = f"the {type_.kind.value} `{found.name}` is no type by itself"
            context.sink.error(Code.BAD_ANNOTATION, place, message, _PLACES[type_.kind])
            return ERROR
        return type_

    def known(self, found: VariableReference, context: Context, place: Location) -> TypeExpression:
        """What stands for a variable in `context`: itself, where nothing does."""
        known = context.substitution.get(found.key)
        return known or self.variables.read(found, context.sink, place)

    def _form(self, found: FormReference, node: ast.expr, context: Context) -> TypeExpression:
        """A special form without arguments."""
        if found.name == "Any":
            return ANY
        if found.name == "Self":
            return SelfType()
        if found.name in ("NoReturn", "Never", "LiteralString"):
            return NamedType(QualifiedName("typing", found.name))
        if found.name == "Tuple":
            return VariadicTuple(ANY)
        if found.name == "Callable":
            return CallableType(None, ANY)
        if found.name == "Type":
            return NamedType(_TYPE, (ANY,))
        if found.name in NOT_TRANSLATED:
            return self.unsupported(f"`{found.name}`", node, context)
        return self.bad(node, context, *misplaced_form(found.name))

    # subscripts

    def _subscript(self, node: ast.Subscript, context: Context) -> TypeExpression:
        head = self.resolver.expression(node.value, context)
        inner = _items(node)
        if isinstance(head, FormReference):
            return self._form_of(head, node, inner, context)
        if isinstance(head, ClassReference):
            return self._generic(head, node, inner, context)
        if isinstance(head, AliasReference):
            return self.aliases.read(head, inner, node, context)
        if isinstance(head, VariableReference):
            return self.unsupported("a type variable with arguments", node, context)
        if isinstance(head, LiveReference):
            return self.bad(node, context, f"`{_shown(node.value)}` has its type arguments already")
        return self._reference(head, node.value, context)

    def _form_of(
        self, head: FormReference, node: ast.Subscript, inner: list[ast.expr], context: Context
    ) -> TypeExpression:
        if head.name == "Optional" and len(inner) == 1:
            return union(self.read(inner[0], context), NONE)
        if head.name == "Union" and inner:
            return self._union(inner, context)
        if head.name == "Annotated":
            return annotated(self, node, inner, context)
        if head.name == "Literal":
            return literal_values(self, inner, context)
        if head.name == "Tuple":
            return self._tuple(inner, context)
        if head.name == "Callable":
            return self._callable(node, inner, context)
        if head.name == "Type" and len(inner) == 1:
            return NamedType(_TYPE, (self.read(inner[0], context),))
        if head.name in NOT_TRANSLATED:
            return self.unsupported(f"`{head.name}`", node, context)
        return self.bad(node, context, *misplaced_form(head.name))

    def _union(self, parts: Any, context: Context) -> TypeExpression:
        return callables_together(union(*(self.read(part, context) for part in parts)))

    def _generic(
        self, head: ClassReference, node: ast.Subscript, inner: list[ast.expr], context: Context
    ) -> TypeExpression:
        if head.name == _TUPLE:
            return self._tuple(inner, context)
        if head.name == CALLABLE:
            return self._callable(node, inner, context)
        if head.name == _TYPE and len(inner) == 1:
            return NamedType(head.name, (self.read(inner[0], context),))
        bounds = arities.bounds(head.name, head.live)
        if bounds is not None and not bounds[0] <= len(inner) <= bounds[1]:
            wanted = str(bounds[0]) if bounds[0] == bounds[1] else f"{bounds[0]} to {bounds[1]}"
            message = f"`{_shown(node.value)}` takes {wanted} type argument(s), not {len(inner)}"
            return self.bad(
                node, context, message, "give it one type for each of its type parameters"
            )
        arguments = tuple(self.argument(part, context) for part in inner)
        return self.classes.generic(head, arguments, node, context)

    def argument(self, node: ast.expr, context: Context) -> TypeExpression:
        return specifications.argument(self, node, context)

    def _tuple(self, inner: list[ast.expr], context: Context) -> TypeExpression:
        if len(inner) == 1 and isinstance(inner[0], ast.Tuple) and not inner[0].elts:
            return FixedTuple(())
        if len(inner) == 2 and isinstance(inner[1], ast.Constant) and inner[1].value is ...:
            return VariadicTuple(self.read(inner[0], context))
        return FixedTuple(tuple(specifications.item(self, part, context) for part in inner))

    def _callable(
        self, node: ast.Subscript, inner: list[ast.expr], context: Context
    ) -> TypeExpression:
        if len(inner) != 2:
            message = f"`{_shown(node)}` does not say both what is taken and what is returned"
            return self.bad(
                node, context, message, "write `Callable[[A, B], R]` or `Callable[..., R]`"
            )
        taken, returns = inner[0], returned(self, inner[1], context)
        if isinstance(taken, ast.Constant) and taken.value is ...:
            return CallableType(None, returns)
        if isinstance(taken, ast.List):
            items = tuple(specifications.item(self, part, context) for part in taken.elts)
            return CallableType(items, returns)
        specified = specifications.taken(self, taken, returns, context)
        if specified is not None:
            return specified
        found = self.read(taken, context)
        if isinstance(found, ErrorType):
            return found
        return self.bad(
            taken, context, "the first argument of `Callable` is a list of types or `...`"
        )

    # problems

    def bad(
        self, node: ast.expr, context: Context, message: str, help: Optional[str] = _SELF_HELP
    ) -> TypeExpression:
        context.sink.error(Code.BAD_ANNOTATION, context.location(node), message, help)
        return ERROR

    def unsupported(self, what: str, node: ast.expr, context: Context) -> TypeExpression:
        message = f"{what} is not translated yet"
        help = "write the type without it; or leave this member out with `exclude=`"
        context.sink.error(Code.UNSUPPORTED, context.location(node), message, help)
        return ERROR

    def form(self, found: FormReference, context: Context) -> TypeExpression:
        """A special form that has no expression of its own, only a place."""
        return self._form(found, ast.Name(found.name, ast.Load()), context)

    def variable(self, found: VariableReference, context: Context) -> TypeExpression:
        assert context.anchor is not None
        return self._variable(found, context, context.anchor)


def _alternatives(node: ast.expr) -> list[ast.expr]:
    """The members of `A | B | C`, which may be hundreds: each is one deeper in the tree than the next."""
    found: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]


def _items(node: ast.Subscript) -> list[ast.expr]:
    inner = node.slice
    if isinstance(inner, ast.Tuple) and inner.elts:
        return list(inner.elts)
    return [inner]


def _shown(node: ast.expr) -> str:
    """For messages only, never for code."""
    text = ast.unparse(node)
    return text if len(text) <= 60 else text[:57] + "..."
