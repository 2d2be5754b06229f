"""Functions: kinds, parameters, defaults, missing annotations, overloads."""

from __future__ import annotations

import importlib

import pytest

from synchronicity.codegen.model.api import FunctionKind

from .reading import Reading, Workshop, shown, shown_signature


def test_kinds(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import AsyncIterator
        from contextlib import asynccontextmanager as acm
        @api.wrap_function
        def plain() -> int: return 1
        @api.wrap_function
        async def coroutine() -> int: return 1
        @api.wrap_function
        async def generator() -> AsyncIterator[int]: yield 1
        @api.wrap_function
        @acm
        async def manager() -> AsyncIterator[int]: yield 1
        """
    ).clean()
    assert [one.public_name for one in reading.module.registrations] == [
        "plain",
        "coroutine",
        "generator",
        "manager",
    ]
    assert reading.function("plain").kind is FunctionKind.PLAIN
    assert reading.function("coroutine").kind is FunctionKind.COROUTINE
    assert reading.function("generator").kind is FunctionKind.ASYNC_GENERATOR
    manager = reading.function("manager")
    assert manager.kind is FunctionKind.ASYNC_CONTEXT_MANAGER
    assert shown(manager.signature.returns) == "AsyncIterator[int]"


def test_parameters_and_defaults(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        SENTINEL = object()
        @api.wrap_function
        def f(a: int, /, b: str = 'x', *args: int, c: float = -1.5, d: object = SENTINEL,
              e: tuple = (1, ('a', None)), g: list = [], h: str = 'a' 'b', **kw: bytes) -> None:
            '''Documented.'''
        """
    ).clean()
    function = reading.function()
    assert shown_signature(function.signature) == (
        "(a: int, /, b: str = 'x', *args: int, c: float = -1.5, d: object = <object>, "
        "e: tuple[Any, ...] = (1, ('a', None)), g: list[Any] = <object>, h: str = 'a' 'b', "
        "**kw: bytes) -> None"
    )
    assert function.doc == "Documented."


def test_a_literal_over_two_lines_is_printed_on_one(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_function
        def f(a: str = ('x'
                        'y'), b: tuple = (1,
                        2)) -> None: ...
        """
    ).clean()
    defaults = [one.default for one in reading.function().signature.parameters]
    assert [one and one.literal for one in defaults] == ["'xy'", "(1, 2)"]


def test_type_comments(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import List
        @api.wrap_function
        def f(a, b=1):
            # type: (List[int], str) -> int
            return 1
        @api.wrap_function
        def g(a,  # type: int
              ):
            pass
        @api.wrap_class
        class C:
            def m(self, a):
                # type: (int) -> str
                return ''
        """
    ).clean()
    assert shown_signature(reading.function("f").signature) == "(a: list[int], b: str = 1) -> int"
    assert shown_signature(reading.function("g").signature) == "(a: int) -> None"
    assert shown_signature(reading.method("m", "C").signature) == "(a: int) -> str"


def test_missing_annotations_are_errors(workshop: Workshop) -> None:
    text = """
        @api.wrap_function
        def f(a, *b, c: int = 1, **d): return a
    """
    reading = workshop.read(text)
    assert reading.codes == ["missing-annotation"] * 4
    assert [found.location.column for found in reading.diagnostics] == [5, 7, 11, 28]
    untyped = workshop.read(text, allow_untyped=True)
    assert untyped.codes == ["missing-annotation"] * 4
    assert not untyped.sink.failed
    assert shown_signature(untyped.function().signature) == (
        "(a: Any, *b: Any, c: int = 1, **d: Any) -> Any"
    )


def test_what_the_body_proves(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_function
        def nothing(a: int):
            def inner(): return 3
            if a: return
            inner()
        @api.wrap_class
        class C:
            async def me(self):
                return self
            async def __aenter__(self):
                await self
                return self
            def __await__(self) -> 'Generator[Any, None, C]': ...
            async def __aexit__(self, *exc: object): pass
        from typing import *
        """
    ).clean()
    assert shown(reading.function("nothing").signature.returns) == "None"
    assert shown(reading.method("me", "C").signature.returns) == "Self"
    assert reading.method("__aenter__", "C").proof.name == "AWAITS_SELF"


@pytest.mark.parametrize(
    "body",
    [
        "return 1",
        "yield 1",
        "...",
        "raise NotImplementedError",
        "self = 3; return self",
        "if self: return self",
    ],
)
def test_what_the_body_does_not_prove(workshop: Workshop, body: str) -> None:
    reading = workshop.read(
        f"@api.wrap_class\nclass C:\n    def f(self): {body}\n"
        if "if" not in body
        else f"@api.wrap_class\nclass C:\n    def f(self):\n        {body}\n"
    )
    assert reading.codes == ["missing-annotation"]


def test_special_methods_are_known_by_the_language(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_class
        class C:
            def __len__(self): return 1
            def __eq__(self, other): return True
            def __repr__(self): return ''
            def __contains__(self, item): return True
            async def __aexit__(self, a, b, c): pass
            def __bool__(self): return True
        """
    ).clean()
    assert reading.members() == {
        "__len__": "instance plain () -> int",
        "__eq__": "instance plain (other: object) -> bool",
        "__repr__": "instance plain () -> str",
        "__contains__": "instance plain (item: object) -> bool",
        "__aexit__": (
            "instance coroutine (a: type[BaseException] | None, b: BaseException | None, "
            "c: types.TracebackType | None) -> None"
        ),
        "__bool__": "instance plain () -> bool",
    }


