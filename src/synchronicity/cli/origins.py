"""From a place in a generated file back to the implementation: which definition it belongs to, and where that was written.

The compiler's surface knows the place of every public name; the syntax tree of the file knows which name a line is part of.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Optional, Union, final

from ..codegen.diagnostics import Location, Sink
from ..codegen.layout import pair_paths, read_text
from ..codegen.lower import lower_program
from ..codegen.model.surface import Class, Function, Surface
from ..codegen.read import read_program
from ..module import Module
from .options import Request

_Places = dict[str, Location]
_Definition = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]


@final
class Origins:
    """Where things of the generated modules come from.

    Args:
        places: for each target, the places of its public names, dotted below the module; under the empty name that of
            what is in no definition.
        output: the directory that the targets start from.
    """

    def __init__(self, places: dict[str, _Places], output: Path) -> None:
        self._places = places
        self.targets = tuple(places)
        self.files: dict[Path, str] = {}
        self._names: dict[Path, list[tuple[int, int, str]]] = {}
        self._private: dict[str, dict[str, str]] = {}
        for target in places:
            for path in pair_paths(output, target, places):
                self.files[path.resolve()] = target
                definitions, private = _read(read_text(path) or "")
                self._names[path.resolve()] = definitions
                self._private.setdefault(target, {}).update(private)

    def of_line(self, path: Path, line: int) -> Optional[Location]:
        """The origin of a line of a generated file; None if the file is none of ours."""
        path = path.resolve()
        target = self.files.get(path)
        if target is None:
            return None
        names = [name for first, last, name in self._names[path] if first <= line <= last]
        return self.of_name(target, names[-1] if names else "")

    def of_name(self, target: str, name: str) -> Location:
        """The origin of a name in a generated module: that of the nearest definition around it that has one."""
        first, _, rest = name.partition(".")
        name = ".".join(part for part in (self._private[target].get(first, first), rest) if part)
        while name and name not in self._places[target]:
            name = name.rpartition(".")[0]
        return self._places[target][name]

    def split(self, dotted: str) -> Optional[tuple[str, str]]:
        """A dotted name as a target and what follows; None if it is in no generated module."""
        for target in sorted(self.targets, key=len, reverse=True):
            if dotted == target or dotted.startswith(f"{target}."):
                return target, dotted[len(target) + 1 :]
        return None


def find_origins(modules: list[Module], request: Request, output: Path) -> Origins:
    """The origins of everything that `modules` gives; they compile without errors."""
    sink = Sink()
    program = read_program(modules, request.synchronizer, sink, allow_untyped=request.allow_untyped)
    surface = lower_program(program, "", sink)
    places = {module.target_module: {"": _top(module)} for module in modules}
    for module in program.modules:
        for registration in module.registrations:
            places[module.target][registration.public_name] = registration.location
    _add(surface, places)
    return Origins(places, output)


def _top(module: Module) -> Location:
    return Location(module._path, module._line)


def _add(surface: Surface, places: dict[str, _Places]) -> None:
    for module in surface.modules:
        found = places[module.target]
        for item in module.items:
            found[item.name] = item.location
            if isinstance(item, Class):
                if item.constructor is not None and item.constructor.parameters:
                    found[f"{item.name}.__init__"] = item.constructor.parameters[0].location
                for member in item.members:
                    found[f"{item.name}.{member.name}"] = member.location
                    if isinstance(member, Function) and member.aio_name:
                        found[f"{item.name}.{member.aio_name}"] = member.location


def _read(text: str) -> tuple[list[tuple[int, int, str]], dict[str, str]]:
    """The lines of each definition with its dotted name, outer ones first; and what private classes stand for."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return [], {}
    definitions = list(_definitions(tree.body, ""))
    private: dict[str, str] = {}
    for node, name in definitions:
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Name) and decorator.id.startswith("_"):
                private[decorator.id] = name
    spans: list[tuple[int, int, str]] = []
    for node, name in definitions:
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        spans.append((first, node.end_lineno or node.lineno, name))
    return spans, private


def _definitions(body: list[ast.stmt], prefix: str) -> Iterator[tuple[_Definition, str]]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node, f"{prefix}{node.name}"
            if isinstance(node, ast.ClassDef):
                yield from _definitions(node.body, f"{prefix}{node.name}.")
