"""What type checkers need for a generated stub, against plain stubs of the same signatures: 3,000 callables, each used on both faces.

A plain stub has an `async def` with another name beside each `def`. Three things are measured: checking the stub itself, a program that
calls everything once by each face, and as many callables in 30 stubs: what a checker needs for one may grow faster than that does. Runs
are interleaved, without caches, and the least time of the processor counts: noise only ever adds. What a checker needs for an empty file
stands beside it, since it is in all figures.

    python benchmarks/bench_checkers.py [rounds] [functions]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_compile import COMPILE, METHODS, SOURCE, run, write_implementation

CHECKERS = {
    "mypy --strict": ("-m", "mypy", "--strict", "--cache-dir", os.devnull),
    "pyright": ("-m", "pyright", "--pythonpath", sys.executable),
}
STUBS = 30
FUNCTION = """
def function{number}(client: Client{owner}, *, retries: int = 3) -> Client{owner}:
    \"""Function number {number}.\"""
async def function{number}_aio(client: Client{owner}, *, retries: int = 3) -> Client{owner}: ...
"""
CLASS = """
class Client{number}:
    \"""Client number {number}.\"""
    def __init__(self, url: str, *, timeout: float = 1.0) -> None: ...
    @property
    def url(self) -> str: ...
    @url.setter
    def url(self, value: str) -> None: ...
"""
METHOD = """
    def method{number}(self, key: str, *, limit: int = 10) -> list[Client{owner}]:
        \"""Method number {number}.\"""
    async def method{number}_aio(self, key: str, *, limit: int = 10) -> list[Client{owner}]: ...
"""
HEAD = """
from {module} import *

async def use({clients}) -> None:
"""
CALLS = "    function{n}(client{c}); (await function{n}{aio}(client{c})).url\n"
MEMBERS = "    client{c}.method{n}('k')[0].url; (await client{c}.method{n}{aio}('k'))[0].url\n"


def plain_stub(functions: int) -> str:
    """The signatures of `write_implementation`, without private classes."""
    classes = functions // 5
    parts: list[str] = []
    for number in range(classes):
        parts.append(CLASS.format(number=number))
        parts += [METHOD.format(number=n, owner=number) for n in range(METHODS)]
    parts += [FUNCTION.format(number=n, owner=n % classes) for n in range(functions)]
    return "".join(parts)


def program(module: str, aio: str, functions: int) -> str:
    """Everything called by both faces."""
    classes = functions // 5
    clients = ", ".join(f"client{n}: Client{n}" for n in range(classes))
    lines = [HEAD.format(module=module, clients=clients)]
    lines += [MEMBERS.format(c=c, n=n, aio=aio) for c in range(classes) for n in range(METHODS)]
    lines += [CALLS.format(n=n, c=n % classes, aio=aio) for n in range(functions)]
    return "".join(lines)


def write(directory: Path, functions: int) -> int:
    """Both libraries, and the programs; the number of callables."""
    callables = write_implementation(directory, functions)
    run(COMPILE, directory)
    (directory / "plain").mkdir()
    for name, text in {
        "plain/__init__.py": "",
        "plain/api.pyi": plain_stub(functions),
        "use_plain.py": program("plain.api", "_aio", functions),
        "use_large.py": program("large.api", ".aio", functions),
        "empty.py": "",
    }.items():
        (directory / name).write_text(text)
    return callables


def write_stubs(directory: Path, functions: int) -> None:
    """As many callables in several stubs: `several/plain` and `several/large`."""
    package = directory / "several"
    package.mkdir()
    write(package, functions // STUBS)
    for kind in ("plain", "large"):
        text = (package / kind / "api.pyi").read_text()
        for number in range(1, STUBS):
            (package / kind / f"api{number}.pyi").write_text(text)


def seconds(directory: Path, checker: tuple[str, ...], names: tuple[str, ...]) -> float:
    """Of the processor. An error in what is checked fails."""
    environment = {**os.environ, "MYPYPATH": f"{directory}{os.pathsep}{SOURCE}"}
    environment["PYTHONPATH"] = environment["MYPYPATH"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *checker, *names],
        cwd=directory, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(
            f"{' '.join((*checker, *names))}:\n{done.stdout[:2000]}{done.stderr[:2000]}"
        )
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    functions = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    what = {
        "the stub": [("plain/api.pyi",), ("large/api.pyi",)],
        "a program": [("use_plain.py",), ("use_large.py",)],
        f"{STUBS} stubs": [
            tuple(f"several/{kind}/api{number}.pyi" for number in ("", *range(1, STUBS)))
            for kind in ("plain", "large")
        ],
    }
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        callables = write(directory, functions)
        write_stubs(directory, functions)
        print(f"{callables} callables, least of {rounds} rounds, seconds of the processor")
        for checker, arguments in CHECKERS.items():
            every = [("empty.py",), *(files for pair in what.values() for files in pair)]
            runs = [[seconds(directory, arguments, one) for one in every] for _ in range(rounds)]
            nothing, *times = (min(found) for found in zip(*runs))
            print(f"{checker:14}  nothing {nothing:6.2f}")
            for title, plain, large in zip(what, times[::2], times[1::2]):
                print(
                    f"  {title:12}  plain {plain:8.2f}   generated {large:6.2f}   {large / plain:5.2f} x"
                )


if __name__ == "__main__":
    main()
