"""The command `validate`: whether the pairs are up to date, agree, can be imported, and are what type checkers want.

Knows the order of the checks and how findings are mapped back. How each checker is run is in checkers.py.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Optional, Union

from ..codegen.diagnostics import CompileError, Location, Sink
from ..codegen.layout import pair_paths, read_text
from . import checkers, drift, progress
from .agreement import disagreements
from .checkers import Problem, Subject
from .choices import OutputFormat
from .command import Command
from .compiling import compile_request, load_request
from .console import Console
from .exits import CannotRun, ExitCode
from .options import Request, resolve
from .origins import Origins, find_origins
from .report import Finding, plural, relative
from .telling import Teller

FRESHNESS = "freshness"
_IMPORT = """
import importlib, json, sys, traceback
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except BaseException as error:
        frames = [[frame.filename, frame.lineno] for frame in traceback.extract_tb(error.__traceback__)]
        said = "".join(traceback.format_exception_only(type(error), error)).strip()
        print("\\0" + json.dumps([name, said, frames]))
"""


def _agreement(subject: Subject) -> Iterator[Problem]:
    for target, stub in zip(subject.targets, subject.stubs):
        source = stub.with_suffix(".py")
        texts = read_text(source), read_text(stub)
        if None in texts:
            missing = source if texts[0] is None else stub
            yield Problem("agreement", f"`{target}` has no {missing.name}", name=target)
            continue
        try:
            found = disagreements(texts[0] or "", texts[1] or "")
        except (SyntaxError, ValueError) as error:
            yield Problem("agreement", f"a file of `{target}` is not Python: {error}", name=target)
            continue
        for name, how in found:
            yield Problem("agreement", f"`{name}` {how}", name=f"{target}.{name.partition(' ')[0]}")


def _import(subject: Subject) -> Iterator[Problem]:
    done = subject.run("-c", _IMPORT, *subject.targets)
    for line in done.stdout.split("\0")[1:]:
        target, said, frames = json.loads(line.partition("\n")[0])
        pairs = {stub.with_suffix(".py").resolve() for stub in subject.stubs}
        own = [(Path(file), number) for file, number in frames if Path(file).resolve() in pairs]
        path, number = own[-1] if own else (None, 0)
        yield Problem("import", f"importing `{target}` failed: {said}", path, number, target)
    if done.returncode:
        end = (done.stderr.strip() or "it ended the process").splitlines()[-1]
        text = f"importing the modules failed: {end}"
        yield Problem("import", text, name=subject.targets[0])


CHECKERS: dict[str, Callable[[Subject], Iterable[Problem]]] = {
    "agreement": _agreement,
    "import": _import,
    "mypy": checkers.mypy,
    "stubtest": checkers.stubtest,
    "pyright": checkers.pyright,
    "verifytypes": checkers.verifytypes,
}
_NEEDS = {"mypy": "mypy", "stubtest": "mypy", "pyright": "pyright", "verifytypes": "pyright"}


def _check_arguments(
    parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: list[str]
) -> None:
    options.request = resolve(parser, options, arguments)
    if options.request.output is None:
        parser.error("validate needs -o, or an `output` in the settings: the directory to look in")
    if not options.list:
        _require_installed(options.checkers)


def _require_installed(names: Iterable[str]) -> None:
    missing: dict[str, list[str]] = {}
    for name in names:
        package = _NEEDS.get(name)
        if package is not None and not _is_installed(package):
            missing.setdefault(package, []).append(name)
    if missing:
        packages = " and ".join(f"`{package}`" for package in missing)
        left_out = ", ".join(name for names in missing.values() for name in names)
        raise CannotRun(
            f"{packages} cannot be imported, which {left_out} need: pip install 'synchronicity[check]', "
            "or select other checks with --checkers"
        )


def _is_installed(package: str) -> bool:
    try:
        importlib.import_module(package)
    except ImportError:
        return False
    return True


def _run(options: argparse.Namespace, console: Console) -> int:
    request: Request = options.request
    request.require_directory()
    teller = Teller(console, request.format, request.directory, request.command)
    if options.list:
        return _list(request, console, teller)
    with console.quiet():
        prepared = _prepare(request, console, teller, FRESHNESS in options.checkers)
    if isinstance(prepared, int):
        return prepared
    names = [name for name in options.checkers if name != FRESHNESS]
    subject = _subject(prepared, request)
    findings: dict[Finding, None] = {}
    with progress.shown(names, console) as show, ThreadPoolExecutor(2) as pool:
        checks = [pool.submit(_check, name, subject, show) for name in names]
        try:
            for check in checks:
                found = [_mapped(problem, prepared, request) for problem in check.result()]
                findings.update(dict.fromkeys(found))
        except BaseException:  # Ctrl-C, or a checker that is missing: none begins after that
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    teller.report(sorted(findings, key=lambda found: (found.path, found.line, found.code)))
    number = plural(len(prepared.targets), "module")
    if not findings:
        console.note(f"{number} {'is' if number == '1 module' else 'are'} valid")
        return ExitCode.DONE
    console.note(f"{plural(len(findings), 'finding')} in {number}")
    return ExitCode.FAILED


def _list(request: Request, console: Console, teller: Teller) -> int:
    """Print the pairs: the module, its files, and where the implementation has the Module."""
    assert request.output is not None
    with console.quiet():
        modules = load_request(request, console, teller)
        if isinstance(modules, ExitCode):
            return modules
        targets = sorted({module.target_module for module in modules})
    entries: list[dict[str, object]] = []
    for module in sorted(modules, key=lambda module: module.target_module):
        paths = [relative(module._path, request.directory)]
        files = pair_paths(request.output, module.target_module, targets)
        paths += [relative(str(file), request.directory) for file in files]
        keys = dict(zip(("path", "source", "stub"), paths))
        entries.append({"module": module.target_module, "line": module._line, **keys})
    if request.format is OutputFormat.JSON:
        console.print(json.dumps(entries, indent=2) + "\n")
    else:
        lines = [f"{entry['module']}  {entry['path']}:{entry['line']}\n" for entry in entries]
        console.print("".join(lines))
    return ExitCode.DONE


def _check(name: str, subject: Subject, show: progress.Progress) -> list[Problem]:
    show.started(name)
    problems = list(CHECKERS[name](subject))
    show.ended(name, len(problems))
    return problems


def _prepare(
    request: Request, console: Console, teller: Teller, freshness: bool
) -> Union[Origins, int]:
    """Where everything comes from, if the modules compile and, where that is asked, the files are up to date."""
    assert request.output is not None
    built = compile_request(request, console, teller, Sink())
    if isinstance(built, ExitCode):
        return built
    if freshness:
        try:
            problems = drift.drifted(built.compiled, request, teller)
        except CompileError as error:  # a file cannot be where it should
            teller.fail(error.diagnostics)
            return ExitCode.FAILED
        if problems:  # checkers would find what has been mended already, at lines that are no more
            teller.report(problems)
            console.note("the other checks look at the files, so these come first")
            console.note(f"mend it with: {drift.mending(request.arguments, problems)}")
            return ExitCode.FAILED
        console.note(f"{FRESHNESS}: nothing found")
    return find_origins(built.modules, request, request.output)


def _subject(origins: Origins, request: Request) -> Subject:
    assert request.output is not None
    stubs = tuple(
        pair_paths(request.output, target, origins.targets)[1] for target in origins.targets
    )
    search = dict.fromkeys([*(request.paths or [str(request.directory)]), str(request.output)])
    return Subject(origins.targets, stubs, tuple(search), request.output, request.directory)


def _mapped(problem: Problem, origins: Origins, request: Request) -> Finding:
    """A problem at the implementation's line, with the generated file's in the text."""
    message = problem.message
    if problem.path is None:
        target, name = origins.split(problem.name) or (origins.targets[0], "")
        place = origins.of_name(target, name)
        module: Optional[str] = target
    else:
        module = origins.files.get(problem.path.resolve())
        where = relative(str(problem.path.resolve()), request.directory.resolve())
        found = origins.of_line(problem.path, problem.line)
        place = found or Location(where, problem.line)
        message = f"{message}\nat {where}:{problem.line}" if found else message
    path = relative(place.path, request.directory)
    span = (place.line, place.column, place.end_line, place.end_column)
    return Finding(path, *span, "error", problem.code, message, module=module)


COMMAND = Command(_check_arguments, _run)
