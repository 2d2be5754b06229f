"""The two files of a pair agree name by name: checkers see only the stub, so nothing else would notice."""

from __future__ import annotations

import ast
from typing import Union

import pytest

from .goldens import FEATURES, compiled

# In the stub, these come from `object`.
FROM_OBJECT = {"__repr__", "__str__"}


def _parameters(node: Union[ast.FunctionDef, ast.AsyncFunctionDef]) -> tuple[object, ...]:
    """Names, kinds and annotations; whether there are defaults, but not which: stubs may write `...`."""
    arguments = node.args
    return (
        [(a.arg, a.annotation and ast.dump(a.annotation)) for a in arguments.posonlyargs],
        [(a.arg, a.annotation and ast.dump(a.annotation)) for a in arguments.args],
        arguments.vararg and arguments.vararg.arg,
        [(a.arg, a.annotation and ast.dump(a.annotation)) for a in arguments.kwonlyargs],
        arguments.kwarg and arguments.kwarg.arg,
        len(arguments.defaults),
        [default is not None for default in arguments.kw_defaults],
        node.returns and ast.dump(node.returns),
    )


def _kind(node: Union[ast.FunctionDef, ast.AsyncFunctionDef]) -> str:
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    if node.name.startswith("__") and node.name.endswith("__"):
        return "method"
    for decorator in decorators:
        if decorator.endswith((".setter", ".deleter")):
            return decorator
        if decorator.split(".")[-1] == "property":
            return "property"
    if any("classproperty" in decorator for decorator in decorators):
        return "class variable"
    return "function"


def _members(body: list[ast.stmt], stub: bool) -> dict[str, object]:
    found: dict[str, object] = {}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            kind = _kind(node)
            key = node.name if kind in ("function", "method", "property") else f"{node.name} {kind}"
            overloaded = stub and any("overload" in ast.unparse(d) for d in node.decorator_list)
            if kind == "class variable":
                found[node.name] = "class variable"
            else:
                found[key] = "overloaded" if overloaded else (kind, _parameters(node))
        elif isinstance(node, ast.ClassDef):
            if not (stub and node.name.startswith("_")):
                found[node.name] = _members(node.body, stub)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = "class variable"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name == "__match_args__" or name == "__all__":
                found[name] = ast.dump(node.value)
            elif isinstance(node.value, ast.Call) and "class_attribute" in ast.unparse(node.value):
                found[name] = "class variable"
            elif name.startswith("__a"):
                found[name] = None  # `__aenter__ = __enter__.aio`
    return found


def disagreements(source: str, stub: str) -> list[str]:
    """What differs between the two files of a pair."""
    ours = _members(ast.parse(source).body, stub=False)
    theirs = _members(ast.parse(stub).body, stub=True)
    return _compare(ours, theirs, "")


def _compare(ours: dict[str, object], theirs: dict[str, object], where: str) -> list[str]:
    found: list[str] = []
    for name in dict.fromkeys([*ours, *theirs]):
        if name not in theirs:
            if name not in FROM_OBJECT and not (not where and name.startswith("_")):
                found.append(f"{where}{name}: only in the module")
        elif name not in ours:
            found.append(f"{where}{name}: only in the stub")
        else:
            one, other = ours[name], theirs[name]
            if isinstance(one, dict) and isinstance(other, dict):
                found += _compare(one, other, f"{where}{name}.")
            elif one is not None and other != "overloaded" and one != other:
                found.append(f"{where}{name}: {one} is not {other}")
    return found


@pytest.mark.parametrize("feature", FEATURES)
def test_files_agree(feature: str) -> None:
    modules = compiled(feature)
    for target in modules:
        assert disagreements(modules[target], modules.stubs[target]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("url: str, *, retries: int = 3", "url: str, *, retries: str = 3"),
        ("url: str, *, retries: int = 3", "url: str, *, retries: int"),
        ("def title(", "def heading("),
        ('"wait",\n]', '"wait",\n    "more",\n]'),
    ],
)
def test_disagreement_would_be_noticed(old: str, new: str) -> None:
    modules = compiled("functions")
    (target,) = modules
    stub = modules.stubs[target]
    assert old in stub
    assert disagreements(modules[target], stub.replace(old, new))
