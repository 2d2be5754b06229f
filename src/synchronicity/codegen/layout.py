"""Where generated files belong, and whether what stands there may be overwritten.

Knows paths and our header, and only looks. Does not write: that is writer.py.
"""

from __future__ import annotations

import ast
import io
import keyword
import os
import tokenize
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Optional, Union, final

from .data import dataclass
from .diagnostics import Code, Location, Sink
from .header import HeaderState, verify
from .output import CompiledModules


@final
@dataclass(frozen=True)
class PlannedFile:
    """A file as it should be, and as it is.

    `old` is its present text (None if there is none), read through a symbolic link; `replaces_link` says that it was
    one. An empty `__init__.py` of a package is only planned where there is none.
    """

    path: Path
    text: str
    old: Optional[str] = None
    replaces_link: bool = False

    @property
    def differs(self) -> bool:
        """Whether it is to be written: for other line ends, too, but not for what a formatter has laid out anew."""
        if self.old is None or self.old == self.text:
            return self.old is None
        other_ends = self.old.replace("\r\n", "\n") == self.text
        return other_ends or not is_laid_anew(self.old, self.text)


def plan_modules(
    path: Union[str, os.PathLike[str]], modules: CompiledModules, *, force: bool = False
) -> list[PlannedFile]:
    """What `write_modules` would do, file by file, the unchanged ones included. Writes nothing.

    Args:
        path: the directory that the dotted names start from; it need not exist.
        modules: what the compiler gave.
        force: plan to overwrite files that we did not generate, or that were edited since.

    Returns:
        The files in the order of `modules`: of each the missing `__init__.py` files, the module, its stub.

    Raises:
        CompileError: a file must not be written; all such files are named.
        OSError: a present file cannot be read.
    """
    if modules.keys() != modules.stubs.keys():
        raise ValueError("modules and stubs have different keys")
    root = Path(path)
    sink = Sink()
    planned: dict[Path, PlannedFile] = {}
    for target in modules:
        if is_dotted_name(target):
            for file in _plan_pair(root, target, modules, sink):
                planned.setdefault(file.path, file)
        else:
            text = f"{target!r} is not the dotted name of a module"
            sink.error(Code.BAD_TARGET, _top(root), text)
    _check_case(planned, sink)
    for file in planned.values():
        _check_owner(file, force, sink)
    sink.raise_errors()
    return list(planned.values())


def plan_files(
    root: Path, package: str, texts: Mapping[str, str], *, force: bool = False
) -> list[PlannedFile]:
    """Like `plan_modules` for files of one package that are no pairs.

    Args:
        root: the directory that dotted names start from; it need not exist.
        package: the dotted name of the package that holds the files.
        texts: what the files should be, by their paths below the package, with forward slashes.
        force: plan to overwrite files that we did not generate, or that were edited since.

    Raises:
        CompileError: a file must not be written; all such files are named.
        OSError: a present file cannot be read.
    """
    sink = Sink()
    directory = root.joinpath(*package.split("."))
    files = [_plan_file(directory / name, text) for name, text in texts.items()]
    if not (
        _is_directory(directory, package, sink) and _stays_below(root, directory, package, sink)
    ):
        sink.raise_errors()
    folder = directory.with_suffix(".py")
    if os.path.lexists(folder):
        text = f"the package `{package}` would hide this module"
        sink.error(Code.BAD_TARGET, _top(folder), text, "choose another name, or move it away")
    for file in files:
        _check_owner(file, force, sink)
    sink.raise_errors()
    return files


def is_dotted_name(target: str) -> bool:
    """Whether `target` can be the name of a module: identifiers, no keywords, and so nothing that leads elsewhere."""
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in target.split("."))


def pair_paths(root: Path, target: str, targets: Iterable[str]) -> tuple[Path, Path]:
    """The `.py` and `.pyi` of `target`: a package's own files where another of `targets` lies below it."""
    parts = target.split(".")
    if any(other.startswith(f"{target}.") for other in targets):
        parts.append("__init__")
    base = root.joinpath(*parts)
    return base.with_name(f"{base.name}.py"), base.with_name(f"{base.name}.pyi")


def present_texts(root: Path, targets: Collection[str]) -> frozenset[str]:
    """What stands below `root` in the places of the pairs of `targets`, with plain ends of lines."""
    paths = [
        path for name in targets if is_dotted_name(name) for path in pair_paths(root, name, targets)
    ]
    return frozenset((read_text(path) or "").replace("\r\n", "\n") for path in paths)


def read_text(path: Path) -> Optional[str]:
    """The text of a file as it stands, None where there is none. Bytes that are not UTF-8 stay, as lone surrogates."""
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "surrogateescape")


