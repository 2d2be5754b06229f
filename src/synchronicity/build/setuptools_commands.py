"""Commands for setuptools: `synchronicity`, and `build_py` and `sdist` that begin with it.

A project takes them in its pyproject.toml::

    [tool.setuptools.cmdclass]
    build_py = "synchronicity.build.setuptools_commands.BuildPy"
    sdist = "synchronicity.build.setuptools_commands.Sdist"
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from setuptools import Command
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist
from setuptools.errors import ExecError

from .generating import BuildFailed, generate


class Generate(Command):
    """`python setup.py synchronicity`: generate the public modules."""

    description = "generate the public modules that synchronicity compiles"
    user_options = [  # noqa: RUF012 - as setuptools declares it
        ("check", "c", "write nothing, and fail if something is not up to date")
    ]
    boolean_options: ClassVar[list[str]] = ["check"]
    check: bool

    def initialize_options(self) -> None:
        """Called by setuptools."""
        self.check = False

    def finalize_options(self) -> None:
        """Called by setuptools."""

    def run(self) -> None:
        """Generate, in the project's directory, which is the current one."""
        _generate(check=bool(self.check))


class BuildPy(build_py):
    """`build_py`, for wheels and editable installs, that generates first."""

    def run(self) -> None:
        """Generate, then build."""
        _generate()
        super().run()


class Sdist(sdist):
    """`sdist` that generates first."""

    def run(self) -> None:
        """Generate, then pack, the generated files included."""
        self._generated = [path.relative_to(Path.cwd()).as_posix() for path in _generate()]
        super().run()

    def get_file_list(self) -> None:
        """Called by setuptools to find what goes in."""
        super().get_file_list()
        self.filelist.extend(self._generated)
        self.filelist.remove_duplicates()


def _generate(*, check: bool = False) -> list[Path]:
    try:
        return generate(Path.cwd(), check=check)
    except BuildFailed as error:
        raise ExecError(f"synchronicity: {error}") from None
