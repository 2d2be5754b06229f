"""From what was written to what users see, on data alone: no live objects, no source."""

from __future__ import annotations

from typing import Optional

import pytest

from synchronicity.codegen.diagnostics import Code, Location, Sink
from synchronicity.codegen.lower import lower_program
from synchronicity.codegen.model.api import (
    ApiModule,
    Binding,
    Class,
    Function,
    FunctionKind,
    Member,
    Program,
    Proof,
    Registration,
)
from synchronicity.codegen.model.names import QualifiedName
from synchronicity.codegen.model.signature import Signature
from synchronicity.codegen.model.surface import (
    AwaitableManager,
    AwaitableObject,
    Awaited,
    Generated,
    Iterated,
    Managed,
    Outcome,
    Role,
    Surface,
    Value,
)
from synchronicity.codegen.model.surface import Class as SurfaceClass
from synchronicity.codegen.model.surface import Function as SurfaceFunction
from synchronicity.codegen.model.types import (
    AliasType,
    AnyType,
    NamedType,
    NoneType,
    SelfType,
    TypeExpression,
)

PLACE = Location("impl.py", 1)


def abc(name: str, *arguments: TypeExpression) -> NamedType:
    return NamedType(QualifiedName("collections.abc", name), arguments)


INT = NamedType(QualifiedName("builtins", "int"))
STR = NamedType(QualifiedName("builtins", "str"))
MANAGER = NamedType(QualifiedName("contextlib", "AbstractAsyncContextManager"), (INT,))
RESULT = NamedType(
    QualifiedName("lib", "Result"),
    (INT,),
    protocols=(MANAGER, abc("Coroutine", AnyType(), AnyType(), INT)),
)
JOB = NamedType(QualifiedName("impl", "Job"))


def function(
    name: str,
    kind: FunctionKind,
    returns: TypeExpression,
    binding: Binding = Binding.FUNCTION,
    proof: Proof = Proof.NOTHING,
) -> Function:
    importable = QualifiedName("impl", name) if binding is Binding.FUNCTION else None
    signature = Signature((), returns)
    return Function(name, kind, binding, signature, PLACE, importable=importable, proof=proof)


def method(name: str, kind: FunctionKind, returns: TypeExpression) -> Function:
    return function(name, kind, returns, Binding.METHOD)


def cls(name: str, *members: Member, bases: tuple[NamedType, ...] = ()) -> Class:
    where = QualifiedName("impl", name)
    return Class(where, where, PLACE, members=members, bases=bases)


AWAITABLE = cls(
    "Job", method("__await__", FunctionKind.PLAIN, abc("Generator", AnyType(), NoneType(), STR))
)


def lowered(*items: Function | Class, sink: Optional[Sink] = None) -> Surface:
    registrations = tuple(
        Registration(i.name if isinstance(i, Function) else i.name.name, i, PLACE) for i in items
    )
    module = ApiModule("api", "sync", registrations, ("impl",))
    return lower_program(Program((module,)), "command", sink or Sink())


PLAIN, COROUTINE = FunctionKind.PLAIN, FunctionKind.COROUTINE


@pytest.mark.parametrize(
    ("kind", "returns", "outcome"),
    [
        (PLAIN, INT, Value(INT)),
        (COROUTINE, INT, Awaited(INT)),
        (PLAIN, abc("Awaitable", INT), Awaited(INT)),
        (PLAIN, abc("Coroutine", AnyType(), AnyType(), INT), Awaited(INT)),
        (FunctionKind.ASYNC_GENERATOR, abc("AsyncIterator", INT), Iterated(INT)),
        (FunctionKind.ASYNC_GENERATOR, abc("AsyncGenerator", INT, STR), Generated(INT, STR)),
        (FunctionKind.ASYNC_GENERATOR, abc("AsyncGenerator", INT), Generated(INT, NoneType())),
        (PLAIN, abc("AsyncIterable", INT), Iterated(INT)),
        (FunctionKind.ASYNC_CONTEXT_MANAGER, abc("AsyncIterator", INT), Managed(INT)),
        (PLAIN, MANAGER, Managed(INT)),
        (PLAIN, RESULT, AwaitableManager(INT)),
        (PLAIN, JOB, AwaitableObject(JOB, STR)),
        (COROUTINE, JOB, Awaited(JOB)),
        (
            PLAIN,
            AliasType(QualifiedName("impl", "Later"), abc("Awaitable", INT)),
            Awaited(INT),
        ),
    ],
)
def test_what_a_call_gives(kind: FunctionKind, returns: TypeExpression, outcome: Outcome) -> None:
    sink = Sink()
    surface = lowered(AWAITABLE, function("f", kind, returns), sink=sink)
    found = surface.modules[0].items[-1]
    assert isinstance(found, SurfaceFunction)
    assert found.call.outcome == outcome
    assert sink.diagnostics == ()


def test_bases_come_first() -> None:
    derived = cls("Sub", bases=(NamedType(QualifiedName("impl", "Base")),))
    surface = lowered(derived, function("f", PLAIN, INT), cls("Base"))
    assert [item.name for item in surface.modules[0].items] == ["Base", "Sub", "f"]


def test_overriding_finds_the_nearest_base() -> None:
    base = cls("Base", method("get", COROUTINE, INT))
    middle = cls("Middle", bases=(NamedType(base.name),))
    derived = cls("Sub", method("get", COROUTINE, INT), bases=(NamedType(middle.name),))
    item = lowered(base, middle, derived).modules[0].items[-1]
    assert isinstance(item, SurfaceClass)
    (member,) = item.members
    assert isinstance(member, SurfaceFunction)
    assert member.overrides == (base.name,)


def test_entering_stands_for_awaiting_only_where_there_is_something_to_await() -> None:
    enter = function("__aenter__", COROUTINE, SelfType(), Binding.METHOD, Proof.AWAITS_SELF)
    awaiting = method("__await__", PLAIN, abc("Generator", AnyType(), NoneType(), SelfType()))
    for members, role in (((enter,), Role.ENTER), ((enter, awaiting), Role.OPENING)):
        item = lowered(cls("Session", *members)).modules[0].items[0]
        assert isinstance(item, SurfaceClass)
        found = item.members[0]
        assert isinstance(found, SurfaceFunction)
        assert (found.name, found.aio_name, found.role) == ("__enter__", "__aenter__", role)


def test_self_needs_a_class() -> None:
    sink = Sink()
    lowered(function("f", COROUTINE, SelfType()), sink=sink)
    assert [found.code for found in sink.diagnostics] == [Code.BAD_ANNOTATION]


def test_every_problem_is_reported() -> None:
    sink = Sink()
    wrong = NamedType(QualifiedName("asyncio.queues", "Queue"), (JOB,))
    lowered(
        AWAITABLE, function("f", COROUTINE, wrong), function("class", COROUTINE, wrong), sink=sink
    )
    assert sorted(found.code.name for found in sink.diagnostics) == ["BAD_NAME", "UNTRANSLATABLE"]


def test_cycles_are_broken_where_no_base_class_is_needed() -> None:
    one = ApiModule(
        "a",
        "s",
        (
            Registration(
                "A", cls("A", method("b", COROUTINE, NamedType(QualifiedName("impl", "B")))), PLACE
            ),
        ),
        ("impl",),
    )
    two = ApiModule(
        "b",
        "s",
        (Registration("B", cls("B", bases=(NamedType(QualifiedName("impl", "A")),)), PLACE),),
        ("impl",),
    )
    surface = lower_program(Program((one, two)), "command", Sink())
    assert surface.lazy_imports == {("a", "b")}
