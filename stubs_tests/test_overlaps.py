"""Overloads that one call fits both of: their stubs turn a report of the checkers off, where there would be one, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import small_library

HEAD = """
from typing import Any, Literal, Optional, Union, overload
from synchronicity import Module

pages = Module("pairs.pages")

@pages.wrap_class
class Page: ...
@pages.wrap_class
class Cover(Page): ...
@pages.wrap_class
class Row: ...
"""
FUNCTION = """
api{n} = Module("pairs.api{n}")
@overload
async def function{n}({first}: ...  # type: ignore
@overload
async def function{n}({second}: ...
@api{n}.wrap_function
async def function{n}(*values: Any, **more: Any) -> Any: ...
"""
REPORTED = [
    ("value: Literal[True]) -> int", "value: bool = ...) -> str"),
    ("value: int) -> int", "value: object) -> str"),
    ("value: None = None) -> int", "value: Optional[int] = None) -> str"),
    ("value: int) -> str", "value: float) -> int"),
    ("value: Cover) -> int", "value: Page) -> str"),
    ("value: Literal['a', 'b']) -> int", "value: Literal['b', 'c']) -> str"),
    ("value: Union[int, Page]) -> int", "value: Union[Page, str]) -> str"),
    ("*, wide: Literal[True]) -> int", "*, wide: bool) -> Row"),
    ("value: Page) -> Union[int, str]", "value: Union[Page, Row]) -> int"),
    ("value: tuple[int, str]) -> int", "value: tuple[object, ...]) -> str"),
    ("value: int) -> bool", "value: object) -> float"),
]
SILENT = [
    ("value: int) -> int", "value: str) -> str"),
    ("value: int) -> int", "value: list[int]) -> str"),
    ("value: Page) -> int", "value: Row) -> str"),
    ("value: Page) -> int", "value: Optional[Row]) -> str"),
    ("value: Page) -> Page", "value: Optional[Page] = None) -> Optional[Page]"),
    ("value: int) -> int", "value: float) -> float"),
    ("value: Cover) -> Cover", "value: Page) -> Page"),
    ("value: Literal['a']) -> int", "value: Literal['b']) -> str"),
    ("value: Literal[1]) -> int", "value: str) -> str"),
    ("value: int) -> int", "value: int, more: int) -> str"),
    ("value: int, *, wide: bool) -> int", "value: int) -> str"),
    ("value: tuple[int, int]) -> int", "value: tuple[int, int, int]) -> str"),
    ("value: tuple[int, int]) -> int", "value: list[int]) -> str"),
]
PAIRS = [*REPORTED, *SILENT]
STUBS = [f"api{n}.pyi" for n in range(len(PAIRS))]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("overlaps")
    functions = (FUNCTION.format(n=n, first=a, second=b) for n, (a, b) in enumerate(PAIRS))
    small_library.make(root, "pairs", HEAD + "".join(functions), "")
    return root


def reported(root: Path) -> set[int]:
    """The numbers of the stubs in which a checker reports something."""
    said = small_library.said_by_mypy, small_library.said_by_pyright
    found = {Path(path).stem for checker in said for path, _ in checker(root, "pairs", STUBS)}
    return {int(name[3:]) for name in found}


def without_directives(stub: Path) -> bool:
    """Take the two lines out. Whether they were there."""
    lines = stub.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [one for one in lines if not one.startswith(("# mypy: ", "# pyright: "))]
    stub.write_text("".join(kept), encoding="utf-8")
    assert len(lines) - len(kept) in (0, 2)
    return len(kept) < len(lines)


def test_checkers_are_silent_and_would_not_be(library: Path) -> None:
    assert reported(library) == set()
    turned_off = {n for n, stub in enumerate(STUBS) if without_directives(library / "pairs" / stub)}
    assert [PAIRS[n] for n in sorted(reported(library) - turned_off)] == []
    assert [PAIRS[n] for n in sorted(turned_off)] == REPORTED
