"""What tools see: signatures, names, docstrings, help, type hints, pickles."""

from __future__ import annotations

import importlib
import inspect
import pickle
import pydoc
import sys
import types
import typing
from collections.abc import Iterator
from typing import Any

import pytest
from golden.classes import api as classes
from golden.contexts import api as contexts
from golden.functions import _impl, api
from golden.generators import api as generators
from golden.special_methods import api as special

MODULES = [
    f"golden.{name}"
    for name in (
        "awaitables.api classes.api containers.api contexts.api crossing.api crossing.models "
        "fields.api functions.api generators.api inheritance.api names.api overloads.api "
        "special_methods.api unions.api"
    ).split()
]

client = classes.Client("u")


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (api.fetch, "(url: 'str', *, retries: 'int' = 3) -> 'str'"),
        (api.fetch.aio, "(url: 'str', *, retries: 'int' = 3) -> 'str'"),
        (
            api.total.aio,
            "(first: 'int', second: 'int' = 2, /, *others: 'int', scale: 'float' = 1.0, **named: 'int') -> 'float'",
        ),
        (api.title, "(text: 'str') -> 'str'"),
        (
            api.awkward,
            "(self: 'int', _impl: 'str', value: 'str', result: 'str', **kwargs: 'int') -> 'str'",
        ),
        (client.query, "(sql: 'str') -> 'list[Row]'"),
        (client.query.aio, "(sql: 'str') -> 'list[Row]'"),
        (client.describe, "(row: 'Row') -> 'str'"),
        (client.open, "(url: 'str') -> 'Self'"),
        (classes.Client.open, "(url: 'str') -> 'Self'"),
        (classes.Client.open.aio, "(url: 'str') -> 'Self'"),
        (classes.Client.ping, "(url: 'str') -> 'Row'"),
        (classes.Client.ping.aio, "(url: 'str') -> 'Row'"),
        (classes.Client, "(url: 'str', *, timeout: 'float' = 1.0) -> 'None'"),
        (generators.numbers, "(count: 'int') -> 'Iterator[int]'"),
        (generators.numbers.aio, "(count: 'int') -> 'AsyncIterator[int]'"),
        (generators.follow.aio, "(page: 'Page') -> 'AsyncGenerator[Page, Page]'"),
        (generators.Book(1).read, "(start: 'int' = 0) -> 'Iterator[Page]'"),
        (generators.Book(1).read.aio, "(start: 'int' = 0) -> 'AsyncIterator[Page]'"),
        (contexts.session, "(name: 'str') -> 'DualContextManager[Session]'"),
        (contexts.session.aio, "(name: 'str') -> 'DualContextManager[Session]'"),
        (special.submit, "(number: 'int') -> 'Item'"),
        (special.submit.aio, "(number: 'int') -> 'Job'"),
    ],
)
def test_signature_is_the_public_one(function: Any, expected: str) -> None:
    signature = str(inspect.signature(function))
    # 3.9 writes a None of `__init__` differently from later versions only for real None.
    assert signature == expected


@pytest.mark.parametrize(
    "function",
    [api.fetch, client.query, classes.Client.query, classes.Client.open, classes.Client.ping],
)
def test_only_aio_is_a_coroutine_function(function: Any) -> None:
    assert not inspect.iscoroutinefunction(function)
    assert inspect.iscoroutinefunction(function.aio)


@pytest.mark.parametrize("function", [generators.numbers, contexts.session, special.submit])
def test_aio_that_is_not_awaited_is_no_coroutine_function(function: Any) -> None:
    assert not inspect.iscoroutinefunction(function)
    assert not inspect.iscoroutinefunction(function.aio)


