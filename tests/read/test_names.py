"""How names are resolved: scopes, conditions, imports, re-exports, and where generated code imports from."""

from __future__ import annotations

import importlib

import pytest

from synchronicity.codegen.model.types import AliasType
from synchronicity.module import Module

from .reading import Reading, Workshop, forget, shown


def test_checker_only_imports(workshop: Workshop) -> None:
    workshop.write("helper_a", "class A: ...\n")
    before = """
        import typing as t
        if t.TYPE_CHECKING:
            from helper_a import A
            from nowhere.at_all import B
        else:
            A = B = object
    """
    try:
        assert workshop.returns("'A'", before) == "helper_a.A"
        assert workshop.returns("'B'", before) == "nowhere.at_all.B?"
    finally:
        forget("helper_a")


@pytest.mark.parametrize(
    "condition",
    [
        "TYPE_CHECKING",
        "not not TYPE_CHECKING",
        "TYPE_CHECKING or 1 > 2",
        "CHECKING",
        "sys.version_info >= (3, 8)",
        "sys.version_info[0] == 3",
        "sys.version_info > (3,) and TYPE_CHECKING",
    ],
)
def test_conditions(workshop: Workshop, condition: str) -> None:
    before = f"""
        import sys
        from typing import TYPE_CHECKING
        from typing import TYPE_CHECKING as CHECKING
        if {condition}:
            from decimal import Decimal as X
        else:
            from fractions import Fraction as X
    """
    assert workshop.returns("'X'", before).startswith("decimal.Decimal")


def test_tried_imports_are_confirmed_at_run_time(workshop: Workshop) -> None:
    before = """
        try:
            from missing_module import Decimal
        except ImportError:
            from decimal import Decimal
    """
    assert workshop.returns("Decimal", before) == "decimal.Decimal"


def test_eager_annotations_see_what_was_bound_before(workshop: Workshop) -> None:
    text = """
        X = int
        @api.wrap_function
        def f() -> X: raise NotImplementedError
        @api.wrap_function
        def g() -> "X": raise NotImplementedError
        X = str
    """
    reading = workshop.read(text).clean()
    assert shown(reading.function("f").signature.returns) == "int"
    assert shown(reading.function("g").signature.returns) == "str"
    lazy = workshop.read("from __future__ import annotations\n" + text.replace("        ", ""))
    assert shown(lazy.function("f").signature.returns) == "str"


def test_deleted_names(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from decimal import Decimal
        @api.wrap_function
        def f(a: Decimal, b: "Decimal") -> None: ...
        del Decimal
        """
    ).clean()
    assert {shown(one.type) for one in reading.function().signature.parameters} == {
        "decimal.Decimal"
    }


def test_class_scope_names(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_class
        class C:
            Number = int
            class Inner: ...
            def f(self, a: Number, b: 'Inner', c: 'C.Inner') -> None: ...
        """
    ).clean()
    name = reading.module.sources[0]
    types = [shown(one.type) for one in reading.method("f").signature.parameters]
    assert types == ["int", f"{name}.C.Inner", f"{name}.C.Inner"]


def test_star_imports_and_reexports(workshop: Workshop) -> None:
    workshop.write(
        "star_a", "__all__ = ['_A']\n__all__ += ['B']\nclass _A: ...\nclass B: ...\nclass C: ...\n"
    )
    workshop.write("star_b", "from star_a import *\nfrom star_a import C as D\nMaybe = 'int'\n")
    before = "from star_b import *\nfrom star_a import *\nfrom star_b import D\n"
    try:
        assert workshop.returns("_A", before) == "star_a._A"
        assert workshop.returns("D", before) == "star_a.C@star_b.D"
    finally:
        forget("star_a", "star_b")


def test_module_getattr(workshop: Workshop) -> None:
    workshop.write(
        "lazy_a",
        "def __getattr__(name):\n    if name == 'Decimal':\n        import decimal\n        return decimal.Decimal\n    raise AttributeError(name)\n",
    )
    try:
        assert workshop.returns("lazy_a.Decimal", "import lazy_a\n").startswith("decimal.Decimal")
    finally:
        forget("lazy_a")


def test_relative_imports_and_public_paths(workshop: Workshop) -> None:
    workshop.write(
        "pkg/__init__", "from ._models import Row as Row\nfrom ._impl import api, fetch\n"
    )
    workshop.write("pkg/_models", "class Row: ...\nclass Hidden: ...\n")
    workshop.write(
        "pkg/_impl",
        """
        from synchronicity.module import Module
        from ._models import Row, Hidden
        from . import _models as m
        api = Module("outside.api")
        @api.wrap_function
        def fetch(a: Row, b: Hidden, c: m.Hidden) -> None: ...
        """,
    )
    try:
        module = importlib.import_module("pkg._impl")
        function = Reading([module.api]).clean().function()
        assert [shown(one.type) for one in function.signature.parameters] == [
            "pkg._models.Row@pkg.Row",
            "pkg._models.Hidden",
            "pkg._models.Hidden",
        ]
        assert str(function.importable) == "pkg.fetch"
        # a package that holds the generated module imports it, so nothing is taken from there
        inside = Module("pkg.api")
        inside.wrap_function(module.fetch)
        function = Reading([inside]).clean().function()
        assert str(function.importable) == "pkg._impl.fetch"
        assert shown(function.signature.parameters[0].type) == "pkg._models.Row"
    finally:
        forget("pkg")


