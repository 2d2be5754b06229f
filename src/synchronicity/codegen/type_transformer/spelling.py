"""How names are spelled where generated code stands, and type expressions as syntax.

Knows that a name may need a module before it. Does not decide imports or aliases: `Spelling` is the question, and the
emitter's scope is one answer to it. `PlainSpelling` is the answer for a module in which nothing collides.
"""

from __future__ import annotations

from typing import Optional, Protocol, final

from ..model.names import QualifiedName, assert_never
from ..model.surface import SynchronizedTypes
from ..model.types import (
    AliasType,
    AnnotatedType,
    AnyType,
    CallableType,
    EnumMember,
    ErrorType,
    FixedTuple,
    LiteralType,
    NamedType,
    NoneType,
    ParameterList,
    ParametersOf,
    SelfType,
    TypeExpression,
    TypeVariable,
    UnionType,
    UnpackedType,
    VariadicTuple,
    parts,
)
from ..syntax import (
    Attribute,
    BinaryOperation,
    Constant,
    Expression,
    ListDisplay,
    Name,
    Subscript,
    TupleDisplay,
)
from .metadata import annotated


class Spelling(Protocol):
    """Answers how a name is written in the module that is being generated."""

    @property
    def synchronized_types(self) -> SynchronizedTypes: ...

    def wrapper(self, implementation: QualifiedName) -> Expression:
        """The wrapper class of an implementation class."""
        ...

    def implementation(self, name: QualifiedName) -> Expression:
        """An object of the implementation, at run time."""
        ...

    def type_name(self, name: QualifiedName) -> Expression:
        """A class, special form or alias inside an annotation."""
        ...

    def type_variable(self, variable: TypeVariable) -> Expression:
        """A type variable inside an annotation."""
        ...

    def alias(self, name: QualifiedName) -> Optional[Expression]:
        """An alias of the implementation that is written anew, over wrappers; None where that has not been done."""
        ...

    def builtin(self, name: str) -> Expression:
        """A builtin function or class inside a body."""
        ...

    def helper(self, name: str) -> Expression:
        """A function of the runtime that generated code uses."""
        ...

    def variable(self, base: str) -> str:
        """A name for a variable of a comprehension or a lambda that hides nothing."""
        ...


@final
class PlainSpelling:
    """Everything under its own name; wrappers of other modules than `target_module` dotted, where that is known."""

    def __init__(self, synchronized_types: SynchronizedTypes, target_module: Optional[str]) -> None:
        self.synchronized_types = synchronized_types
        self.target_module = target_module

    def wrapper(self, implementation: QualifiedName) -> Expression:
        module, name = self.synchronized_types[implementation]
        return Name(name) if self.target_module in (module, None) else dotted(f"{module}.{name}")

    def implementation(self, name: QualifiedName) -> Expression:
        return dotted(str(name))

    def type_name(self, name: QualifiedName) -> Expression:
        return dotted(name.qualname)

    def type_variable(self, variable: TypeVariable) -> Expression:
        return Name(variable.name)

    def alias(self, name: QualifiedName) -> Optional[Expression]:
        return None

    def builtin(self, name: str) -> Expression:
        return Name(name)

    def helper(self, name: str) -> Expression:
        return Name(name)

    def variable(self, base: str) -> str:
        return base


def dotted(path: str) -> Expression:
    """`a.b.c` as syntax."""
    head, *rest = path.split(".")
    expression: Expression = Name(head)
    for part in rest:
        expression = Attribute(expression, part)
    return expression


def _builtin(name: str) -> QualifiedName:
    return QualifiedName("builtins", name)


