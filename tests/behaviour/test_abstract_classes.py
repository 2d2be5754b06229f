"""Abstract classes cannot be constructed; nested ones have wrappers of their own."""

from __future__ import annotations

import inspect

import pytest
from golden.abstract_classes import _impl, api

from .conftest import Face
from .leaks import clean


@pytest.mark.parametrize("cls", [api.Store, api.Sized])
def test_an_abstract_class_cannot_be_constructed(cls: type[api.Store]) -> None:
    with pytest.raises(TypeError, match="abstract class"):
        cls("a")


def test_a_concrete_child_works(face: Face) -> None:
    memory = api.Memory("m")
    assert clean(face(memory.load, "k"), _impl).key == "m/k"
    assert face(memory.first).key == "m/first"
    assert (memory.size, memory.count()) == (1, 1)
    assert isinstance(face(api.Memory.open, "x"), api.Memory)


def test_an_object_of_an_unregistered_child_has_the_wrapper_of_its_base(face: Face) -> None:
    found = clean(face(api.anything), _impl)
    assert type(found) is api.Memory
    assert isinstance(found, api.Store)


def test_a_nested_class(face: Face) -> None:
    entry = api.Entry("k")
    assert entry.key == "k"
    assert face(entry.store).name == "k"
    assert inspect.getdoc(api.Entry) == inspect.getdoc(_impl.Store.Entry)
