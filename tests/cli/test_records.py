"""What was compiled before is used again if nothing has changed, and then only: the answer is the same with it and without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import synchronicity

from .conftest import Result

SOURCE = Path(synchronicity.__file__).parent

# The command line, which tells when the compiler is asked.
COUNTING = """
import os, sys
from synchronicity.codegen import compile
real = compile.compile_modules
def counting(*args, **kwargs):
    print("COMPILED", file=sys.__stderr__)
    return real(*args, **kwargs)
compile.compile_modules = counting
from synchronicity.cli import run
code = run(sys.argv[1:], final=True)
for stream in (sys.__stdout__, sys.__stderr__):
    stream.flush()
os._exit(code)
"""

SETTINGS = """\
[tool.synchronicity]
modules = ["pkg._impl"]
synchronizer = "pkg"
output = "."
"""
IMPLEMENTATION = """\
from __future__ import annotations

import os
from typing import TYPE_CHECKING

from synchronicity import Module

from . import helper
from .base import Base

if TYPE_CHECKING:
    from .types_only import Name

api = Module("pkg.api")


@api.wrap_class
class Client(Base):
    async def get(self, key: helper.Key, name: Name) -> int:
        return 1


if os.environ.get("EXTRA"):

    @api.wrap_function
    async def extra() -> None: ...


if os.path.exists("extra.txt"):

    @api.wrap_function
    async def told() -> None: ...
"""
HELPER = """\
import json
from pathlib import Path

Key = {"str": str, "int": int}[Path(__file__).with_name("key.txt").read_text().strip()]
"""


PERHAPS = """\
try:
    import perhaps
except ImportError:
    pass
"""
CHANGING = """\
import json, pathlib
base = pathlib.Path(__file__).with_name("base.py")
if "# ONCE" in base.read_text():
    base.write_text(base.read_text().replace("# ONCE", ""))
"""


class Library:
    """A project, its records, and the command line run in it, in a process of its own each time."""

    def __init__(self, path: Path) -> None:
        self.path = path / "project"
        self.records = path / "records"
        self.environment: dict[str, str] = {}
        self.write("pyproject.toml", SETTINGS)
        self.write("pkg/__init__.py", "")
        self.write("pkg/_impl.py", IMPLEMENTATION)
        self.write("pkg/helper.py", HELPER)
        self.write("pkg/key.txt", "str")
        self.write("pkg/base.py", "class Base:\n    async def close(self) -> None: ...\n")
        self.write("pkg/types_only.py", "Name = str\n")

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, *arguments: str) -> tuple[Result, bool]:
        """What the command said, and whether it compiled."""
        done = self.start(*arguments)
        out, err = done.communicate(timeout=60)
        lines = [line for line in err.splitlines(keepends=True) if line != "COMPILED\n"]
        return Result(done.returncode, out, "".join(lines)), "COMPILED\n" in err

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        variables = {"SYNCHRONICITY_CACHE_DIR": str(self.records), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.Popen(
            [sys.executable, "-c", COUNTING, *arguments],
            cwd=self.path,
            env={**os.environ, **variables, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def check(self, *arguments: str) -> tuple[int, bool]:
        """The exit code of `check`, which says the same without a record, and whether it compiled."""
        plain, compiled = self.run("check", "--no-cache", *arguments)
        assert compiled
        result, compiled = self.run("check", *arguments)
        # the command that mends it repeats what was typed
        assert result == plain._replace(err=plain.err.replace(" --no-cache", ""))
        return result.code, compiled


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A project that is up to date, and of which there is a record."""
    library = Library(tmp_path)
    result, compiled = library.run("generate")
    assert (result.code, compiled) == (0, True), result.err
    return library


def test_what_has_not_changed_is_not_compiled_again(library: Library) -> None:
    assert library.check() == (0, False)
    result, compiled = library.run("generate")
    assert (result.err, compiled) == ("0 files written, 2 unchanged\n", False)
    (library.path / "pkg/api.py").unlink()
    assert library.run("generate") == (
        (0, "", "wrote pkg/api.py\n1 file written, 1 unchanged\n"),
        False,
    )
    assert library.check() == (0, False)


def test_it_does_not_count_whether_the_files_are_there_yet(library: Library) -> None:
    """Of a package that offers them: what is generated is no input."""
    for path in library.path.glob("pkg/api.*"):
        path.unlink()
    library.write("pkg/__init__.py", "from .api import Client\n")
    assert library.run("generate")[0].code == 0
    assert library.check() == (0, False)


def test_the_project_itself_is_left_alone(library: Library) -> None:
    before = {path: path.stat().st_mtime_ns for path in library.path.rglob("*")}
    assert library.check() == (0, False)
    shutil.rmtree(library.records)
    assert library.check() == (0, True)
    assert {path: path.stat().st_mtime_ns for path in library.path.rglob("*")} == before


