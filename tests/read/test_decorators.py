"""Decorators: transparent ones, wrapped ones, annotated ones by unification, opaque ones."""

from __future__ import annotations

import sys

import pytest

from .reading import Reading, Workshop, shown, shown_member, shown_signature

DECORATORS = """
    from __future__ import annotations
    import functools
    from typing import *
    from typing_extensions import ParamSpec, Concatenate
    F = TypeVar("F", bound=Callable[..., Any])
    T = TypeVar("T")
    U = TypeVar("U")
    S = TypeVar("S")
    P = ParamSpec("P")

    def identity(f: F) -> F:
        return f
    def identity_closure(f: F) -> F:
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    def options(n: int) -> Callable[[F], F]:
        def decorate(f):
            def wrapper(*args, **kwargs): return f(*args, **kwargs)
            return wrapper
        return decorate
    def wrapped(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    def wrapped_any(f: Callable) -> Callable[..., Any]:
        @functools.wraps(f)
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    def blocking(f: Callable[P, Awaitable[T]]) -> Callable[P, List[T]]:
        def wrapper(*args: P.args, **kwargs: P.kwargs): return []
        return wrapper
    def with_first(f: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, int, P], T]:
        def wrapper(self, n, *args, **kwargs): return f(self, *args, **kwargs)
        return wrapper
    def without_first(f: Callable[Concatenate[int, P], T]) -> Callable[P, T]:
        def wrapper(*args, **kwargs): return f(1, *args, **kwargs)
        return wrapper
    def retyped(f: Callable[[T], U]) -> Callable[[List[T]], Coroutine[Any, Any, U]]:
        async def wrapper(a): return f(a)
        return wrapper
    def anything(f: Callable[..., Coroutine[Any, Any, T]]) -> Callable[..., Set[T]]:
        @functools.wraps(f)
        def wrapper(*args, **kwargs): return set()
        return wrapper
    def opaque(f):
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    def to_async(f):
        @functools.wraps(f)
        async def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    def registering(f):
        return f
"""


@pytest.mark.parametrize(
    ("decorator", "definition", "expected"),
    [
        ("identity", "async def f(a: int) -> str: ...", "coroutine (a: int) -> str"),
        ("identity_closure", "async def f(a: int) -> str: ...", "coroutine (a: int) -> str"),
        ("options(3)", "async def f(a: int) -> str: ...", "coroutine (a: int) -> str"),
        ("wrapped", "async def f(a: int) -> str: ...", "coroutine (a: int) -> str"),
        ("wrapped_any", "async def f(a: int) -> str: ...", "coroutine (a: int) -> str"),
        ("registering", "def f(a: int) -> str: ...", "plain (a: int) -> str"),
        (
            "blocking",
            "async def f(a: int, *, b: str = 'x') -> str: ...",
            "plain (a: int, *, b: str = 'x') -> list[str]",
        ),
        (
            "with_first",
            "def f(a: int, b: str) -> str: ...",
            "plain (a: int, _argument_2: int, /, b: str) -> str",
        ),
        ("without_first", "async def f(a: int, b: str) -> str: ...", "coroutine (b: str) -> str"),
        ("retyped", "def f(a: int) -> str: ...", "coroutine (a: list[int]) -> str"),
        ("anything", "async def f(a: int) -> str: ...", "plain (a: int) -> set[str]"),
        ("functools.lru_cache", "def f(a: int) -> str: ...", "plain (a: int) -> str"),
        ("functools.lru_cache(maxsize=3)", "def f(a: int) -> str: ...", "plain (a: int) -> str"),
    ],
)
def test_what_decorators_make(
    workshop: Workshop, decorator: str, definition: str, expected: str
) -> None:
    text = f"@api.wrap_function\n@{decorator}\n{definition}\n"
    function = workshop.read(_dedent(DECORATORS) + text).clean().function("f")
    assert f"{function.kind.name.lower()} {shown_signature(function.signature)}" == expected
    assert function.importable is not None and function.importable.name == "f"


@pytest.mark.parametrize(
    ("decorator", "code"), [("opaque", "opaque-decorator"), ("to_async", "kind-clash")]
)
def test_what_cannot_be_seen(workshop: Workshop, decorator: str, code: str) -> None:
    text = f"@api.wrap_function\n@{decorator}\ndef f(a: int) -> str: ...\n"
    reading = workshop.read(_dedent(DECORATORS) + text)
    assert reading.codes == [code]
    assert reading.diagnostics[0].help


