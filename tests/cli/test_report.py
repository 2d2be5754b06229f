from __future__ import annotations

from pathlib import Path

import pytest

from synchronicity.cli.choices import OutputFormat
from synchronicity.cli.report import Finding, count, relative, render


def finding(
    line: int = 1, column: int = 1, end: tuple[int, int] = (0, 0), **changes: str
) -> Finding:
    words = {"path": "a.py", "severity": "error", "code": "some-code", "message": "m", **changes}
    return Finding(
        words["path"],
        line,
        column,
        *end,
        words["severity"],
        words["code"],
        words["message"],
        words.get("help"),
    )


def text(found: Finding, source: str) -> list[str]:
    return render([found], OutputFormat.TEXT, {"a.py": source}, Path()).splitlines()


@pytest.mark.parametrize(
    ("source", "place", "expected"),
    [
        ("x = yyy", (1, 5, 1, 8), ["x = yyy", "    ^^^"]),
        ("x = yyy", (1, 5), ["x = yyy", "    ^"]),
        ("f(a,\n  b)", (1, 1, 2, 5), ["f(a,", "^^^^"]),
        ("first\n\tx = y", (2, 6, 2, 7), ["    x = y", "        ^"]),
        ("東京 = x", (1, 6, 1, 7), ["東京 = x", "       ^"]),
        ("東京", (1, 1, 1, 3), ["東京", "^^^^"]),
        ("e\u0301 = x", (1, 6, 1, 7), ["e\u0301 = x", "    ^"]),
        ("short", (1, 99, 1, 120), ["short", "     ^"]),
        ("x", (7, 1), []),
        ("", (1, 1), []),
    ],
)
def test_caret(source: str, place: tuple[int, ...], expected: list[str]) -> None:
    line, column, *end = place
    found = finding(line, column, (end[0], end[1]) if end else (0, 0))
    assert text(found, source) == [
        f"a.py:{place[0]}:{place[1]}: error[some-code]: m",
        *(f"    {line}" for line in expected),
    ]


def test_lines_of_message_and_help_are_indented() -> None:
    assert text(finding(message="one\ntwo", help="three\nfour"), "x") == [
        "a.py:1:1: error[some-code]: one",
        "    two",
        "    x",
        "    ^",
        "help: three",
        "      four",
    ]


def test_terminal_is_not_steered() -> None:
    shown = "\n".join(text(finding(message="red \x1b[31m"), "x = '\x1b[2J'"))
    assert "\x1b" not in shown and "red \ufffd[31m" in shown


def test_source_comes_from_the_file_in_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes("# coding: latin-1\nx = 'é'\n".encode("latin-1"))
    assert "x = 'é'" in render([finding(2)], OutputFormat.TEXT, {}, tmp_path)
    assert render([finding(2, path="none.py")], OutputFormat.TEXT, {}, tmp_path).count("\n") == 1


def test_annotation_escapes() -> None:
    found = finding(path="a,b:c%.py", message="1%\r\n::error::x", help="h")
    assert render([found], OutputFormat.GITHUB, {}, Path()) == (
        "::error file=a%2Cb%3Ac%25.py,line=1,col=1,title=some-code::1%25%0D%0A::error::x%0Ahelp: h\n"
    )


def test_annotation_of_the_command_line_has_no_file() -> None:
    found = finding(path="<command line>")
    assert render([found], OutputFormat.GITHUB, {}, Path()) == "::error title=some-code::m\n"


def test_nothing_found() -> None:
    assert render([], OutputFormat.TEXT, {}, Path()) == ""
    assert render([], OutputFormat.GITHUB, {}, Path()) == ""
    assert render([], OutputFormat.JSON, {}, Path()) == "[]\n"


def test_count() -> None:
    assert count([]) == ""
    assert count([finding()]) == "1 error"
    assert count([finding(severity="warning"), finding(), finding()]) == "2 errors, 1 warning"


def test_relative(tmp_path: Path) -> None:
    assert relative(str(tmp_path / "b" / "a.py"), tmp_path) == "b/a.py"
    assert relative("/elsewhere/a.py", tmp_path) == "/elsewhere/a.py"
    assert relative("a.py", tmp_path) == "a.py"
