"""From a live function or class to the `def` or `class` that made it.

Knows what a code object tells of its source, and that wrappers lie about it. Guesses nothing: where name, arguments or
kind disagree, the source is stale.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from types import CodeType, FunctionType, MethodType
from typing import Any, Optional, final

from .bodies import has_yield
from .modules import Modules, ReadModule, same_file
from .scopes import Definition
from .source import FunctionNode

_GENERATOR, _COROUTINE, _ASYNC_GENERATOR = 0x20, 0x80, 0x200


@final
class Match:
    """Where an object is written. `steps` are the functions from the outermost wrapper to the one that was found."""

    __slots__ = ("definition", "module", "steps")

    def __init__(
        self, module: ReadModule, definition: Definition, steps: tuple[FunctionType, ...] = ()
    ) -> None:
        self.module, self.definition, self.steps = module, definition, steps


def bound_function(obj: Any) -> Any:
    """The function in a staticmethod, classmethod or bound method; else `obj` itself."""
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        wrapper: Any = obj  # pyright: ignore[reportUnknownVariableType]
        return wrapper.__func__
    return obj


def unwrapped(obj: Any) -> Iterator[Any]:
    """`obj` and what it wraps, outermost first. Guarded against cycles."""
    seen: set[int] = set()
    while obj is not None and id(obj) not in seen:
        seen.add(id(obj))
        yield obj
        if isinstance(obj, (staticmethod, classmethod, MethodType)):
            obj = bound_function(obj)
            continue
        try:
            names = object.__getattribute__(obj, "__dict__")
        except AttributeError:
            return
        obj = names.get("__wrapped__")


def functions_of(obj: Any) -> tuple[FunctionType, ...]:
    return tuple(step for step in unwrapped(obj) if isinstance(step, FunctionType))


def match_function(
    modules: Modules,
    obj: Any,
    place: Optional[tuple[str, int]] = None,
    written: Optional[Match] = None,
) -> Optional[Match]:
    """The `def` of `obj`: the outermost step that is no closure.

    Where all that can be found are closures (the wrappers of decorators), `written` is the def that stands under the
    object's name, and `place` the registration.
    """
    steps = functions_of(obj)
    closure: Optional[Match] = None
    seen_source = False
    for number, step in enumerate(steps):
        module = modules.of_code(step.__code__, step.__globals__)
        if module is None:
            continue
        seen_source = True
        definition = match_code(module, step.__code__)
        if definition is None:
            continue
        found = Match(module, definition, steps[: number + 1])
        if not definition.is_closure:
            return found
        closure = closure or found
    if closure is None and seen_source:
        return None
    if written is None and place is not None:
        written = _at_place(modules, place)
    return written or closure


def is_stale(modules: Modules, obj: Any) -> bool:
    """Whether the file is there, and has something else at the place of `obj`."""
    for step in functions_of(obj):
        if modules.of_code(step.__code__, step.__globals__) is not None:
            return True
    return False


def match_code(module: ReadModule, code: CodeType) -> Optional[Definition]:
    for definition in module.table.by_line.get(code.co_firstlineno, ()):
        node = definition.node
        if not isinstance(node, ast.ClassDef) and _agrees(definition, node, code):
            return definition
    return None


def _at_place(modules: Modules, place: tuple[str, int]) -> Optional[Match]:
    path, line = place
    table = modules.file(path)
    for definition in table.by_line.get(line, ()) if table is not None else ():
        if isinstance(definition.node, ast.ClassDef) or definition.is_closure or table is None:
            continue
        module = modules.by_file(path)
        if module is not None:
            return Match(module, definition)
    return None


def _agrees(definition: Definition, node: FunctionNode, code: CodeType) -> bool:
    arguments = node.args
    if node.name != code.co_name:
        return False
    if len(arguments.posonlyargs) != code.co_posonlyargcount:
        return False
    if len(arguments.kwonlyargs) != code.co_kwonlyargcount:
        return False
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    names += [a.arg for a in (arguments.vararg, arguments.kwarg) if a is not None]
    if any(name.startswith("__") for name in names):
        owner = definition.enclosing.innermost_class
        names = [mangled(name, owner) for name in names]
    if tuple(names) != code.co_varnames[: len(names)]:
        return False
    return _kind_flags(node) == code.co_flags & (_GENERATOR | _COROUTINE | _ASYNC_GENERATOR)


def _kind_flags(node: FunctionNode) -> int:
    if isinstance(node, ast.AsyncFunctionDef):
        return _ASYNC_GENERATOR if has_yield(node) else _COROUTINE
    return _GENERATOR if has_yield(node) else 0


def mangled(name: str, owner: Optional[str]) -> str:
    """`__x` inside class `_Owner` is `_Owner__x`."""
    if owner is None or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    stripped = owner.lstrip("_")
    return f"_{stripped}{name}" if stripped else name


def match_class(modules: Modules, cls: type) -> Optional[Match]:
    """The `class` statement of `cls`: by qualified name, in its module or where its methods were written."""
    for name in _homes(modules, cls):
        module = modules.read(name)
        if module is None:
            continue
        candidates = [
            found
            for found in module.table.by_qualname.get(cls.__qualname__, ())
            if isinstance(found.node, ast.ClassDef)
        ]
        chosen = _choose_class(module, cls, candidates)
        if chosen is not None:
            return Match(module, chosen)
    return None


def _homes(modules: Modules, cls: type) -> Iterator[str]:
    """The modules in which the class may stand; its functions are asked only where its own module does not have it."""
    own = str(cls.__module__)
    yield own
    others = dict.fromkeys(modules.of_globals(step.__globals__) for step in _functions_in(cls))
    yield from (name for name in others if name != own)


def _functions_in(cls: type) -> list[FunctionType]:
    return [step for value in vars(cls).values() for step in _inner_functions(value)]


def _inner_functions(value: Any) -> Iterator[FunctionType]:
    if isinstance(value, property):
        for accessor in (value.fget, value.fset, value.fdel):
            yield from functions_of(accessor)
    elif isinstance(value, functools.cached_property):
        yield from functions_of(value.func)
    else:
        yield from functions_of(value)


def _choose_class(
    module: ReadModule, cls: type, candidates: list[Definition]
) -> Optional[Definition]:
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    first_line = vars(cls).get("__firstlineno__")
    for candidate in candidates:
        if first_line is not None and candidate.first_line == first_line:
            return candidate
    path, functions = module.table.source.path, _functions_in(cls)
    for candidate in candidates:
        end = candidate.node.end_lineno or 0
        for function in functions:
            code = function.__code__
            inside = candidate.first_line <= code.co_firstlineno <= end
            if inside and same_file(code.co_filename, path):
                return candidate
    reached = [found for found in candidates if found.condition.runtime is not False]
    return reached[-1] if reached else candidates[-1]
