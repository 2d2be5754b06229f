"""What a command is: each file of a command offers one of these, as `COMMAND`. What it takes is declared in parsers.py."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from .console import Console


@final
@dataclass(frozen=True)
class Command:
    """A sub-command.

    `check` gets the parser, the parsed options and the arguments as they were typed: it refuses, with the parser's
    `error`, what argparse cannot, and leaves in the options what `run` needs. `run` returns the exit code.
    """

    check: Callable[[argparse.ArgumentParser, argparse.Namespace, list[str]], None]
    run: Callable[[argparse.Namespace, Console], int]
