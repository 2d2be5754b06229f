"""`[tool.synchronicity]` in pyproject.toml: what may stand there, and what does.

Knows the table and its file. Does not know the command line that goes over it (options.py), nor what the names of
modules lead to (searching.py).
"""

from __future__ import annotations

import difflib
import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, cast, final

from ..codegen.diagnostics import Code, Diagnostic, Location
from ..codegen.layout import is_dotted_name
from .choices import LINE_LENGTHS, SETTINGS_FILE
from .exits import CannotRun, Refused
from .toml_places import key_place, mentions_table

_NAME = "synchronicity"


@final
@dataclass(frozen=True)
class Settings:
    """What the table says; None for what it does not. Paths in it are relative to `directory`."""

    path: Path
    text: str
    modules: tuple[str, ...] = ()
    synchronizer: Optional[str] = None
    output: Optional[str] = None
    allow_untyped: Optional[bool] = None
    line_length: Optional[int] = None
    runtime: Optional[str] = None
    cache: Optional[bool] = None

    @property
    def directory(self) -> Path:
        return self.path.parent

    def place(self, key: str, value: Optional[str] = None) -> Location:
        """Where a key stands, or a string in its value."""
        return key_place(str(self.path), self.text, key, value)


def find_settings(directory: Path) -> Optional[Settings]:
    """The settings in the nearest pyproject.toml, of `directory` or one above it; None if it has no table of ours."""
    for folder in (directory, *directory.parents):
        if (folder / SETTINGS_FILE).is_file():
            return read_settings(folder / SETTINGS_FILE)
    return None


def read_settings(path: Path) -> Optional[Settings]:
    """The settings in a file, None if it has none.

    Raises:
        Refused: the table has mistakes; it lists them all.
        CannotRun: this Python cannot read TOML.
    """
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    if not mentions_table(text):
        return None
    tools: Any = parse(path, text).get("tool")
    table: Any = cast("dict[str, Any]", tools).get(_NAME) if isinstance(tools, dict) else None
    if table is None:
        return None
    problems: list[Diagnostic] = []

    def refuse(key: str, message: str, help: Optional[str] = None) -> None:
        place = key_place(str(path), text, key)
        problems.append(Diagnostic(Code.BAD_SETTING, place, message, help))

    values: dict[str, Any] = {}
    if not isinstance(table, dict):
        refuse(_NAME, "`tool.synchronicity` is a table", "write `[tool.synchronicity]`")
    else:
        for key, value in cast("Mapping[str, Any]", table).items():
            if key not in _SETTINGS:
                refuse(key, f"there is no setting `{key}`", _near(key))
                continue
            message = _SETTINGS[key](value)
            if message:
                refuse(key, f"`{key}` {message}")
            values[key.replace("-", "_")] = value
    if problems:
        raise Refused(tuple(problems))
    values["modules"] = tuple(values.get("modules", ()))
    return Settings(path, text, **values)


def parse(path: Path, text: str) -> Mapping[str, Any]:
    """The tables of a TOML file. Raises `Refused` for what is none, `CannotRun` where this Python cannot read it."""
    for name in ("tomllib", "tomli"):
        try:
            parser = importlib.import_module(name)
        except ImportError:
            continue
        try:
            return cast("Mapping[str, Any]", parser.loads(text))
        except ValueError as error:  # both raise a TOMLDecodeError, which is one
            found = re.search(r"at line (\d+), column (\d+)", str(error))
            line, column = (int(found[1]), int(found[2])) if found else (1, 1)
            message = f"this is not TOML: {str(error).partition(' (at')[0]}"
            place = Location(str(path), line, column)
            raise Refused((Diagnostic(Code.BAD_SETTING, place, message),)) from None
    raise CannotRun(
        f"this Python cannot read the table [tool.synchronicity] in {path}: `pip install tomli`, "
        "or use Python 3.11 or newer, or ignore the table with --no-config"
    )


def _near(key: str) -> str:
    near = difflib.get_close_matches(key.replace("_", "-"), _SETTINGS, 1)
    return f"did you mean `{near[0]}`?" if near else f"the settings are {', '.join(_SETTINGS)}"


def _modules(value: Any) -> Optional[str]:
    if not isinstance(value, list):
        advice = f": write `modules = [{value!r}]`" if isinstance(value, str) else ""
        return f"is a list of strings, not {_kind(value)}{advice}"
    for number, name in enumerate(cast("list[object]", value), 1):
        if not isinstance(name, str):
            return f"is a list of strings, and number {number} in it is {_kind(name)}"
    return None if value else "names none: write the dotted names of the implementation modules"


def _synchronizer(value: Any) -> Optional[str]:
    if isinstance(value, str) and value and value.isprintable():
        return None
    return "is a name: some printable text"


def _output(value: Any) -> Optional[str]:
    if isinstance(value, str):
        return None
    return f"is a string, not {_kind(value)}: the directory that the generated names start from"


def _switch(value: Any) -> Optional[str]:
    return None if isinstance(value, bool) else f"is true or false, not {_kind(value)}"


def _line_length(value: Any) -> Optional[str]:
    if isinstance(value, int) and not isinstance(value, bool) and value in LINE_LENGTHS:
        return None
    return f"is a number from {LINE_LENGTHS[0]} to {LINE_LENGTHS[-1]}"


def _runtime(value: Any) -> Optional[str]:
    if isinstance(value, str) and is_dotted_name(value):
        return None
    return "is the dotted name of a package: where `synchronicity vendor` has put the run time"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds: dict[type, str] = {str: "a string", int: "a number", float: "a number", list: "a list"}
    return kinds.get(type(value), "a table" if isinstance(value, dict) else "that")


_SETTINGS: dict[str, Callable[[Any], Optional[str]]] = {
    "modules": _modules,
    "synchronizer": _synchronizer,
    "output": _output,
    "allow-untyped": _switch,
    "line-length": _line_length,
    "runtime": _runtime,
    "cache": _switch,
}