def is_laid_anew(old: str, text: str) -> bool:
    """Whether `old` is `text` but for its layout: the same syntax tree, the same comments, docstrings as they are shown."""
    try:
        same = _comments(old) == _comments(text)
        return same and _tree(old) == _tree(text)
    except (SyntaxError, ValueError, tokenize.TokenError, RecursionError):
        return False


def _comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text.replace("\r\n", "\n")).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def _tree(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            doc = ast.get_docstring(node)
            if doc is not None:
                node.body[0] = ast.Expr(ast.Constant(doc.strip()))
    return ast.dump(tree)


def _plan_pair(
    root: Path, target: str, modules: CompiledModules, sink: Sink
) -> Iterator[PlannedFile]:
    source, stub = pair_paths(root, target, modules)
    folders = [root / folder for folder in reversed(source.relative_to(root).parents)][1:]
    if not (
        _is_directory(source.parent, target, sink)
        and _stays_below(root, source.parent, target, sink)
        and _is_importable(source, folders, target, sink)
    ):
        return
    for folder in folders:
        init = folder / "__init__.py"
        # One that is a target itself is planned with its own text.
        is_target = ".".join(folder.relative_to(root).parts) in modules
        if not is_target and not os.path.lexists(init):
            yield PlannedFile(init, "")
    yield _plan_file(source, modules[target])
    yield _plan_file(stub, modules.stubs[target])


def _plan_file(path: Path, text: str) -> PlannedFile:
    return PlannedFile(path, text, read_text(path), path.is_symlink())


def _top(path: Path) -> Location:
    return Location(str(path), 1)


def _is_directory(directory: Path, target: str, sink: Sink) -> bool:
    """Whether `directory` is one or can be made."""
    for folder in (directory, *directory.parents):
        if os.path.lexists(folder) and not folder.is_dir():
            text = f"`{target}` needs a directory here, and this is a file"
            sink.error(Code.BAD_TARGET, _top(folder), text, "move it away")
            return False
    return True


def _stays_below(root: Path, directory: Path, target: str, sink: Sink) -> bool:
    """Whether `directory` is where it seems to be: a symbolic link on the way may lead out of `root`."""
    resolved, top = directory.resolve(), root.resolve()
    if top in (resolved, *resolved.parents):
        return True
    text = f"`{target}` would be written to {resolved}, outside of {top}"
    help = "remove the symbolic link, or give the directory that it leads to as the output"
    sink.error(Code.BAD_TARGET, _top(directory), text, help)
    return False


def _is_importable(source: Path, folders: list[Path], target: str, sink: Sink) -> bool:
    """Whether Python will find both what we write and what is there: a package hides the module of its name."""
    twin = source.with_suffix("") / "__init__.py"
    if os.path.lexists(twin):
        text = f"this package hides the module `{target}`"
        sink.error(Code.BAD_TARGET, _top(twin), text, "choose another target")
        return False
    for folder in folders:
        module = folder.with_name(f"{folder.name}.py")
        if module.is_file() and not os.path.lexists(folder / "__init__.py"):
            text = f"the package that holds `{target}` would hide this module"
            help = "choose another target, or move this module into the package"
            sink.error(Code.BAD_TARGET, _top(module), text, help)
            return False
    return True


def _check_case(planned: Iterable[Path], sink: Sink) -> None:
    """Report two files that are one on the file systems of macOS and Windows."""
    seen: dict[str, Path] = {}
    for path in planned:
        twin = seen.setdefault(str(path).casefold(), path)
        if twin != path:
            text = f"differs from {twin} only in upper and lower case: one file on many machines"
            sink.error(Code.BAD_TARGET, _top(path), text)


def _check_owner(file: PlannedFile, force: bool, sink: Sink) -> None:
    if file.path.is_dir() and not file.replaces_link:
        sink.error(Code.NOT_GENERATED, _top(file.path), "is a directory", "move it away")
    if force or file.old is None or file.replaces_link or not file.differs:
        return
    if file.path.name == "__init__.py" and not file.old.strip():
        return  # an empty one is what we, too, put into packages: nothing is lost
    state = verify(file.old)
    help = "move it away, or overwrite it with `--force` (from Python: `force=True`)"
    if state is HeaderState.FOREIGN:
        text = "exists and was not generated by synchronicity"
        sink.error(Code.NOT_GENERATED, _top(file.path), text, help)
    elif state is HeaderState.EDITED:
        text = "was edited by hand after it was generated"
        sink.error(Code.EDITED_BY_HAND, _top(file.path), text, help)
