"""The command `init`: a table in pyproject.toml and, where nothing is registered yet, an example that is.

Knows the usual layouts of projects. Changes nothing that is there, but for the table, which it adds at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional, cast

from ..codegen.writer import replace_files
from .choices import SETTINGS_FILE as FILE
from .command import Command
from .console import Console
from .exits import CannotRun, ExitCode, Refused
from .searching import find_modules
from .settings import Settings, parse

_OTHERS = {"tests", "test", "docs", "doc", "examples", "benchmarks", "scripts", "tools", "build"}

_EXAMPLE = '''\
"""An example: change it, then run `synchronicity generate`."""

from __future__ import annotations

import asyncio

from synchronicity import Module

api = Module("{target}")


@api.wrap_function
async def greet(name: str) -> str:
    """Greet somebody, after a while."""
    await asyncio.sleep(0.01)
    return f"Hello, {{name}}!"
'''


def _check(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    pass


def _run(options: argparse.Namespace, console: Console) -> int:
    directory = Path.cwd()
    path = directory / FILE
    text = _current(path)
    packages = _packages(directory)
    name = options.package or _proposed(text, path, list(packages))
    if not options.yes:
        name = _ask(console, f"package ({', '.join(packages)})", name) if packages else name
    if name is None:
        several = f"there are several packages: {', '.join(packages)}; say which with --package"
        raise CannotRun(several if packages else _no_package(directory))
    if name not in packages:
        raise CannotRun(f"there is no package `{name}` here, but {', '.join(packages) or 'none'}")
    synchronizer = name if options.yes else _ask(console, "name of the synchronizer", name)
    folder = packages[name]
    output = os.path.relpath(folder.parent, directory).replace(os.sep, "/")
    new = _with_table(path, text, name, synchronizer or name, output)
    example = None if _registers(path, text, name, output) else _example(folder, name)
    if example is not None:
        file, content = example
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
        console.note(f"wrote {os.path.relpath(file, directory)}")
    # A link to it stays one: it is the author's file, not ours.
    replace_files({path.resolve(): new.encode("utf-8", "surrogateescape")})
    console.note(f"added [tool.synchronicity] to {FILE}")
    if "synchronicity" not in text:
        console.note("add `synchronicity` to the dependencies: the generated modules import it")
    if not (folder / "py.typed").exists():
        where = os.path.relpath(folder / "py.typed", directory)
        console.note(f"add an empty {where}: without it, type checkers do not look at the stubs")
    console.note("next: synchronicity generate")
    return ExitCode.DONE


def _current(path: Path) -> str:
    """The text of pyproject.toml, which has no table of ours yet."""
    if not path.is_file():
        raise CannotRun(f"there is no {FILE} here: start in the directory of the project")
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    try:
        tools = parse(path, text).get("tool", {})
    except Refused as error:
        (found,) = error.diagnostics
        place = found.location
        raise CannotRun(f"{FILE}:{place.line}:{place.column}: {found.message}") from None
    if isinstance(tools, dict) and "synchronicity" in tools:
        raise CannotRun(f"{FILE} has a table [tool.synchronicity] already")
    return text


def _packages(directory: Path) -> dict[str, Path]:
    """The packages of the project by their names: in `src`, else in its directory."""
    for folder in (directory / "src", directory):
        found = {
            child.name: child
            for child in (sorted(folder.iterdir()) if folder.is_dir() else ())
            if (child / "__init__.py").is_file() and child.name.isidentifier()
            if child.name not in _OTHERS
        }
        if found:
            return found
    return {}


def _proposed(text: str, path: Path, packages: Sequence[str]) -> Optional[str]:
    """The only package, or the one that has the project's name."""
    if len(packages) == 1:
        return packages[0]
    project: Any = parse(path, text).get("project")
    name: Any = cast("dict[str, Any]", project).get("name") if isinstance(project, dict) else None
    name = re.sub(r"[-.]+", "_", name).lower() if isinstance(name, str) else None
    return next((package for package in packages if package.lower() == name), None)


def _no_package(directory: Path) -> str:
    return f"there is no package here: no directory with an __init__.py in {directory} or its src"


def _ask(console: Console, question: str, proposal: Optional[str]) -> Optional[str]:
    console.note(f"{question}{f' [{proposal}]' if proposal else ''}:")
    line = sys.stdin.readline()
    if not line:
        raise CannotRun("there is nobody to ask; with --yes, nothing is asked")
    return line.strip() or proposal


def _with_table(path: Path, text: str, package: str, synchronizer: str, output: str) -> str:
    """The text with our table at its end, in its own line ends."""
    table = (
        "[tool.synchronicity]\n"
        f"modules = [{json.dumps(package)}]\n"
        f"synchronizer = {json.dumps(synchronizer)}\n"
        f"output = {json.dumps(output)}\n"
    )
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    new = text + (gap + table).replace("\n", end)
    try:
        parse(path, new)
    except Refused:
        raise CannotRun(
            f"[tool.synchronicity] cannot be added at the end of {FILE}, since `tool` is an inline table: write it out"
        ) from None
    return new


def _registers(path: Path, text: str, package: str, output: str) -> bool:
    """Whether a module of the package registers something."""
    try:
        find_modules(Settings(path, text, (package,), output=output))
    except Refused:
        return False
    return True


def _example(folder: Path, package: str) -> tuple[Path, str]:
    """A file to write, whose name and target are free."""
    for prefix in ("", "dual_", "synchronicity_"):
        file, target = folder / f"_{prefix}impl.py", f"{prefix}api"
        taken = [file, *(folder / f"{target}{end}" for end in ("", ".py", ".pyi"))]
        if not any(os.path.lexists(path) for path in taken):
            return file, _EXAMPLE.format(target=f"{package}.{target}")
    raise CannotRun(f"{folder} has no room for an example: all names that it could have are taken")


COMMAND = Command(_check, _run)
