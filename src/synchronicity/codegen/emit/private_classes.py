"""The private class that types one dual callable in a stub.

`_Client_query` has the two faces as `__call__` and `aio`. Bases from the runtime bind it like a method, a class method or not
at all. Where `Self` occurs, the class is generic in its owner, and binds itself.
"""

from __future__ import annotations

from typing import Optional, Union

from ..model.api import Binding
from ..model.names import QualifiedName
from ..model.surface import Call, Class, Function
from ..model.types import (
    AnyType,
    TypeExpression,
    TypeVariable,
    VariableKind,
    substituted,
    variables_of,
)
from ..syntax import Call as CallExpression
from ..syntax import (
    ClassDef,
    Constant,
    Expression,
    FunctionDef,
    Keyword,
    Name,
    Parameter,
    ParameterKind,
    Statement,
    Subscript,
)
from . import abi
from .faces import FaceRenderer
from .receivers import receiver_of_face
from .scope import PrivateClass, Scope
from .signatures import SignatureRenderer
from .spelled import Spelled
from .uses import STUB

# The owner of a method, and the object that it is looked up on.
OWNER = TypeVariable("Owner", __name__, default=AnyType())
FOUND = TypeVariable("O", __name__)
# After a TypeVarTuple, no variable may have a default: it is given.
OWNER_GIVEN = TypeVariable("Owner", __name__)

Calls = list[tuple[Call, tuple[Parameter, ...]]]

_POSITIONAL_ONLY = ParameterKind.POSITIONAL_ONLY

_OF_DUAL_METHODS = (abi.DUAL_METHOD, abi.DUAL_GENERIC_METHOD)


