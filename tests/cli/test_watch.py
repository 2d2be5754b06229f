"""`watch`: in a process of its own, over files that change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import pytest

from .conftest import Project

IMPLEMENTATION = """\
from helper import VALUE
from synchronicity import Module

api = Module("weather.api")


@api.wrap_function
async def double(x: int) -> int:
    return 2 * x
"""

TYPED = """\
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from .names import Name
"""

# `python -m synchronicity`. A shell has what it runs in the background ignore Ctrl-C, and that is inherited.
LAUNCH = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("synchronicity", run_name="__main__", alter_sys=True)
"""


class Watcher:
    """The command, running in `directory`; `err` is what it has said."""

    def __init__(self, directory: Path, module: str = "_impl", output: str = "out") -> None:
        self.directory = directory
        self.err = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, "watch", "-m", module, "weather", "-o", output],
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            for line in stream:
                self.err += line

    def until(self, done: Callable[[], bool]) -> None:
        """Wait for it; fails after a while."""
        start = time.monotonic()
        while not done():
            assert time.monotonic() - start < 90, self.err
            time.sleep(0.01)

    def rounds(self) -> int:
        return self.err.count("watching ")

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        self._thread.join()
        return code


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    pytest.importorskip("watchfiles")
    if os.name == "nt":
        pytest.skip("signals of POSIX")
    (tmp_path / "_impl.py").write_text(IMPLEMENTATION)
    (tmp_path / "helper.py").write_text("VALUE = 1\n")
    (tmp_path / "unrelated.py").write_text("")
    watcher = Watcher(tmp_path)
    watcher.until(lambda: watcher.rounds() == 1)
    yield watcher
    if watcher.process.poll() is None:
        watcher.end()


def test_it_generates_when_something_changes_and_goes_on_after_errors(watcher: Watcher) -> None:
    stub = watcher.directory / "out/weather/api.pyi"
    assert "def double(x: int)" in stub.read_text()
    implementation = watcher.directory / "_impl.py"

    implementation.write_text(IMPLEMENTATION.replace("x: int", "y: int"))
    watcher.until(lambda: "def double(y: int)" in stub.read_text())
    watcher.until(lambda: watcher.rounds() == 2)

    implementation.write_text(IMPLEMENTATION.replace("x: int", "x"))
    watcher.until(lambda: watcher.rounds() == 3)
    assert "error[missing-annotation]" in watcher.err and "Traceback" not in watcher.err

    implementation.write_text(IMPLEMENTATION.replace("x: int", "z: int"))
    watcher.until(lambda: "def double(z: int)" in stub.read_text())
    watcher.until(lambda: watcher.rounds() == 4)

    (watcher.directory / "helper.py").write_text("VALUE = 1 / 0\n")
    watcher.until(lambda: watcher.rounds() == 5)
    assert "helper.py:1:1: error[import-failed]" in watcher.err
    (watcher.directory / "helper.py").write_text("VALUE = 10\n")
    watcher.until(lambda: watcher.rounds() == 6)

    (watcher.directory / "unrelated.py").write_text("x = 1\n")
    time.sleep(0.5)
    assert watcher.rounds() == 6
    (watcher.directory / "new.py").write_text("")
    watcher.until(lambda: watcher.rounds() == 7)
    assert watcher.end() == 130
    assert watcher.err.endswith("stopped watching\n") and "Traceback" not in watcher.err


def test_package_that_offers_its_target_is_watched(tmp_path: Path) -> None:
    """The package, and what only the compiler imports, also if there is a record of what it gave."""
    pytest.importorskip("watchfiles")
    if os.name == "nt":
        pytest.skip("signals of POSIX")
    package = tmp_path / "weather"
    package.mkdir()
    (package / "__init__.py").write_text("from .api import double\n")
    (package / "names.py").write_text("Name = int\n")
    text = IMPLEMENTATION.replace("from helper import VALUE\n", TYPED).replace("x: int", "x: Name")
    (package / "_impl.py").write_text(text)
    earlier = Watcher(tmp_path, "weather._impl", ".")
    earlier.until(lambda: earlier.rounds() == 1)
    assert earlier.end() == 130
    watcher = Watcher(tmp_path, "weather._impl", ".")
    try:
        watcher.until(lambda: watcher.rounds() == 1)
        (package / "names.py").write_text("Name = str\n")
        watcher.until(lambda: watcher.rounds() == 2)
        assert "x: str" in (package / "api.pyi").read_text()
        (package / "__init__.py").write_text("from .api import double as twice\n")
        watcher.until(lambda: watcher.rounds() == 3)
    finally:
        assert watcher.end() == 130


def test_ended_at_once(watcher: Watcher) -> None:
    (watcher.directory / "_impl.py").write_text("import time\ntime.sleep(60)\n")
    time.sleep(0.5)
    assert watcher.end() == 130
    assert watcher.err.endswith("stopped watching\n") and "Traceback" not in watcher.err


def test_missing_watchfiles(project: Project, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = project.run("watch", "-m", "_impl", "weather", "-o", "out")
    assert result.code == 2 and "pip install 'synchronicity[watch]'" in result.err


def test_it_wants_an_output(project: Project) -> None:
    assert "watch needs -o" in project.run("watch", "-m", "_impl", "weather").err
