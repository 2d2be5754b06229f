"""The rooms of the house, held against the code: who may import whom, and what must not be found where.

The table is that of docs/architecture.md. Every import counts, at any depth of a file, also those for type checkers
only; a standard-library import for type checkers only is free, since nothing of it happens.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "synchronicity"
PACKAGE = "synchronicity"


@dataclass(frozen=True)
class Room:
    """`may` are the rooms that it imports from, besides itself; `never` are modules of the standard library."""

    may: frozenset[str]
    never: frozenset[str] = frozenset()


def room(may: str = "", never: str = "") -> Room:
    return Room(frozenset(may.split()), frozenset(never.split()))


STAGES = (
    "codegen.model codegen.diagnostics codegen.syntax codegen.read codegen.type_transformer codegen.lower"
    " codegen.emit codegen.header codegen.output"
)

# Modules of a room that are no package of that name: the first that fits.
PLACES = {
    "dual_types": "descriptor",
    "codegen.layout": "codegen.writer",
    "__main__": "cli",
    "pytest_plugin": "validation",
}

ROOMS = {
    "": room("module synchronizer descriptor runtime", "asyncio inspect"),
    "module": room(never="asyncio inspect"),
    "runtime": room(),
    "descriptor": room("runtime"),
    "synchronizer": room("runtime descriptor module"),
    "codegen": room(),
    "codegen.data": room(never="inspect importlib"),
    "codegen.defaults": room(never="inspect importlib"),
    "codegen.diagnostics": room("codegen.data", "inspect importlib"),
    "codegen.model": room("codegen.data codegen.diagnostics", "inspect importlib"),
    "codegen.syntax": room("codegen.data", "inspect importlib"),
    "codegen.header": room(never="inspect importlib"),
    "codegen.output": room("codegen.data", "inspect importlib"),
    "codegen.read": room("codegen.data codegen.model codegen.diagnostics module"),
    "codegen.type_transformer": room(
        "codegen.data codegen.model codegen.diagnostics codegen.syntax", "inspect"
    ),
    "codegen.lower": room(
        "codegen.data codegen.model codegen.diagnostics codegen.syntax codegen.type_transformer",
        "inspect",
    ),
    "codegen.emit": room(
        "codegen.data codegen.model codegen.syntax codegen.type_transformer codegen.header",
        "inspect re",
    ),
    "codegen.compile": room(f"{STAGES} codegen.defaults module"),
    "codegen.writer": room("codegen.data codegen.diagnostics codegen.header codegen.output"),
    "build": room("cli codegen.writer"),
    "validation": room("cli"),
    "cli": room(f"{STAGES} codegen codegen.compile codegen.defaults codegen.writer module"),
}

# Each part of the run time may import those before it.
RUNTIME_ORDER = (
    *(
        "errors",
        "subscript",
        "faces",
        "records",
        "wakers",
        "bells",
        "inbox",
        "selector",
        "tasks",
        "ports",
        "timing",
        "loop",
    ),
    *("info", "process", "homes", "advice", "waiting", "driving"),
    *(
        "generators",
        "prefetching",
        "iterators",
        "identity",
        "contexts",
        "members",
        "helpers",
        "callables",
        "deprecation",
        "managers",
        "results",
        "awaiting",
    ),
)

Import = tuple[str, int, bool]
"""A module, the line, and whether the import is for type checkers only."""


def violations(source: Path) -> list[str]:
    """What breaks the rules in the tree of the package at `source`, as `path:line: text`."""
    files = {module_name(source, path): path for path in sorted(source.rglob("*.py"))}
    found = (
        f"{path.relative_to(source).as_posix()}:{text}"
        for module, path in files.items()
        for text in file_violations(module, path, set(files))
    )
    return list(dict.fromkeys(found))


def module_name(source: Path, path: Path) -> str:
    """The dotted name below the package, empty for the package itself."""
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> Optional[str]:
    """The room of a module below the package: the longest prefix of its name that is one."""
    if module in PLACES:
        return PLACES[module]
    while module and module not in ROOMS:
        module = module.rpartition(".")[0]
        if not module:
            return None
    return module


def file_violations(module: str, path: Path, modules: set[str]) -> Iterator[str]:
    home = room_of(module)
    if home is None:
        yield f"1: `{module}` is in no room"
        return
    tree = ast.parse(path.read_text("utf-8"))
    is_package = path.name == "__init__.py"
    for name, line, checkers_only in imports(tree, module, is_package, modules):
        if name == PACKAGE or name.startswith(f"{PACKAGE}."):
            text = own_import(module, home, name[len(PACKAGE) + 1 :])
        else:
            text = library_import(home, name, checkers_only)
        if text:
            yield f"{line}: {text}"
    if home == "codegen.emit":
        yield from text_surgery(tree)


def own_import(module: str, home: str, name: str) -> Optional[str]:
    there = room_of(name)
    if there is None:
        return f"`{name}` is in no room"
    if there == "runtime" == home:
        return runtime_import(module, name)
    if name == "" and home == "cli":
        return None  # the version
    if there == home or there in ROOMS[home].may:
        return None
    return f"`{home}` must not import `{there}`"


def library_import(home: str, name: str, checkers_only: bool) -> Optional[str]:
    top = name.partition(".")[0]
    if top in ROOMS[home].never and not checkers_only:
        return f"`{home}` must not import `{top}`"
    if home.startswith("codegen") and top == "asyncio" and not checkers_only:
        return "the compiler has no event loop: it must not import `asyncio`"
    return None


def runtime_import(module: str, name: str) -> Optional[str]:
    here, there = (part.split(".")[1] if "." in part else "" for part in (module, name))
    if not here or here == there:
        return None
    if not there:
        return f"`{module}` must not import the package that gathers it"
    for part in (here, there):
        if part not in RUNTIME_ORDER:
            return f"`runtime.{part}` has no place in the order of the run time"
    if RUNTIME_ORDER.index(there) > RUNTIME_ORDER.index(here):
        return f"`runtime.{here}` comes before `runtime.{there}` and must not import it"
    return None


def imports(tree: ast.Module, module: str, is_package: bool, modules: set[str]) -> Iterator[Import]:
    """Every import in a file, with the submodules that `from package import name` may mean."""
    parts = [PACKAGE, *module.split(".")] if module else [PACKAGE]
    package = parts if is_package else parts[:-1]
    checked = {child for block in checker_blocks(tree) for child in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, node in checked
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, node.module] if node.module else above)
            for alias in node.names:
                name = f"{base}.{alias.name}"
                is_module = name[len(PACKAGE) + 1 :] in modules and name.startswith(f"{PACKAGE}.")
                yield (name if is_module else base), node.lineno, node in checked
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            loaded = constant(node.args[0]) if node.args else None
            if loaded:
                level = len(loaded) - len(loaded.lstrip("."))
                above = package[: len(package) - level + 1] if level else []
                yield ".".join([*above, loaded.lstrip(".")]), node.lineno, False


def checker_blocks(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that only type checkers see."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in (name_of(node.test), called(node.test)):
            yield from node.body


def text_surgery(tree: ast.Module) -> Iterator[str]:
    """Code made or changed as text. A message of an exception is no code, nor is a name put together from parts."""
    raised = {
        child for node in ast.walk(tree) if isinstance(node, ast.Raise) for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in raised:
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = name_of(node.func.value)
            if node.func.attr == "replace" and owner != "dataclasses":
                yield f"{node.lineno}: text surgery with `.replace`"
            if node.func.attr == "format" and is_code(constant(node.func.value)):
                yield f"{node.lineno}: code made with `.format`"
        if isinstance(node, ast.JoinedStr) and any(is_code(constant(part)) for part in node.values):
            yield f"{node.lineno}: code made with an f-string"
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod)
            and is_code(constant(node.left))
        ):
            yield f"{node.lineno}: code made with `%`"


def is_code(text: Optional[str]) -> bool:
    return text is not None and not re.fullmatch(r"[\w.]*", text)


def constant(node: ast.expr) -> Optional[str]:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def name_of(node: ast.expr) -> Optional[str]:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def called(node: ast.expr) -> Optional[str]:
    return name_of(node.func) if isinstance(node, ast.Call) else None


def test_rooms() -> None:
    assert violations(SOURCE) == []


PLANTED = [
    ("module.py", "import asyncio", "`module` must not import `asyncio`"),
    ("module.py", "from .codegen import model", "`module` must not import `codegen.model`"),
    ("module.py", "def f():\n    import inspect", "`module` must not import `inspect`"),
    ("runtime/loop.py", "import synchronicity.codegen", "`runtime` must not import `codegen`"),
    ("runtime/loop.py", "from .waiting import x", "`runtime.loop` comes before `runtime.waiting`"),
    ("runtime/loop.py", "from . import waiting", "`runtime.loop` comes before `runtime.waiting`"),
    ("runtime/loop.py", "from ..cli import main", "`runtime` must not import `cli`"),
    ("runtime/loop.py", "from ..module import Module", "`runtime` must not import `module`"),
    ("runtime/novel.py", "from . import loop", "`runtime.novel` has no place in the order"),
    (
        "codegen/model/types.py",
        "import importlib.util",
        "`codegen.model` must not import `importlib`",
    ),
    (
        "codegen/model/types.py",
        "from inspect import x",
        "`codegen.model` must not import `inspect`",
    ),
    (
        "codegen/model/types.py",
        "from ..read import x",
        "`codegen.model` must not import `codegen.read`",
    ),
    (
        "codegen/diagnostics.py",
        "from .model import x",
        "`codegen.diagnostics` must not import `codegen.model`",
    ),
    (
        "codegen/syntax/new.py",
        "from ..model import x",
        "`codegen.syntax` must not import `codegen.model`",
    ),
    (
        "codegen/read/new.py",
        "from ..emit import x",
        "`codegen.read` must not import `codegen.emit`",
    ),
    (
        "codegen/read/new.py",
        "from ..syntax import x",
        "`codegen.read` must not import `codegen.syntax`",
    ),
    (
        "codegen/lower/new.py",
        "from ..read import x",
        "`codegen.lower` must not import `codegen.read`",
    ),
    ("codegen/lower/new.py", "import inspect", "`codegen.lower` must not import `inspect`"),
    ("codegen/type_transformer/new.py", "from ..lower import x", "must not import `codegen.lower`"),
    ("codegen/emit/new.py", "import re", "`codegen.emit` must not import `re`"),
    (
        "codegen/emit/new.py",
        "from ..lower import x",
        "`codegen.emit` must not import `codegen.lower`",
    ),
    ("codegen/emit/new.py", "x = y.replace('a', 'b')", "text surgery with `.replace`"),
    ("codegen/emit/new.py", "x = f'{a}({b})'", "code made with an f-string"),
    ("codegen/emit/new.py", "x = 'def {}()'.format(a)", "code made with `.format`"),
    ("codegen/emit/new.py", "x = 'return %s' % a", "code made with `%`"),
    ("codegen/compile.py", "from ..cli import main", "`codegen.compile` must not import `cli`"),
    (
        "codegen/compile.py",
        "from .writer import x",
        "`codegen.compile` must not import `codegen.writer`",
    ),
    (
        "codegen/compile.py",
        "from ..runtime import x",
        "`codegen.compile` must not import `runtime`",
    ),
    ("codegen/writer.py", "import asyncio", "the compiler has no event loop"),
    ("cli/new.py", "from ..runtime.loop import x", "`cli` must not import `runtime`"),
    ("cli/new.py", "from ..synchronizer import x", "`cli` must not import `synchronizer`"),
    ("cli/new.py", "import_module('synchronicity.runtime')", "`cli` must not import `runtime`"),
    ("build/new.py", "from ..runtime import loop", "`build` must not import `runtime`"),
    ("cli/new.py", "from ..build import hatch", "`cli` must not import `build`"),
    ("cli/new.py", "import_module('..runtime')", "`cli` must not import `runtime`"),
    ("attic/new.py", "pass", "`attic.new` is in no room"),
    (
        "module.py",
        "if TYPE_CHECKING:\n    from .runtime import loop",
        "`module` must not import `runtime`",
    ),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with the walls that the examples lean on."""
    house = tmp_path / PACKAGE
    for name in (
        *("module", "runtime/loop", "runtime/waiting", "codegen/header", "codegen/diagnostics"),
        *("codegen/writer", "codegen/compile"),
        *(f"codegen/{name}/__init__" for name in ("model", "read", "syntax", "lower", "emit")),
        *("cli/__init__", "runtime/__init__", "synchronizer"),
    ):
        file = house / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return house


