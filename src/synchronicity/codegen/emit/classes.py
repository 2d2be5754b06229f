"""Wrapper classes: the constructor, properties and attributes, and the methods between them."""

from __future__ import annotations

from typing import Optional, Union

from ..model.api import Accessor, ClassProperty, Handwritten, Property, Start
from ..model.api import Attribute as AttributeMember
from ..model.names import QualifiedName
from ..model.signature import Signature
from ..model.special_methods import AIO
from ..model.surface import Call as SurfaceCall
from ..model.surface import Class, Function, Value
from ..model.types import NoneType, TypeExpression
from ..syntax import (
    Assign,
    Attribute,
    Await,
    Call,
    ClassDef,
    Constant,
    Delete,
    Expression,
    ExpressionStatement,
    FunctionDef,
    Keyword,
    Name,
    Parameter,
    ParameterKind,
    Raise,
    Return,
    Statement,
    Subscript,
    TupleDisplay,
)
from ..type_transformer import Direction
from . import abi
from .functions import FunctionEmitter, converted_return
from .handwritten import HandwrittenEmitter
from .pair import Pair, joined
from .private_classes import deprecated
from .receivers import first_parameter, free_receiver, shown_receiver
from .scope import Scope
from .signatures import Origin, Rendered, SignatureRenderer, handed_on
from .stubs import abstract
from .uses import RUN_TIME, SIGNATURE, STUB

_CLS = Parameter("cls", ParameterKind.POSITIONAL_OR_KEYWORD)


