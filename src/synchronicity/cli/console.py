"""Standard input and output, ours and not those of the modules that we import.

While user code runs, its output goes to standard error and its input is empty, at the level of Python and of the
operating system: what we print for other programs to read is ours alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Optional, TextIO

_UNDONE_NEVER: list[contextlib.ExitStack] = []
"""What keeps user code quiet to the end of the process: were it collected, the streams would be closed."""


class Console:
    """Where we print.

    Args:
        final: the process ends with this command: user code is kept quiet to the end, since its threads may go on.
    """

    def __init__(self, *, final: bool = False) -> None:
        self.final = final
        # None where the process was started with a closed one
        self._out: Optional[TextIO] = sys.stdout
        self._error: Optional[TextIO] = sys.stderr
        self._lent = contextlib.ExitStack()
        self._take_error()
        self._descriptor = _duplicate(1) if _descriptor(self._out) == 1 else None

    def close(self) -> None:
        """Give back what the operating system lent."""
        self._lent.close()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _take_error(self) -> None:
        """A stream to standard error that is ours alone: user code may close its own, and the descriptor with it."""
        error = self._error
        if error is not None and _descriptor(error) == 2:
            stream = open(os.dup(2), "w", buffering=1, encoding=error.encoding, errors=error.errors)
            self._error = self._lent.enter_context(stream)

    @property
    def error(self) -> Optional[TextIO]:
        """Standard error, None where it is closed."""
        return self._error

    def is_terminal(self) -> bool:
        """Whether people see standard error at once."""
        return self._error is not None and self._error.isatty()

    def note(self, text: str) -> None:
        """Print a line for people to read, on standard error."""
        if self._error is not None:
            self._error.write(f"{text}\n")
            self._error.flush()

    def print(self, text: str) -> None:
        """Print what was asked for on standard output: UTF-8 with `\\n`, as in files."""
        data = text.encode("utf-8", "surrogateescape")
        if self._descriptor is not None:
            with open(self._descriptor, "wb", closefd=False) as stream:
                stream.write(data)
            return
        if self._out is None:
            return
        buffer = getattr(self._out, "buffer", None)
        if isinstance(buffer, (io.BufferedIOBase, io.RawIOBase)):
            self._out.flush()
            buffer.write(data)
        else:
            self._out.write(text)
        self._out.flush()

    @contextlib.contextmanager
    def quiet(self) -> Generator[None, None, None]:
        """Run user code: it reads nothing and prints to standard error."""
        with contextlib.ExitStack() as undo:
            streams = sys.stdin, sys.stdout, sys.stderr
            for descriptor in (0, 1):
                undo.callback(_restore, descriptor, _duplicate(descriptor))
            undo.callback(_assign_streams, *streams)
            _flush(self._out)
            nothing = undo.enter_context(open(os.devnull, encoding="utf-8"))
            os.dup2(nothing.fileno(), 0)
            with contextlib.suppress(OSError):
                os.dup2(2, 1)
            sys.stdin, sys.stdout = nothing, undo.enter_context(self._stand_in())
            try:
                yield
            finally:
                _flush(sys.stdout)
                if self.final:
                    _UNDONE_NEVER.append(undo.pop_all())

    @contextlib.contextmanager
    def _stand_in(self) -> Generator[TextIO, None, None]:
        """A stream to standard error of its own, which user code may wrap, detach or close without harm to ours."""
        error: Optional[TextIO] = sys.stderr
        if error is not None and _descriptor(error) != 2:
            yield error
            return
        stream = open(os.dup(2), "w", buffering=1, encoding="utf-8", errors="backslashreplace")
        try:
            yield stream
        finally:
            with contextlib.suppress(OSError, ValueError):  # detached
                stream.close()


def _descriptor(stream: Optional[TextIO]) -> Optional[int]:
    try:
        return None if stream is None else stream.fileno()
    except (AttributeError, OSError, ValueError):  # None, or a stand-in that has none
        return None


def _duplicate(descriptor: int) -> Optional[int]:
    try:
        return os.dup(descriptor)
    except OSError:  # closed
        return None


def _restore(descriptor: int, saved: Optional[int]) -> None:
    if saved is not None:
        os.dup2(saved, descriptor)
        os.close(saved)


def _assign_streams(stdin: TextIO, stdout: TextIO, stderr: TextIO) -> None:
    for stream in (
        sys.__stdout__,
        sys.stdout,
    ):  # what user code has printed belongs to standard error
        _flush(stream)
    sys.stdin, sys.stdout, sys.stderr = stdin, stdout, stderr


def _flush(stream: Optional[TextIO]) -> None:
    if stream is not None:
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
