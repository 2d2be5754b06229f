"""What users may import, and what importing it costs them."""

from __future__ import annotations

import importlib.metadata
import inspect
import subprocess
import sys
from typing import Any

import pytest

import synchronicity
from synchronicity import Module

# What no import of the ledger may bring along.
HEAVY = (
    "asyncio",
    "inspect",
    "typing",
    "dataclasses",
    "threading",
    "synchronicity.runtime",
    "synchronicity.codegen",
)


def imported_by(code: str) -> set[str]:
    """The modules that are there after `code`, in a fresh interpreter without site packages' own imports."""
    program = (
        f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_importing_module_brings_nothing_along() -> None:
    found = imported_by("from synchronicity import Module")
    assert "synchronicity.module" in found
    assert found.isdisjoint(HEAVY)


def test_registering_brings_nothing_along() -> None:
    found = imported_by(
        "from synchronicity import Module\n"
        "m = Module('a.b')\n"
        "@m.wrap_class\nclass A: pass\n"
        "@m.wrap_function(name='f')\ndef _f(): pass"
    )
    assert found.isdisjoint(HEAVY)


def test_generated_code_brings_no_event_loop_before_the_first_call() -> None:
    found = imported_by("from synchronicity.descriptor import Wrapped, dual\ndual('x')")
    assert found.isdisjoint({"asyncio", "inspect", "dataclasses", "synchronicity.codegen"})


@pytest.mark.parametrize("name", synchronicity.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(synchronicity, name) is not None
    assert name in dir(synchronicity)


def test_list_of_names_is_whole() -> None:
    assert sorted(synchronicity.__all__) == sorted(synchronicity._HOMES)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        synchronicity.nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_version() -> None:
    assert synchronicity.__version__ == importlib.metadata.version("synchronicity") == "2.0.0a1"


def test_there_are_no_dependencies() -> None:
    required = importlib.metadata.requires("synchronicity") or []
    assert [line for line in required if "extra ==" not in line] == []


@pytest.mark.parametrize("name", [name for name in vars(Module) if not name.startswith("_")])
def test_what_authors_call_has_types_in_the_documentation(name: str) -> None:
    """It is read from the definitions that run."""
    method: Any = inspect.getattr_static(Module, name)
    function: Any = method.fget if isinstance(method, property) else method
    code = function.__code__
    taken = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    assert {*taken, "return"} == set(function.__annotations__)


class TestModule:
    def test_decorators_return_their_argument(self) -> None:
        module = Module("a.b")

        async def f() -> None: ...

        class C: ...

        assert module.wrap_function(f) is f
        assert module.wrap_function(name="g")(f) is f
        assert module.wrap_class(C) is C
        assert module.wrap_class(name="D", exclude=["x"])(C) is C

    def test_items_come_in_order_with_public_names(self) -> None:
        module = Module("a.b", "own")

        class _Client: ...

        async def __fetch() -> None: ...

        def plain() -> None: ...

        module.wrap_class(_Client)
        module.wrap_function(__fetch)
        module.wrap_function(name="other")(plain)
        assert list(module.module_items().items()) == [
            (_Client, ("a.b", "Client")),
            (__fetch, ("a.b", "fetch")),
            (plain, ("a.b", "other")),
        ]
        assert (module.target_module, module.synchronizer_name) == ("a.b", "own")

    def test_a_wrong_kind_is_refused_at_once(self) -> None:
        module = Module("a.b")
        with pytest.raises(TypeError, match="use wrap_class"):
            module.wrap_function(int)
        with pytest.raises(TypeError, match="use wrap_function"):
            module.wrap_class(len)  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="takes a function"):
            module.wrap_function(5)  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="takes the dotted name, not 3"):
            Module(3)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="takes the name of a synchronizer, not 3"):
            Module("a.b", 3)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="takes a text, not 3"):
            Module("a.b", doc=3)  # type: ignore[arg-type]
