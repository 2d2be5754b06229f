"""Helpers: write modules, import them, read them, and show types shortly."""

from __future__ import annotations

import importlib
import itertools
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Optional, Union

import pytest

from synchronicity.codegen.diagnostics import Diagnostic, Sink
from synchronicity.codegen.model.api import (
    ApiModule,
    Attribute,
    Class,
    ClassProperty,
    Function,
    Handwritten,
    Member,
    Property,
)
from synchronicity.codegen.model.names import assert_never
from synchronicity.codegen.model.signature import Parameter, ParameterKind, Signature
from synchronicity.codegen.model.types import (
    AliasType,
    AnnotatedType,
    AnyType,
    CallableType,
    EnumMember,
    ErrorType,
    FixedTuple,
    LiteralType,
    LiteralValue,
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
)
from synchronicity.codegen.read import read_program
from synchronicity.module import Module

_NUMBERS = itertools.count(1)

HEADER = "from synchronicity.module import Module\napi = Module('target.api')\n"


class Reading:
    """What one run of reading gave."""

    def __init__(self, modules: list[Module], *, allow_untyped: bool = False) -> None:
        self.sink = Sink()
        self.program = read_program(modules, "loop", self.sink, allow_untyped=allow_untyped)

    @property
    def module(self) -> ApiModule:
        return self.program.modules[0]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.sink.diagnostics

    @property
    def codes(self) -> list[str]:
        return [found.code.value for found in self.diagnostics]

    def clean(self) -> Reading:
        assert self.diagnostics == (), "\n".join(map(str, self.diagnostics))
        return self

    def item(self, name: Optional[str] = None) -> Union[Function, Class]:
        for registration in self.module.registrations:
            if name in (None, registration.public_name):
                assert isinstance(registration.item, (Function, Class))
                return registration.item
        raise AssertionError(f"{name} is not in {self.module.registrations}")

    def function(self, name: Optional[str] = None) -> Function:
        found = self.item(name)
        assert isinstance(found, Function)
        return found

    def cls(self, name: Optional[str] = None) -> Class:
        found = self.item(name)
        assert isinstance(found, Class)
        return found

    def member(self, name: str, cls: Optional[str] = None) -> Member:
        for member in self.cls(cls).members:
            if member.name == name:
                return member
        raise AssertionError(f"{name} is not in {[one.name for one in self.cls(cls).members]}")

    def method(self, name: str, cls: Optional[str] = None) -> Function:
        found = self.member(name, cls)
        assert isinstance(found, Function)
        return found

    def members(self, cls: Optional[str] = None) -> dict[str, str]:
        return {member.name: shown_member(member) for member in self.cls(cls).members}