def test_decorated_methods(workshop: Workshop) -> None:
    text = """
        @api.wrap_class
        class C:
            @blocking
            async def a(self, x: int) -> str: ...
            @with_first
            def b(self, x: int) -> str: ...
            @classmethod
            @wrapped
            async def c(cls, x: int) -> str: ...
            @anything
            async def d(self, x: int = 3) -> str: ...
            @property
            @wrapped
            def e(self) -> int: ...
            @staticmethod
            @identity_closure
            def f(x: int) -> int: ...
    """
    reading = workshop.read(_dedent(DECORATORS) + _dedent(text)).clean()
    assert reading.members() == {
        "a": "instance plain (x: int) -> list[str]",
        "b": "instance plain (_argument_2: int, /, x: int) -> str",
        "c": "class coroutine (x: int) -> str",
        "d": "instance plain (x: int = 3) -> set[str]",
        "e": "property int",
        "f": "static plain (x: int) -> int",
    }


def test_a_name_that_a_wrapper_hid(workshop: Workshop) -> None:
    text = "@api.wrap_function\n@blocking\nasync def fetch(a: int) -> str: ...\n"
    reading = workshop.read(_dedent(DECORATORS) + text).clean()
    assert reading.module.registrations[0].public_name == "fetch"


def test_context_managers_by_resolved_name(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        import contextlib
        from contextlib import asynccontextmanager as manager
        from typing import *
        @api.wrap_class
        class C:
            @manager
            async def a(self, x: int) -> AsyncGenerator[int, None]: yield 1
            @contextlib.contextmanager
            def b(self) -> Iterator[str]: yield ''
            @classmethod
            @contextlib.asynccontextmanager
            async def c(cls) -> AsyncIterator[int]: yield 1
        """
    ).clean()
    assert reading.members() == {
        "a": "instance async_context_manager (x: int) -> AsyncGenerator[int, None]",
        "b": "instance plain () -> contextlib.AbstractContextManager[str]",
        "c": "class async_context_manager () -> AsyncIterator[int]",
    }


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")
def test_decorators_with_type_parameter_lists(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from collections.abc import Awaitable, Callable
        def blocking[**P, T](f: Callable[P, Awaitable[T]]) -> Callable[P, T]:
            def wrapper(*args: P.args, **kwargs: P.kwargs) -> T: raise
            return wrapper
        @api.wrap_function
        @blocking
        async def f(a: int) -> str: ...
        """
    ).clean()
    assert shown_member(reading.function()) == "module plain (a: int) -> str"


def test_aiosqlite() -> None:
    aiosqlite = pytest.importorskip("aiosqlite")
    from synchronicity.module import Module

    api = Module("sync_sqlite.api")
    api.wrap_function(aiosqlite.connect)
    api.wrap_class(aiosqlite.Connection, exclude=("stop",))
    api.wrap_class(aiosqlite.Cursor)
    reading = Reading([api], allow_untyped=True)
    assert [
        str(one.location).rpartition("/")[2]
        for one in reading.diagnostics
        if one.severity.value == "error"
    ] == []
    members = reading.members("Connection")
    cursor = "aiosqlite.cursor.Cursor@aiosqlite.Cursor"
    connection = "aiosqlite.core.Connection@aiosqlite.Connection"
    result = (
        f"aiosqlite.context.Result[{cursor}]<contextlib.AbstractAsyncContextManager[{cursor}], "
        f"Coroutine[Any, Any, {cursor}]>"
    )
    assert members["execute"] == (
        f"instance plain (sql: str, parameters: Iterable[Any] | None = None) -> {result}"
    )
    assert members["__aenter__"] == f"instance coroutine () -> {connection}"
    assert reading.method("__aenter__", "Connection").proof.name == "AWAITS_SELF"
    assert reading.members("Cursor")["__aenter__"] == "instance coroutine () -> Self"
    constructor = reading.cls("Cursor").constructor
    assert constructor is not None
    assert shown(constructor.parameters[0].type) == connection
    assert str(reading.cls("Cursor").importable) == "aiosqlite.Cursor"
    assert str(reading.function("connect").importable) == "aiosqlite.connect"


def _dedent(text: str) -> str:
    import textwrap

    return textwrap.dedent(text).lstrip("\n")
