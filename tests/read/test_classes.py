"""Classes: members, properties, attributes, constructors, dataclasses, inheritance, include and exclude."""

from __future__ import annotations

import sys

import pytest

from synchronicity.codegen.model.api import Attribute

from .reading import Workshop, shown, shown_signature


def test_members(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from functools import cached_property
        from typing import *
        from synchronicity import classproperty
        LIMIT = 3
        @api.wrap_class
        class C:
            '''A class.'''
            _hidden: int = 1
            constant = 3
            def __init__(self, a: int, *, b: str = 'x') -> None: ...
            async def run(self) -> int: return 1
            def plain(self) -> 'C': return self
            @classmethod
            async def create(cls, a: int) -> 'C': return cls(a)
            @staticmethod
            def helper(a: int) -> int: return a
            @property
            def size(self) -> int: return 1
            @size.setter
            def size(self, value: Optional[int]) -> None: ...
            @size.deleter
            def size(self) -> None: ...
            @cached_property
            def lazy(self) -> str: return ''
            @classproperty
            def version(cls) -> str: return ''
            def _get(self) -> bytes: return b''
            data = property(_get)
            again = run
            def _private(self, untyped): return untyped
            class Nested: ...
            def __len__(self) -> int: return 1
        """
    ).clean()
    assert reading.members() == {
        "constant": "class attribute int read-only",
        "run": "instance coroutine () -> int",
        "plain": f"instance plain () -> {reading.module.sources[0]}.C",
        "create": f"class coroutine (a: int) -> {reading.module.sources[0]}.C",
        "helper": "static plain (a: int) -> int",
        "size": "property int set int | None del",
        "lazy": "property str",
        "version": "class property str",
        "data": "property bytes",
        "again": "instance coroutine () -> int",
        "__len__": "instance plain () -> int",
    }
    cls = reading.cls()
    assert cls.doc == "A class."
    assert cls.constructor is not None
    assert shown_signature(cls.constructor) == "(a: int, *, b: str = 'x') -> None"


def test_attributes(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        @api.wrap_class
        class C:
            a: int
            'What a is.'
            b: ClassVar[str] = ''
            c: 'Final[int]' = 3
            d: Final = 3
            _e: int
            run: Callable[[], int]
            def __init__(self, f: int, g: str, h: bytes, i: int) -> None:
                self.f = f
                self.g = g
                self.h = h
                self.i = i
                self.j: List[int] = []
                self._k: int = 1
                self.l: Final[int] = 3
                self.m = 4
                h = b''
            def change(self) -> None:
                self.g = 'x'
                del self.i
        """
    ).clean()
    members = reading.members()
    del members["change"]
    assert members == {
        "a": "attribute int",
        "b": "class attribute str",
        "c": "class attribute int read-only",
        "d": "class attribute int read-only",
        "run": "attribute () -> int",
        "f": "attribute int",
        "j": "attribute list[int]",
        "l": "attribute int read-only",
        "m": "attribute int",
    }
    a = reading.member("a")
    assert isinstance(a, Attribute)
    assert a.doc == "What a is."


def test_attributes_that_are_given_literals_only(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_class
        class C:
            __slots__ = ('size', 'name', 'ratio', 'mixed', 'changed', 'kept', '__dict__')
            LIMIT = -3
            closed = False
            either = 'x'
            rebound = 1
            rebound = 'y'
            _hidden = 1
            def __init__(self, mixed: int, kept: int) -> None:
                self.size = 0
                self.name: str = 'x'
                self.ratio = 1.5
                self.mixed = 1
                self.changed = 0
                self.kept = kept
                self.flag = True
                self.many = self.more = 0
            def change(self) -> None:
                self.closed = True
                self.size += 1
                self.mixed = None
                self.either = 3
                self.changed /= 2
                self.flag += True
        """
    ).clean()
    members = reading.members()
    del members["change"]
    assert members == {
        "LIMIT": "class attribute int read-only",
        "closed": "attribute bool",
        "size": "attribute int",
        "name": "attribute str",
        "ratio": "attribute float",
        "kept": "attribute int",
    }


def test_dataclasses(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from dataclasses import dataclass, field, InitVar
        from typing import *
        @dataclass
        class Base:
            a: int
            b: List[int] = field(default_factory=list)
        @api.wrap_class
        @dataclass(order=True)
        class C(Base):
            c: str = 'x'
            d: ClassVar[int] = 3
            e: InitVar[int] = 4
            f: int = field(default=5)
            g: int = field(init=False, default=1)
            _h: int = 6
        @api.wrap_class
        @dataclass(frozen=True)
        class F:
            x: int
            def __repr__(self) -> str: return ''
        """
    ).clean()
    cls = reading.cls("C")
    assert cls.constructor is not None
    assert shown_signature(cls.constructor) == (
        "(a: int, b: list[int] = <object>, c: str = 'x', e: int = 4, f: int = 5, _h: int = 6) -> None"
    )
    assert cls.match_args == ("a", "b", "c", "e", "f")
    assert reading.members("C") == {
        "c": "attribute str",
        "d": "class attribute int",
        "f": "attribute int",
        "g": "attribute int",
        "__repr__": "instance plain () -> str",
        "__eq__": "instance plain (other: object) -> bool",
        "__lt__": "instance plain (other: Self) -> bool",
        "__le__": "instance plain (other: Self) -> bool",
        "__gt__": "instance plain (other: Self) -> bool",
        "__ge__": "instance plain (other: Self) -> bool",
        "a": "attribute int",
        "b": "attribute list[int]",
    }
    assert set(reading.members("F").items()) == {
        ("x", "attribute int read-only"),
        ("__repr__", "instance plain () -> str"),
        ("__eq__", "instance plain (other: object) -> bool"),
        ("__hash__", "instance plain () -> int"),
    }


