"""The stub half of functions and methods: a `def` where an editor looks for one.

Both checkers see a dual `fetch` as an instance of the private class that decorates it (private_classes.py), whose `__call__` and
`aio` are the two faces; overloads, generators and context managers fit into the same form.
"""

from __future__ import annotations

from typing import Optional

from ..model.api import Binding
from ..model.names import QualifiedName
from ..model.surface import Call as SurfaceCall
from ..model.surface import Class, Function, Role
from ..syntax import (
    Constant,
    Expression,
    FunctionDef,
    Parameter,
    Statement,
    Subscript,
)
from .faces import FaceRenderer
from .private_classes import Calls, PrivateClassRenderer, deprecated
from .receivers import first_parameter, free_receiver, shown_receiver
from .scope import Scope
from .signatures import Rendered, SignatureRenderer
from .spelled import Spelled
from .uses import STUB

# Redundant in a stub: `object` has them with this very signature (ruff PYI029).
_FROM_OBJECT = ("__repr__", "__str__")


class StubRenderer:
    """Renders the stub half of one module's functions and methods."""

    def __init__(self, scope: Scope, faces: FaceRenderer) -> None:
        self.scope = scope
        self.faces = faces
        self.stub = scope.spelled(STUB)

    def render(
        self, function: Function, owner: Optional[Class], rendered: Rendered
    ) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        """What stands at module level before, and the thing itself."""
        calls: Calls = [(function.call, rendered.stub)]
        if function.overloads:
            renderer = SignatureRenderer(self.scope, None)
            calls = [(call, renderer.render(call.parameters).stub) for call in function.overloads]
        if function.role is not Role.NONE or function.aio_name is not None:
            return (), self._special(function, calls)
        if not function.has_private_class:
            if function.name in _FROM_OBJECT and not function.call.parameters:
                return (), ()
            return (), self._plain(function, calls)
        private = PrivateClassRenderer(self.scope, function, owner, calls, self.faces)
        definition = self._definition(function, rendered.stub, (private.decorator,), None)
        return (private.render(),), (definition,)

    # ---- members without a face of their own

    def _plain(self, function: Function, calls: Calls) -> tuple[Statement, ...]:
        decorators: tuple[Expression, ...] = ()
        if len(calls) > 1:
            decorators = (self._overload(),)
        return tuple(
            self._definition(
                function,
                parameters,
                (*decorators, *self._deprecated(function, call)),
                function.doc,
                call,
            )
            for call, parameters in calls
        )

    def _deprecated(self, function: Function, call: SurfaceCall) -> tuple[Expression, ...]:
        return deprecated(self.stub, call.deprecated or function.deprecated)

    def _special(self, function: Function, calls: Calls) -> tuple[Statement, ...]:
        """`__enter__` and `__aenter__`: two methods, since the language calls them by these names."""
        if function.role is Role.AWAIT:
            first = shown_receiver(function.call, self.faces.signature)
            return (FunctionDef(function.name, (first,), returns=self.awaiting(function)),)
        if function.name in _FROM_OBJECT and function.aio_name is None:
            return ()
        found: list[Statement] = []
        overload = (self._overload(),) if len(calls) > 1 else ()
        for call, parameters in calls:
            decorators = (*overload, *self._deprecated(function, call))
            found.append(self._definition(function, parameters, decorators, function.doc, call))
        if function.aio_name is None:
            return tuple(found)
        for call, parameters in calls:
            faces = self.faces.faces(call.outcome)
            first = shown_receiver(call, self.faces.signature)
            abstractly = (abstract(self.stub),) if function.is_abstract else ()
            decorators = (*overload, *self._deprecated(function, call), *abstractly)
            found.append(
                FunctionDef(
                    function.aio_name,
                    (first, *parameters),
                    returns=faces.aio,
                    decorators=decorators,
                    is_async=faces.is_async,
                    docstring=function.doc,
                )
            )
        return tuple(found)

    def awaiting(self, function: Function) -> Expression:
        """The return annotation of `__await__`: `Generator[Any, None, T]`."""
        spelled = self.faces.signature
        generator = spelled.type_name(QualifiedName("collections.abc", "Generator"))
        anything = spelled.type_name(QualifiedName("typing", "Any"))
        value = self.faces.faces(function.call.outcome).sync
        return Subscript(generator, (anything, Constant(None), value))

    def _definition(
        self,
        function: Function,
        parameters: tuple[Parameter, ...],
        decorators: tuple[Expression, ...],
        doc: Optional[str],
        call: Optional[SurfaceCall] = None,
    ) -> FunctionDef:
        call = call or function.call
        first: tuple[Parameter, ...] = ()
        if function.binding is Binding.METHOD:
            first = (shown_receiver(call, self.faces.signature),)
        elif function.binding is Binding.CLASS_METHOD:
            first = (first_parameter(free_receiver("cls", call), call),)
            decorators = (*decorators, self.stub.type_name(_builtin("classmethod")))
        elif function.binding is Binding.STATIC_METHOD:
            decorators = (*decorators, self.stub.type_name(_builtin("staticmethod")))
        if function.is_abstract:
            decorators = (*decorators, abstract(self.stub))
        return FunctionDef(
            function.name,
            (*first, *parameters),
            returns=self.faces.faces(call.outcome).sync,
            decorators=decorators,
            docstring=doc,
        )

    def _overload(self) -> Expression:
        return self.stub.type_name(QualifiedName("typing", "overload"))


def abstract(stub: Spelled) -> Expression:
    """The decorator of what children must have."""
    return stub.type_name(QualifiedName("abc", "abstractmethod"))


def _builtin(name: str) -> QualifiedName:
    return QualifiedName("builtins", name)