class Workshop:
    """A directory of modules, on the path for one test."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        monkeypatch.syspath_prepend(str(path))

    def write(self, name: str, text: str, suffix: str = ".py") -> Path:
        path = self.path / f"{name}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        importlib.invalidate_caches()
        return path

    def load(self, text: str, *, header: str = HEADER, name: Optional[str] = None) -> ModuleType:
        name = name or f"impl{next(_NUMBERS)}"
        text = textwrap.dedent(text).lstrip("\n")
        future = "from __future__ import annotations\n"
        if text.startswith(future):
            text = future + header + text[len(future) :]
        else:
            text = header + text
        self.write(name.replace(".", "/"), text)
        return importlib.import_module(name)

    def read(self, text: str, *, allow_untyped: bool = False) -> Reading:
        """Read what the module `api` of `text` registers."""
        return Reading([self.load(text).api], allow_untyped=allow_untyped)

    def returns(self, annotation: str, before: str = "") -> str:
        """How the annotation is read."""
        text = textwrap.dedent(before)
        body = f"\n@api.wrap_function\ndef f() -> {annotation}: raise NotImplementedError\n"
        return shown(self.read(text + body).clean().function("f").signature.returns)


def forget(*names: str) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in names:
            del sys.modules[name]


def shown(type_: TypeExpression) -> str:
    """A type, shortly: identities without the modules that every reader knows."""
    if isinstance(type_, NamedType):
        name = str(type_.name)
        for known in ("builtins.", "collections.abc."):
            name = name.removeprefix(known)
        if type_.spelled is not None:
            name = f"{name}@{type_.spelled}"
        if type_.checker_only:
            name += "?"
        arguments = ", ".join(map(shown, type_.arguments))
        name = f"{name}[{arguments}]" if type_.arguments else name
        return f"{name}<{', '.join(map(shown, type_.protocols))}>" if type_.protocols else name
    if isinstance(type_, NoneType):
        return "None"
    if isinstance(type_, AnyType):
        return "Any"
    if isinstance(type_, SelfType):
        return "Self"
    if isinstance(type_, ErrorType):
        return "ERROR"
    if isinstance(type_, UnionType):
        return " | ".join(map(shown, type_.members))
    if isinstance(type_, FixedTuple):
        return f"tuple[{', '.join(map(shown, type_.items)) or '()'}]"
    if isinstance(type_, VariadicTuple):
        return f"tuple[{shown(type_.item)}, ...]"
    if isinstance(type_, CallableType):
        rest = () if type_.rest is None else (f"**{type_.rest.name}",)
        several = (*map(shown, type_.parameters or ()), *rest)
        taken = "..." if type_.parameters is None else ", ".join(several)
        return f"({taken}) -> {shown(type_.returns)}"
    if isinstance(type_, ParameterList):
        return f"[{'...' if type_.items is None else ', '.join(map(shown, type_.items))}]"
    if isinstance(type_, ParametersOf):
        return f"{type_.variable.name}.{type_.part}"
    if isinstance(type_, UnpackedType):
        return f"*{shown(type_.type)}"
    if isinstance(type_, AnnotatedType):
        about = ", ".join(one.source for one in type_.metadata)
        return f"Annotated[{shown(type_.type)}, {about}]"
    if isinstance(type_, LiteralType):
        return f"Literal[{', '.join(map(_value, type_.values))}]"
    if isinstance(type_, AliasType):
        return f"{type_.name.name}={shown(type_.meaning)}"
    if isinstance(type_, TypeVariable):
        return f"~{type_.name}"
    assert_never(type_)


def _value(value: LiteralValue) -> str:
    if isinstance(value, EnumMember):
        return f"{shown(value.enumeration)}.{value.member}"
    return repr(value)


_STARS = {ParameterKind.VAR_POSITIONAL: "*", ParameterKind.VAR_KEYWORD: "**"}


def shown_signature(signature: Signature) -> str:
    parts: list[str] = []
    previous: Optional[Parameter] = None
    for parameter in signature.parameters:
        kind = parameter.kind
        if previous is not None and previous.kind is ParameterKind.POSITIONAL_ONLY is not kind:
            parts.append("/")
        if kind is ParameterKind.KEYWORD_ONLY and (
            previous is None
            or previous.kind not in (ParameterKind.KEYWORD_ONLY, ParameterKind.VAR_POSITIONAL)
        ):
            parts.append("*")
        text = f"{_STARS.get(kind, '')}{parameter.name}: {shown(parameter.type)}"
        if parameter.default is not None:
            text += f" = {parameter.default.literal or '<object>'}"
        parts.append(text)
        previous = parameter
    if previous is not None and previous.kind is ParameterKind.POSITIONAL_ONLY:
        parts.append("/")
    return f"({', '.join(parts)}) -> {shown(signature.returns)}"


def shown_member(member: Member) -> str:
    if isinstance(member, Function):
        kind = member.kind.name.lower()
        return f"{member.binding.value} {kind} {shown_signature(member.signature)}"
    if isinstance(member, Property):
        text = f"property {shown(member.type)}"
        if member.set_type is not None:
            text += f" set {shown(member.set_type)}"
        return text + (" del" if member.deletable else "")
    if isinstance(member, Attribute):
        text = "class attribute " if member.on_class else "attribute "
        return text + shown(member.type) + (" read-only" if member.read_only else "")
    if isinstance(member, ClassProperty):
        return f"class property {shown(member.type)}"
    if isinstance(member, Handwritten):
        return f"by hand: {shown_member(member.member)}"
    assert_never(member)
