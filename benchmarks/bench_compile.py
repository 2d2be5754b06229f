"""How long a large library takes to compile and to import: 1,000 functions, 200 classes of 10 methods, 3,000 callables.

Everything is measured in fresh interpreters, interleaved, and the least of the rounds counts: noise only ever adds. The physical
limit stands beside each figure: parsing the implementation with `ast`, and importing the implementation alone.

    python benchmarks/bench_compile.py [rounds] [functions]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
METHODS = 10

HEAD = '''\
"""A large implementation."""

from __future__ import annotations

from synchronicity import Module

api = Module("large.api")
'''

CLASS = '''

@api.wrap_class
class Client{number}:
    """Client number {number}."""

    def __init__(self, url: str, *, timeout: float = 1.0) -> None:
        self.url: str = url
'''

METHOD = '''
    async def method{number}(self, key: str, *, limit: int = 10) -> list[Client{owner}]:
        """Method number {number}."""
        return [self]
'''

FUNCTION = '''

@api.wrap_function
async def function{number}(client: Client{owner}, *, retries: int = 3) -> Client{owner}:
    """Function number {number}."""
    return client
'''

# Each prints seconds. The second import has cached bytecode.
COMPILE = """
import importlib, sys, time
implementation = importlib.import_module("large._impl")
started = time.perf_counter()
from synchronicity.codegen.compile import compile_modules
imported = time.perf_counter()
modules = compile_modules([implementation.api], "large")
done = time.perf_counter()
from synchronicity.codegen.writer import write_modules
write_modules(sys.argv[1], modules)
print(done - imported, imported - started)
"""
PARSE = """
import ast, sys, time
text = open(sys.argv[1] + "/large/_impl.py").read()
started = time.perf_counter()
ast.parse(text)
print(time.perf_counter() - started)
"""
IMPORT = """
import time
started = time.perf_counter()
import large._impl
between = time.perf_counter()
import large.api
print(time.perf_counter() - between, between - started)
"""
MODULE = """
import time
started = time.perf_counter()
from synchronicity import Module
print(time.perf_counter() - started)
"""


def write_implementation(directory: Path, functions: int) -> int:
    """Write the package `large`; return the number of its callables."""
    classes = functions // 5
    parts = [HEAD]
    for number in range(classes):
        parts.append(CLASS.format(number=number))
        parts += [METHOD.format(number=n, owner=number) for n in range(METHODS)]
    parts += [FUNCTION.format(number=n, owner=n % classes) for n in range(functions)]
    package = directory / "large"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "_impl.py").write_text("".join(parts))
    return functions + classes * METHODS


def run(code: str, directory: Path) -> list[float]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(directory), str(SOURCE)])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the bytecode is to be cached
    done = subprocess.run(
        [sys.executable, "-c", code, str(directory)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [float(figure) for figure in done.stdout.split()]


def least(code: str, directory: Path, rounds: int) -> list[float]:
    return [min(figures) for figures in zip(*(run(code, directory) for _ in range(rounds)))]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    functions = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        callables = write_implementation(directory, functions)
        compiling, own_import = least(COMPILE, directory, rounds)
        (parsing,) = least(PARSE, directory, rounds)
        generated = (directory / "large" / "api.py").read_text()
        run(IMPORT, directory)  # caches the bytecode
        beyond, implementation = least(IMPORT, directory, rounds)
        (module,) = least(MODULE, directory, rounds)
    lines = generated.count("\n")
    print(f"{callables} callables, Python {sys.version.split()[0]}, least of {rounds} rounds")
    print(
        f"compile           {compiling:8.2f} s    {compiling / parsing:6.1f} x parsing the implementation"
    )
    print(f"  import compiler {own_import * 1e3:8.1f} ms")
    print(
        f"import api.py     {beyond * 1e3:8.1f} ms   {beyond / implementation:6.2f} x importing the implementation"
    )
    print(f"import Module     {module * 1e3:8.2f} ms")
    print(f"api.py            {lines / callables:8.1f} lines a callable")


if __name__ == "__main__":
    main()
