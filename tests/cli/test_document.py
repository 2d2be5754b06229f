"""docs/cli.md: every option, made from the parsers; and what help costs."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from synchronicity.cli import COMMANDS
from synchronicity.cli.choices import CHECKS
from synchronicity.cli.parsers import new_parser
from synchronicity.cli.validate import CHECKERS, FRESHNESS

from .conftest import Project

DOCUMENT = Path(__file__).parents[2] / "docs" / "cli.md"
BEGIN, END = "<!-- begin options -->\n", "<!-- end options -->\n"


def options() -> str:
    return "\n".join(line for name in COMMANDS for line in section(name)) + "\n"


def section(name: str) -> Iterator[str]:
    parser = new_parser(name)
    yield from (f"### `synchronicity {name}`", "", parser.description or "", "")
    yield from ("| option | meaning |", "|---|---|")
    for action in parser._actions:
        spelled = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar}`"
        if action.option_strings and action.nargs != 0 and not action.choices:
            spelled += f" `{action.metavar}`"
        meaning = "show this help and exit" if action.dest == "help" else action.help
        if action.choices:
            meaning = f"{meaning}: {', '.join(f'`{choice}`' for choice in action.choices)}"
        assert meaning and meaning != argparse.SUPPRESS, action
        yield f"| {spelled} | {meaning} |"
    yield ""


def test_options_are_up_to_date(update_golden: bool) -> None:
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    if update_golden:
        DOCUMENT.write_text(f"{before}{BEGIN}\n{options()}{END}{after}", "utf-8")
    else:
        assert old == f"\n{options()}"


def test_every_command_and_exit_code_is_described() -> None:
    text = DOCUMENT.read_text("utf-8").partition(BEGIN)[0]
    for name in COMMANDS:
        assert f"`{name}`" in text
    for code in ("0", "1", "2", "130"):
        assert f"| {code} |" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, project: Project) -> None:
    result = project.run(name, "--help")
    assert result.code == 0 and result.out.startswith(f"usage: synchronicity {name} ")
    assert f"  {name} " in project.run("--help").out


@pytest.mark.parametrize("name", ["generate", "check", "validate", "watch"])
def test_every_switch_has_its_inverse(name: str) -> None:
    actions = new_parser(name)._actions
    spelled = {option for action in actions for option in action.option_strings}
    switches = [
        option
        for action in actions
        for option in action.option_strings
        if action.nargs == 0 and option.startswith("--") and action.dest not in ("help", "version")
    ]
    for option in switches:
        inverse = f"--{option[5:]}" if option.startswith("--no-") else f"--no-{option[2:]}"
        assert inverse in spelled


def test_every_check_can_be_chosen() -> None:
    assert (FRESHNESS, *CHECKERS) == CHECKS


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_imports_next_to_nothing(arguments: list[str]) -> None:
    code = f"from synchronicity.cli import main; main({arguments}); print(*sys.modules)"
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"]
    out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    loaded = set(out.splitlines()[-1].split())
    heavy = {"asyncio", "dataclasses", "inspect", "importlib.metadata", "pathlib", "typing"}
    if arguments == ["--help"]:
        heavy.add("argparse")
    assert not loaded & (heavy | {"synchronicity.cli.options"})
    compiler = {name for name in loaded if name.startswith("synchronicity.codegen.")}
    assert compiler <= {"synchronicity.codegen.defaults"}


def test_readers_are_told_what_the_bare_form_is(project: Project) -> None:
    out = project.run("--help").out
    assert re.search(r"synchronicity -m MODULE NAME \[-o DIR\]", out)
