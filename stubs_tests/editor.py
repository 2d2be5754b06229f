"""A file that is open in an editor, over pyright's language server, which is also the core of Pylance.

Places in the file are named by the beginning of their line. Knows the protocol, not what is expected.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pygls.uris import to_fs_path

from .checkers import PROJECT


class Editor:
    """An open file."""

    def __init__(self, client: pytest_lsp.LanguageClient, uri: str, text: str) -> None:
        self._client = client
        self._document = types.TextDocumentIdentifier(uri=uri)
        self._lines = text.splitlines()

    async def definitions(self, text: str) -> list[str]:
        """Where the name at the end of `text` leads to: file, line number, the line."""
        parameters = types.DefinitionParams(
            text_document=self._document, position=self._place(text, -1)
        )
        found = await self._client.text_document_definition_async(parameters)
        assert isinstance(found, (list, tuple))
        return [_shown(each) for each in found if isinstance(each, types.Location)]

    async def completions(self, text: str) -> list[str]:
        """The names that are offered behind `text`."""
        parameters = types.CompletionParams(
            text_document=self._document, position=self._place(text)
        )
        found = await self._client.text_document_completion_async(parameters)
        items = found.items if isinstance(found, types.CompletionList) else found or []
        return [item.label for item in items]

    async def hover(self, text: str) -> str:
        """What is shown over the name at the end of `text`."""
        parameters = types.HoverParams(text_document=self._document, position=self._place(text, -1))
        found = await self._client.text_document_hover_async(parameters)
        assert found is not None and isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def signature(self, text: str) -> tuple[str, str]:
        """The one signature that is shown behind `text`, and its documentation."""
        parameters = types.SignatureHelpParams(
            text_document=self._document, position=self._place(text)
        )
        found = await self._client.text_document_signature_help_async(parameters)
        assert found is not None
        (one,) = found.signatures
        documentation = one.documentation
        if isinstance(documentation, types.MarkupContent):
            documentation = documentation.value
        return one.label, documentation or ""

    def _place(self, text: str, step: int = 0) -> types.Position:
        """Behind the `text` that one line begins with."""
        (number,) = [n for n, line in enumerate(self._lines) if line.strip().startswith(text)]
        character = self._lines[number].index(text) + len(text) + step
        return types.Position(line=number, character=character)


def _shown(location: types.Location) -> str:
    name = to_fs_path(location.uri)
    assert name is not None
    path, number = Path(name), location.range.start.line
    line = path.read_text(encoding="utf-8").splitlines()[number]
    return f"{path.parent.name}/{path.name}:{number + 1}: {line.strip()}"


@asynccontextmanager
async def opened(workspace: Path, text: str, project: Path = PROJECT) -> AsyncIterator[Editor]:
    """A server that runs as long as the block, in a workspace with one file that has this text."""
    file = workspace / "user.py"
    file.write_text(text, encoding="utf-8")
    settings = {"extraPaths": [str(project / "src"), str(project / "tests")]}
    (workspace / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    folder = types.WorkspaceFolder(uri=workspace.as_uri(), name=workspace.name)
    hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
    start = types.InitializeParams(
        capabilities=types.ClientCapabilities(
            text_document=types.TextDocumentClientCapabilities(hover=hover)
        ),
        root_uri=folder.uri,
        workspace_folders=[folder],
    )
    client = pytest_lsp.make_test_lsp_client()
    await client.start_io(sys.executable, "-m", "pyright.langserver", "--stdio")
    try:
        await client.initialize_session(start)
        document = types.TextDocumentItem(
            uri=file.as_uri(), language_id="python", version=1, text=text
        )
        client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))
        yield Editor(client, document.uri, text)
        await client.shutdown_session()
    finally:
        await client.stop()  # type: ignore[no-untyped-call]  # pytest-lsp has not annotated it