def behind_the_clock(library: Library, name: str, old: str, new: str) -> None:
    """Edit a file so that its size and its time stay."""
    path = library.path / name
    before = path.stat()
    assert len(old) == len(new)
    library.edit(name, old, new)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Library], object]] = {
    "implementation": lambda it: it.edit("pkg/_impl.py", "-> int", "-> str"),
    "same size and time": lambda it: behind_the_clock(it, "pkg/_impl.py", "-> int", "-> str"),
    "base class": lambda it: it.edit("pkg/base.py", "close", "shut"),
    "alias of another module": lambda it: it.edit("pkg/helper.py", '"str": str', '"str": bytes'),
    "file that an import reads": lambda it: it.write("pkg/key.txt", "int"),
    "module for type checkers": lambda it: it.edit("pkg/types_only.py", "str", "int"),
    "environment": lambda it: it.environment.update(EXTRA="1"),
    "what only the live objects tell": lambda it: it.write("extra.txt", ""),
    "module that shadows another": lambda it: it.write("pkg/base/__init__.py", "class Base: ...\n"),
    "options": lambda it: it.edit("pyproject.toml", 'output = "."', 'output = "."\nline-length = 60'),
    "synchronizer": lambda it: it.edit("pyproject.toml", '"pkg"\n', '"other"\n'),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_compiled_again(library: Library, change: str) -> None:
    CHANGES[change](library)
    assert library.check() == (1, True)
    assert library.run("generate")[0].code == 0
    assert library.check() == (0, False)


GENERATED: dict[str, Callable[[Library], object]] = {
    "edited": lambda it: it.edit("pkg/api.py", "_dual", "_duel"),
    "edited stub": lambda it: it.edit("pkg/api.pyi", "-> int", "-> str"),
    "missing": lambda it: (it.path / "pkg/api.pyi").unlink(),
    "stale": lambda it: it.write("pkg/old.py", (it.path / "pkg/api.py").read_text()),
    "hidden": lambda it: it.write("pkg/api/__init__.py", ""),
    "package without its file": lambda it: (it.path / "pkg/__init__.py").unlink(),
}


@pytest.mark.parametrize("change", GENERATED)
def test_generated_files_are_compared_all_the_same(library: Library, change: str) -> None:
    GENERATED[change](library)
    assert library.check()[0] == 1


def test_what_a_formatter_did_is_no_difference(library: Library) -> None:
    library.edit("pkg/api.py", "\n\n\n", "\n\n\n\n")
    assert library.check() == (0, False)


def test_another_compiler_compiles_again(library: Library, tmp_path: Path) -> None:
    ours = tmp_path / "other"
    shutil.copytree(SOURCE, ours / "synchronicity")
    library.environment["PYTHONPATH"] = str(ours)
    assert library.check() == (0, True)
    assert library.check() == (0, False)
    part = ours / "synchronicity" / "codegen" / "emit" / "modules.py"
    part.write_text(part.read_text() + "\n# another version\n")
    assert library.check() == (0, True)


def test_another_python_has_a_record_of_its_own(library: Library) -> None:
    library.environment["PYTHONOPTIMIZE"] = "1"
    assert library.check() == (0, True)
    assert library.check() == (0, False)
    del library.environment["PYTHONOPTIMIZE"]
    assert library.check() == (0, False)


def test_variables_that_nobody_looks_at_do_not_count(library: Library) -> None:
    library.environment["SOMETHING"] = "else"
    assert library.check() == (0, False)


@pytest.mark.parametrize(
    "statement",
    [
        "from os import environ; environ.setdefault('HOW', '')",
        "import os; os.getenv('HOW')",
        "import os; sorted(os.environ)",
        "import os; 'HOW' in os.environ",
        "import os; os.environb.get(b'HOW')",
        "import os; os.environ.get('HOW'); os.environ['HOW'] = 'changed'",
    ],
)
def test_every_way_to_look_at_a_variable_counts(library: Library, statement: str) -> None:
    library.edit("pkg/helper.py", "import json", statement)
    for value in ("so", "otherwise"):
        assert library.check() == (0, True)
        assert library.check() == (0, False)
        library.environment["HOW"] = value
    assert library.check() == (0, True)


@pytest.mark.parametrize(
    "statement",
    [
        "import subprocess, sys; subprocess.run([sys.executable, '-c', ''])",
        "import os; os.system('')",
        "import socket; socket.getaddrinfo('127.0.0.1', 1)",
        "import sqlite3; sqlite3.connect(':memory:').close()",
    ],
)
def test_nothing_is_kept_of_what_the_world_outside_decides(
    library: Library, statement: str
) -> None:
    library.edit("pkg/helper.py", "import json", statement)
    for _ in range(2):
        assert library.check() == (0, True)


def test_directories_that_an_import_lists_count(library: Library) -> None:
    library.edit("pkg/helper.py", "import json", "import os; os.listdir('plugins')")
    library.write("plugins/one.txt", "")
    library.run("generate")
    assert library.check() == (0, False)
    library.write("plugins/two.txt", "")
    assert library.check() == (0, True)


def test_a_module_that_fails_may_work_one_day(library: Library) -> None:
    library.edit("pkg/types_only.py", "Name", PERHAPS + "Name")
    library.write("perhaps.py", "raise ImportError")
    library.run("generate")
    assert library.check() == (0, True)


def test_a_module_that_was_not_there_may_come(library: Library) -> None:
    library.edit("pkg/types_only.py", "Name", PERHAPS + "Name")
    library.run("generate")
    assert library.check() == (0, False)
    library.write("perhaps.py", "")
    assert library.check() == (0, True)


def test_warnings_come_again(library: Library) -> None:
    library.edit("pkg/_impl.py", "wrap_class", "wrap_class(on_loop=['get'])")
    first, compiled = library.run("generate", "--force")
    again, twice = library.run("check")
    assert (compiled, twice) == (True, False)
    assert "warning[" in first.err and "warning[" in again.err


def record(library: Library) -> Path:
    (path,) = library.records.glob("*.json")
    return path


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"async def", b"async fed"),
        lambda data: b"\xff\xfe" + data,
        lambda data: b"[]",
    ],
)
def test_a_damaged_record_is_none(library: Library, damage: Callable[[bytes], bytes]) -> None:
    path = record(library)
    path.write_bytes(damage(path.read_bytes()))
    assert library.check() == (0, True)
    assert library.check() == (0, False)


