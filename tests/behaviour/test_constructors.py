"""Constructors: of attrs classes, and overloaded ones."""

from __future__ import annotations

import inspect

import pytest
from golden.constructors import api

from .conftest import Face


def test_what_attrs_generates_is_called_with_its_names(face: Face) -> None:
    parent = api.Job("a")
    job = api.Job("b", parent, "2", secret="s", retries="4")
    assert (job.timeout, job.retries, job.tags) == (2.0, 4, [])
    assert job.parent is parent
    assert face(job.run) == "b:s"
    assert job.attempts == 1


def test_a_factory_makes_a_value_for_each() -> None:
    first, second = api.Job("a"), api.Job("a")
    first.tags.append("x")
    assert (first.tags, second.tags) == (["x"], [])


def test_comparison_and_representation_are_those_of_attrs() -> None:
    assert api.Job("a") == api.Job("a") != api.Job("b")
    assert api.Version(1) < api.Version(1, 2)
    assert len({api.Version(1), api.Version(1)}) == 1
    assert repr(api.Version(1)) == "Version(major=1, minor=0)"


def test_frozen_ones_cannot_be_changed() -> None:
    version = api.Version(1)
    with pytest.raises(AttributeError):
        version.major = 2  # type: ignore[misc]


def test_patterns_stop_at_the_first_private_field() -> None:
    assert api.Job.__match_args__ == ("name", "parent", "timeout", "tags")
    assert all(hasattr(api.Job("a"), name) for name in api.Job.__match_args__)


def test_overloaded_constructor(face: Face) -> None:
    assert face(api.Address("u").resolve) == "u"
    assert face(api.Secure(host="h").resolve) == "h:80"


def test_the_module_has_the_docstring_that_was_given() -> None:
    assert inspect.getdoc(api) is not None
    assert str(api.__doc__).startswith("Ways to construct")


def test_what_the_library_alone_makes_cannot_be_constructed(face: Face) -> None:
    address = api.Address("u")
    lease = face(api.lease, address)
    assert type(lease) is api.Lease
    assert lease.address is address
    for arguments in ((), (address,), (address, None)):
        with pytest.raises(TypeError):
            api.Lease(*arguments)
    assert api.LongLease(address).address is address
