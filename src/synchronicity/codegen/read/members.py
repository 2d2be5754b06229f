"""The members that one class statement (or one live class) brings, whatever class inherits them.

Knows every kind of descriptor. Does not know which members are wanted, nor what hides what.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from dataclasses import replace
from types import (
    ClassMethodDescriptorType,
    FunctionType,
    MemberDescriptorType,
    MethodDescriptorType,
)
from typing import Any, Optional, final

from ..diagnostics import Code, Location
from ..model.api import Binding, Function, FunctionKind, Handwritten, Member
from ..model.signature import Parameter, ParameterKind, Signature
from ..model.types import SelfType
from . import special
from .attributes import AttributeReader, body_context
from .decorators import is_classproperty
from .functions import Subject, read_function
from .live import is_attrs, is_class
from .matching import Match, bound_function, functions_of
from .properties import read_class_property, read_property
from .scopes import BindingKind, Definition
from .session import Session
from .variables import Substitution

_LRU_CACHE: type = type(functools.lru_cache(lambda: None))

Wanted = Callable[[str], bool]

# What dataclasses and attrs make, in an order of ours.
_GENERATED = ("__repr__", "__eq__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__")


@final
class MemberReader:
    """Reads the members of `owner`, its type parameters being what `substitution` says, for the class `cls` that has them."""

    def __init__(
        self,
        session: Session,
        owner: type,
        substitution: Substitution,
        location: Location,
        cls: Optional[type] = None,
    ) -> None:
        self._session = session
        self._cls = cls
        self._owner = owner
        self._substitution = substitution
        self._location = location
        self._match = session.bases.match(owner)
        self._attributes: Optional[AttributeReader] = None
        if self._match is not None:
            context = body_context(session, self._match, substitution)
            self._attributes = AttributeReader(session, owner, self._match, context)

    def bound_names(self) -> list[str]:
        """Everything that the class binds or annotates; each hides the name in the classes after it."""
        annotated = self._attributes.names() if self._attributes is not None else ()
        return list(dict.fromkeys([*vars(self._owner), *annotated]))

    def read(self, wanted: Wanted) -> list[Member]:
        """The members with names that are wanted, in the order of the source."""
        members: list[Member] = []
        for name in self.bound_names():
            if special.is_private(name) or name in special.MACHINERY or not wanted(name):
                continue
            found = self._member(name)
            if found is not None:
                members.append(found)
        if self._attributes is not None:
            # A slot is where the attribute lives, not what it is.
            bound = {
                n for n, v in vars(self._owner).items() if not isinstance(v, MemberDescriptorType)
            }
            known = {member.name for member in members} | bound
            members.extend(
                self._attributes.of_self(lambda name: name not in known and wanted(name))
            )
        return self._ordered(members)

    def attribute_names(self) -> list[str]:
        """The names that `__init__` gives to `self`, read or not."""
        return [] if self._attributes is None else self._attributes.self_names()

    def _ordered(self, members: list[Member]) -> list[Member]:
        if self._match is None:
            return members
        path = self._match.module.table.source.path
        last = len(self._match.module.table.source.lines) + 1

        def place(member: Member) -> tuple[int, int]:
            line = member.location.line if member.location.path == path else last
            # All that a dataclass generates stands at the class; in which order it comes depends on the Python.
            generated = member.name in _GENERATED and line == self._location.line
            return line, _GENERATED.index(member.name) if generated else -1

        return sorted(members, key=place)

    def _member(self, name: str) -> Optional[Member]:
        missing = object()
        value = vars(self._owner).get(name, missing)
        if self._is_generated(name, value):
            return self._generated(name)
        binding = self._binding(value)
        if binding is not None:
            function = read_function(self._session, self._subject(name, value, binding))
            if function is not None and _is_abstract(value):
                function = replace(function, is_abstract=True)
            by_hand = self._session.is_handwritten(value, bound_function(value))
            return Handwritten(function) if by_hand and function is not None else function
        if isinstance(value, property):
            accessors = (value.fget, value.fset, value.fdel)
            subject = self._subject(name, value, Binding.METHOD)
            found = read_property(self._session, subject, accessors)
            if found is not None:
                found = replace(found, is_abstract=_is_abstract(value))
            by_hand = self._session.is_handwritten(*accessors)
            return Handwritten(found) if by_hand and found is not None else found
        if isinstance(value, functools.cached_property):
            subject = self._subject(name, value, Binding.METHOD)
            return read_property(self._session, subject, (value.func, None, None))
        if is_class(value):
            return None
        definition = self._written(name)
        if definition is not None:
            return self._other(name, value, definition)
        return self._attributes.body(name) if self._attributes is not None else None

    def _binding(self, value: Any) -> Optional[Binding]:
        if isinstance(value, staticmethod):
            return Binding.STATIC_METHOD if functions_of(value) else None
        if isinstance(value, classmethod):
            return Binding.CLASS_METHOD if functions_of(value) else None
        if isinstance(value, FunctionType):
            return Binding.METHOD
        if isinstance(value, (_LRU_CACHE, MethodDescriptorType)):
            return Binding.METHOD
        if isinstance(value, ClassMethodDescriptorType):
            return Binding.CLASS_METHOD
        return None

    def _subject(self, name: str, value: Any, binding: Binding) -> Subject:
        return Subject(
            value,
            name,
            binding,
            self._location,
            substitution=self._substitution,
            written=self._written_match(name),
            owner=self._cls,
        )

    def _written_match(self, name: str) -> Optional[Match]:
        definition = self._written(name)
        if definition is None or self._match is None:
            return None
        return Match(self._match.module, definition)

    def _written(self, name: str) -> Optional[Definition]:
        """The `def` of that name in the class body."""
        if self._match is None:
            return None
        for binding in reversed(self._match.definition.inner.bindings.get(name, [])):
            if binding.kind is not BindingKind.FUNCTION:
                return None
            return self._match.module.table.by_node[binding.node]
        return None

    def _other(self, name: str, value: Any, definition: Definition) -> Optional[Member]:
        """A `def` whose decorators made something else than a function or a property of it."""
        assert self._match is not None
        module = self._match.module
        context = self._session.context(module, definition, self._substitution)
        node = definition.node
        for decorator in node.decorator_list:
            head = decorator.func if isinstance(decorator, ast.Call) else decorator
            if is_classproperty(self._session.resolver.expression(head, context)):
                subject = self._subject(name, value, Binding.CLASS_METHOD)
                return read_class_property(self._session, subject, Match(module, definition))
        functions = functions_of(value)
        if functions and callable(value) and not hasattr(type(value), "__get__"):
            return None  # a callable object is no method: it does not bind
        if not node.decorator_list:
            return None  # another statement replaced what the def had made
        self._session.sink.error(
            Code.OPAQUE_DECORATOR,
            context.location(node.decorator_list[0]),
            f"`{name}` is a `{type(value).__name__}`: what reading it gives cannot be seen",
            f"use `@property` or a method, or leave it out with `exclude=('{name}',)`",
        )
        return None

    def _is_generated(self, name: str, value: Any) -> bool:
        """Whether `dataclass` or attrs made a special method: then it has no `def`."""
        makes_them = "__dataclass_params__" in vars(self._owner) or is_attrs(self._owner)
        if not makes_them or not isinstance(value, FunctionType):
            return False
        if not special.is_special(name) or self._match is None:
            return False
        return name not in self._match.definition.inner.bindings

    def _generated(self, name: str) -> Optional[Function]:
        if name == "__eq__":
            return self._simple(name, ("other", special.OBJECT), special.BOOL)
        if name == "__repr__":
            return self._simple(name, None, special.STR)
        if name == "__hash__":
            return self._simple(name, None, special.INT)
        if name in ("__lt__", "__le__", "__gt__", "__ge__"):
            return self._simple(name, ("other", SelfType()), special.BOOL)
        return None  # what makes a frozen one refuse assignment is nobody's interface

    def _simple(self, name: str, parameter: Any, returns: Any) -> Function:
        parameters: tuple[Parameter, ...] = ()
        if parameter is not None:
            kind = ParameterKind.POSITIONAL_OR_KEYWORD
            parameters = (Parameter(parameter[0], kind, parameter[1], self._location),)
        return Function(
            name,
            FunctionKind.PLAIN,
            Binding.METHOD,
            Signature(parameters, returns),
            self._location,
        )


def _is_abstract(value: Any) -> bool:
    return bool(getattr(value, "__isabstractmethod__", False))
