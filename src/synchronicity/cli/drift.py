"""Whether the files are what would be written now, shown as a diff and as findings, with the command that mends it.

Only looks. Which differences count is decided in layout.py, which also generating asks.
"""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..codegen.diagnostics import Code, Sink
from ..codegen.header import HeaderState, verify
from ..codegen.layout import PlannedFile, plan_modules
from ..codegen.output import CompiledModules
from ..codegen.writer import stale_files
from .choices import OutputFormat
from .exits import ExitCode
from .options import Request
from .report import Finding, plural, relative
from .telling import Teller


def check(compiled: CompiledModules, sink: Sink, request: Request, teller: Teller) -> int:
    """Tell how the files differ from what is compiled; the exit code. The request has an output."""
    problems = drifted(compiled, request, teller)
    teller.report([*teller.findings(sink.diagnostics), *problems])
    if not problems:
        teller.console.note("everything is up to date")
        return ExitCode.DONE
    number = plural(len(problems), "file")
    teller.console.note(f"{number} not up to date; nothing was written")
    teller.console.note(f"mend it with: {mending(request.arguments, problems)}")
    return ExitCode.FAILED


def drifted(compiled: CompiledModules, request: Request, teller: Teller) -> list[Finding]:
    """A finding for every file that is not what it should be. The differences are printed, if people are to read them."""
    assert request.output is not None
    planned = plan_modules(request.output, compiled, force=True)
    stale = stale_files(request.output, compiled)
    return differences(planned, stale, teller, "remove it with `generate --prune`")


def differences(
    planned: Iterable[PlannedFile], stale: Iterable[Path], teller: Teller, removing: str
) -> list[Finding]:
    """Findings for the planned files that differ, and for `stale` ones, with the help `removing`; see `drifted`."""
    changed = differing(planned)
    if teller.format is OutputFormat.TEXT:
        for file in changed:
            teller.console.print(diff(file, teller.directory))
    return [
        *(_outdated(file, teller.directory) for file in changed),
        *(_stale(path, teller.directory, removing) for path in stale),
    ]


def differing(planned: Iterable[PlannedFile]) -> list[PlannedFile]:
    """The files that are missing or differ; the ends of lines, which a checkout may have changed, do not count."""
    return [
        file
        for file in planned
        if file.differs and (file.old is None or _plain(file.old) != file.text)
    ]


def mending(arguments: Sequence[str], problems: Sequence[Finding]) -> str:
    """The command that makes the files what they should be."""
    # what `generate` does not know, or does not need
    arguments = [
        argument
        for before, argument in zip(("", *arguments), arguments)
        if before != "--checkers" and not argument.startswith("--check")
    ]
    if arguments and arguments[0] in ("check", "validate"):
        arguments[0] = "generate"
    codes = {found.code for found in problems}
    if codes & {Code.EDITED_BY_HAND.value, Code.NOT_GENERATED.value}:
        arguments.append("--force")
    if any(found.help and "--prune" in found.help for found in problems):
        arguments.append("--prune")
    return shlex.join(["synchronicity", *arguments])


def diff(file: PlannedFile, directory: Path) -> str:
    """A unified diff from the file as it is to the file as it would be written."""
    name = relative(str(file.path), directory)
    old = "" if file.old is None else _plain(file.old)
    lines = difflib.unified_diff(
        _lines(old), _lines(file.text), "/dev/null" if file.old is None else name, name
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _outdated(file: PlannedFile, directory: Path) -> Finding:
    if file.old is None:
        return _finding(
            file.path, directory, Code.OUT_OF_DATE, "is missing", "generate it with `generate`"
        )
    state = verify(file.old)
    if file.replaces_link:
        text = "is a symbolic link, in whose place a file is generated"
        return _finding(file.path, directory, Code.OUT_OF_DATE, text, "generate it again")
    if state is HeaderState.GENERATED:
        text = "differs from what is generated now"
        return _finding(file.path, directory, Code.OUT_OF_DATE, text, "generate it again")
    code, text = Code.EDITED_BY_HAND, "was edited by hand after it was generated"
    if state is HeaderState.FOREIGN:
        code, text = Code.NOT_GENERATED, "stands where a file is to be generated"
    help = "move it away, or let `generate --force` overwrite it"
    return _finding(file.path, directory, code, text, help)


def _stale(path: Path, directory: Path, removing: str) -> Finding:
    """The finding that nothing generates the file `path` any more."""
    return _finding(path, directory, Code.OUT_OF_DATE, "is generated, but no longer", removing)


def _finding(path: Path, directory: Path, code: Code, message: str, help: str) -> Finding:
    shown = relative(str(path), directory)
    return Finding(shown, 1, 1, 0, 0, "error", code.value, message, help)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _lines(text: str) -> list[str]:
    """The lines of `text` with their ends; unlike for `str.splitlines`, only `\\n` ends one."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
