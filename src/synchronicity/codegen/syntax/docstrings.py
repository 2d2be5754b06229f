"""Docstrings: any text in, triple-quoted lines out.

Knows how `inspect.cleandoc` reads a docstring and how the formatter rewrites one: the printed docstring reads as the
text does, but for white space at the ends of lines, which the formatter would remove.
"""

from __future__ import annotations

from .text import escaped_text, has_escapes

_QUOTES = '"""'


def docstring_lines(text: str) -> list[str]:
    """The lines of the literal, without the indentation of the block it is in. Lines inside may be empty."""
    lines = _clean(text)
    if not lines:
        return [_QUOTES * 2]
    if len(lines) == 1:
        return [_QUOTES + _guarded(_closed(_escaped_line(lines[0]))) + _QUOTES]
    body = [_escaped_line(line) for line in lines]
    if body[0].startswith(" ") or all(line.startswith(" ") for line in body[1:] if line):
        # The margin is that of the lines after the first one, which therefore must all be among them.
        return [_QUOTES, *body, _QUOTES]
    return [_QUOTES + _guarded(body[0]), *body[1:], _QUOTES]


def _guarded(line: str) -> str:
    # A quote just after the opening ones; the space is not part of the text (see `inspect.cleandoc`).
    return " " + line if line.startswith('"') else line


def _closed(line: str) -> str:
    """A quote just before the closing ones is escaped, unless it already is."""
    if not line.endswith('"'):
        return line
    before = line[:-1]
    backslashes = len(before) - len(before.rstrip("\\"))
    return line if backslashes % 2 else before + '\\"'


def _clean(text: str) -> list[str]:
    """What `inspect.cleandoc` does, the same on every version of Python."""
    if "\n" not in text:
        line = text.expandtabs().rstrip().lstrip(" ")
        return [line] if line else []
    lines = [line.rstrip() for line in text.expandtabs().split("\n")]
    margin = min((_indentation(line) for line in lines[1:] if line), default=0)
    lines = [lines[0].lstrip(" "), *[line[margin:] for line in lines[1:]]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _escaped_line(line: str) -> str:
    if _QUOTES not in line and not has_escapes(line):
        return line
    indentation = _indentation(line)
    content = line[indentation:]
    if not content:
        return ""
    first = content[0]
    if first.isspace():
        # Other white space at the start would be taken for indentation.
        head, content = f"\\u{ord(first):04x}", content[1:]
    else:
        head = ""
    body = escaped_text(content).replace(_QUOTES, '\\"\\"\\"')
    return " " * indentation + head + body
