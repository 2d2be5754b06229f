"""What the command line costs: `check` on a library of 3,000 callables where nothing has changed, and help.

Everything is measured in fresh interpreters, interleaved, and the least of the rounds counts. Beside the time on the clock stands
that of the processor, which other programs on the machine change less. What `check` cannot go below is importing the
implementation: live objects decide what is there. With `--no-cache`, it compiles, as where nothing was kept of an earlier run. `watch` is
measured from a change in a small implementation to the new stub.

    python benchmarks/bench_cli.py [rounds] [functions]
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_compile import SOURCE, write_implementation

SETTINGS = """\
[tool.synchronicity]
modules = ["large._impl"]
synchronizer = "large"
output = "."
"""
COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "import large._impl": ("-c", "import large._impl"),
    "synchronicity check": ("-m", "synchronicity", "check"),
    "check --no-cache": ("-m", "synchronicity", "check", "--no-cache"),
    "synchronicity --help": ("-m", "synchronicity", "--help"),
    **{
        f"{name} --help": ("-m", "synchronicity", name, "--help")
        for name in ("generate", "check", "watch", "vendor", "validate", "init", "explain")
    },
}


def environment_of(directory: Path) -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(directory), str(SOURCE)])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the bytecode is to be cached
    environment["SYNCHRONICITY_CACHE_DIR"] = str(directory / "records")
    return environment


def run(directory: Path, *arguments: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=directory,
        env=environment_of(directory),
        capture_output=True,
        check=True,
    )
    took = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def watched(directory: Path, rounds: int) -> float:
    """Seconds from a change in a small implementation to its new stub, the least of the rounds."""
    write_implementation(directory, 10)
    implementation, stub = directory / "large/_impl.py", directory / "large/api.pyi"
    (directory / "pyproject.toml").write_text(SETTINGS)
    watcher = subprocess.Popen(
        [sys.executable, "-m", "synchronicity", "watch"],
        cwd=directory,
        env=environment_of(directory),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert watcher.stderr is not None
    least = float("inf")
    try:
        for number in range(rounds):
            while "watching" not in (line := watcher.stderr.readline()):
                assert line, "watch has ended"
            started = time.perf_counter()
            text = implementation.read_text()
            implementation.write_text(text.replace("key", f"key{number}", 1))
            while f"key{number}" not in stub.read_text():
                time.sleep(0.002)
            least = min(least, time.perf_counter() - started)
    finally:
        watcher.send_signal(signal.SIGINT)
        watcher.wait()
    return least


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    functions = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    least = dict.fromkeys(COMMANDS, (float("inf"), float("inf")))
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        callables = write_implementation(directory, functions)
        (directory / "pyproject.toml").write_text(SETTINGS)
        run(directory, "-m", "synchronicity", "generate")
        run(directory, "-m", "synchronicity", "check")
        for _ in range(rounds):
            for command, arguments in COMMANDS.items():
                figures = zip(least[command], run(directory, *arguments))
                clock, processor = (min(pair) for pair in figures)
                least[command] = clock, processor
    with tempfile.TemporaryDirectory() as name:
        regenerating = watched(Path(name), rounds)
    print(f"{callables} callables, Python {sys.version.split()[0]}, least of {rounds} rounds")
    for command, (clock, processor) in least.items():
        print(
            f"{command:22}{clock * 1e3:8.0f} ms on the clock{processor * 1e3:8.0f} ms of processor"
        )
    importing = least["import large._impl"][0]
    allowed = 1.5 * importing + 1
    for command in ("synchronicity check", "check --no-cache"):
        print(f"{command}: {least[command][0] / allowed:.2f} of 1.5 x that import + 1 s")
    print(f"watch, from a change to the new stub: {regenerating:.2f} s")


if __name__ == "__main__":
    main()
