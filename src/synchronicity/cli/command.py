"""What a command is: each file of a command offers one of these."""

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

    `add_arguments` declares what it takes; `check` refuses, with the parser's `error`, what argparse cannot;
    `run` gets the parsed options and the arguments as they were typed, and returns the exit code.
    """

    name: str
    description: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    check: Callable[[argparse.ArgumentParser, argparse.Namespace], None]
    run: Callable[[argparse.Namespace, list[str], Console], int]
