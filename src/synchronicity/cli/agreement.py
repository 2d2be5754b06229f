"""Whether the two files of a pair agree, name by name: checkers see only the stub, so nothing else would notice.

Knows the two syntax trees. Does not import what they describe.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Union

_Def = Union[ast.FunctionDef, ast.AsyncFunctionDef]

# In the stub, these come from `object`.
_FROM_OBJECT = {"__repr__", "__str__"}


def disagreements(source: str, stub: str) -> list[tuple[str, str]]:
    """The dotted names that differ between the two texts of a pair, and how. Raises `SyntaxError`."""
    ours = _members(ast.parse(source).body, stub=False)
    theirs = _members(ast.parse(stub).body, stub=True)
    return list(_compare(ours, theirs, ""))


def _compare(
    ours: Mapping[str, object], theirs: Mapping[str, object], where: str
) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys([*ours, *theirs]):
        full = f"{where}{name}"
        if name not in theirs:
            if name not in _FROM_OBJECT and (where or not name.startswith("_")):
                yield full, "is only in the module, not in its stub"
        elif name not in ours:
            yield full, "is only in the stub, not in the module"
        else:
            one, other = ours[name], theirs[name]
            if isinstance(one, _Members) and isinstance(other, _Members):
                yield from _compare(one, other, f"{full}.")
            elif one is not None and other != "overloaded" and one != other:
                yield full, "is not the same in the module and in its stub"


class _Members(dict[str, object]):
    """What a class or a module has: for each name what both files must say."""


def _members(body: list[ast.stmt], stub: bool) -> _Members:
    found = _Members()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            _add_function(found, node, stub)
        elif isinstance(node, ast.ClassDef):
            if not (stub and node.name.startswith("_")):
                found[node.name] = _members(node.body, stub)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            is_alias = ast.unparse(node.annotation) == "TypeAlias"
            found[node.target.id] = "alias" if is_alias else "class variable"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name in ("__match_args__", "__all__"):
                found[name] = ast.dump(node.value)
            elif isinstance(node.value, ast.Call) and "class_attribute" in ast.unparse(node.value):
                found[name] = "class variable"
            elif isinstance(node.value, ast.Subscript):
                found[name] = "alias"
            elif _is_taken_over(node.value) or name == "aio" or name.startswith("__a"):
                found[name] = None  # `__aenter__ = __enter__.aio`, `aio = __call__.aio`
    return found


def _is_taken_over(value: ast.expr) -> bool:
    """A member that is written by hand: `_impl.Client.tail`, `staticmethod(_impl.Client.make)`."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in ("staticmethod", "classmethod")
    return isinstance(value, ast.Attribute)


def _add_function(found: _Members, node: _Def, stub: bool) -> None:
    kind = _kind(node)
    overloaded = stub and any("overload" in ast.unparse(each) for each in node.decorator_list)
    if kind == "class variable":
        found[node.name] = kind
    else:
        simple = kind in ("function", "method", "property")
        key = node.name if simple else f"{node.name} {kind}"
        found[key] = "overloaded" if overloaded else (kind, _parameters(node))


def _kind(node: _Def) -> str:
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    if node.name.startswith("__") and node.name.endswith("__"):
        return "method"
    for decorator in decorators:
        if decorator.endswith((".setter", ".deleter")):
            return decorator
        if decorator.split(".")[-1] == "property":
            return "property"
    return "class variable" if any("classproperty" in each for each in decorators) else "function"


def _parameters(node: _Def) -> tuple[object, ...]:
    """Names, kinds and annotations; whether there are defaults, but not which: stubs may write `...`."""
    given = node.args
    return (
        *([_annotated(each) for each in group] for group in (given.posonlyargs, given.args)),
        given.vararg and given.vararg.arg,
        [_annotated(each) for each in given.kwonlyargs],
        given.kwarg and given.kwarg.arg,
        len(given.defaults),
        [default is not None for default in given.kw_defaults],
        node.returns and ast.dump(node.returns),
    )


def _annotated(parameter: ast.arg) -> tuple[str, object]:
    return parameter.arg, parameter.annotation and ast.dump(parameter.annotation)
