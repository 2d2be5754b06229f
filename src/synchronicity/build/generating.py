"""What a build does: the command line's `generate` or `check`, with the project's settings, in a process of its own.

A build backend must not import the author's modules: they may print, exit, or change what the backend sees. The bytes are
those of the command line, since it is the command line that runs.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ..cli.choices import SETTINGS_FILE
from ..cli.exits import CannotRun, Refused
from ..cli.settings import read_settings
from ..codegen.writer import generated_files


class BuildFailed(Exception):
    """The build cannot go on; what was wrong has been shown on standard error, the text sums it up."""


def generate(directory: Path, *, check: bool = False) -> list[Path]:
    """Bring the generated files of a project up to date.

    Args:
        directory: holds the project's pyproject.toml, with the table [tool.synchronicity].
        check: write nothing, and fail if something is not up to date.

    Returns:
        All files below the output that synchronicity has made, with the `__init__.py` files beside them: what belongs to
        the build even if version control ignores it.

    Raises:
        BuildFailed: the implementation has errors, a file was edited by hand, the settings are wrong or missing.
    """
    settings = directory / SETTINGS_FILE
    output = _output(settings)
    command = "check" if check else "generate"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "synchronicity.cli",
            command,
            "--no-cache",
            "--config",
            str(settings),
        ],
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    print(done.stdout, end="", file=sys.stderr, flush=True)
    if done.returncode:
        raise BuildFailed(f"`synchronicity {command}` failed with exit code {done.returncode}")
    made = generated_files(output)
    packages = dict.fromkeys(path.with_name("__init__.py") for path in made)
    return [*made, *(path for path in packages if path.is_file() and path not in made)]


def _output(path: Path) -> Path:
    """The output that the settings name."""
    try:
        settings = read_settings(path) if path.is_file() else None
    except Refused as error:
        for problem in error.diagnostics:
            place = f"{problem.location.path}:{problem.location.line}:{problem.location.column}"
            text = f"{place}: error[{problem.code.value}]: {problem.message}"
            print(text, file=sys.stderr, flush=True)
        raise BuildFailed(f"there are mistakes in the settings in {path}") from None
    except CannotRun as error:
        raise BuildFailed(f"{error} (the extra `synchronicity[build]` has it)") from None
    if settings is None:
        raise BuildFailed(f"there is no table [tool.synchronicity] in {path}")
    if settings.output is None:
        raise BuildFailed(f"[tool.synchronicity] in {path} has no `output` to write to")
    return settings.directory / settings.output