def test_what_a_package_imports_for_itself_is_no_public_path(workshop: Workshop) -> None:
    """Type checkers do not see it there (PEP 484): the path is the one where it is defined."""
    workshop.write(
        "lib_c/inner/rows", "class A: ...\nclass B: ...\nclass C: ...\nclass D: ...\nE = list[A]\n"
    )
    workshop.write(
        "lib_c/inner/__init__", "from .rows import A, C, D, E\nfrom .rows import B as B\n"
    )
    workshop.write(
        "lib_c/inner/work",
        "from .rows import A, B, C, D, E\ndef f(a: A, b: B, c: C, d: D, e: E) -> None: ...\n",
    )
    workshop.write(
        "lib_c/__init__",
        "from .inner import A, C\nfrom .inner import D as Other\n__all__ = ['C']\n",
    )
    try:
        reading = workshop.read(
            """
            import lib_c.inner.work
            api.wrap_function(lib_c.inner.work.f)
            """
        ).clean()
        assert [shown(one.type) for one in reading.function().signature.parameters] == [
            "lib_c.inner.rows.A",
            "lib_c.inner.rows.B@lib_c.inner.B",
            "lib_c.inner.rows.C@lib_c.C",
            "lib_c.inner.rows.D",
            "E=list[lib_c.inner.rows.A]",
        ]
        alias = reading.function().signature.parameters[-1].type
        assert isinstance(alias, AliasType)
        assert str(alias.name) == "lib_c.inner.rows.E"
    finally:
        forget("lib_c")


def test_a_module_that_hides_behind_a_name_of_its_package_is_no_path(workshop: Workshop) -> None:
    """`import lib_d.models.models` gives no `lib_d.models.models.Distance`, where `lib_d.models` is the inner module itself."""
    workshop.write("lib_d/__init__", "from lib_d.models import models as models\n")
    workshop.write("lib_d/models/__init__", "from .models import *\n")
    workshop.write("lib_d/models/models", "class Distance: ...\n")
    workshop.write(
        "lib_d/work",
        "from lib_d.models import models\ndef f(distance: models.Distance) -> None: ...\n",
    )
    try:
        reading = workshop.read(
            """
            import lib_d.work
            api.wrap_function(lib_d.work.f)
            """
        ).clean()
        assert [shown(one.type) for one in reading.function().signature.parameters] == [
            "lib_d.models.models.Distance@lib_d.models.Distance"
        ]
    finally:
        forget("lib_d")


def test_the_generated_module_is_never_imported(workshop: Workshop) -> None:
    workshop.write("made/__init__", "")
    workshop.write("made/api", "raise RuntimeError('imported')\n")
    reading = workshop.read(
        """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING: from made.api import X
        api = Module('made.api')
        @api.wrap_function
        def f(x: 'X') -> None: ...
        """
    ).clean()
    assert shown(reading.function().signature.parameters[0].type) == "made.api.X?"


def test_new_types_and_factories(workshop: Workshop) -> None:
    before = """
        from typing import *
        from collections import namedtuple
        import enum
        Id = NewType("Id", int)
        Point = namedtuple("Point", "x y")
        Movie = TypedDict("Movie", {"a": int})
        Color = enum.Enum("Color", "RED")
        table = {"a": int}
        Value = table["a"]
    """
    for name in ("Id", "Point", "Movie", "Color"):
        assert workshop.returns(name, before).endswith(f".{name}")
    assert workshop.returns("Value", before) == "int"


def test_sorted_modules_and_sources(workshop: Workshop) -> None:
    first = workshop.load(
        "zed = Module('a.zed', 'own')\n@zed.wrap_function\ndef f() -> None: ...\napi.manual_export('f')\n"
    )
    reading = Reading([first.api, first.zed]).clean()
    assert [one.target for one in reading.program.modules] == ["a.zed", "target.api"]
    assert [one.synchronizer for one in reading.program.modules] == ["own", "loop"]
    assert reading.module.sources == (first.__name__,)


def test_mangled_names(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from __future__ import annotations
        class _C__Private: ...
        @api.wrap_class
        class C:
            def f(self, a: __Private) -> None: ...
        """
    ).clean()
    assert shown(reading.method("f").signature.parameters[0].type).endswith("._C__Private")


def test_a_byte_order_mark_and_a_coding_line(workshop: Workshop) -> None:
    path = workshop.path / "coded.py"
    text = "# -*- coding: latin-1 -*-\nfrom synchronicity.module import Module\napi = Module('t.a')\n@api.wrap_function\ndef f(\xe9: 'Nowhere') -> None: ...\n"
    path.write_bytes(text.encode("latin-1"))
    try:
        reading = Reading([importlib.import_module("coded").api])
        (found,) = reading.diagnostics
        assert (found.location.column, found.location.end_column) == (10, 19)
    finally:
        forget("coded")
