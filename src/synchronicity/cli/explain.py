"""The command `explain`: what a code means. The same table makes docs/diagnostics.md."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from collections.abc import Iterator

from ..codegen.diagnostics import Code
from .command import Command
from .console import Console
from .exits import CannotRun, ExitCode
from .explanations import EXPLANATIONS

_HEAD = 'from synchronicity import Module\n\napi = Module("weather.api")\n\n\n'
_COMMAND = "synchronicity generate -m _impl weather -o ."
_MARK = "# --- "


def commands_of(example: str) -> list[str]:
    """What is typed in an example."""
    typed = [line[2:] for line in example.split("\n") if line.startswith("$ ")]
    return typed or [_COMMAND]


def files_of(example: str) -> dict[str, str]:
    """The files of an example by their paths, whole."""
    lines = [line for line in example.split("\n") if not line.startswith("$ ")]
    files: dict[str, list[str]] = {}
    path = "_impl.py"
    for line in lines:
        if line.startswith(_MARK):
            path = line[len(_MARK) :]
        files.setdefault(path, [])
        if not line.startswith(_MARK):
            files[path].append(line)
    texts = {path: "\n".join(content).strip("\n") + "\n" for path, content in files.items()}
    return {
        path: f"{_HEAD}{text}" if path == "_impl.py" and "Module(" not in text else text
        for path, text in texts.items()
        if text.strip()
    }


def page() -> str:
    """docs/diagnostics.md."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# Diagnostics"
    yield ""
    yield (
        "What `synchronicity` says about a module that cannot be compiled, by the code in brackets; `synchronicity explain CODE` "
        "shows the same.\nThis page is made from the table that the command has. Examples without imports go on from this:"
    )
    yield from ("", "```python", _HEAD.rstrip(), "```")
    for code, explanation in EXPLANATIONS.items():
        yield from ("", f"## `{code.value}`", "", textwrap.fill(explanation.cause, 120))
        for title, example in (("Instead of", explanation.bad), ("write", explanation.good)):
            language = "text" if example.startswith(("$ ", _MARK)) else "python"
            yield from ("", f"{title}:", "", f"```{language}", example.strip("\n"), "```")


def _check(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    pass


def _run(options: argparse.Namespace, console: Console) -> int:
    if options.code is None:
        width = max(len(code.value) for code in Code)
        for code, explanation in EXPLANATIONS.items():
            first = explanation.cause.partition(". ")[0].rstrip(".")
            console.print(f"{code.value.ljust(width)}  {first}\n")
        return ExitCode.DONE
    spelled: str = options.code.strip("[]").lower().replace("_", "-")
    known = {code.value: code for code in Code}
    if spelled not in known:
        near = difflib.get_close_matches(spelled, known, 1)
        hint = f"did you mean `{near[0]}`?" if near else "`synchronicity explain` lists them"
        raise CannotRun(f"there is no code `{options.code}`; {hint}")
    explanation = EXPLANATIONS[known[spelled]]
    parts = [
        spelled,
        textwrap.fill(explanation.cause, 88),
        "Instead of",
        textwrap.indent(explanation.bad.strip("\n"), "    "),
        "write",
        textwrap.indent(explanation.good.strip("\n"), "    "),
    ]
    console.print("\n\n".join(parts) + "\n")
    return ExitCode.DONE


COMMAND = Command(_check, _run)
