"""Functions and methods: one body that runs, and one private class that types both faces."""

from __future__ import annotations

import dataclasses
from typing import Optional, cast

from ..model.api import Binding, Start
from ..model.special_methods import GET_ATTRIBUTE
from ..model.surface import Class, Function, Role, Value
from ..model.types import NoneType
from ..syntax import (
    Assign,
    Attribute,
    Call,
    Constant,
    Expression,
    ExpressionStatement,
    FunctionDef,
    Keyword,
    Name,
    Parameter,
    Return,
    Statement,
)
from . import abi
from .conversions import Conversions
from .faces import FaceRenderer
from .pair import Pair
from .receivers import first_parameter, receiver_of, shown_receiver
from .scope import Scope
from .signatures import Origin, Rendered, SignatureRenderer
from .spelled import Spelled
from .stubs import StubRenderer
from .uses import RUN_TIME


class FunctionEmitter:
    """Emits functions and members of the classes of one module."""

    def __init__(self, scope: Scope, conversions: Conversions) -> None:
        self.scope = scope
        self.faces = FaceRenderer(scope)
        self.conversions = conversions
        self.run_time = scope.spelled(RUN_TIME)
        self.stubs = StubRenderer(scope, self.faces)

    def emit(self, function: Function, owner: Optional[Class] = None) -> Emitted:
        """The pair of `function`, a member of `owner`."""
        rendered = self._rendered(function, owner)
        source = self._source(function, owner, rendered)
        stub_before, stub = self.stubs.render(function, owner, rendered)
        return Emitted(Pair(rendered.before, stub_before), Pair(source, stub))

    def _rendered(self, function: Function, owner: Optional[Class]) -> Rendered:
        origin = Origin(
            self._implementation(function, owner),
            f"{owner.name}_{function.name}" if owner else function.name,
        )
        operator = function.role is Role.OPERATOR
        return SignatureRenderer(self.scope, origin, operator).render(function.call.parameters)

    def _implementation(self, function: Function, owner: Optional[Class]) -> Expression:
        """The implementation's own function."""
        if owner is None:
            assert function.importable is not None
            return self.run_time.implementation(function.importable)
        cls = self.run_time.implementation(owner.importable)
        return Attribute(cls, function.implementation)

    # ---- the module

    def _source(
        self, function: Function, owner: Optional[Class], rendered: Rendered
    ) -> tuple[Statement, ...]:
        receiver = receiver_of(function)
        callee = self._callee(function, owner, receiver)
        if function.deprecated is not None:
            shown = f"{owner.name}.{function.name}" if owner else function.name
            name = Constant(f"{self.scope.module.target}.{shown}")
            callee = Call(self.run_time.helper(abi.WARN_DEPRECATED), (callee, name))
        call = Call(callee, rendered.arguments)
        if function.start is not Start.HERE:
            helper = self.run_time.helper(abi.ON_LOOP[function.start])
            call = Call(helper, (callee, *rendered.arguments))
        if function.role is Role.AWAIT:
            call_or_object: Expression = Attribute(Name(receiver), abi.IMPL_INSTANCE)
        else:
            call_or_object = call
        plain = isinstance(function.call.outcome, Value)
        definition = FunctionDef(
            name=function.name,
            parameters=(*_first(function, receiver, self.faces.signature), *rendered.source),
            returns=self._returns(function),
            body=self._plain_body(function, call, receiver) if plain else (Return(call_or_object),),
            decorators=self._decorators(function),
            docstring=function.doc,
        )
        return (definition, *self._other_name(function))

    def _returns(self, function: Function) -> Expression:
        if function.role is Role.AWAIT:
            return self.stubs.awaiting(function)
        return self.faces.faces(function.call.outcome).sync

    def _callee(self, function: Function, owner: Optional[Class], receiver: str) -> Expression:
        if function.binding is Binding.METHOD:
            instance: Expression = Attribute(Name(receiver), abi.IMPL_INSTANCE)
            if function.implementation == GET_ATTRIBUTE:
                # Looked up so that it does not come here again, on an object that is not constructed yet.
                lookup = Attribute(Call(self.run_time.builtin("super"), ()), "__getattribute__")
                instance = Call(lookup, (Constant(abi.IMPL_INSTANCE),))
            return Attribute(instance, function.implementation)
        if function.binding is Binding.CLASS_METHOD:
            return Attribute(Attribute(Name(receiver), abi.IMPL_CLASS), function.implementation)
        return self._implementation(function, owner)

    def _decorators(self, function: Function) -> tuple[Expression, ...]:
        found: list[Expression] = []
        if function.binding is Binding.STATIC_METHOD:
            found.append(self.run_time.builtin("staticmethod"))
        outcome = function.call.outcome
        if isinstance(outcome, Value):
            if function.binding is Binding.CLASS_METHOD:
                found.append(self.run_time.builtin("classmethod"))
            if function.binding is Binding.METHOD and function.has_private_class:
                found.append(self.run_time.helper(abi.AS_PLAIN_METHOD))
            return tuple(found)
        # Special methods are looked up on the class and bind like functions.
        binding = function.binding if function.aio_name is None else Binding.FUNCTION
        verb = Attribute(Name(self.scope.faces), abi.decorator(outcome, binding, function.role))
        keywords = (*self.conversions.keywords(outcome), *self.faces.aio_keyword(outcome))
        if function.prefetch:
            keywords = (*keywords, Keyword("prefetch", Constant(function.prefetch)))
        found.append(Call(verb, keywords) if keywords else verb)
        return tuple(found)

    def _other_name(self, function: Function) -> tuple[Statement, ...]:
        """`__aenter__ = __enter__.aio`: the asynchronous special method beside its twin."""
        if function.aio_name is None or function.aio_name == function.name:
            return ()
        twin: Expression = Name(function.name)
        if not isinstance(function.call.outcome, Value):
            twin = Attribute(twin, "aio")
        return (Assign(Name(function.aio_name), twin),)

    def _plain_body(self, function: Function, call: Call, receiver: str) -> tuple[Statement, ...]:
        outcome = function.call.outcome
        assert isinstance(outcome, Value)
        if function.role is Role.OPERATOR:
            if not self.faces.transformer(outcome.type).needs_translation():
                return (Return(call),)
            return (Return(Call(self.run_time.helper(abi.TO_WRAPPER), (call,))),)
        return converted_return(
            self.run_time, call, outcome, receiver, {p.name for p in function.call.parameters}
        )


