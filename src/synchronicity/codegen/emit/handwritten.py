"""Members that their authors have written for the public side: taken as they are, and declared in the stub."""

from __future__ import annotations

from ..model import signature as written
from ..model.api import Binding, Function, FunctionKind, Handwritten, Property
from ..model.async_shapes import shapes_of
from ..model.names import QualifiedName
from ..model.surface import Call as SurfaceCall
from ..model.surface import Class, Value
from ..model.types import NamedType, TypeExpression
from ..syntax import (
    Assign,
    Attribute,
    Call,
    Constant,
    Expression,
    FunctionDef,
    Name,
    Parameter,
    ParameterKind,
    Statement,
)
from ..type_transformer import annotation
from .pair import Pair
from .receivers import first_parameter, free_receiver, shown_receiver
from .scope import Scope
from .signatures import stub_default
from .uses import RUN_TIME, STUB


class HandwrittenEmitter:
    """Emits the members of one module's classes that are written by hand."""

    def __init__(self, scope: Scope) -> None:
        self.run_time = scope.spelled(RUN_TIME)
        self.stub = scope.spelled(STUB)

    def emit(self, by_hand: Handwritten, owner: Class) -> Pair:
        """The pair of a member: the implementation's own object, and a `def` with its annotations."""
        member = by_hand.member
        held: Expression = Attribute(self.run_time.implementation(owner.importable), member.name)
        if isinstance(member, Function) and member.binding is Binding.STATIC_METHOD:
            held = Call(self.run_time.builtin("staticmethod"), (held,))
        elif isinstance(member, Function) and member.binding is Binding.CLASS_METHOD:
            own = Attribute(held, "__func__")
            held = Call(self.run_time.builtin("classmethod"), (own,))
        source = (Assign(Name(member.name), held),)
        return Pair(
            source, self._stub(member) if isinstance(member, Function) else self._property(member)
        )

    def _stub(self, function: Function) -> tuple[Statement, ...]:
        signatures = function.overloads or (function.signature,)
        decorators: tuple[Expression, ...] = ()
        if function.overloads:
            decorators = (self.stub.type_name(QualifiedName("typing", "overload")),)
        return tuple(self._definition(function, signature, decorators) for signature in signatures)

    def _definition(
        self,
        function: Function,
        signature: written.Signature,
        decorators: tuple[Expression, ...],
    ) -> FunctionDef:
        call = SurfaceCall(
            signature.parameters, Value(signature.returns), receiver=signature.receiver
        )
        first: tuple[Parameter, ...] = ()
        if function.binding is Binding.CLASS_METHOD:
            first = (first_parameter(free_receiver("cls", call), call),)
            decorators = (*decorators, self.stub.builtin("classmethod"))
        elif function.binding is Binding.STATIC_METHOD:
            decorators = (*decorators, self.stub.builtin("staticmethod"))
        else:
            first = (shown_receiver(call, self.stub),)
        return FunctionDef(
            function.name,
            (*first, *map(self._parameter, signature.parameters)),
            returns=self._shown(_returns(function, signature)),
            decorators=decorators,
            is_async=function.kind is FunctionKind.COROUTINE,
            docstring=function.doc,
        )

    def _parameter(self, parameter: written.Parameter) -> Parameter:
        kind = ParameterKind[parameter.kind.name]
        shown = self._shown(parameter.type)
        return Parameter(parameter.name, kind, shown, stub_default(parameter.default))

    def _property(self, member: Property) -> tuple[Statement, ...]:
        receiver = shown_receiver(
            SurfaceCall((), Value(member.type), receiver=member.receiver), self.stub
        )
        getter = FunctionDef(
            member.name,
            (receiver,),
            returns=self._shown(member.type),
            decorators=(self.stub.builtin("property"),),
            docstring=member.doc,
        )
        found = [getter]
        if member.set_type is not None:
            kind = ParameterKind.POSITIONAL_OR_KEYWORD
            value = Parameter("value", kind, self._shown(member.set_type))
            found.append(self._accessor(member, "setter", (receiver, value)))
        if member.deletable:
            found.append(self._accessor(member, "deleter", (receiver,)))
        return tuple(found)

    def _accessor(
        self, member: Property, role: str, parameters: tuple[Parameter, ...]
    ) -> FunctionDef:
        decorators = (Attribute(Name(member.name), role),)
        return FunctionDef(member.name, parameters, returns=Constant(None), decorators=decorators)

    def _shown(self, type: TypeExpression) -> Expression:
        return annotation(type, self.stub)


def _returns(function: Function, signature: written.Signature) -> TypeExpression:
    """What a call gives; for a context manager, the annotation is that of the generator."""
    if function.kind is not FunctionKind.ASYNC_CONTEXT_MANAGER:
        return signature.returns
    yields = next(iter(shapes_of(signature.returns).values())).arguments[0]
    return NamedType(QualifiedName("contextlib", "AbstractAsyncContextManager"), (yields,))