def annotation(type: TypeExpression, spelling: Spelling) -> Expression:
    """`type` as users read it: every wrapped class by the name of its wrapper."""
    if isinstance(type, NamedType):
        return _named(type, spelling)
    if isinstance(type, NoneType):
        return Constant(None)
    if isinstance(type, AnyType):
        return spelling.type_name(QualifiedName("typing", "Any"))
    if isinstance(type, UnionType):
        return union_of([annotation(member, spelling) for member in type.members])
    if isinstance(type, FixedTuple):
        items = tuple(annotation(item, spelling) for item in type.items)
        return Subscript(spelling.type_name(_builtin("tuple")), items or (TupleDisplay(()),))
    if isinstance(type, VariadicTuple):
        item = annotation(type.item, spelling)
        return Subscript(spelling.type_name(_builtin("tuple")), (item, Constant(...)))
    if isinstance(type, CallableType):
        return _callable(type, spelling)
    if isinstance(type, LiteralType):
        literal = spelling.type_name(QualifiedName("typing", "Literal"))
        return Subscript(literal, tuple(_literal(value, spelling) for value in type.values))
    if isinstance(type, SelfType):
        return spelling.type_name(QualifiedName("typing", "Self"))
    if isinstance(type, AliasType):
        if wrapped_classes(type.meaning, spelling.synchronized_types):
            return annotation(type.meaning, spelling)
        name = spelling.type_name(type.name)
        arguments = tuple(annotation(argument, spelling) for argument in type.arguments)
        return Subscript(name, arguments) if arguments else name
    if isinstance(type, AnnotatedType):
        return annotated(annotation(type.type, spelling), type.metadata, spelling)
    if isinstance(type, TypeVariable):
        return spelling.type_variable(type)
    if isinstance(type, ParametersOf):
        return Attribute(spelling.type_variable(type.variable), type.part)
    if isinstance(type, ParameterList):
        return _list(type.items, spelling)
    if isinstance(type, UnpackedType):
        return unpacked(annotation(type.type, spelling), spelling)
    if isinstance(type, ErrorType):
        raise AssertionError(f"{type!r} has been refused before")
    assert_never(type)


def _named(type: NamedType, spelling: Spelling) -> Expression:
    if type.name in spelling.synchronized_types:
        name = spelling.wrapper(type.name)
    else:
        name = spelling.type_name(type.importable)
    if not type.arguments:
        return name
    return Subscript(name, tuple(annotation(argument, spelling) for argument in type.arguments))


def _callable(type: CallableType, spelling: Spelling) -> Expression:
    parameters = _list(type.parameters, spelling)
    if type.rest is not None:
        before = [annotation(item, spelling) for item in type.parameters or ()]
        parameters = concatenated(before, spelling.type_variable(type.rest), spelling)
    callable_ = spelling.type_name(QualifiedName("collections.abc", "Callable"))
    return Subscript(callable_, (parameters, annotation(type.returns, spelling)))


def _list(items: Optional[tuple[TypeExpression, ...]], spelling: Spelling) -> Expression:
    if items is None:
        return Constant(...)
    return ListDisplay(tuple(annotation(item, spelling) for item in items))


def concatenated(before: list[Expression], rest: Expression, spelling: Spelling) -> Expression:
    """`P`, or with something before it `Concatenate[A, P]`."""
    if not before:
        return rest
    return Subscript(spelling.type_name(QualifiedName("typing", "Concatenate")), (*before, rest))


def unpacked(type: Expression, spelling: Spelling) -> Expression:
    """`Unpack[Ts]`, which Python 3.9 can parse where `*Ts` is no syntax."""
    return Subscript(spelling.type_name(QualifiedName("typing", "Unpack")), (type,))


def _literal(value: object, spelling: Spelling) -> Expression:
    if isinstance(value, EnumMember):
        return Attribute(annotation(value.enumeration, spelling), value.member)
    assert value is None or isinstance(value, (bool, int, str, bytes))
    return Constant(value)


def union_of(members: list[Expression]) -> Expression:
    """`A | B | C`, also of members that are unions themselves."""
    first, *others = [one for member in members for one in alternatives(member)]
    for member in others:
        first = BinaryOperation(first, "|", member)
    return first


def alternatives(expression: Expression) -> list[Expression]:
    """The members of a union; one that is none is alone."""
    found: list[Expression] = []
    while isinstance(expression, BinaryOperation) and expression.operator == "|":
        found.append(expression.right)
        expression = expression.left
    return [expression, *reversed(found)]


def wrapped_classes(
    type: TypeExpression, synchronized_types: SynchronizedTypes
) -> tuple[QualifiedName, ...]:
    """The wrapped classes that `type` mentions at any depth; `Self` counts as the class's own."""
    found: list[QualifiedName] = []
    if isinstance(type, NamedType) and type.name in synchronized_types:
        found.append(type.name)
    for part in parts(type):
        found.extend(wrapped_classes(part, synchronized_types))
    return tuple(dict.fromkeys(found))
