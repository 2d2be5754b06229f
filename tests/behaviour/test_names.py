"""Public names that equal builtins and names of ours: every one of them works."""

from __future__ import annotations

import asyncio
import builtins
from typing import Any

import pytest
from golden.names import _impl, api

from .conftest import Face
from .inside import impl_of
from .leaks import clean


def test_methods_called_like_builtins(face: Face) -> None:
    made = api.Wrapped(3)
    assert made.value == 3
    assert face(made.list, (1, 2)) == [1, 2]
    assert face(made.list) == []
    assert face(made.list, tuple=(3,)) == [3]
    assert clean(made.dict, _impl) == {"self": made}
    assert face(made.property) == "x"
    assert face(made.property, default="y") == "y"
    made.value = 4
    assert impl_of(made).value == 4


def test_private_names_that_would_coincide(face: Face) -> None:
    assert face(api.A_b().c) == 1
    assert face(api.A().b_c) == 2


def test_function_called_str(face: Face) -> None:
    made = clean(face(api.str, "ab"), _impl)
    assert (type(made), made.value) == (api.Wrapped, 4)
    assert face(api.str, object=1, to_impl=made) is made
    called_str: object = api.str
    assert called_str is not builtins.str


def test_function_called_isinstance(face: Face) -> None:
    assert face(api.isinstance, None) is True
    assert face(api.isinstance, api.Wrapped()) is False
    assert face(api.isinstance, item=1) is False


def test_generator_with_parameters_called_like_types() -> None:
    async def main() -> list[Any]:
        return [x async for x in api.Any_.aio(None, 2)]

    assert list(api.Any_(None, 2)) == list(api.Any_(Optional=None, Iterator=2)) == [0, 1]
    assert asyncio.run(main()) == [0, 1]


def test_function_called_like_ours(face: Face) -> None:
    assert face(api._dual) is True
    assert face(api._dual, TYPE_CHECKING=False) is False


def test_names_need_not_be_ascii(face: Face) -> None:
    assert face(api.größe, 3) == 3
    assert face(api.größe, länge=4) == 4


def test_class_called_like_the_parameter(face: Face) -> None:
    a, b, c = (api.item(n) for n in range(3))
    assert clean(face(api.one, a), _impl) is a
    assert clean(face(api.one, item=b), _impl) is b
    assert clean(face(api.pick, a, [b]), _impl) == [a, b]
    assert clean(face(api.pick, item=a, x=[b], k=c), _impl) == [a, b, c]
    assert face(api.pick, a, [], None) == [a]
    assert face(api.pick, a, [], 7) == [a]


def test_star_import_brings_exactly_what_is_listed() -> None:
    names: dict[str, Any] = {}
    exec("from golden.names.api import *", names)
    del names["__builtins__"]
    assert sorted(names) == sorted(api.__all__)
    assert names["_dual"] is api._dual


@pytest.mark.parametrize("name", ["größe", "_dual", "str", "Any_", "isinstance"])
def test_functions_know_their_public_names(name: str) -> None:
    function = getattr(api, name)
    assert (function.__name__, function.__qualname__) == (name, name)
    assert function.__module__ == "golden.names.api"


def test_nested_class_is_handed_on_as_it_is(face: Face) -> None:
    label = face(api.Shelf().label, "x")
    assert type(label) is _impl.Shelf.Label
    assert face(api.Shelf().shown, label) == "x"