@pytest.mark.parametrize(
    ("function", "qualname", "module"),
    [
        (api.fetch, "fetch", "functions"),
        (api.total, "total", "functions"),
        (generators.numbers, "numbers", "generators"),
        (client.query, "Client.query", "classes"),
        (classes.Client.query, "Client.query", "classes"),
        (classes.Client.open, "Client.open", "classes"),
        (classes.Client.ping, "Client.ping", "classes"),
        (contexts.Session("s").transaction, "Session.transaction", "contexts"),
    ],
)
def test_names_are_public(function: Any, qualname: str, module: str) -> None:
    assert function.__name__ == qualname.rpartition(".")[2]
    assert function.__qualname__ == qualname
    assert function.__module__ == f"golden.{module}.api"
    assert function.aio.__name__ == "aio"
    assert function.aio.__qualname__ == f"{qualname}.aio"
    assert function.aio.__module__ == f"golden.{module}.api"


def test_docstrings_are_the_implementations() -> None:
    assert inspect.getdoc(api.fetch) == inspect.getdoc(_impl.fetch)
    assert api.fetch.aio.__doc__ == api.fetch.__doc__
    assert str(classes.Client.__doc__).startswith("A client of a database.\n")
    for found in (client.query, client.query.aio, classes.Client.query, classes.Client.query.aio):
        assert found.__doc__ == "Run a query."
    assert inspect.getdoc(classes.Client.home) == "The home row."
    assert classes.Client.open.__doc__ == "Open a client."
    assert special.Cursor.__next__.__doc__ == "The next item."
    assert api.nothing.__doc__ is None


def test_kinds_are_those_of_plain_python() -> None:
    functions: list[Any] = [api.fetch, api.fetch.aio]
    assert [inspect.isfunction(one) for one in functions] == [True, True]
    methods: list[Any] = [client.query, client.query.aio, classes.Client.open]
    assert [inspect.ismethod(one) for one in methods] == [True, True, True]
    unbound: Any = classes.Client.query
    assert inspect.isroutine(unbound)
    assert client.query.__self__ is client
    assert vars(classes.Client)["open"].__get__(None, classes.Client).__self__ is classes.Client
    assert isinstance(inspect.getattr_static(classes.Client, "open"), classmethod)
    assert isinstance(inspect.getattr_static(classes.Client, "ping"), staticmethod)
    assert isinstance(classes.Client.size, property)


def test_source_is_the_generated_one() -> None:
    assert "def fetch(url: str" in inspect.getsource(api.fetch)
    assert "def query(self, sql: str)" in inspect.getsource(client.query)
    assert inspect.getsourcefile(inspect.unwrap(api.fetch)) == api.__file__


# ---------------------------------------- help


def rendered(thing: Any) -> str:
    return pydoc.render_doc(thing, renderer=pydoc.plaintext)  # type: ignore[attr-defined]  # typeshed lacks it


def test_help_of_a_module_shows_functions_and_values() -> None:
    text = rendered(api)
    assert "fetch(url: 'str', *, retries: 'int' = 3) -> 'str'" in text
    assert "FetchError: the address is empty." in text
    assert "TIMEOUT = 2.5" in text
    assert "class Color(enum.Enum)" in text
    assert "synchronicity.runtime" not in text


def test_help_of_a_class_shows_every_member_in_its_section() -> None:
    text = rendered(classes.Client)
    methods, _, rest = text.partition("Class methods defined here:")
    for line in ("query(", "store(", "describe(", "renamed(", "Run a query."):
        assert line in methods
    class_methods, _, rest = rest.partition("Static methods defined here:")
    for line in ("open(url: 'str') -> 'Self'", "Open a client.", "count(", "default("):
        assert line in class_methods
    assert "ping(url: 'str') -> 'Row'" in rest
    assert "The home row." in rest


@pytest.mark.parametrize(
    "thing",
    [
        api.fetch,
        api.fetch.aio,
        client.query,
        client.query.aio,
        classes.Client.query,
        classes.Client.open,
    ],
)
def test_help_of_one_thing_has_signature_and_docstring(thing: Any) -> None:
    text = rendered(thing)
    assert inspect.getdoc(thing).splitlines()[0] in text  # type: ignore[union-attr]
    assert "(url: 'str'" in text or "sql: 'str'" in text


@pytest.mark.parametrize("name", MODULES)
def test_help_of_every_module_can_be_rendered(name: str) -> None:
    module = importlib.import_module(name)
    text = rendered(module)
    assert name in text
    for public in module.__all__:
        assert public in text


