"""How far `validate` is: a line for each check that has ended; on a terminal, where rich is installed, also what runs.

Knows the terminal. Does not know what a check is. May be told from several threads.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Generator, Iterable
from typing import Any, Protocol, final

from .console import Console
from .report import plural


class Progress(Protocol):
    """Takes when a check starts, and with how many findings it ends."""

    def started(self, name: str) -> None: ...
    def ended(self, name: str, number: int) -> None: ...


@contextlib.contextmanager
def shown(names: Iterable[str], console: Console) -> Generator[Progress, None, None]:
    """Show how the checks `names` go on, in the way that suits who reads."""
    live = _rich_progress(console) if console.is_terminal() else None
    if live is None:
        yield _Lines(console)
        return
    with live:
        yield _Live(names, live)


@final
class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console

    def started(self, name: str) -> None:
        pass

    def ended(self, name: str, number: int) -> None:
        self._console.note(f"{name}: {_result(number)}")


@final
class _Live:
    def __init__(self, names: Iterable[str], live: Any) -> None:
        self._live = live
        self._tasks = {
            name: live.add_task(name, total=1, start=False, state="waits") for name in names
        }

    def started(self, name: str) -> None:
        self._live.start_task(self._tasks[name])
        self._live.update(self._tasks[name], state="runs")
        self._live.refresh()  # at once, not with the next beat: a check may be over by then

    def ended(self, name: str, number: int) -> None:
        self._live.update(self._tasks[name], completed=1, state=_result(number))


def _rich_progress(console: Console) -> Any:
    """A display of rich's; None where that is not installed or the terminal can do nothing."""
    try:
        progress: Any = importlib.import_module("rich.progress")
        screen = importlib.import_module("rich.console").Console(file=console.error)
    except ImportError:
        return None
    if screen.is_dumb_terminal:
        return None
    return progress.Progress(
        progress.SpinnerColumn(finished_text=" "),
        progress.TextColumn("{task.description}: {task.fields[state]}", markup=False),
        progress.TimeElapsedColumn(),
        console=screen,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def _result(number: int) -> str:
    return plural(number, "finding") if number else "nothing found"
