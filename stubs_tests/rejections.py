"""The marks in reject_*.py, held against what a checker reports.

A line is marked `# E: arg-type reportArgumentType`: mypy's code, then pyright's rule. So a line counts only if it
is refused for the reason that was meant, and a file only if nothing else in it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .checkers import PROJECT, Problem

MARK = re.compile(r"#\s*E: (?P<mypy>[a-z-]+) (?P<pyright>[A-Za-z]+)$")


def disagreements(
    file: Path, checker: str, problems: Iterable[Problem], project: Path = PROJECT
) -> list[str]:
    """Where `problems` of `checker`, which is `mypy` or `pyright`, are not the marked ones."""
    name = file.relative_to(project).as_posix()
    reported: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.path == name:
            reported.setdefault(problem.line, []).append(problem)
    found: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        here = reported.get(number, [])
        mark = MARK.search(line)
        if mark is None:
            assert "# E" not in line, f"{name}:{number}: not a mark: {line}"
            found += [f"not marked: {problem}" for problem in here]
        elif mark[checker] not in [problem.code for problem in here]:
            codes = ", ".join(problem.code for problem in here) or "nothing"
            found.append(f"{name}:{number}: reported {codes}, not {mark[checker]}: {line.strip()}")
    return found
