"""The golden packages: which there are, and what the compiler makes of them now."""

from __future__ import annotations

import functools
import importlib
import sys
from pathlib import Path

from synchronicity.codegen.compile import compile_modules
from synchronicity.codegen.output import CompiledModules
from synchronicity.module import Module

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
# Implementations that an older Python cannot import: `Generic` of 3.9 takes no lists in the place of a ParamSpec.
SINCE = {"variadic": (3, 10)}
FEATURES = sorted(
    path.parent.name
    for path in GOLDEN.glob("*/__init__.py")
    if sys.version_info >= SINCE.get(path.parent.name, (3, 9))
)

if str(TESTS) not in sys.path:  # the packages are called golden.<feature>
    sys.path.insert(0, str(TESTS))


def implementations(feature: str) -> list[str]:
    """The implementation modules of a feature, by their dotted names."""
    return sorted(f"golden.{feature}.{path.stem}" for path in (GOLDEN / feature).glob("_[!_]*.py"))


def registered(feature: str) -> list[Module]:
    """The Modules of a feature."""
    modules: dict[str, Module] = {}
    for name in implementations(feature):
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, Module):
                modules[value.target_module] = value
    return list(modules.values())


@functools.cache
def compiled(feature: str) -> CompiledModules:
    """What the compiler makes of a feature; once a session."""
    return compile_modules(registered(feature), feature)


def path_of(target: str, suffix: str) -> Path:
    """The file of a generated module: suffix `.py` or `.pyi`."""
    return TESTS.joinpath(*target.split(".")).with_suffix(suffix)