class PrivateClassRenderer:
    """Renders the private class of one function.

    Args:
        scope: of the module.
        function: a dual one.
        owner: its class, None for a function of the module.
        calls: the ways to call it, each with its parameters for the stub.
        faces: of the module.
    """

    def __init__(
        self,
        scope: Scope,
        function: Function,
        owner: Optional[Class],
        calls: Calls,
        faces: FaceRenderer,
    ) -> None:
        self.scope = scope
        self.function = function
        self.owner = owner
        self.stub = scope.spelled(STUB)
        made = scope.private_class(owner.implementation if owner else None, function.name)
        self.made = made
        self.name = made.name
        self.overridden = self._overridden()
        self.variables = self._variables(made)
        self.is_variadic = any(one.kind is VariableKind.TUPLE for one in self.variables)
        owner_variable = OWNER_GIVEN if self.is_variadic else OWNER
        self.owner_variable = self.stub.type_variable(owner_variable) if made.owned else None
        self.faces = FaceRenderer(scope, self.owner_variable) if made.owned else faces
        self.calls = calls if not made.owned else [self._with_owner(call) for call, _ in calls]

    @property
    def decorator(self) -> Expression:
        """What stands above the `def`: the private class, with the type variables of the class around it."""
        if not self.variables:
            return Name(self.name)
        # The owner comes last, and has a default where it may.
        arguments = [*map(self.stub.type_argument, self.variables)]
        if self.is_variadic and self.owner_variable is not None:
            arguments.append(self.stub.type_name(QualifiedName("typing", "Any")))
        return Subscript(Name(self.name), tuple(arguments))

    def _variables(self, made: PrivateClass) -> tuple[TypeVariable, ...]:
        """The type variables of the class around it that it mentions, or that what it overrides is given."""
        found = dict.fromkeys(made.variables)
        for _, arguments in self.overridden:
            for argument in arguments:
                found.update(dict.fromkeys(variables_of(argument)))
        return tuple(found)

    def _overridden(self) -> list[tuple[PrivateClass, list[TypeExpression]]]:
        """The private classes of the members that are overridden, and what their variables stand for here."""
        every: list[tuple[PrivateClass, list[TypeExpression]]] = []
        if self.owner is None:
            return []
        for base in self.function.overrides:
            found = self.scope.private_class(base, self.function.name)
            arguments = base_arguments(self.scope, self.owner, base) or {}
            given = [arguments.get(variable, AnyType()) for variable in found.variables]
            every.append((found, given))
        return every

    def render(self) -> ClassDef:
        body: list[Statement] = [] if self.owner_variable is None else self._binding()
        calls = [(call, self._with_receiver(call, parameters)) for call, parameters in self.calls]
        body += [self._face(call, parameters, aio=False) for call, parameters in calls]
        if not self.function.is_plain:
            body += [self._face(call, parameters, aio=True) for call, parameters in calls]
        return ClassDef(self.name, self._bases(), tuple(body))

    def _bases(self) -> tuple[Union[Expression, Keyword], ...]:
        """What it derives from: the overridden members' classes, so that checkers accept the one for the other."""
        bases = [self._overridden_class(*overridden) for overridden in self.overridden]
        kind = self._kind()
        plain = all(found.kind == abi.PLAIN_METHOD for found, _ in self.overridden)
        if not bases or (plain and kind in _OF_DUAL_METHODS):
            bases.append(self.stub.type_name(QualifiedName(abi.PACKAGE, kind)))
        own = [*map(self.stub.type_argument, self.variables)]
        own += [] if self.owner_variable is None else [self.owner_variable]
        if own:
            generic = self.stub.type_name(QualifiedName("typing", "Generic"))
            bases.append(Subscript(generic, tuple(own)))
        return tuple(bases)

    def _overridden_class(self, found: PrivateClass, arguments: list[TypeExpression]) -> Expression:
        base: Expression = Name(found.name)
        if found.module != self.scope.module.target:
            base = self.scope.imported(QualifiedName(found.module, found.name), STUB)
        shown = [self._argument(type) for type in arguments]
        if found.owned:
            anything = QualifiedName("typing", "Any")
            shown.append(self.owner_variable or self.stub.type_name(anything))
        return Subscript(base, tuple(shown)) if shown else base

    def _argument(self, type: TypeExpression) -> Expression:
        if isinstance(type, TypeVariable):
            return self.stub.type_argument(type)
        return self.stub.transformer(type).public_type(self.stub)

    def _kind(self) -> str:
        """The run time's class which says how it is bound."""
        return abi.DUAL_FUNCTION if self.owner_variable is not None else self.made.kind

    def _with_receiver(
        self, call: Call, parameters: tuple[Parameter, ...]
    ) -> tuple[Parameter, ...]:
        receiver = receiver_of_face(call, self.stub, self.name, self.owner_variable)
        return (receiver, *parameters)

    def _face(self, call: Call, parameters: tuple[Parameter, ...], aio: bool) -> FunctionDef:
        """`__call__`, or `aio` with the docstring: the one place where editors find none by themselves."""
        faces = self.faces.faces(call.outcome)
        documented = (aio or self.function.is_plain) and call is self.calls[-1][0]
        return FunctionDef(
            "aio" if aio else "__call__",
            parameters,
            returns=faces.aio if aio else faces.sync,
            decorators=(
                *((self._overload(),) if len(self.calls) > 1 else ()),
                *deprecated(self.stub, call.deprecated or self.function.deprecated),
            ),
            is_async=aio and faces.is_async,
            docstring=self.function.doc if documented else None,
        )

    def _with_owner(self, call: Call) -> tuple[Call, tuple[Parameter, ...]]:
        """`call` with parameters in which the owner stands for `Self`."""
        renderer = SignatureRenderer(self.scope, None, self_type=self.owner_variable)
        return call, renderer.render(call.parameters).stub

    # ---- binding to the owner

    def _binding(self) -> list[Statement]:
        found = self.stub.type_variable(FOUND)
        variables = map(self.stub.type_argument, self.variables)
        bound = Subscript(Name(self.name), (*variables, found))
        anything = self.stub.type_name(QualifiedName("builtins", "object"))
        if self.function.binding is Binding.CLASS_METHOD:
            cls = Subscript(self.stub.type_name(QualifiedName("builtins", "type")), (found,))
            return [_get((anything, None), (cls, None), bound)]
        any_ = self.stub.type_name(QualifiedName("typing", "Any"))
        unbound = self.stub.type_name(QualifiedName(abi.PACKAGE, abi.UNBOUND_METHOD))
        on_class = Subscript(unbound, (any_, Constant(...), any_, any_))
        overload = (self._overload(),)
        return [
            _get((Constant(None), None), (anything, None), on_class, overload),
            _get((found, None), (anything, Constant(None)), bound, overload),
        ]

    def _overload(self) -> Expression:
        return self.stub.type_name(QualifiedName("typing", "overload"))


def deprecated(stub: Spelled, message: Optional[str]) -> tuple[Expression, ...]:
    """The decorator of what should not be used any more (PEP 702); nothing of the rest."""
    if message is None:
        return ()
    name = stub.type_name(QualifiedName("typing_extensions", "deprecated"))
    return (CallExpression(name, (Constant(message),)),)


_Typed = tuple[Expression, Optional[Expression]]


def _get(
    obj: _Typed, owner: _Typed, returns: Expression, decorators: tuple[Expression, ...] = ()
) -> FunctionDef:
    """`__get__`; each parameter is its annotation and its default."""
    return FunctionDef(
        "__get__",
        (
            Parameter("self", _POSITIONAL_ONLY),
            Parameter("obj", _POSITIONAL_ONLY, *obj),
            Parameter("owner", _POSITIONAL_ONLY, *owner),
        ),
        returns=returns,
        decorators=decorators,
    )


def base_arguments(
    scope: Scope, cls: Class, base: QualifiedName
) -> Optional[dict[TypeVariable, TypeExpression]]:
    """What the type parameters of `base` stand for in `cls`, which derives from it; None where it does not."""
    if cls.implementation == base:
        return {variable: variable for variable in cls.type_parameters}
    for written in cls.bases:
        between = scope.class_of(written.name)
        found = base_arguments(scope, between, base)
        if found is not None:
            given = dict(zip(between.type_parameters, written.arguments))
            return {variable: substituted(type, given) for variable, type in found.items()}
    return None
