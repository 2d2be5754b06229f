"""README.md and docs/: every block of code does what it says, every link leads somewhere, every page is found."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import synchronicity
from synchronicity.cli import COMMANDS, load_command
from synchronicity.cli.parsers import new_parser
from synchronicity.cli.settings import read_settings
from synchronicity.codegen import compile

from .documents import ENVIRONMENT, LANGUAGES, PAGES, ROOT, Block, Site, all_blocks, page_name

BLOCKS = all_blocks()
NAMES = [page_name(page) for page in PAGES]

# What is not run, or not even type-checked: how many blocks of a page. Not to grow without a reason.
MARKED = {
    (
        "docs/integration.md",
        "not-checked",
    ): 1,  # a module of a package that has a copy of the run time
    ("docs/integration.md", "not-run"): 1,  # a project that there is not
    ("docs/migration.md", "not-checked"): 2,  # asgiref and synchronicity 0.x
}

COMPILING = ["compile_modules", "compile_module", "compile_function", "compile_class"]

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
COMMAND = re.compile(
    r"^(?:\$ |- run: | *run: )?((?:python -m )?synchronicity(?:\.cli)? .*)$", re.MULTILINE
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project that all blocks make, compiled."""
    site = Site(tmp_path_factory.mktemp("site"))
    done = site.compile()
    assert done.returncode == 0, done.stderr
    return site


def test_markers_do_not_grow() -> None:
    found = Counter((block.page, mark) for block in BLOCKS for mark in block.marks)
    assert found == MARKED


def test_every_block_has_a_language_that_is_looked_at() -> None:
    assert [block.place for block in BLOCKS if block.language not in LANGUAGES] == []


def test_every_page_is_in_the_navigation() -> None:
    """A page that another branch writes may be in a comment there."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = [f"docs/{name}" for name in re.findall(r"^ +#? ?- .*?([\w/-]+\.md)$", text, re.M)]
    assert set(NAMES) - {"README.md"} <= set(listed)
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    text = without_code(page)
    for link in LINK.findall(text):
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{link}: there is no such file"
        if anchor:
            assert anchor in set(anchors(target)), f"{link}: there is no such heading"


def without_code(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> Iterator[str]:
    """The names of headings, as the site's builder makes them."""
    for heading in HEADING.findall(without_code(page)):
        yield re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def test_every_public_name_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    documented = set(re.findall(r"^::: synchronicity\.(\w+)$", text, re.MULTILINE))
    assert documented == {*synchronicity.__all__, "validation"}
    assert f"members: [{', '.join(COMPILING)}]" in text
    assert set(COMPILING) == set(compile.__all__)


def commands() -> Iterator[tuple[str, str]]:
    for block in BLOCKS:
        if block.language in ("sh", "text", "yaml"):
            for found in COMMAND.finditer(block.code):
                yield block.place, found[1]


@pytest.mark.parametrize(
    ("place", "command"), [pytest.param(*c, id=" ".join(c)) for c in commands()]
)
def test_commands_are_understood(place: str, command: str) -> None:
    words = shlex.split(command.partition(" #")[0])
    words = words[3:] if words[0] == "python" else words[1:]
    bare = words[0] not in COMMANDS
    assert not bare or words[0].startswith("-"), f"{place}: there is no such command"
    name = "generate" if bare else words[0]
    parser = new_parser(name)
    options = parser.parse_args(words if bare else words[1:])
    options.bare = bare
    if "-m" in words:  # otherwise the rest stands in the settings
        load_command(name).check(parser, options, words)


@pytest.mark.parametrize(
    "block",
    [block for block in BLOCKS if "[tool.synchronicity]" in block.code],
    ids=lambda block: block.place,
)
def test_settings_are_understood(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(block.code, "utf-8")
    assert read_settings(file) is not None


def test_excerpts_are_what_is_generated(site: Site) -> None:
    assert site.excerpts
    for block in site.excerpts:
        assert block.title is not None
        generated = site.path_of(block.title).read_text("utf-8")
        assert block.code.strip("\n") in generated, f"{block.place}: not in\n{generated}"


@pytest.mark.parametrize("page", NAMES)
def test_programs_run(page: str, site: Site) -> None:
    for program in site.programs.get(page, []):
        done = site.run("-m", program)
        assert (done.returncode, done.stderr) == (0, ""), f"{program}\n{done.stderr}"


@pytest.mark.parametrize("page", sorted({b.page for b in BLOCKS if b.language == "pycon"}))
def test_sessions_give_what_they_show(page: str, site: Site) -> None:
    done = site.run("-m", "doctest", "-o", "ELLIPSIS", str(site.sessions[page]))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


@pytest.mark.checker
def test_mypy_accepts(site: Site) -> None:
    cache = f"--cache-dir={site.root.parent / 'mypy-cache'}"
    done = checked(site, "mypy", "--strict", "--config-file=", cache, ".")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.checker
def test_pyright_accepts(site: Site) -> None:
    settings = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT / "src")]}
    (site.root / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    done = checked(site, "pyright", "--pythonpath", sys.executable)
    assert done.returncode == 0, done.stdout + done.stderr


def checked(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a type checker says about all blocks together."""
    environment = {"MYPYPATH": str(ROOT / "src"), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=site.root, env={**ENVIRONMENT, **environment},
        capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip


def test_the_tutorial_sets_up_what_it_shows(tmp_path: Path) -> None:
    tutorial = [block for block in BLOCKS if block.page == "docs/tutorial.md"]
    (implementation,) = (block for block in tutorial if block.title == "kv/_impl.py")
    (settings,) = (block for block in tutorial if block.language == "toml")
    (tmp_path / "kv").mkdir()
    (tmp_path / "kv" / "__init__.py").touch()
    (tmp_path / "kv" / "_impl.py").write_text(implementation.code, "utf-8")
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "kv"\n', "utf-8")
    for words in (["init", "--yes"], ["generate"], ["check"]):
        command = [sys.executable, "-m", "synchronicity.cli", *words]
        subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, check=True, timeout=60)
    assert file.read_text("utf-8").endswith(f"\n\n{settings.code}")
    assert sorted(path.name for path in (tmp_path / "kv").glob("api.*")) == ["api.py", "api.pyi"]