def plant(house: Path, path: str, code: str) -> None:
    file = house / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{code}\n")


@pytest.mark.parametrize(("path", "code", "expected"), PLANTED)
def test_planted_violation_is_found(path: str, code: str, expected: str, house: Path) -> None:
    assert violations(house) == []
    plant(house, path, code)
    (found,) = violations(house)
    assert found.startswith(f"{path}:") and expected in found


def test_planted_violation_is_found_in_the_real_house(tmp_path: Path) -> None:
    copy = tmp_path / PACKAGE
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert violations(copy) == violations(SOURCE)
    plant(copy, "module.py", "def f():\n    import asyncio")
    (new,) = set(violations(copy)) - set(violations(SOURCE))
    assert new.startswith("module.py:") and "`module` must not import `asyncio`" in new


ALLOWED = [
    ("module.py", "if TYPE_CHECKING:\n    import inspect"),
    ("codegen/emit/new.py", "from ..header import header_lines"),
    ("codegen/emit/new.py", "from dataclasses import replace\nx = replace(y, z=1)"),
    ("codegen/emit/new.py", "import dataclasses\nx = dataclasses.replace(y, z=1)"),
    ("codegen/emit/new.py", "x = f'_{name}_{number}'"),
    ("codegen/emit/new.py", "raise ValueError(f'no {name}, sorry')"),
    ("codegen/model/new.py", "from ..diagnostics import Location"),
    ("dual_types.py", "from .runtime import loop"),
    ("runtime/__init__.py", "from .waiting import x"),
]


@pytest.mark.parametrize(("path", "code"), ALLOWED)
def test_allowed_is_not_found(path: str, code: str, house: Path) -> None:
    plant(house, path, code)
    assert violations(house) == []
