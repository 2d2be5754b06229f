"""The blocks of code in README.md and docs/, and the project that they make together.

A Python block says with `title="kv/_impl.py"` which file it is; blocks with one title continue each other. What has no title
is a program of its own. `{.not-run}` means that a program is type-checked only, `{.not-checked}` that nothing is done.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Generated, with bad code on purpose: tests/cli/test_explain.py holds what each of its blocks does.
EXPLANATIONS = ROOT / "docs" / "diagnostics.md"
# Whatever else is installed, it is this source that is documented.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
LANGUAGES = {"python", "pycon", "sh", "text", "toml", "yaml"}

_FENCE = re.compile(r"^```(\S*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r' title="([^"]*)"')
_MARK = re.compile(r"[{ ]\.([\w-]+)")
_TARGET = re.compile(r'\bModule\(\s*"([\w.]+)"')


@dataclass(frozen=True)
class Block:
    """A fenced block; `place` is its page and the line that opens it."""

    page: str
    line: int
    language: str
    title: Optional[str]
    marks: frozenset[str]
    code: str

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def page_name(page: Path) -> str:
    """The path of a page as it is named here: `docs/how-to/classes.md`."""
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    text = page.read_text("utf-8")
    for found in _FENCE.finditer(text):
        language, info, code = found.groups()
        titled = _TITLE.search(info)
        title, marks = titled and titled[1], frozenset(_MARK.findall(info))
        line = text.count("\n", 0, found.start()) + 1
        yield Block(page_name(page), line, language, title, marks, code)


def all_blocks() -> list[Block]:
    return [block for page in PAGES if page != EXPLANATIONS for block in blocks_of(page)]


class Site:
    """All blocks as files of one project, compiled.

    Attributes:
        programs: the dotted names of what can be run, by page.
        sessions: the interactive sessions, one file a page.
        excerpts: the blocks that show a part of a generated file.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.programs: dict[str, list[str]] = {}
        self.sessions: dict[str, Path] = {}
        self.excerpts: list[Block] = []
        blocks = [block for block in all_blocks() if "not-checked" not in block.marks]
        python = [block for block in blocks if block.language == "python"]
        self.targets = {name for block in python for name in _TARGET.findall(block.code)}
        self._pages: dict[str, str] = {}
        for block in python:
            self._take(block)
        self._take_sessions([block for block in blocks if block.language == "pycon"])

    def path_of(self, title: str) -> Path:
        return self.root / title

    def compile(self) -> subprocess.CompletedProcess[str]:
        """Generate the public modules of all implementations, as users do."""
        names = [
            _dotted(title)
            for title in self._pages
            if _TARGET.search(self.path_of(title).read_text("utf-8"))
        ]
        arguments = [argument for name in sorted(names) for argument in ("-m", name)]
        return self.run("-m", "synchronicity.cli", *arguments, "docs", "-o", ".")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the project; what it imports from there and from `src` is found."""
        return subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=self.root, env=ENVIRONMENT,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def _take(self, block: Block) -> None:
        title = block.title
        if title is None:
            stem = re.sub(r"\W", "_", block.page.rpartition(".")[0].replace("docs/", ""))
            title = f"{stem}_{block.line}.py"
        elif title.endswith(".pyi") or _dotted(title) in self.targets:
            self.excerpts.append(block)
            return
        self._write(block, title)
        if _TARGET.search(block.code) or "not-run" in block.marks:
            return
        programs = self.programs.setdefault(block.page, [])
        if _dotted(title) not in programs:
            programs.append(_dotted(title))

    def _write(self, block: Block, title: str) -> None:
        path = self.path_of(title)
        first = self._pages.setdefault(title, block.page)
        assert first == block.page, f"{block.place}: {title} is a file of {first} already"
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in path.relative_to(self.root).parents:
            if folder != Path():
                (self.root / folder / "__init__.py").touch()
        gap = "\n\n" if path.exists() else ""
        with path.open("a", encoding="utf-8") as stream:
            stream.write(gap + block.code)

    def _take_sessions(self, blocks: list[Block]) -> None:
        for block in blocks:
            name = re.sub(r"\W", "_", block.page)
            path = self.sessions.setdefault(block.page, self.root / f"{name}.txt")
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"{block.code}\n")


def _dotted(title: str) -> str:
    return title.rpartition(".")[0].replace("/", ".")