class Emitted:
    """What must stand at module level before, and the thing itself."""

    __slots__ = ("before", "pair")

    def __init__(self, before: Pair, pair: Pair) -> None:
        self.before = before
        self.pair = pair


def converted_return(
    spelling: Spelled, call: Expression, outcome: Value, receiver: str, taken: set[str]
) -> tuple[Statement, ...]:
    """`return` of a converted value; it gets a name first where the conversion looks at it more than once."""
    if isinstance(outcome.type, NoneType):
        return (ExpressionStatement(call),)
    transformer = spelling.transformer(outcome.type, receiver=receiver)
    if not transformer.needs_translation():
        return (Return(call),)
    name = "result"
    while name in taken or name == receiver:
        name += "_"
    result = Name(spelling.variable(name))
    converted = transformer.to_wrapper(spelling, result)
    if mentions(converted, result) == 1:
        return (Return(transformer.to_wrapper(spelling, call)),)
    return (Assign(result, call), Return(converted))


def mentions(expression: object, name: Name) -> int:
    """How often `name` stands in `expression`."""
    if expression == name:
        return 1
    if isinstance(expression, tuple):
        return sum(mentions(part, name) for part in cast("tuple[object, ...]", expression))
    if dataclasses.is_dataclass(expression):
        return sum(
            mentions(getattr(expression, field.name), name)
            for field in dataclasses.fields(expression)
        )
    return 0


def _first(function: Function, receiver: str, spelled: Spelled) -> tuple[Parameter, ...]:
    if function.binding in (Binding.FUNCTION, Binding.STATIC_METHOD):
        return ()
    if function.binding is Binding.METHOD:
        return (shown_receiver(function.call, spelled),)
    return (first_parameter(receiver, function.call),)
