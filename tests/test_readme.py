"""What the README shows is what the files hold."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WEATHER = ROOT / "examples" / "weather"
SHOWN = re.compile(
    r"<!-- begin weather/api\.pyi -->\n(.*?)<!-- end weather/api\.pyi -->", re.DOTALL
)


def blocks(language: str) -> list[str]:
    return re.findall(
        rf"```{language}[^\n]*\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )


def without_header(text: str) -> str:
    """The generated text, without the comments on top."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[next(n for n, line in enumerate(lines) if not line.startswith("#")) :])


def test_generated_stub_is_shown(update_golden: bool) -> None:
    stub = without_header((WEATHER / "weather" / "api.pyi").read_text(encoding="utf-8"))
    expected = f'\n```python title="weather/api.pyi"\n{stub}```\n\n'
    text = README.read_text(encoding="utf-8")
    if update_golden:
        text = SHOWN.sub(lambda found: found[0].replace(found[1], expected), text)
        README.write_text(text, encoding="utf-8")
    shown = SHOWN.search(text)
    assert shown is not None and shown[1] == expected


def test_implementation_and_use_are_shown() -> None:
    shown = blocks("python")
    assert (WEATHER / "weather" / "_impl.py").read_text(encoding="utf-8") in shown
    use = (WEATHER / "use.py").read_text(encoding="utf-8")
    assert use.partition("\n\n")[2] in shown


def test_two_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^make ([a-z-]+)", "\n".join(blocks("sh")), re.MULTILINE)
    assert commands == ["demo", "test"]
    for command in commands:
        assert f"\n{command}:" in makefile