# ---------------------------------------- type hints


def test_type_hints_of_functions() -> None:
    for function in (api.fetch, api.fetch.aio):
        assert typing.get_type_hints(function) == {"url": str, "retries": int, "return": str}
    hints = typing.get_type_hints(classes.Client.ping)
    assert hints == {"url": str, "return": classes.Row}
    assert typing.get_type_hints(generators.numbers)["return"] == Iterator[int]


def test_type_hints_of_methods() -> None:
    expected = {"sql": str, "return": list[classes.Row]}
    for method in (client.query, client.query.aio, classes.Client.query, classes.Client.query.aio):
        assert typing.get_type_hints(method) == expected
        assert method.__annotations__ == {"sql": "str", "return": "list[Row]"}


@pytest.mark.skipif(sys.version_info < (3, 10), reason="`X | None` is evaluated")
def test_type_hints_with_optional() -> None:
    hints = typing.get_type_hints(vars(classes.Client)["home"].fget)
    assert hints == {"return": typing.Optional[classes.Row]}


# ---------------------------------------- pickle


@pytest.mark.parametrize(
    "function",
    [
        api.fetch,
        api.fetch.aio,
        api.title,
        generators.numbers.aio,
        contexts.session,
        classes.Client.query,
        classes.Client.query.aio,
        classes.Client.open,
        classes.Client.open.aio,
        classes.Client.ping,
        classes.Client.ping.aio,
    ],
)
@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_functions_are_pickled_by_name(function: Any, protocol: int) -> None:
    data = pickle.dumps(function, protocol)
    assert pickle.loads(data) == function
    assert b"synchronicity" not in data


def test_bound_methods_are_pickled_with_their_object() -> None:
    made = pickle.loads(pickle.dumps(client.query))
    assert made("abc")[0].number == 3
    assert made.__self__ is not client
    assert made.__self__.url == "u"
    import asyncio

    aio = pickle.loads(pickle.dumps(client.query.aio))
    assert asyncio.run(aio("ab"))[0].number == 2


# ---------------------------------------- modules


@pytest.mark.parametrize("name", MODULES)
def test_star_import_gives_exactly_what_all_lists(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__all__
    names: dict[str, Any] = {}
    exec(f"from {name} import *", names)
    del names["__builtins__"]
    assert sorted(names) == sorted(module.__all__)
    assert len(set(module.__all__)) == len(module.__all__)
    for public in module.__all__:
        assert names[public] is getattr(module, public)


@pytest.mark.parametrize("name", MODULES)
def test_all_lists_everything_that_the_module_defines(name: str) -> None:
    module = importlib.import_module(name)
    defined = {
        key
        for key, value in vars(module).items()
        if isinstance(value, (type, types.FunctionType)) and value.__module__ == name
        if not key.startswith("_")  # second names of classes, and conversions that members share
    }
    assert defined <= set(module.__all__)


def test_dual_callable_recognises_both_faces() -> None:
    from synchronicity import DualCallable

    for dual in (api.fetch, client.query, classes.Client.query, classes.Client.open):
        assert isinstance(dual, DualCallable)
    assert not isinstance(api.title, DualCallable)
    assert not isinstance(client.describe, DualCallable)


def test_mocks_replace_both_faces() -> None:
    from unittest import mock

    with mock.patch.object(api, "fetch", autospec=True) as fetch:
        fetch.return_value = "mocked"
        assert api.fetch("u") == "mocked"
        with pytest.raises(TypeError):
            api.fetch()  # type: ignore[call-arg]  # is refused
    with mock.patch.object(classes.Client, "query", autospec=True) as query:
        query.return_value = mocked = [classes.Row(1)]
        assert client.query("x") is mocked
    assert client.query("x")[0].number == 1


def test_autospec_of_a_class_takes_the_arguments_of_its_methods() -> None:
    from unittest import mock

    made = mock.create_autospec(classes.Client, instance=True)
    made.query.aio("sql").close()
    with pytest.raises(TypeError):
        made.query("sql", "too", "many")
    with pytest.raises(TypeError):
        made.query.aio("sql", "too", "many")
