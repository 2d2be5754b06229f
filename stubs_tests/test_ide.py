"""What an editor shows to the users of generated modules.

Go-to-definition does not end at the stub: it arrives at the implementation. Completion, hover and signature help
know both faces.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NamedTuple

import pytest

from . import planted
from .editor import opened

PROGRAM = """\
from golden.classes.api import Client, Row
from golden.crossing.api import Service, find
from golden.functions.api import fetch, title, total

def main(client: Client, service: Service) -> None:
    fetch("u")
    _ = fetch.aio("u")
    title("t")
    total(1)
    find("n")
    client.query("q")
    _ = client.query.aio("q")
    client.describe(Row(1))
    client.renamed("v").store(Row(1))
    Client.open("u")
    _ = Client.open.aio("u")
    Client.ping("u")
    client.home
    service.nodes(find("n"))
    Row(1)
    print(fetch.)
    print(client.query.)
    print(Client.open.)
"""
DOCSTRINGS = {
    "fetch": "Fetch a page.",
    "_ = fetch.aio": "Fetch a page.",
    "title": "No waiting: plain on both faces.",
    "client.query": "Run a query.",
    "_ = client.query.aio": "Run a query.",
    "client.describe": "No waiting: plain.",
    "client.renamed": "This client, at another address.",
    "Client.open": "Open a client.",
    "_ = Client.open.aio": "Open a client.",
    "Client.ping": "Ping a server.",
    "client.home": "The home row.",
}
SIGNATURES = {
    "fetch(": "(url: str, *, retries: int = 3) -> str",
    "_ = fetch.aio(": "(url: str, *, retries: int = 3) -> CoroutineType[Any, Any, str]",
    "client.query(": "(sql: str) -> list[Row]",
    "_ = client.query.aio(": "(sql: str) -> CoroutineType[Any, Any, list[Row]]",
    "client.renamed(": "(url: str) -> Client",
    "Client.open(": "(url: str) -> Client",
    "_ = Client.open.aio(": "(url: str) -> CoroutineType[Any, Any, Client]",
}
# What is pointed at; the implementation that it leads to.
DEFINITIONS = {
    "fetch": "functions/_impl.py: async def fetch(",
    "_ = fetch": "functions/_impl.py: async def fetch(",
    "title": "functions/_impl.py: def title(",
    "total": "functions/_impl.py: async def _sum_up(",
    "find": "crossing/_api.py: async def find(",
    "client.query": "classes/_impl.py: async def query(",
    "_ = client.query": "classes/_impl.py: async def query(",
    "client.describe": "classes/_impl.py: def describe(",
    "client.renamed": "classes/_impl.py: async def renamed(",
    'client.renamed("v").store': "classes/_impl.py: async def store(",
    "Client.open": "classes/_impl.py: async def open(",
    "Client.ping": "classes/_impl.py: async def ping(",
    "client.home": "classes/_impl.py: def home(",
    "service.nodes": "crossing/_api.py: async def nodes(",
    "Row": "classes/_impl.py: class Row:",
}


class Shown(NamedTuple):
    """All that the editor said: asked for at once, as the server takes seconds to start."""

    definitions: dict[str, list[str]]
    hovers: dict[str, str]
    signatures: dict[str, tuple[str, str]]
    completions: dict[str, list[str]]


async def _ask(workspace: Path) -> Shown:
    async with opened(workspace, PROGRAM) as editor:
        return Shown(
            {place: await editor.definitions(place) for place in DEFINITIONS},
            {place: await editor.hover(place) for place in DOCSTRINGS},
            {place: await editor.signature(place) for place in SIGNATURES},
            {place: await editor.completions(place) for place in COMPLETED},
        )


COMPLETED = ["print(fetch.", "print(client.query.", "print(Client.open."]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return asyncio.run(_ask(tmp_path_factory.mktemp("workspace")))


@pytest.mark.parametrize("place", DEFINITIONS)
def test_definition_is_the_implementation(place: str, shown: Shown) -> None:
    found = [_without_number(each) for each in shown.definitions[place]]
    assert any(each.startswith(DEFINITIONS[place]) for each in found), found


@pytest.mark.parametrize("place", DEFINITIONS)
def test_definition_has_no_other_code_than_ours(place: str, shown: Shown) -> None:
    """Besides it, the stub's line and the wrapper's, which are called alike."""
    name = DEFINITIONS[place].partition("/")[0]
    assert {each.partition("/")[0] for each in shown.definitions[place]} == {name}
    assert any("api.pyi:" in each for each in shown.definitions[place])


@pytest.mark.parametrize("place", DOCSTRINGS)
def test_hover_shows_the_docstring(place: str, shown: Shown) -> None:
    assert DOCSTRINGS[place] in shown.hovers[place]


@pytest.mark.parametrize("place", SIGNATURES)
def test_signature_help_shows_signature_and_docstring(place: str, shown: Shown) -> None:
    label, documentation = shown.signatures[place]
    assert label == SIGNATURES[place]
    assert documentation.startswith(DOCSTRINGS[place.rstrip("(")])


@pytest.mark.parametrize("place", COMPLETED)
def test_completion_offers_aio_and_nothing_else(place: str, shown: Shown) -> None:
    public = [name for name in shown.completions[place] if not name.startswith("_")]
    assert public == ["aio"]


def test_without_its_imports_the_way_would_end_at_the_wrapper(tmp_path: Path) -> None:
    """The `if TYPE_CHECKING` imports are what leads on; nothing else would notice that they are gone."""
    project = planted.copy_project(tmp_path / "project")
    module = project / "tests" / "golden" / "functions" / "api.py"
    text = module.read_text(encoding="utf-8")
    stripped = [
        line for line in text.splitlines() if not line.startswith("    from ._impl import ")
    ]
    module.write_text("\n".join(stripped).replace("if TYPE_CHECKING:", ""), encoding="utf-8")

    async def ask() -> list[str]:
        workspace = tmp_path / "workspace"
        workspace.mkdir()
        async with opened(workspace, PROGRAM, project) as editor:
            return await editor.definitions("fetch")

    found = [_without_number(each) for each in asyncio.run(ask())]
    assert any(each.startswith("functions/api.py: def fetch(") for each in found), found
    assert not any(each.startswith(DEFINITIONS["fetch"]) for each in found), found


def _without_number(shown: str) -> str:
    path, _, line = shown.split(":", 2)
    return f"{path}:{line}"
