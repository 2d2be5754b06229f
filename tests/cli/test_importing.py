from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from synchronicity.cli.placeholders import Placeholder

from .conftest import IMPLEMENTATION, Project

MODULE = "from synchronicity.module import Module\n"


def problems(project: Project, *modules: str, code: int = 1) -> list[tuple[str, int, str]]:
    """Path, line and message of what is reported for `-m` of each of `modules`."""
    arguments = [argument for module in modules for argument in ("-m", module)]
    result = project.run(*arguments, "NAME", "-o", "out", "--output-format", "json")
    assert result.code == code and not (project.path / "out").exists()
    return [(found["path"], found["line"], found["message"]) for found in json.loads(result.out)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = 1\n\n1 / 0\n", 3, "importing `bad` failed: ZeroDivisionError: division by zero"),
        (
            "import os\nimport sys; sys.exit('no')\n",
            2,
            "importing `bad` ends the process: SystemExit: no",
        ),
        ("import os\n\nos._exit(3)\n", 3, "importing `bad` ends the process: os._exit(3)"),
        (
            "import os\ntry:\n    os._exit(3)\nexcept BaseException:\n    pass\n",
            3,
            "importing `bad` ends the process: os._exit(3)",
        ),
        (
            "import os\nimport absent\n",
            2,
            "importing `bad` failed: ModuleNotFoundError: No module named 'absent'",
        ),
        ("import json\njson.loads('{')\n", 2, "importing `bad` failed: JSONDecodeError: Expecting"),
        ("def f():\n    return\n\n  x\n", 4, "importing `bad` failed: IndentationError: unindent"),
        ("x = 1\nx = = 2\n", 2, "importing `bad` failed: SyntaxError: invalid syntax"),
        (
            f"{MODULE}api = Module('x')\napi.wrap_class(1)\n",
            3,
            "importing `bad` failed: TypeError: wrap_class takes",
        ),
        ("\ninput()\n", 2, "importing `bad` failed: EOFError"),
        ("class E(BaseException):\n    __str__ = None\nraise E\n", 3, "importing `bad` failed: E"),
        ("exec('1 / 0')\n", 1, "importing `bad` failed: ZeroDivisionError"),
    ],
)
def test_exception_is_shown_at_the_users_line(
    project: Project, text: str, line: int, message: str
) -> None:
    project.file("bad.py", text)
    ((path, found, said),) = problems(project, "bad")
    assert (path, found) == ("bad.py", line) and said.startswith(message)


def test_thread_that_ends_the_process(project: Project) -> None:
    project.file(
        "_impl.py",
        f"""\
        import os, threading
        {MODULE.strip()}
        api = Module("weather.api")
        thread = threading.Thread(target=lambda: os._exit(0))
        thread.start()
        thread.join()
        """,
    )
    result = project.process("-m", "_impl", "NAME", "-o", "out", "--output-format", "github")
    assert result.code == 1 and result.out.startswith("::error file=_impl.py,line=4,"), result
    assert "importing `_impl` ends the process: os._exit(0)" in result.out


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_child_of_a_fork_may_end(project: Project) -> None:
    project.file(
        "_impl.py",
        f"""\
        import os
        child = os.fork()
        if not child:
            os._exit(7)
        status = os.waitpid(child, 0)[1]
        assert os.WEXITSTATUS(status) == 7, status
        {MODULE.strip()}
        api = Module("weather.api")
        """,
    )
    result = project.process("-m", "_impl", "NAME", "-o", "out")
    assert result.code == 0 and (project.path / "out/weather/api.py").exists()


