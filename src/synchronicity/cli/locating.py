"""Module names and the files behind them, without importing anything: what is there, and what was probably meant.

Knows the ordinary layout of files below `sys.path`. Finders of other kinds are left to the import itself.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Optional

_SEARCH_DEPTH = 3


def find_source(name: str, entries: Optional[Iterable[str]] = None) -> Optional[Path]:
    """The source file that importing the module `name` would run last, None if it is not an ordinary file.

    Args:
        name: the dotted name.
        entries: the directories to look in, by default `sys.path`.
    """
    *packages, last = name.split(".")
    for directory in directories(sys.path if entries is None else entries, packages):
        for file in (directory / last / "__init__.py", directory / f"{last}.py"):
            if file.is_file():
                return file
    return None


def advise(argument: str) -> Optional[str]:
    """What to type instead of `-m argument`, which is a path or no module's name; None if nothing is near."""
    if is_path(argument):
        file = _existing(Path(argument))
        if file is not None:
            return _typed(file)
        stem = argument.removesuffix(".py")
        name = ".".join(part for part in Path(stem).parts if part.isidentifier())
    else:
        name = argument.strip(".")
    if not all(part.isidentifier() for part in name.split(".")):
        return None
    if name != argument and find_source(name):
        return f"`-m {name}`"
    here = near_name(name, [os.curdir])
    if here:
        return f"`-m {here}`"
    far = _elsewhere(name)
    if far is None:
        near = near_name(name, sys.path)
        far = f"`-m {near}`" if near else None
    return far


def is_path(argument: str) -> bool:
    """Whether an argument of `-m` looks like a path."""
    separators = {os.sep, "/", os.altsep or "/"}
    if any(separator in argument for separator in separators):
        return True
    return argument.endswith(".py") and (Path(argument).is_file() or not find_source(argument))


def directories(entries: Iterable[str], packages: list[str]) -> list[Path]:
    """The directories of a package, or of what could be one, below each of `entries`."""
    found = [Path(entry or os.curdir) for entry in entries]
    for package in packages:
        found = [directory / package for directory in found if (directory / package).is_dir()]
    return found


def _names(folders: Iterable[Path]) -> Iterator[str]:
    """The names of the modules and packages right below `folders`."""
    for directory in folders:
        try:
            entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            name = entry.name.removesuffix(".py")
            is_package = entry.is_dir() and Path(entry.path, "__init__.py").is_file()
            if name.isidentifier() and (entry.name.endswith(".py") or is_package):
                yield name


def near_name(name: str, entries: Sequence[str]) -> Optional[str]:
    """A module below `entries` whose name differs from `name` by a slip in one of its parts."""
    parts = name.split(".")
    for index, part in enumerate(parts):
        known = [near for near in _names(directories(entries, parts[:index])) if near != part]
        for near in difflib.get_close_matches(part, known):
            guess = ".".join([*parts[:index], near, *parts[index + 1 :]])
            if find_source(guess, entries):
                return guess
    return None


def _elsewhere(name: str) -> Optional[str]:
    """The same module in a directory that is not on the path, such as `src`, or in a package that was left out."""
    tail = Path(*name.split("."))
    here = Path.cwd()
    for directory, children, _ in os.walk(here):
        depth = len(Path(directory).relative_to(here).parts)
        children[:] = sorted(
            entry
            for entry in children
            if depth < _SEARCH_DEPTH and entry.isidentifier() and not entry.startswith("__")
        )
        file = _existing(Path(directory) / tail)
        if file is not None:
            return _typed(file)
    return None


def _existing(path: Path) -> Optional[Path]:
    for file in (path, path.parent / f"{path.name}.py", path / "__init__.py"):
        if file.is_file() and file.suffix == ".py":
            return file.resolve()
    return None


def _typed(file: Path) -> str:
    """What to type so that `file` is imported."""
    module = file.parent if file.name == "__init__.py" else file.with_suffix("")
    root = module.parent
    while (root / "__init__.py").is_file():
        root = root.parent
    entries = [Path(entry or os.curdir).resolve() for entry in sys.path]
    if root not in entries:
        above = [entry for entry in entries if entry in root.parents]
        if root == module.parent and above:  # directories without `__init__.py` are packages, too
            root = max(above, key=lambda entry: len(entry.parts))
    name = ".".join(module.relative_to(root).parts)
    if root in entries:
        return f"`-m {name}`"
    return f"`-m {name}`, with PYTHONPATH={os.path.relpath(root)}"
