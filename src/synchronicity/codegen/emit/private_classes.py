"""The private class that types one dual callable in a stub.

`_Client_query` has the two faces as `__call__` and `aio`. Bases from the runtime bind it like a method, a class method or not
at all. Where `Self` occurs, the class is generic in its owner, and binds itself.
"""

from __future__ import annotations

from typing import Optional, Union

from ..model.api import Binding
from ..model.names import QualifiedName
from ..model.surface import Call, Class, Function
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
from .receivers import first_parameter, free_receiver
from .scope import Scope, Spelled, Use
from .signatures import SignatureRenderer

Calls = list[tuple[Call, tuple[Parameter, ...]]]

_POSITIONAL_ONLY = ParameterKind.POSITIONAL_ONLY


class PrivateClassRenderer:
    """Renders the private class of one function.

    Args:
        scope: of the module.
        function: a dual one.
        owner: its class, None for a function of the module.
        calls: the ways to call it, each with its parameters for the stub.
    """

    def __init__(
        self, scope: Scope, function: Function, owner: Optional[Class], calls: Calls
    ) -> None:
        self.scope = scope
        self.function = function
        self.owner = owner
        self.stub = Spelled(scope, (Use.STUB,))
        made = scope.private_class(owner.implementation if owner else None, function.name)
        self.name = made.name
        self.variable = Name(scope.type_variable("_Owner", default=True)) if made.generic else None
        self.faces = FaceRenderer(scope, self.variable)
        self.calls = (
            calls if self.variable is None else [self._with_owner(call) for call, _ in calls]
        )

    def render(self) -> ClassDef:
        body: list[Statement] = [] if self.variable is None else self._binding()
        body += [self._face(call, parameters, aio=False) for call, parameters in self.calls]
        body += [self._face(call, parameters, aio=True) for call, parameters in self.calls]
        return ClassDef(self.name, self._bases(), tuple(body))

    def _bases(self) -> tuple[Union[Expression, Keyword], ...]:
        if self.function.overrides is not None:
            base = self._overridden(self.function.overrides)
        else:
            base = self.stub.type_name(QualifiedName(abi.PACKAGE, self._kind()))
        if self.variable is None:
            return (base,)
        generic = self.stub.type_name(QualifiedName("typing", "Generic"))
        return (base, Subscript(generic, (self.variable,)))

    def _kind(self) -> str:
        binding = self.function.binding
        if self.variable is not None or binding in (Binding.FUNCTION, Binding.STATIC_METHOD):
            return abi.DUAL_FUNCTION
        if binding is Binding.CLASS_METHOD:
            return abi.DUAL_CLASS_METHOD
        # mypy would keep only the first overload of a precise `Client.method`.
        return abi.DUAL_GENERIC_METHOD if len(self.calls) > 1 else abi.DUAL_METHOD

    def _overridden(self, owner: QualifiedName) -> Expression:
        """The private class of the member that is overridden, so that checkers accept the one for the other."""
        found = self.scope.private_class(owner, self.function.name)
        base: Expression = Name(found.name)
        if found.module != self.scope.module.target:
            base = self.scope.imported(QualifiedName(found.module, found.name), (Use.STUB,))
        return Subscript(base, (self.variable,)) if found.generic and self.variable else base

    def _face(self, call: Call, parameters: tuple[Parameter, ...], aio: bool) -> FunctionDef:
        """`__call__`, or `aio` with the docstring: the one place where editors find none by themselves."""
        faces = self.faces.faces(call.outcome)
        documented = aio and call is self.calls[-1][0]
        return FunctionDef(
            "aio" if aio else "__call__",
            (first_parameter(free_receiver("self", call), call), *parameters),
            returns=faces.aio if aio else faces.sync,
            decorators=(self._overload(),) if len(self.calls) > 1 else (),
            is_async=aio and faces.is_async,
            docstring=self.function.doc if documented else None,
        )

    def _with_owner(self, call: Call) -> tuple[Call, tuple[Parameter, ...]]:
        """`call` with parameters in which the owner stands for `Self`."""
        renderer = SignatureRenderer(self.scope, None, self_type=self.variable)
        return call, renderer.render(call.parameters).stub

    # ---- binding to the owner

    def _binding(self) -> list[Statement]:
        found = Name(self.scope.type_variable("_O"))
        bound = Subscript(Name(self.name), (found,))
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
