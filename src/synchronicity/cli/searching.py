"""The implementation modules that the settings mean: dotted names, packages to search, and globs.

Knows files below the import path, and finds calls of `Module` in their text. Imports nothing.
"""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Optional

from ..codegen.diagnostics import Code, Diagnostic
from ..codegen.layout import is_dotted_name
from . import blame, locating
from .exits import Refused
from .settings import Settings

_WILD = "*?["


def find_modules(settings: Settings) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """What the settings mean by `modules`.

    Returns:
        The names of the modules, in the order of the entries, below a package sorted by name; and the directories of
        the project to import them from: its own, and its output and `src` where they hold one of them.

    Raises:
        Refused: some entries mean nothing; all of them are named.
    """
    top = settings.directory
    folders = dict.fromkeys([top, top / (settings.output or "."), top / "src"])
    entries = [*(str(folder) for folder in folders), *sys.path]
    found: dict[str, None] = {}
    problems: list[Diagnostic] = []
    for entry in settings.modules:
        names, message, help = _find(entry, entries)
        found.update(dict.fromkeys(names))
        if message:
            place = settings.place("modules", entry)
            problems.append(Diagnostic(Code.BAD_SETTING, place, message, help))
    if problems:
        raise Refused(tuple(problems))
    holding = (
        folder
        for folder in folders
        if folder == top or any(locating.find_source(name, [str(folder)]) for name in found)
    )
    return tuple(found), tuple(holding)


def _find(entry: str, entries: Sequence[str]) -> tuple[list[str], str, Optional[str]]:
    """The modules that one entry means; if there are none, why not and what to write."""
    if any(char in entry for char in _WILD):
        names = [name for name in _searched(entry, entries) if fnmatch.fnmatchcase(name, entry)]
        help = "a module has one if its text assigns a call of `Module` at its top; others are named in full"
        return names, "" if names else f"nothing that `{entry}` matches has a Module", help
    if not is_dotted_name(entry):
        return [], f"`{entry}` is not the dotted name of a module", "such as `package._impl`"
    source = locating.find_source(entry, entries)
    packages = locating.directories(entries, entry.split("."))
    if packages:
        names = registering(packages, entry)
        if not names and source is not None and "Module(" in blame.read_source(str(source)):
            names = [entry]  # a Module that is made in some other way
        help = 'assign one: `api = Module("the.module.to.generate")`, from synchronicity'
        return names, "" if names else f"no module of `{entry}` has a Module", help
    if source is not None:
        return [entry], "", None
    near = locating.near_name(entry, entries)
    return [], f"there is no module `{entry}`", f"did you mean `{near}`?" if near else None


def _searched(pattern: str, entries: Sequence[str]) -> list[str]:
    """The modules with a Module below the part of the pattern that has no wild character."""
    parts = pattern.split(".")
    fixed = next(index for index, part in enumerate(parts) if any(char in part for char in _WILD))
    prefix = parts[:fixed]
    # Without any such part it is the project that is searched, and not all that is installed.
    folders = locating.directories(entries, prefix) if prefix else [Path(entries[0])]
    return registering(folders, ".".join(prefix))


def registering(folders: Sequence[Path], name: str) -> list[str]:
    """The modules with a Module in the first of `folders`, all called `name`, that has any."""
    for folder in folders:
        names = [below for below, file in _below(folder, name) if _registers(file)]
        if names:
            return names
    return []


def _below(package: Path, name: str) -> Iterator[tuple[str, Path]]:
    """The modules of a package and of those below it, with their files."""
    for directory, directories, files in os.walk(package):
        directories[:] = sorted(
            child
            for child in directories
            if child.isidentifier()
            and child != "__pycache__"
            and not Path(directory, child, "pyvenv.cfg").exists()
        )
        parts = [*([name] if name else []), *Path(directory).relative_to(package).parts]
        for file in sorted(files, key=lambda file: (file != "__init__.py", file)):
            stem, suffix = os.path.splitext(file)
            if suffix == ".py" and stem.isidentifier():
                full = parts if stem == "__init__" else [*parts, stem]
                if full:
                    yield ".".join(full), Path(directory, file)


def _registers(file: Path) -> bool:
    text = blame.read_source(str(file)) or file.read_bytes().decode("latin-1")
    # a library with a run time of its own imports Module from there
    ours = "synchronicity" in text or "import Module" in text
    if not ours or "Module" not in text:
        return False
    # What is broken may register something: to import it tells where it is broken, to leave it out would tell nothing.
    return blame.makes_module(text) or not blame.is_python(text)