@pytest.mark.skipif(sys.version_info < (3, 10), reason="kw_only")
def test_keyword_only_fields(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from dataclasses import dataclass, field, KW_ONLY
        @api.wrap_class
        @dataclass
        class C:
            a: int = field(kw_only=True)
            b: str
            _: KW_ONLY
            c: int = 1
        """
    ).clean()
    cls = reading.cls("C")
    assert cls.constructor is not None
    assert shown_signature(cls.constructor) == "(b: str, *, a: int, c: int = 1) -> None"
    assert cls.match_args == ("b",)


def test_inheritance(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar('T')
        U = TypeVar('U')
        class Mixin(Generic[T]):
            attribute: T
            def __init__(self, value: T) -> None: ...
            def get(self) -> T: ...
            def both(self) -> T: ...
            hidden: int
            def removed(self) -> int: ...
            def own(self, u: U) -> List[U]: ...
        class Middle(Mixin[Tuple[U, int]]): ...
        @api.wrap_class
        class Base:
            def base(self) -> int: ...
            def provided(self) -> int: ...
        class Under(Base):
            def under(self) -> int: ...
        @api.wrap_class
        class C(Under, Middle[str]):
            def both(self) -> int: ...
            hidden = None
            removed = None
        @api.wrap_class
        class D(C):
            def __init__(self) -> None: ...
        @api.wrap_class
        class E(D): ...
        """
    ).clean()
    name = reading.module.sources[0]
    assert [shown(base) for base in reading.cls("C").bases] == [f"{name}.Base"]
    assert [shown(base) for base in reading.cls("D").bases] == [f"{name}.C"]
    assert reading.members("C") == {
        "both": "instance plain () -> int",
        "under": "instance plain () -> int",
        "attribute": "attribute tuple[str, int]",
        "get": "instance plain () -> tuple[str, int]",
        "own": "instance plain (u: ~U) -> list[~U]",
    }
    constructor = reading.cls("C").constructor
    assert constructor is not None
    assert shown_signature(constructor) == "(value: tuple[str, int]) -> None"
    assert reading.cls("D").constructor is not None
    assert reading.cls("E").constructor is None


def test_a_bare_generic_base_means_any(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar('T')
        class Mixin(Generic[T]):
            def get(self) -> List[T]: ...
        @api.wrap_class
        class C(Mixin): ...
        """
    ).clean()
    assert reading.members() == {"get": "instance plain () -> list[Any]"}


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")
def test_type_parameter_lists(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        class Mixin[T]:
            def get(self) -> T: ...
            def own[T](self, t: T) -> T: ...
        @api.wrap_class
        class C(Mixin[int]): ...
        @api.wrap_class
        class D[int](Mixin[int]): ...
        """
    ).clean()
    assert reading.members("C") == {
        "get": "instance plain () -> int",
        "own": "instance plain (t: ~T) -> ~T",
    }
    assert reading.members("D")["get"] == "instance plain () -> ~int"


def test_what_abstract_classes_bring(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from collections.abc import AsyncIterator
        from contextlib import AbstractAsyncContextManager
        @api.wrap_class
        class C(AsyncIterator[int], AbstractAsyncContextManager['C']):
            async def __anext__(self) -> int: return 1
            async def __aexit__(self, *exc: object) -> None: ...
        """
    ).clean()
    members = reading.members()
    assert members["__aiter__"] == "instance plain () -> Self"
    assert members["__aenter__"] == "instance coroutine () -> Self"


def test_protocols(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from collections.abc import Awaitable, AsyncIterator, Coroutine
        from contextlib import AbstractAsyncContextManager
        from typing import *
        T = TypeVar('T')
        class Result(AbstractAsyncContextManager[T], Coroutine[Any, Any, T]): ...
        class Named(Result[Tuple[T, T]]): ...
        class Plain(Awaitable['Plain']): ...
        @api.wrap_function
        def f(a: Result[int], b: Named[str], c: Plain, d: Result) -> None: ...
        """
    ).clean()
    types = [shown(one.type) for one in reading.function().signature.parameters]
    name = reading.module.sources[0]
    manager = "contextlib.AbstractAsyncContextManager"
    assert types == [
        f"{name}.Result[int]<{manager}[int], Coroutine[Any, Any, int]>",
        f"{name}.Named[str]<{manager}[tuple[str, str]], Coroutine[Any, Any, tuple[str, str]]>",
        f"{name}.Plain<Awaitable[{name}.Plain]>",
        f"{name}.Result[Any]<{manager}[Any], Coroutine[Any, Any, Any]>",
    ]