def test_overloads(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        @overload
        def f(a: int) -> int: ...
        @overload
        def f(a: str) -> str: ...
        def f(a): return a
        @overload
        def g(a: int) -> int: ...
        @overload
        def g(a: str) -> str: ...
        @api.wrap_function
        def g(a): return a
        if TYPE_CHECKING:
            @overload
            def h(a: int) -> int: ...
            @overload
            def h(a: str) -> str: ...
            def h(a: Any) -> Any: ...
        else:
            def h(a): return a
        api.wrap_function(h)
        @overload
        async def k(a: int) -> int: ...
        @overload
        def k(a: str) -> Coroutine[Any, Any, str]: ...
        @api.wrap_function
        async def k(a: Any) -> Any: return a
        """
    ).clean()
    for name in ("g", "h", "k"):
        assert [shown_signature(one) for one in reading.function(name).overloads] == [
            "(a: int) -> int",
            "(a: str) -> str",
        ]


def test_overloads_of_another_definition_do_not_count(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        @overload
        def f(a: int) -> int: ...
        @overload
        def f(a: str) -> str: ...
        def f(a): return a
        @api.wrap_function
        def f(a: bytes) -> bytes: return a
        """
    ).clean()
    assert reading.function().overloads == ()
    assert shown_signature(reading.function().signature) == "(a: bytes) -> bytes"


def test_the_registered_definition_counts_not_the_last_one(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_function
        def f(a: int) -> int: return a
        keep = f
        def f(a: str) -> str: return a
        """
    )
    assert shown_signature(reading.function("f").signature) == "(a: int) -> int"
    importable = reading.function("f").importable
    assert importable is not None and importable.name == "keep"


def test_an_async_generator_annotated_as_a_value(workshop: Workshop) -> None:
    reading = workshop.read("@api.wrap_function\nasync def f() -> int:\n    yield 1\n")
    assert reading.codes == ["kind-clash"]


def test_mangled_parameters(workshop: Workshop) -> None:
    reading = workshop.read(
        "@api.wrap_class\nclass _C:\n    def f(self, __a: int) -> None: ...\n"
    ).clean()
    assert shown_signature(reading.method("f").signature) == "(_C__a: int) -> None"


def test_local_functions_cannot_be_imported(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        def make():
            @api.wrap_function
            def local() -> None: ...
            return local
        make()
        def make2():
            def inner() -> None: ...
            return inner
        found = api.wrap_function(make2(), name="found")
        """
    )
    assert reading.codes == ["local-object"]
    importable = reading.function("found").importable
    assert importable is not None and importable.name == "found"


def test_stale_source(workshop: Workshop) -> None:
    module = workshop.load("@api.wrap_function\ndef f(a: int) -> None: ...\n")
    path = workshop.path / f"{module.__name__}.py"
    path.write_text(path.read_text().replace("a: int", "a: int, b: int"))
    assert Reading([module.api]).codes == ["stale-source"]


def test_without_source(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        import typing
        space = {"__name__": __name__, "typing": typing}
        exec("async def f(a: int, b: 'typing.List[int]' = None, *c: str) -> bool: ...", space)
        f = api.wrap_function(space["f"])
        """
    )
    assert reading.codes == ["no-source"]
    assert not reading.sink.failed
    function = reading.function()
    assert function.kind is FunctionKind.COROUTINE
    assert shown_signature(function.signature) == ("(a: int, b: list[int] = None, *c: str) -> bool")


def test_an_author_signature_wins(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        import inspect
        def f(*args: object) -> int: return 1
        f.__signature__ = inspect.Signature(
            [inspect.Parameter('a', inspect.Parameter.KEYWORD_ONLY, annotation=str, default='x')]
        )
        api.wrap_function(f)
        """
    ).clean()
    assert shown_signature(reading.function().signature) == "(*, a: str = <object>) -> int"


PARTIALS = [
    ("f(a: int, b: str) -> int", "f, 1", "(b: str) -> int"),
    ("f(a: int, /, b: str, *, c: bool) -> int", "f, 1, 'x', c=True", "(*, c: bool = True) -> int"),
    (
        "f(a: int, b: str, c: str) -> int",
        "f, b='x'",
        "(a: int, *, b: str = <object>, c: str) -> int",
    ),
    ("f(a: int, b: int = 2, *more: str) -> int", "f, 1, 2, 'x'", "(*more: str) -> int"),
    ("f(a: int, b: int, *more: str) -> int", "f, b=1", "(a: int, *, b: int = 1) -> int"),
    ("f(a: int, **more: str) -> int", "f, x='y'", "(a: int, **more: str) -> int"),
    ("f(a: int, *, b: T, c: list[T]) -> T", "f, 1", "(*, b: ~T, c: list[~T]) -> ~T"),
]


