"""The run time as a library's own: the texts of its files, each under our header and a notice of the licence.

Knows which of our modules are imported in production. Does not write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from .. import __version__
from ..codegen.header import header_lines

_SOURCE = Path(__file__).resolve().parents[1]

# TABLE: what generated code and registration import, with what that imports; directories with all their modules.
_RUN_TIME = (
    "__init__.py",
    "descriptor.py",
    "dual_types.py",
    "module.py",
    "runtime",
    "synchronizer.py",
)
_AS_THEY_ARE = ("LICENSE", "py.typed")

_NOTICE = f"""\
# synchronicity {__version__}, by Modal Labs, under the Apache License 2.0: see LICENSE in the directory of the copy.
# Unchanged below this line. The project that holds the copy checks it with rules of its own, which these files do not know:
# ruff: noqa
# pyright: basic, reportPrivateUsage=false
"""


def vendored(package: str) -> Mapping[str, str]:
    """The files of a copy of the run time.

    Args:
        package: the dotted name that the copy will have.

    Returns:
        Their texts, by their paths below the package, with forward slashes.
    """
    command = f"synchronicity vendor {package} -o <directory>"
    texts = {name: _read(name) for name in _AS_THEY_ARE}
    for name in _modules():
        body = _NOTICE + _read(name)
        texts[name] = "\n".join([*header_lines(command, body), body])
    return texts


def _modules() -> Iterator[str]:
    for name in _RUN_TIME:
        path = _SOURCE / name
        if path.is_dir():
            files = sorted(path.rglob("*.py"))
            yield from (file.relative_to(_SOURCE).as_posix() for file in files)
        else:
            yield name


def _read(name: str) -> str:
    return (_SOURCE / name).read_text("utf-8")