def test_include_and_exclude(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_class(exclude=('bad', 'runn'))
        class C:
            def run(self) -> None: ...
            def bad(self, untyped): ...
        @api.wrap_class(include=['run', 'attribute'])
        class D:
            attribute: int
            def __init__(self) -> None:
                self.other: int = 1
            def run(self) -> None: ...
            def bad(self, untyped): ...
        """
    )
    assert reading.codes == ["unknown-member"]
    assert reading.diagnostics[0].help == "did you mean `run`?"
    assert list(reading.members("C")) == ["run"]
    assert list(reading.members("D")) == ["attribute", "run"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("@api.wrap_class\nclass E(ValueError): ...", "wrapped-exception"),
        ("import enum\n@api.wrap_class\nclass E(enum.Enum): ...", "not-registrable"),
        (
            "def f():\n    class L: ...\n    return L\nL = f()\napi.wrap_class(L)\nif 1: del L",
            "local-object",
        ),
        (
            "@api.wrap_class\nclass C:\n    async def __init__(self) -> None: ...",
            "async-constructor",
        ),
        (
            "@api.wrap_class\nclass C:\n    @property\n    async def p(self) -> int: return 1",
            "async-property",
        ),
        (
            (
                "def remake(cls): return type(cls.__name__, (), dict(vars(cls)))\n@remake\n@api.wrap_class\nclass C:\n"
                "    __slots__ = ()"
            ),
            "replaced-class",
        ),
        (
            (
                "class D:\n    def __init__(self, f): ...\n    def __get__(self, o, t=None): return 1\n"
                "@api.wrap_class\nclass C:\n    @D\n    def f(self) -> int: return 1"
            ),
            "opaque-decorator",
        ),
    ],
)
def test_problems(workshop: Workshop, text: str, code: str) -> None:
    reading = workshop.read(text)
    assert reading.codes == [code]
    assert reading.diagnostics[0].help


def test_a_method_is_never_a_type(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from __future__ import annotations
        import socket
        import datetime
        @api.wrap_class
        class C:
            date: datetime.date
            datetime: int
            def list(self) -> list[int]: ...
            def socket(self, f: socket.socket) -> type[int]: ...
            def type(self) -> list[type[str]]: ...
        """
    ).clean()
    assert reading.members() == {
        "date": "attribute datetime.date",
        "datetime": "attribute int",
        "list": "instance plain () -> list[int]",
        "socket": "instance plain (f: socket.socket) -> type[int]",
        "type": "instance plain () -> list[type[str]]",
    }


def test_registered_in_a_class(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        class Outer:
            @api.wrap_class
            class Inner:
                def me(self) -> 'Outer.Inner': ...
        """
    ).clean()
    cls = reading.cls("Inner")
    assert cls.name.qualname == cls.importable.qualname == "Outer.Inner"
    assert reading.members()["me"].endswith(".Outer.Inner")


def test_self_before_there_was_self(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar('T', bound='C')
        @api.wrap_class
        class C:
            async def me(self: T, other: T) -> T: ...
            @classmethod
            def make(cls: Type[T]) -> List[T]: ...
            def same(self: 'T') -> 'T': ...
        """
    ).clean()
    assert reading.members() == {
        "me": "instance coroutine (other: Self) -> Self",
        "make": "class plain () -> list[Self]",
        "same": "instance plain () -> Self",
    }


def test_constructors_by_new_and_by_the_standard_library(workshop: Workshop) -> None:
    text = """
        import threading
        @api.wrap_class
        class C:
            def __new__(cls, a: int) -> 'C': ...
        @api.wrap_class(exclude=('start', 'join'))
        class D(threading.Thread): ...
    """
    reading = workshop.read(text)
    assert reading.codes == ["missing-annotation", "no-source"]
    constructor = reading.cls("C").constructor
    assert constructor is not None
    assert shown_signature(constructor) == "(a: int) -> None"
    untyped = workshop.read(text, allow_untyped=True)
    assert not untyped.sink.failed
    constructor = untyped.cls("D").constructor
    assert constructor is not None
    assert shown_signature(constructor) == "(*args: Any, **kwargs: Any) -> None"


def test_a_class_whose_parameters_are_a_descriptor(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        import types
        class Alias(types.GenericAlias): ...
        @api.wrap_function
        def f(a: Alias) -> types.GenericAlias: ...
        """
    ).clean()
    assert shown(reading.function().signature.returns) == "types.GenericAlias"