@pytest.mark.parametrize(("written", "given", "expected"), PARTIALS, ids=[p[1] for p in PARTIALS])
def test_partials(workshop: Workshop, written: str, given: str, expected: str) -> None:
    reading = workshop.read(
        f"""
        import functools
        from typing import TypeVar
        T = TypeVar("T")
        def {written}:
            '''Says what it does.'''
            return 1
        g = functools.partial({given})
        api.wrap_function(g, name='g')
        """
    ).clean()
    assert shown_signature(reading.function("g").signature) == expected
    assert reading.function("g").doc == "Says what it does."


@pytest.mark.parametrize("given", ["f, 1", "f, a=1", "h, 1", "h, 'x'"])
def test_partials_that_decide_about_types(workshop: Workshop, given: str) -> None:
    reading = workshop.read(
        f"""
        import functools
        from typing import TypeVar, overload
        T = TypeVar("T")
        def f(a: T, b: T) -> T: return b
        @overload
        def h(a: int, b: int) -> int: ...
        @overload
        def h(a: str, b: int) -> str: ...
        def h(a: object, b: int) -> object: return a
        g = functools.partial({given})
        api.wrap_function(g, name='g')
        """
    )
    assert reading.codes == ["unsupported"]


STUB = """
    from typing import overload
    class Row: ...
    async def f(a: int, *rows: Row, b: str = 'x', c: int = ...) -> list[Row]:
        '''From the stub.'''
    @overload
    def g(a: int) -> int: ...
    @overload
    def g(a: str) -> str: ...
    class C:
        size: int
        def __init__(self, a: int) -> None: ...
        async def wait(self) -> Row: ...
        @staticmethod
        async def make(name: str) -> Row: ...
"""

EXECUTED = """
    api = __import__("synchronicity").Module("target.api")
    text = '''
    async def f(a, *rows, b='x', c=object()): ...
    def g(a): ...
    class Row: ...
    class C:
        def __init__(self, a): self.size = a
        async def wait(self): ...
        @staticmethod
        async def make(name): ...
    '''
    exec(__import__("textwrap").dedent(text))
    api.wrap_function(f)
    api.wrap_function(g)
    api.wrap_class(C)
"""


def test_a_stub_beside_the_module_speaks_for_what_has_no_source(workshop: Workshop) -> None:
    workshop.write("bare", EXECUTED)
    workshop.write("bare", STUB, suffix=".pyi")
    reading = Reading([importlib.import_module("bare").api]).clean()
    function = reading.function("f")
    assert function.kind is FunctionKind.COROUTINE and function.doc == "From the stub."
    assert shown_signature(function.signature) == (
        "(a: int, *rows: bare.Row, b: str = 'x', c: int = <object>) -> list[bare.Row]"
    )
    assert function.location.path.endswith("bare.pyi")
    assert [shown_signature(one) for one in reading.function("g").overloads] == [
        "(a: int) -> int",
        "(a: str) -> str",
    ]
    assert reading.members("C") == {
        "size": "attribute int",
        "wait": "instance coroutine () -> bare.Row",
        "make": "static coroutine (name: str) -> bare.Row",
    }
    constructor = reading.cls("C").constructor
    assert constructor is not None and shown_signature(constructor) == "(a: int) -> None"


def test_a_compiled_extension_is_read_from_a_stub(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = workshop.load("import _bisect\napi.wrap_function(_bisect.bisect_left, name='left')")
    assert Reading([module.api]).codes[0] in ("missing-annotation", "no-source")
    stub = "def bisect_left(a: list[int], x: int, lo: int = 0, hi: int = ...) -> int: ..."
    workshop.write("_bisect", stub, suffix=".pyi")
    monkeypatch.setattr(
        "_bisect.__file__", str(workshop.path / "_bisect.cpython.so"), raising=False
    )
    reading = Reading([module.api])
    assert shown_signature(reading.clean().function("left").signature) == (
        "(a: list[int], x: int, lo: int = 0, hi: int = <object>) -> int"
    )


def test_a_default_that_neither_the_stub_nor_the_object_tells_is_refused(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = workshop.load("import time\napi.wrap_function(time.localtime)")
    workshop.write("time", "def localtime(seconds: float = ...) -> object: ...", suffix=".pyi")
    monkeypatch.setattr("time.__file__", str(workshop.path / "time.so"), raising=False)
    reading = Reading([module.api])
    assert reading.codes == ["no-source"] and reading.sink.failed
    assert "`seconds`" in reading.diagnostics[0].message