class ClassEmitter:
    """Emits the wrapper classes of one module."""

    def __init__(self, scope: Scope, functions: FunctionEmitter) -> None:
        self.scope = scope
        self.functions = functions
        self.by_hand = HandwrittenEmitter(scope)
        self.signature = scope.spelled(SIGNATURE)
        self.run_time = scope.spelled(RUN_TIME)
        self.stub = scope.spelled(STUB)

    def emit(self, cls: Class) -> Pair:
        """The pair of `cls`, what has to stand before it included."""
        before: list[Pair] = []
        members: list[Pair] = []
        if cls.match_args:
            names = TupleDisplay(tuple(Constant(name) for name in cls.match_args))
            assign = Assign(Name("__match_args__"), names)
            members.append(Pair((assign,), (assign,)))
        if cls.constructor is not None:
            constructor = self._constructor(cls, cls.constructor)
            before.append(constructor[0])
            members.append(constructor[1])
        elif cls.is_made_inside:
            members.append(self._no_constructor())
        for member in cls.members:
            if isinstance(member, Function):
                emitted = self.functions.emit(member, cls)
                before.append(emitted.before)
                members.append(emitted.pair)
            elif isinstance(member, Handwritten):
                members.append(self.by_hand.emit(member, cls))
            elif isinstance(member, ClassProperty):
                members.append(self._class_property(member))
            elif isinstance(member, AttributeMember) and member.on_class:
                members.append(self._class_attribute(member))
            else:
                members.append(self._property(cls, member))
        self.scope.defined.add(cls.implementation)
        return joined([*before, self._definition(cls, joined(members))])

    def _definition(self, cls: Class, members: Pair) -> Pair:
        impl = Keyword("impl", self.run_time.implementation(cls.importable))
        bases: list[Union[Expression, Keyword]] = [
            self.run_time.wrapper(base.name) for base in cls.bases
        ]
        stub_bases = [self.stub.transformer(base).public_type(self.stub) for base in cls.bases]
        if cls.type_parameters:
            generic = self.stub.type_name(QualifiedName("typing", "Generic"))
            variables = tuple(map(self.stub.type_argument, cls.type_parameters))
            stub_bases.append(Subscript(generic, variables))
        bases = bases or [self.run_time.helper(abi.WRAPPED)]
        bases.append(impl)
        heads: list[Union[Expression, Keyword]] = list(stub_bases)
        if cls.is_abstract:
            # The members are abstract in the stub only: an implementation object of an unregistered child has this wrapper.
            name = QualifiedName("abc", "ABCMeta")
            bases.append(Keyword("metaclass", self.run_time.type_name(name)))
            heads.append(Keyword("metaclass", self.stub.type_name(name)))
        return Pair(
            (ClassDef(cls.name, tuple(bases), members.source, docstring=cls.doc),),
            (
                ClassDef(
                    cls.name,
                    tuple(heads),
                    members.stub,
                    decorators=deprecated(self.stub, cls.deprecated),
                    docstring=cls.doc,
                ),
            ),
        )

    def _constructor(self, cls: Class, signature: Signature) -> tuple[Pair, Pair]:
        origin = Origin(self.run_time.implementation(cls.importable), cls.name)
        rendered = SignatureRenderer(self.scope, origin).render(signature.parameters)
        call = SurfaceCall(signature.parameters, Value(NoneType()), receiver=signature.receiver)
        receiver = free_receiver("self", call)
        first = shown_receiver(call, self.signature)
        constructed: Expression = Attribute(Name(receiver), abi.IMPL_CLASS)
        if cls.deprecated is not None:
            name = Constant(f"{self.scope.module.target}.{cls.name}")
            constructed = Call(self.run_time.helper(abi.WARN_DEPRECATED), (constructed, name))
        made = Call(constructed, rendered.arguments)
        if cls.construction is Start.ON_LOOP:
            construct = self.run_time.helper(abi.CONSTRUCT)
            made = Call(construct, (made.function, *rendered.arguments))
        attach = Call(Attribute(Name(receiver), abi.ATTACH), (made,))

        source = FunctionDef(
            "__init__",
            (first, *rendered.source),
            returns=Constant(None),
            body=(ExpressionStatement(attach),),
        )
        found = Pair((source,), self._constructor_stubs(cls, rendered))
        if cls.construction is Start.ON_LOOP:
            found = joined([found, self._constructing(cls, rendered)])
        return Pair(rendered.before, ()), found

    def _no_constructor(self) -> Pair:
        """An `__init__` that nobody can call: the library alone makes these objects."""
        never = self.signature.type_name(QualifiedName("typing", "Never"))
        parameters = (
            Parameter("self", ParameterKind.POSITIONAL_ONLY),
            Parameter("never", ParameterKind.POSITIONAL_ONLY, never),
        )
        message = Constant("objects of this class are made by the library alone")
        error = Call(self.run_time.builtin("TypeError"), (message,))
        none = Constant(None)
        return Pair(
            (FunctionDef("__init__", parameters, none, (Raise(error),)),),
            (FunctionDef("__init__", parameters, none),),
        )

    def _constructing(self, cls: Class, rendered: Rendered) -> Pair:
        """`aio`, the other face of a constructor that runs on the loop."""
        assert cls.constructor is not None
        call = SurfaceCall(cls.constructor.parameters, Value(NoneType()))
        receiver = free_receiver("cls", call)
        first = first_parameter(receiver, call)
        arguments = (Name(receiver), *map(handed_on, cls.constructor.parameters))
        made = Await(Call(self.run_time.helper(abi.CONSTRUCTED), arguments))
        own = self.signature.type_name(QualifiedName("typing", "Self"))
        decorators = (self.run_time.builtin("classmethod"),)

        def definition(
            parameters: tuple[Parameter, ...],
            body: tuple[Statement, ...],
            overload: tuple[Expression, ...] = (),
        ) -> FunctionDef:
            return FunctionDef(
                AIO,
                (first, *parameters),
                own,
                body,
                decorators=(*overload, *decorators),
                is_async=True,
            )

        renderer = SignatureRenderer(self.scope, None)
        overload: tuple[Expression, ...] = ()
        if cls.constructor_overloads:
            overload = (self.stub.type_name(QualifiedName("typing", "overload")),)
        shown = [renderer.render(one.parameters).stub for one in cls.constructor_overloads]
        stubs = [definition(parameters, (), overload) for parameters in shown]
        return Pair(
            (definition(rendered.source, (Return(made),)),),
            tuple(stubs) or (definition(rendered.stub, ()),),
        )

    def _constructor_stubs(self, cls: Class, rendered: Rendered) -> tuple[Statement, ...]:
        """`__init__` in the stub, or its overloads."""
        shown = [(cls.constructors[0], rendered.stub)]
        decorators: tuple[Expression, ...] = ()
        if cls.constructor_overloads:
            renderer = SignatureRenderer(self.scope, None)
            decorators = (self.stub.type_name(QualifiedName("typing", "overload")),)
            shown = [
                (one, renderer.render(one.parameters).stub) for one in cls.constructor_overloads
            ]
        found: list[Statement] = []
        for signature, parameters in shown:
            call = SurfaceCall(signature.parameters, Value(NoneType()), receiver=signature.receiver)
            first = shown_receiver(call, self.signature)
            every = (first, *parameters)
            shown_with = (*decorators, *deprecated(self.stub, signature.deprecated))
            found.append(
                FunctionDef("__init__", every, returns=Constant(None), decorators=shown_with)
            )
        return tuple(found)

    # ---- properties and attributes

    def _shown(self, type: TypeExpression, direction: Direction = Direction.OUT) -> Expression:
        return self.signature.shown(self.signature.transformer(type, direction))

    def _property(self, cls: Class, member: Union[Property, AttributeMember]) -> Pair:
        """A property in front of the implementation's attribute, whatever that is there."""
        held = Attribute(Attribute(Name("self"), abi.IMPL_INSTANCE), member.name)
        read = self._access(cls, member, Accessor.GETTER)
        body = converted_return(self.run_time, read or held, Value(member.type), "self", set())
        found = [self._accessor(member, Accessor.GETTER, (), self._shown(member.type), body)]
        set_type = _set_type(member)
        if set_type is not None:
            transformer = self.run_time.transformer(set_type, Direction.IN)
            value = transformer.to_impl(self.run_time, Name("value"))
            parameter = Parameter(
                "value", ParameterKind.POSITIONAL_OR_KEYWORD, self._shown(set_type, Direction.IN)
            )
            write = self._access(cls, member, Accessor.SETTER, value)
            assign = Assign(held, value) if write is None else ExpressionStatement(write)
            none = Constant(None)
            found.append(self._accessor(member, Accessor.SETTER, (parameter,), none, (assign,)))
        if isinstance(member, Property) and member.deletable:
            remove = self._access(cls, member, Accessor.DELETER)
            delete = Delete(held) if remove is None else ExpressionStatement(remove)
            found.append(self._accessor(member, Accessor.DELETER, (), Constant(None), (delete,)))
        return joined(found)

    def _access(
        self,
        cls: Class,
        member: Union[Property, AttributeMember],
        role: Accessor,
        *given: Expression,
    ) -> Optional[Expression]:
        """A call of what is deprecated, below the implementation's own decorator; None where it is not."""
        if _deprecation(member, role) is None:
            return None
        shown = Constant(f"{self.scope.module.target}.{cls.name}.{member.name}")
        instance = Attribute(Name("self"), abi.IMPL_INSTANCE)
        helper = self.run_time.helper(abi.DEPRECATED_ACCESSOR[role])
        return Call(Call(helper, (instance, Constant(member.name), shown)), given)

    def _accessor(
        self,
        member: Union[Property, AttributeMember],
        role: Accessor,
        parameters: tuple[Parameter, ...],
        returns: Expression,
        body: tuple[Statement, ...],
    ) -> Pair:
        is_getter = role is Accessor.GETTER
        first: Expression = Attribute(Name(member.name), role.value)
        if is_getter:
            first = self.run_time.builtin("property")

        narrowed = member.receiver if isinstance(member, Property) else None
        call = SurfaceCall((), Value(member.type), receiver=narrowed)
        receiver = shown_receiver(call, self.signature)

        def definition(body: tuple[Statement, ...], *more: Expression) -> FunctionDef:
            return FunctionDef(
                member.name,
                (receiver, *parameters),
                returns,
                body,
                decorators=(first, *more),
                docstring=member.doc if is_getter else None,
            )

        more = deprecated(self.stub, _deprecation(member, role))
        if isinstance(member, Property) and member.is_abstract:
            more = (*more, abstract(self.stub))
        return Pair((definition(body),), (definition((), *more),))

    def _class_property(self, member: ClassProperty) -> Pair:
        held = Attribute(Attribute(Name("cls"), abi.IMPL_CLASS), member.name)
        source = FunctionDef(
            member.name,
            (_CLS,),
            self._shown(member.type),
            converted_return(self.run_time, held, Value(member.type), "cls", set()),
            decorators=(self.run_time.helper(abi.CLASS_PROPERTY),),
            docstring=member.doc,
        )
        return Pair((source,), (self._class_variable(member.name, member.type),))

    def _class_attribute(self, member: AttributeMember) -> Pair:
        made = Call(self.run_time.helper(abi.CLASS_ATTRIBUTE), (Constant(member.name),))
        source = Assign(Name(member.name), made)
        return Pair((source,), (self._class_variable(member.name, member.type),))

    def _class_variable(self, name: str, type: TypeExpression) -> Statement:
        class_var = self.stub.type_name(QualifiedName("typing", "ClassVar"))
        shown = self.stub.shown(self.stub.transformer(type))
        return Assign(Name(name), annotation=Subscript(class_var, (shown,)))


def _deprecation(member: Union[Property, AttributeMember], role: Accessor) -> Optional[str]:
    return member.deprecated.get(role) if isinstance(member, Property) else None


def _set_type(member: Union[Property, AttributeMember]) -> Optional[TypeExpression]:
    if isinstance(member, Property):
        return member.set_type
    return None if member.read_only else member.type
