"""Where the keys of our table stand in the text of a pyproject.toml: parsers of TOML give values without places.

Knows headers, dotted keys and inline tables as people write them; what it does not find is shown at the table's header.
"""

from __future__ import annotations

import re
from typing import Optional

from ..codegen.diagnostics import Location

_TABLE = ["tool", "synchronicity"]
_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_MENTION = re.compile(
    r"""^\s*(?:\[{1,2}\s*)?(?:tool\s*\.\s*)?["']?synchronicity["']?\s*[].=]""", re.M
)


def mentions_table(text: str) -> bool:
    """Whether the text of a TOML file seems to have our table: asked where it cannot be parsed."""
    return _MENTION.search(text) is not None


def key_place(path: str, text: str, key: str, value: Optional[str] = None) -> Location:
    """Where `key` of our table stands.

    Args:
        path: of the file.
        text: of the file.
        key: as it is spelled there.
        value: a string below the key, to be shown in its stead.
    """
    lines = text.split("\n")
    section: list[str] = []
    top: Optional[Location] = None
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        assigned = _KEY.match(line)
        if header:
            section = _parts(header[1])
        full = [*section, *_parts(assigned[1])] if assigned and not header else section
        if full[:2] == _TABLE and top is None:
            start = len(line) - len(line.lstrip())
            top = Location(path, number, start + 1, number, len(line.rstrip()) + 1)
        # In an inline table, the key stands somewhere on the line of its table.
        if full[:3] == [*_TABLE, key] or (assigned and full == _TABLE and key in line):
            start = max(line.find(key), 0)
            place = Location(path, number, start + 1, number, start + 1 + len(key))
            return _value_place(place, lines, value) or place
    return top or Location(path, 1)


def _value_place(key: Location, lines: list[str], value: Optional[str]) -> Optional[Location]:
    if value is None:
        return None
    for number, line in enumerate(lines[key.line - 1 :], key.line):
        for quote in "\"'":
            start = line.find(f"{quote}{value}{quote}")
            if start >= 0:
                return Location(key.path, number, start + 1, number, start + 3 + len(value))
    return None


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
