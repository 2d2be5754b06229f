"""Broken implementations, made from the golden ones, and what the command line makes of them: each in a forked process.

Run as a script: `mutants.py DIRECTORY FIRST NUMBER` tries mutants by their seeds, and prints a line of JSON for each that the
compiler did not treat as it must. Everything is imported once, so that a mutant costs little.
"""

from __future__ import annotations

import io
import json
import keyword
import os
import random
import re
import shutil
import signal
import sys
import tokenize
from pathlib import Path
from typing import Optional

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SECONDS = 30

# What stands for an annotation, or for anything else.
PIECES = (
    *('"("', "5", "None", "...", "()", "[]", "{}", "Undefined", "Undefined.attribute", "lambda: 0"),
    *("list[", "list[int, str]", "dict[int]", "Callable[[], ]", "Callable", "Optional", "type", "type[int]"),
    *('"Forward"', "'list[\"x\"]'", "Self", "Any", "object", "tuple[()]", "tuple[int, ...]", "int | None"),
    *("AsyncIterator", "AsyncGenerator[int]", "Awaitable", "*args", "**kwargs", "async", "await", "yield"),
    *("Literal['\\0']", "Annotated[int]", "x := 1", "é", "print", "__name__", "\N{ROMAN NUMERAL ONE}"),
)  # fmt: skip
PLACED = re.compile(r"^\S.*?:\d+:\d+: error\[[\w-]+\]: ", re.MULTILINE)


def mutant(seed: int) -> tuple[str, str, str]:
    """A feature of the goldens, one of its implementation files, and its text after some damage."""
    chance = random.Random(seed)
    path = chance.choice(sorted(GOLDEN.glob("*/_[!_]*.py")))
    text = path.read_text("utf-8")
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = damaged(text, chance)
    return path.parent.name, path.name, text


def damaged(text: str, chance: random.Random) -> str:
    """`text` with one thing wrong in it: a token, a name, a line, an annotation."""
    spans = tokens(text)
    if not spans:
        return text
    names = [(start, end) for start, end in spans if is_name(text[start:end])]
    start, end = chance.choice(names if names and chance.random() < 0.6 else spans)
    kind = chance.choice((0, 1, 2, 3, 4, 4, 4, 5))
    if kind == 0:
        return text[:start] + text[end:]
    if kind == 1 and names:
        a, b = chance.choice(names)
        return text[:start] + text[a:b] + text[end:]
    if kind == 2:
        return text[:start] + text[start:end] + " " + text[start:]
    if kind == 3:
        lines = text.splitlines(keepends=True)
        del lines[chance.randrange(len(lines))]
        return "".join(lines)
    annotations = list(re.finditer(r"(?<=-> )[^:\n]+(?=:)|(?<=\w: )[\w\[\]., |]+(?=[,)=])", text))
    if annotations and kind == 4:
        start, end = chance.choice(annotations).span()
    return text[:start] + chance.choice(PIECES) + text[end:]


def tokens(text: str) -> list[tuple[int, int]]:
    """The places of the tokens of `text`, as far as it can be read."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: list[tuple[int, int]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            start = starts[token.start[0] - 1] + token.start[1]
            end = starts[token.end[0] - 1] + token.end[1]
            if start < end and token.string.strip():
                found.append((start, end))
    except (tokenize.TokenError, SyntaxError, IndexError):
        pass
    return found


def is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def complaint(seed: int, directory: Path) -> Optional[str]:
    """What is wrong with how the compiler treats a mutant; its project stays in `directory` if something is."""
    feature, name, text = mutant(seed)
    project = directory / f"mutant{seed}"
    package = project / "golden" / feature
    ignored = shutil.ignore_patterns("__pycache__", "api.*", "*.pyi")
    shutil.copytree(GOLDEN / feature, package, ignore=ignored)
    for path in package.glob("*.py"):
        if path.read_text("utf-8").startswith("# @generated"):
            path.unlink()
    (project / "golden" / "__init__.py").touch()
    (package / name).write_text(text, "utf-8")
    before = set(project.rglob("*"))
    sources = [f"golden.{feature}.{path.stem}" for path in sorted(package.glob("_[!_]*.py"))]
    code, said = forked(project, [*(f"-m{source}" for source in sources), feature, "-o", "."])
    made = sorted(path for path in project.rglob("*") if path not in before and path.is_file())
    problem = judged(code, said, made)
    if problem is None and code == 0:
        names = [path.relative_to(project).with_suffix("") for path in made]
        code, said = forked(project, None, [".".join(name.parts) for name in names])
        problem = f"cannot be imported: {said[-1000:]}" if code else None
    if problem is None:
        shutil.rmtree(project)
    return problem


def judged(code: int, said: str, made: list[Path]) -> Optional[str]:
    if "Traceback (most recent call last)" in said or "internal error" in said:
        return f"a traceback or internal error: {said[-2000:]}"
    if code == 0:
        for path in made:
            try:
                compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                return f"{path.name} is not Python: {error}"
        whole = {
            path.with_suffix("") for path in made if path.suffix == ".py" and path.stat().st_size
        }
        stubs = {path.with_suffix("") for path in made if path.suffix == ".pyi"}
        return None if whole == stubs and whole else f"not a pair: {made}"
    if code not in (1, 2):
        return f"exit code {code}: {said[-1000:]}"
    if not PLACED.search(said):
        return f"no placed message: {said[-1000:]}"
    return f"written in spite of errors: {made}" if made else None


def forked(
    project: Path, arguments: Optional[list[str]], modules: Optional[list[str]] = None
) -> tuple[int, str]:
    """Run the command line, or import modules, in a process of its own; the exit code and what it has said."""
    log = project / "log.txt"
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            signal.alarm(SECONDS)
            descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(descriptor, 1)
            os.dup2(descriptor, 2)
            os.chdir(project)
            os._exit(act(arguments, modules or []))
        finally:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    said = log.read_text("utf-8", "replace")
    log.unlink()
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
    return code, said


def act(arguments: Optional[list[str]], modules: list[str]) -> int:
    if arguments is not None:
        from synchronicity.cli import run

        return run(["generate", *arguments], final=True)
    import importlib
    import traceback

    sys.path.insert(0, os.getcwd())
    for module in modules:
        try:
            importlib.import_module(module)
        except BaseException:
            traceback.print_exc()
            return 1
    return 0


def main() -> None:
    directory, first, number = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != GOLDEN.parent]
    import synchronicity.cli.generate
    import synchronicity.codegen.compile  # noqa: F401

    for seed in range(first, first + number):
        problem = complaint(seed, directory)
        if problem is not None:
            feature, name, _ = mutant(seed)
            found = {"seed": seed, "file": f"{feature}/{name}", "problem": problem}
            print(json.dumps(found), flush=True)
    print(json.dumps("done"))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
