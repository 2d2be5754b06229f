"""Classes: which members the wrapper has, and of what kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Union

from ..diagnostics import Code, Location
from ..model import api
from ..model.api import Attribute, Binding, ClassProperty, Handwritten, Property, Start
from ..model.names import QualifiedName, assert_never
from ..model.signature import Signature
from ..model.special_methods import AIO, AWAIT, CALL, TWINS
from ..model.surface import Class, Function, Member, Role
from ..model.types import NamedType, TypeExpression
from ..type_transformer import Direction
from .callbacks import divided
from .checking import Checker
from .functions import FunctionLowering
from .outcomes import Awaitables, awaited_by
from .overloads import told_by_overloads


def awaitables(classes: list[api.Class]) -> Awaitables:
    """What awaiting an object of each awaitable class gives; a class inherits it from its bases, which come first."""
    found: dict[QualifiedName, TypeExpression] = {}
    for cls in classes:
        for base in reversed(cls.bases):
            if base.name in found:
                found[cls.name] = found[base.name]
        for member in cls.members:
            if isinstance(member, api.Function) and member.name == AWAIT:
                found[cls.name] = awaited_by(member.signature.returns)
    return found


class ClassLowering:
    """Lowers classes, bases before what derives from them. What overrides what is found when all are there (overriding.py)."""

    def __init__(self, checker: Checker, functions: FunctionLowering) -> None:
        self.checker = checker
        self.functions = functions
        self.lowered: dict[QualifiedName, Class] = {}

    def lower(self, written: api.Class, public_name: str) -> Class:
        if written.constructor is not None and written.constructor_overloads:
            overloads, changes = written.constructor_overloads, self.checker.changes
            told = told_by_overloads(written.constructor, overloads, changes)
            written = replace(written, constructor=told)
        owner = NamedType(written.name)
        names = {member.name for member in written.members}
        members: list[Member] = []
        for member in written.members:
            if self._hidden_by_twin(member, names):
                continue
            lowered = self._member(member, owner)
            if isinstance(lowered, Function) and lowered.aio_name == AIO and AIO in names:
                self.checker.sink.error(
                    Code.DUPLICATE_NAME,
                    member.location,
                    f"`{AIO}` is the other face of an asynchronous `{CALL}`, and the class has a member of that name",
                    f"give the member `{AIO}` another name",
                )
            if lowered is not None:
                members.append(lowered)
        for signature in (written.constructor, *written.constructor_overloads):
            for parameter in () if signature is None else signature.parameters:
                self.checker.check_parameter(parameter, Binding.METHOD)
            if signature is not None:
                self.checker.check_receiver(signature.receiver, written.location, owner)
        if written.construction is Start.ON_LOOP:
            self._check_construction(written, names)
        cls = Class(
            name=public_name,
            implementation=written.name,
            importable=written.importable,
            location=written.location,
            bases=written.bases,
            members=_opening(tuple(members)),
            constructor=written.constructor,
            constructor_overloads=_constructor_overloads(written),
            construction=written.construction,
            is_made_inside=written.is_made_inside,
            is_abstract=written.is_abstract,
            match_args=written.match_args,
            doc=written.doc,
            type_parameters=written.type_parameters,
            deprecated=written.deprecated,
        )
        self.lowered[written.name] = cls
        return cls

    def _check_construction(self, written: api.Class, names: set[str]) -> None:
        """`Cls.aio(…)` is a class method: it must be free, and an override takes what the overridden one takes."""
        if AIO in names or CALL in names:
            self.checker.sink.error(
                Code.DUPLICATE_NAME,
                written.location,
                f"`{written.name.name}.{AIO}` constructs objects that are made on the loop, and the class has a member of that "
                "name, or is called itself",
                "give the member another name, or construct in an async class method",
            )
        every = (written.constructor, *written.constructor_overloads)
        if any(one is not None and one.receiver is not None for one in every):
            self.checker.sink.error(
                Code.UNSUPPORTED,
                written.location,
                f"`{written.name.name}` is constructed on the loop, and its `__init__` says which objects are made: its other face, "
                f"`{AIO}`, gives objects of the class that it is called on",
                "leave `self` of `__init__` without annotation, or construct in an async class method",
            )
        for base in written.bases:
            cls = self.lowered.get(base.name)
            given = None if written.constructor is None else _shapes(written.constructor)
            if cls is None or cls.constructor is None or given in (None, _shapes(cls.constructor)):
                continue
            self.checker.sink.error(
                Code.UNSUPPORTED,
                written.location,
                f"`{written.name.name}` is constructed on the loop as its base is, and by other parameters: `{AIO}` of the one "
                "could not stand for that of the other",
                "give both the same parameters, or construct in an async class method",
            )

    def _hidden_by_twin(self, member: api.Member, names: set[str]) -> bool:
        """Whether this is a synchronous special method beside its asynchronous twin, whose place it would take."""
        hidden = any(
            member.name == twin and name in names for name, twin in TWINS.items()
        ) and isinstance(member, api.Function)
        if hidden:
            self.checker.sink.warning(
                Code.KIND_CLASH,
                member.location,
                f"`{member.name}` is not taken: the public one is made from its asynchronous twin",
                f'say so with `exclude=("{member.name}",)`',
            )
        return hidden

    def _member(self, member: api.Member, owner: NamedType) -> Optional[Member]:
        if isinstance(member, api.Function):
            return self.functions.function(member, member.name, owner)
        if isinstance(member, Property):
            if member.is_async:
                return None
            self.checker.check_receiver(member.receiver, member.location, owner)
            fits = self._crosses_out(member, Binding.METHOD)
            if member.set_type is not None:
                fits &= self._crosses_in(member.set_type, member.location)
            return member if fits else None
        if isinstance(member, ClassProperty):
            return member if self._crosses_out(member, Binding.CLASS_METHOD) else None
        if isinstance(member, Handwritten):
            return member
        if isinstance(member, Attribute):
            return self._attribute(member)
        assert_never(member)

    def _attribute(self, member: Attribute) -> Optional[Attribute]:
        if not self._crosses_out(member, Binding.METHOD):
            return None
        if not member.read_only and not self._crosses_in(member.type, member.location):
            return None
        if member.on_class and self.checker.changes(member.type):
            self.checker.sink.error(
                Code.UNSUPPORTED,
                member.location,
                f"the class attribute `{member.name}` holds wrapped objects, which is not translated yet",
                "make it a classproperty",
            )
            return None
        return member

    def _crosses_out(
        self, member: Union[Property, ClassProperty, Attribute], binding: Binding
    ) -> bool:
        return self.checker.check(member.type, member.location, binding, Direction.OUT)

    def _crosses_in(self, type: TypeExpression, location: Location) -> bool:
        return self.checker.check(type, location, Binding.METHOD, Direction.IN)


def _constructor_overloads(written: api.Class) -> tuple[Signature, ...]:
    """Those that are written, or those which callbacks need so that checkers find what they give."""
    constructor = written.constructor
    if constructor is None or written.constructor_overloads:
        return written.constructor_overloads
    every = divided(constructor.parameters)
    return tuple(replace(constructor, parameters=parameters) for parameters in every)


def _shapes(signature: Signature) -> list[tuple[object, ...]]:
    return [(p.name, p.kind, p.type, p.default is None) for p in signature.parameters]


def _opening(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Entering may stand for awaiting only where the class can be awaited."""
    if any(isinstance(member, Function) and member.role is Role.AWAIT for member in members):
        return members
    return tuple(
        replace(member, role=Role.ENTER)
        if isinstance(member, Function) and member.role is Role.OPENING
        else member
        for member in members
    )
