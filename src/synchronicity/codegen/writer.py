"""Generated text into files, all of them or none; and which generated files nothing generates any more.

Knows how a file is replaced so that a reader sees the old text or the new one. Where a file belongs and whether it may
be overwritten is decided in layout.py, before the first one is touched.
"""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Optional, Union

from .header import HeaderState, command_of, verify
from .layout import PlannedFile, is_dotted_name, pair_paths, plan_modules, read_text
from .output import CompiledModules

_LEFTOVER_SECONDS = 3600


def write_modules(
    path: Union[str, os.PathLike[str]],
    modules: CompiledModules,
    *,
    force: bool = False,
    prune: bool = False,
) -> list[Path]:
    """Write both files of each pair, and the missing `__init__.py` of the packages that hold them.

    Everything is checked before anything is written, and every text is on the disk before the first file is replaced.
    A file whose content stays is not touched. A symbolic link in a file's place is replaced, not followed.

    Args:
        path: the directory that the dotted names start from; it is made if it is missing.
        modules: what the compiler gave.
        force: overwrite files that we did not generate, or that were edited since.
        prune: remove the files that `stale_files` names.

    Returns:
        The files that were written, in the order of `modules`.

    Raises:
        CompileError: a file must not be written; all such files are named, and nothing was written.
        OSError: the disk refused.
    """
    planned = plan_modules(path, modules, force=force)
    stale = stale_files(path, modules) if prune else []
    written = write_planned(planned)
    for file in stale:
        file.unlink()
    return written


def write_planned(planned: Iterable[PlannedFile]) -> list[Path]:
    """Write those of the files that differ, all of them or none. Raises `OSError` when the disk refuses."""
    chosen = [file for file in planned if file.differs or file.replaces_link]
    replace_files({file.path: file.text.encode("utf-8") for file in chosen})
    return [file.path for file in chosen]


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Put every content on the disk, then rename them all into place; on failure, leave nothing behind.

    A file that is replaced hands on its mode, a symbolic link does not. Missing directories are made.
    """
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for path, content in contents.items():
            _make_directory(path.parent, made)
            _remove_leftovers(path)
            temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
            staged.append((temporary, path))
            _write_new(temporary, content, path)
        for temporary, path in staged:
            os.replace(temporary, path)
    except BaseException:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink()
        for directory in reversed(made):
            with contextlib.suppress(OSError):
                directory.rmdir()
        raise


def stale_files(path: Union[str, os.PathLike[str]], modules: CompiledModules) -> list[Path]:
    """The files below `path` that the same command once generated and no longer does.

    Only files that were not edited since, and that carry the command of `modules`: what another command generates is
    none of this one's business. Hidden directories and virtual environments are not searched.
    """
    root = Path(path)
    texts = [*modules.values(), *modules.stubs.values()]
    current = {
        file
        for target in modules
        if is_dotted_name(target)
        for file in pair_paths(root, target, modules)
    }
    return stale_beside(root, current, texts)


def stale_beside(root: Path, current: Collection[Path], texts: Iterable[str]) -> list[Path]:
    """The files below `root` that the commands in the headers of `texts` once generated, and that are not `current`."""
    commands = {command_of(text) for text in texts}
    return [
        file
        for file in _python_files(root)
        if file not in current and not file.is_symlink() and _is_generated_by(commands, file)
    ]


def generated_files(path: Union[str, os.PathLike[str]]) -> list[Path]:
    """The files below `path` that carry our header, by whatever command, also if they were edited since."""
    return [
        file
        for file in _python_files(Path(path))
        if verify(read_text(file) or "") is not HeaderState.FOREIGN
    ]


def _is_generated_by(commands: set[Optional[str]], file: Path) -> bool:
    text = read_text(file)
    if text is None or verify(text) is not HeaderState.GENERATED:
        return False
    return command_of(text) in commands


def _python_files(root: Path) -> Iterator[Path]:
    for directory, directories, files in os.walk(root):
        directories[:] = sorted(
            name
            for name in directories
            if not name.startswith((".", "__")) and not Path(directory, name, "pyvenv.cfg").exists()
        )
        for name in sorted(files):
            if name.endswith((".py", ".pyi")):
                yield Path(directory, name)


def _remove_leftovers(path: Path) -> None:
    """Remove the temporary files that killed processes have left; those of processes that may still run stay."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _LEFTOVER_SECONDS:
                leftover.unlink()


def _make_directory(directory: Path, made: list[Path]) -> None:
    """Make `directory` and those above it; `made` gets the ones that were not there."""
    if directory.is_dir():
        return
    _make_directory(directory.parent, made)
    with contextlib.suppress(FileExistsError):  # somebody else made it in between
        directory.mkdir()
        made.append(directory)


def _write_new(temporary: Path, content: bytes, path: Path) -> None:
    """Create `temporary` with the mode that the umask says, or with that of the file at `path`, which it will replace."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(temporary, flags, 0o666), "wb") as stream:
        stream.write(content)
    if path.is_file() and not path.is_symlink():
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