def test_records_need_not_be_writable(library: Library) -> None:
    shutil.rmtree(library.records)
    library.records.write_text("a file where the directory would be")
    for _ in range(2):
        assert library.check() == (0, True)


def test_runs_at_the_same_time_do_not_disturb_each_other(library: Library) -> None:
    shutil.rmtree(library.records)
    runs = [library.start(command) for command in ("check", "generate", "check", "check")]
    for one in runs:
        out, err = one.communicate(timeout=120)
        assert one.returncode == 0, out + err
    assert library.check() == (0, False)
    assert [path.suffix for path in library.records.iterdir()] == [".json"]


def test_switch_and_setting(library: Library) -> None:
    assert library.run("check", "--no-cache")[1]
    library.edit("pyproject.toml", 'output = "."', 'output = "."\ncache = false')
    assert library.run("check")[1]
    assert not library.run("check", "--cache")[1]
    library.edit("pyproject.toml", "cache = false", "cache = 'no'")
    result, _ = library.run("check")
    assert result.code == 2 and "`cache` is true or false, not a string" in result.err


def test_only_the_last_records_are_kept(library: Library) -> None:
    for number in range(70):
        old = library.records / f"{number}.json"
        old.write_text("")
        os.utime(old, (number, number))
    library.run("generate", "--line-length", "60", "--force")
    names = {path.name for path in library.records.iterdir()}
    assert len(names) == 64
    assert not names & {f"{number}.json" for number in range(6)}


def test_a_file_that_changes_while_it_is_compiled_is_not_taken_for_the_new_one(
    library: Library,
) -> None:
    """What was imported is the old text, what stands there afterwards is the new one."""
    library.edit("pkg/helper.py", "import json\n", CHANGING)
    library.edit("pkg/base.py", "close", "close_it")
    library.edit("pkg/base.py", "class", "# ONCE\nclass")
    library.run("generate", "--force")
    assert library.check() == (0, True)


def test_a_home_is_not_needed(library: Library) -> None:
    code = textwrap.dedent(
        """
        import os, pathlib
        from synchronicity.cli import records
        def fail(cls=None):
            raise RuntimeError("no home")
        pathlib.Path.home = staticmethod(fail)
        os.environ.pop("SYNCHRONICITY_CACHE_DIR")
        print(records._directory())
        """
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"


def test_it_is_worth_it(library: Library) -> None:
    """A record takes the compiler's place, which is not even imported."""
    code = (
        "import sys\nfrom synchronicity.cli import run\n"
        "code = run(['check'], final=True)\n"
        "print('synchronicity.codegen.read' in sys.modules, file=sys.__stderr__)\n"
        "import os; sys.__stderr__.flush(); os._exit(code)\n"
    )
    environment = {**os.environ, "SYNCHRONICITY_CACHE_DIR": str(library.records)}
    said = ""
    for _ in range(2):  # the path of modules is another one than in the other tests
        time.sleep(0.05)
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=library.path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said = done.stderr
    assert said.endswith("False\n")