def test_process_may_be_ended_again_afterwards() -> None:
    code = (
        "import os\nfrom synchronicity.cli.ending import held\nbefore = os._exit\n"
        "with held():\n    from os import _exit\n"
        "assert os._exit is before\n"
        "with held():\n    os._exit = print\n"
        "assert os._exit is print\n_exit(5)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=30, check=False).returncode == 5


def test_the_last_of_the_users_lines_counts(project: Project) -> None:
    project.file("_impl.py", "import helper\n")
    project.file("helper.py", "import json\n\ndef f():\n    json.loads('')\n\nf()\n")
    ((path, line, _),) = problems(project, "_impl")
    assert (path, line) == ("helper.py", 4)


def test_line_is_underlined_without_its_indentation(project: Project) -> None:
    project.file("bad.py", "if True:\n\tx = 1 / 0\n")
    err = project.run("-m", "bad", "NAME").err
    assert "\n        x = 1 / 0\n        ^^^^^^^^^\n" in err and err.startswith("bad.py:2:2: ")


def test_all_failures_are_reported_together(project: Project) -> None:
    project.file("bad.py", "1 / 0\n")
    project.file("worse.py", "import bad\n")
    project.file("empty.py", "x = 1\n")
    modules = ("bad", "worse", "_impl", "empty", "nowhere", "_impl.py", "nowhere", "bad")
    found = problems(project, *modules, code=2)
    assert [(path, line) for path, line, _ in found] == [
        ("<command line>", 1),
        ("<command line>", 1),
        ("bad.py", 1),
        ("empty.py", 1),
    ]


@pytest.mark.parametrize("init", [True, False])
def test_package_whose_modules_have_one(project: Project, init: bool) -> None:
    project.file("pkg/_impl.py", f"{MODULE}api = Module('pkg.api')\n")
    project.file("pkg/sub/_impl.py", f"{MODULE}api = Module('pkg.sub.api')\n")
    if init:
        project.file("pkg/__init__.py", "")
    result = project.run("-m", "pkg", "NAME")
    place = "pkg/__init__.py:1:1" if init else "<command line>:1:18"
    said = "`pkg` has no Module, so there is nothing to compile in it"
    assert (result.code, f"{place}: error[import-failed]: {said}" in result.err) == (1, True)
    help = "help: type `-m pkg._impl` `-m pkg.sub._impl`, which it has inside\n"
    assert help in result.err, result.err


def test_module_without_a_module(project: Project) -> None:
    project.file("empty.py", "x = 1\n")
    ((path, line, message),) = problems(project, "empty")
    assert (path, line) == ("empty.py", 1) and message.startswith("`empty` has no Module")
    ((path, _, message),) = problems(project, "sys")
    assert path == "<command line>" and message.startswith("`sys` has no Module")


@pytest.mark.parametrize(
    ("argument", "advice"),
    [
        ("_impl.py", "type `-m _impl`"),
        ("./_impl.py", "type `-m _impl`"),
        ("pkg/_api.py", "type `-m pkg._api`"),
        ("pkg/_api", "type `-m pkg._api`"),
        ("pkg/", "type `-m pkg`"),
        ("pkg/__init__.py", "type `-m pkg`"),
        ("src/inner/_deep.py", "type `-m inner._deep`, with PYTHONPATH=src"),
        ("plain/_file.py", "type `-m plain._file`"),
        ("pkg._apy", "did you mean `-m pkg._api`?"),
        ("pgk._api", "did you mean `-m pkg._api`?"),
        ("impl", "did you mean `-m _impl`?"),
        ("_api", "did you mean `-m pkg._api`?"),
        ("inner._deep", "did you mean `-m inner._deep`, with PYTHONPATH=src?"),
        ("pkg._api.inside", None),
        ("qqqqqqqqqqq", "start in the directory that the name begins at"),
        ("._impl", "type `-m _impl`"),
        ("jsonn", "did you mean `-m jsonnet_x`?"),
        ("no such name", None),
    ],
)
def test_what_to_type(project: Project, argument: str, advice: str | None) -> None:
    for name in (
        "pkg/__init__",
        "pkg/_api",
        "src/inner/__init__",
        "src/inner/_deep",
        "plain/_file",
        "jsonnet_x",
    ):
        project.file(f"{name}.py", "")
    result = project.run("-m", argument, "NAME", "--output-format", "json")
    assert result.code == 2
    (found,) = json.loads(result.out)
    assert found["path"] == "<command line>"
    if advice is not None:
        assert found["help"] == advice


def test_mistake_is_shown_in_the_command_line(project: Project) -> None:
    result = project.run("-m", "_impl", "-m", "no such", "NAME")
    assert result.err.splitlines()[:3] == [
        (
            "<command line>:1:27: error[import-failed]: "
            "`-m` takes a dotted name, and `no such` is not the name of a module"
        ),
        "    synchronicity -m _impl -m 'no such' NAME",
        "                              ^^^^^^^^^",
    ]


OWN_TARGET = "this imports `weather.api`, which is generated from this implementation"


@pytest.mark.parametrize(
    "statement",
    ["import weather.api", "from weather.api import f", "from weather import api as x"],
)
@pytest.mark.parametrize("package", [False, True])
def test_import_of_a_target_that_is_not_there_yet(
    project: Project, statement: str, package: bool
) -> None:
    if package:
        project.file("weather/__init__.py", "")
    project.file("_impl.py", f"import os\n{statement}\n{MODULE}api = Module('weather.api')\n")
    ((path, line, message),) = problems(project, "_impl")
    assert (path, line) == ("_impl.py", 2) and message.startswith(OWN_TARGET)


def test_import_of_a_target_that_is_there(project: Project) -> None:
    project.file("weather/__init__.py", "")
    project.file("weather/api.py", "import weather._impl\n")
    project.file(
        "weather/_impl.py", f"{MODULE}api = Module('weather.api')\n\nfrom . import api as own\n"
    )
    ((path, line, message),) = problems(project, "weather._impl")
    assert (path, line) == ("weather/_impl.py", 4) and message.startswith(OWN_TARGET)


def test_import_of_a_target_that_fails_halfway(project: Project) -> None:
    project.file("weather/__init__.py", "")
    project.file("weather/api.py", "import _impl\n_impl.f\n")
    project.file(
        "_impl.py", f"{MODULE}api = Module('weather.api')\nimport weather.api\ndef f(): ...\n"
    )
    ((path, line, message),) = problems(project, "_impl")
    assert (path, line) == ("_impl.py", 3) and message.startswith(OWN_TARGET)
    assert "AttributeError" in message


@pytest.mark.parametrize(
    "text",
    [
        "from .api import value\n",
        "from weather.api import value as v\n",
        "from . import api\nx = api.value\n",
        "import weather.api\nx = weather.api.value\n",
        "from .api import *\nfrom . import api\n__all__ = [*api.__all__, 'x']\n",
        "from ._impl import api\nfrom .api import value\n",
        "from . import other\n",
        "try:\n    from .api import perhaps\nexcept ImportError:\n    perhaps = None\n",
        "from . import api\nx = getattr(api, 'perhaps', None)\n",
        "from .api import value\nclass Mine(value):\n    x = value.of('y')[1]\nmine = Mine(1, y=2)\n",
        "from .api import value\n@value.decorator(1)\ndef f(x: value) -> 'value | None': ...\n",
    ],
)
@pytest.mark.parametrize("name", ["'weather.api'", '__package__ + ".api"'])
def test_package_that_offers_the_target_on_the_first_build(
    project: Project, text: str, name: str
) -> None:
    project.file("weather/__init__.py", text)
    project.file("weather/other.py", "from .api import value\n")
    project.file("weather/_impl.py", f"{MODULE}api = Module({name})\n")
    result = project.run("-m", "weather._impl", "NAME", "-o", ".")
    assert result.code == 0, result.err
    assert "weather.api" not in sys.modules
    assert not any(
        type(value) is Placeholder for value in vars(sys.modules.get("weather", sys)).values()
    )
    assert project.run("check", "-m", "weather._impl", "NAME", "-o", ".").code == 0


def test_package_that_offers_several_targets_of_computed_names(project: Project) -> None:
    project.file(
        "weather/__init__.py",
        "from .a import value\nfrom .b import value as w\nfrom . import helper\n"
        "__all__ = [*a.__all__, *b.__all__, helper.__name__]\n",
    )
    project.file("weather/helper.py", "")
    for name in "ab":
        text = f"{MODULE}api = Module(f'{{__package__}}.{name}')\n"
        project.file(f"weather/_{name}.py", text)
    result = project.run("-m", "weather._a", "-m", "weather._b", "NAME", "-o", ".")
    assert result.code == 0, result.err


def test_old_target_does_not_stand_in_the_way_of_a_new_one(project: Project) -> None:
    """What is imported may be new, and what is there may be broken by what has changed."""
    project.file("weather/__init__.py", "")
    project.file("weather/_impl.py", f"{MODULE}api = Module('weather.api')\n")
    arguments = ("-m", "weather._impl", "-o", ".")
    assert project.run(*arguments, "old").code == 0
    text = (project.path / "weather/api.py").read_text() + "from ._impl import gone\n"
    project.file("weather/api.py", text)
    project.file("weather/__init__.py", "from .api import value\n")
    assert project.run(*arguments, "new", "--force").code == 0


@pytest.mark.parametrize("name", ["'weather.api'", "f'{__package__}.api'"])
def test_use_of_a_target_while_it_is_stood_in_for(project: Project, name: str) -> None:
    project.file(
        "weather/__init__.py", "from . import api\n__all__ = [*api.__all__]\nx = api.value > 1\n"
    )
    project.file("weather/_impl.py", f"{MODULE}api = Module({name})\n")
    project.file("weather/_more.py", f"{MODULE}api = Module('weather.more')\n")
    result = project.run("-m", "weather._impl", "-m", "weather._more", "NAME", "-o", ".")
    assert result.code == 1 and result.err.count("error[") == 1
    assert result.err.startswith("weather/__init__.py:3:1: ")
    assert "help: `weather.api`: generated only now, and stood in for: use it when" in result.err


def test_name_that_the_target_will_lack_is_told_at_its_line(project: Project) -> None:
    project.file("weather/__init__.py", "import os\nfrom .api import (\n    valu,\n    value,\n)\n")
    project.file("weather/_impl.py", f"{MODULE}api = Module('weather.api')\n")
    result = project.run("-m", "weather._impl", "NAME", "-o", ".")
    assert result.code == 1 and not (project.path / "weather/api.py").exists()
    assert "error[import-failed]: `weather.api` will have no `valu`" in result.err
    assert result.err.startswith("weather/__init__.py:2:1: ")
    assert "\nhelp: did you mean `value`?\n" in result.err


def test_missing_module_that_is_no_target_is_told_at_its_line(project: Project) -> None:
    project.file("weather/__init__.py", "import os\nfrom .absent import f\n")
    project.file("weather/_impl.py", f"{MODULE}api = Module('weather.api')\n")
    ((path, line, message),) = problems(project, "weather._impl")
    assert (path, line) == ("weather/__init__.py", 2)
    assert "No module named 'weather.absent'" in message


def test_missing_module_that_is_caught_stays_missing(project: Project) -> None:
    project.file(
        "weather/__init__.py",
        "try:\n    from . import _fast\nexcept ImportError:\n    _fast = None\n"
        "assert _fast is None\nfrom .api import value\n",
    )
    project.file("weather/_impl.py", f"{MODULE}api = Module('weather.' + 'api')\n")
    assert project.run("-m", "weather._impl", "NAME").code == 0


@pytest.mark.parametrize(
    ("file", "line", "text"),
    [
        ("weather/_impl.py", 2, "from .api import value"),
        ("weather/_impl.py", 2, "from . import value"),
        ("weather/helper.py", 1, "from .api import value"),
        ("weather/helper.py", 1, "from . import api\napi.value"),
    ],
)
def test_implementation_gets_no_stand_in(project: Project, file: str, line: int, text: str) -> None:
    """Neither by itself, nor what it imports, nor from the package that offers it: at run time it is not there yet."""
    project.file("weather/__init__.py", "from .api import value\n")
    project.file("weather/helper.py", "")
    imports = text if file == "weather/_impl.py" else "from . import helper"
    project.file(file, f"{text}\n")
    project.file("weather/_impl.py", f"import os\n{imports}\n{MODULE}api = Module('weather.api')\n")
    ((path, found, message),) = problems(project, "weather._impl")
    assert path == file and found >= line and message.startswith(OWN_TARGET)


def test_module_of_somebody_else_in_the_targets_place_is_imported(project: Project) -> None:
    project.file("weather/__init__.py", "from .api import f\nassert f == 1\n")
    project.file("weather/api.py", "f = 1\n")
    project.file("weather/_impl.py", f"{MODULE}api = Module('weather.api')\n")
    result = project.run("-m", "weather._impl", "NAME", "-o", ".")
    assert result.code == 1 and "not-generated" in result.err


def test_package_that_offers_the_target_is_fine_once_that_is_there(project: Project) -> None:
    project.file("weather/__init__.py", "from .api import f\n")
    project.file("weather/api.py", "f = 1\n")
    project.file("weather/_impl.py", f"{MODULE}api = Module('weather.api')\n")
    assert project.run("-m", "weather._impl", "NAME").code == 0


def test_imports_that_do_not_run_are_no_cycle(project: Project) -> None:
    project.file("weather/__init__.py", "")
    project.file("weather/api.py", "")
    project.file(
        "_impl.py",
        f"""\
        {MODULE.strip()}
        import typing
        if typing.TYPE_CHECKING:
            import weather.api
        def f():
            import weather.api
        __import__("weather.api")
        api = Module("weather.api")
        """,
    )
    assert project.run("-m", "_impl", "NAME").code == 0


def test_user_code_does_not_print_into_our_output(project: Project) -> None:
    quiet = project.run("-m", "_impl", "NAME")
    project.file(
        "noisy.py",
        f"""\
        import os, sys, subprocess
        print("python")
        os.system("echo shell")
        os.write(1, b"descriptor\\n")
        sys.__stdout__.write("original\\n")
        subprocess.run([sys.executable, "-c", "print('child')"])
        sys.stdin.read() == "" or 1 / 0
        {MODULE.strip()}
        api = Module("weather.api")
        """,
    )
    for noisy in (project.run("-m", "noisy", "NAME"), project.process("-m", "noisy", "NAME")):
        assert (noisy.code, noisy.out) == (quiet.code, quiet.out)
        assert set(noisy.err.split()) == {"python", "shell", "descriptor", "original", "child"}


def test_current_directory_and_streams_come_back(project: Project) -> None:
    before = sys.stdin, sys.stdout, sys.stderr
    project.file("sub/x.txt", "")
    project.file("_impl.py", f"import os\nos.chdir('sub')\n{MODULE}api = Module('weather.api')\n")
    result = project.run("-m", "_impl", "NAME", "-o", "out")
    assert result.err.startswith("wrote out/weather/__init__.py\n")
    assert (project.path / "out/weather/api.py").exists() and not (
        project.path / "sub/out"
    ).exists()
    assert (sys.stdin, sys.stdout, sys.stderr) == before and Path.cwd() == project.path


def test_failed_import_does_not_move_us(project: Project) -> None:
    project.file("sub/x.txt", "")
    project.file("bad.py", "import os\nos.chdir('sub')\n1 / 0\n")
    result = project.run("-m", "bad", "-m", "impl", "NAME")
    assert "did you mean `-m _impl`?" in result.err and "\nbad.py:3:1: " in result.err


def test_broken_streams_are_not_ours(project: Project) -> None:
    project.file(
        "_impl.py",
        f"""\
        import io, sys
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="ascii")
        sys.stdout.close()
        sys.stdin.close()
        {MODULE.strip()}
        api = Module("weather.api")
        """,
    )
    result = project.process("-m", "_impl", "Zürich")
    assert result.code == 0 and "Zürich" in result.out and result.err == ""
    assert "wrote weather/api.py\n" in project.process("-m", "_impl", "x", "-o", ".").err


@pytest.mark.parametrize(
    "statement",
    [
        "sys.stderr.close()",
        "sys.__stderr__.close()",
        "os.close(2)",
        "builtins.print = None",
    ],
)
@pytest.mark.parametrize("name", ["NAME", "bad"])
def test_broken_interpreter_is_not_ours(project: Project, statement: str, name: str) -> None:
    project.file(
        "_impl.py",
        f"""\
        import builtins, os, sys
        from synchronicity.module import Module
        api = Module("weather.api")
        @api.wrap_function
        async def f(x): ...
        {statement}
        """,
    )
    result = project.process("-m", "_impl", name, "-o", ".")
    said = "wrote weather/api.py\n" if name == "NAME" else ": error[missing-annotation]: "
    assert (result.code, said in result.err) == (int(name == "bad"), True), result


def test_what_cannot_be_shown_is_no_traceback(project: Project) -> None:
    project.file("_impl.py", f"import sys\nsys.modules['platform'] = None\n{IMPLEMENTATION}")
    result = project.process("-m", "_impl", "crash", "-o", ".")
    assert result.code == 2 and "Traceback" not in result.err, result
    assert "internal error, which cannot be told in full: ModuleNotFoundError: " in result.err


def test_traceback_on_request(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.file("bad.py", "1 / 0\n")
    assert "Traceback" not in project.run("-m", "bad", "NAME").err
    monkeypatch.setenv("SYNCHRONICITY_TRACEBACK", "full")
    assert "Traceback" in project.run("-m", "bad", "NAME").err


def test_thread_does_not_keep_us_alive(project: Project) -> None:
    project.file(
        "_impl.py",
        f"""\
        import threading, time, itertools
        def chatter():
            for number in itertools.count():
                print("chatter")
                time.sleep(0 if number < 1000 else 0.01)
        threading.Thread(target=chatter).start()
        {MODULE.strip()}
        api = Module("weather.api")
        """,
    )
    result = project.process("-m", "_impl", "NAME")
    assert result.code == 0 and "chatter" in result.err and "chatter" not in result.out
    assert result.out.startswith("# --- weather/api.py\n") and "weather/api.pyi" in result.out


def test_input_is_empty(project: Project) -> None:
    project.file("_impl.py", f"{MODULE}api = Module('weather.api')\nassert input() == 'typed'\n")
    result = project.process("-m", "_impl", "NAME", stdin="typed\n")
    assert result.code == 1 and result.err.startswith("_impl.py:3:1: error[import-failed]: ")
    project.file("_impl.py", f"{MODULE}api = Module('x')\nimport os\nassert os.read(0, 9) == b''\n")
    assert project.process("-m", "_impl", "NAME", stdin="typed\n").code == 0


def test_user_code_stays_silenced_to_the_end_of_the_process(project: Project) -> None:
    code = (
        "from synchronicity.cli.console import Console\n"
        "console = Console(final=True)\n"
        "with console.quiet(): pass\n"
        "print('late')\n"
        "console.print('ours')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert (done.stdout, done.stderr) == ("ours", "late\n")


def test_script_finds_modules_of_the_current_directory(project: Project) -> None:
    result = project.process("-m", "_impl", "NAME", "-o", ".")
    assert result.code == 0 and (project.path / "weather/api.pyi").exists()
