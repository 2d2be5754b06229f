"""Problems in what users wrote: a stable code, a place, what is wrong and what to write instead.

Knows how a problem is described and collected. Does not know how it is shown (the command line does).
"""

from __future__ import annotations

import enum
from typing import Optional, final

from .data import dataclass


class Severity(enum.Enum):
    ERROR = "error"
    WARNING = "warning"


class Code(enum.Enum):
    """Stable names of the problems; the value is what users see in brackets."""

    # registration and names
    BAD_TARGET = "bad-target"
    DUPLICATE_NAME = "duplicate-name"
    DUPLICATE_CLASS = "duplicate-class"
    BAD_NAME = "bad-name"
    NOT_REGISTRABLE = "not-registrable"
    UNKNOWN_MEMBER = "unknown-member"
    # reading
    NO_SOURCE = "no-source"
    STALE_SOURCE = "stale-source"
    LOCAL_OBJECT = "local-object"
    OPAQUE_DECORATOR = "opaque-decorator"
    BAD_ANNOTATION = "bad-annotation"
    UNRESOLVED_NAME = "unresolved-name"
    MISSING_ANNOTATION = "missing-annotation"
    REPLACED_CLASS = "replaced-class"
    IMPORT_FAILED = "import-failed"
    # translation
    UNTRANSLATABLE = "untranslatable"
    AMBIGUOUS_UNION = "ambiguous-union"
    NOT_COMPILED = "not-compiled"
    UNSUPPORTED = "unsupported"
    KIND_CLASH = "kind-clash"
    ASYNC_PROPERTY = "async-property"
    ASYNC_CONSTRUCTOR = "async-constructor"
    WRAPPED_EXCEPTION = "wrapped-exception"
    NESTING_TOO_DEEP = "nesting-too-deep"
    # writing
    NOT_GENERATED = "not-generated"
    EDITED_BY_HAND = "edited-by-hand"
    OUT_OF_DATE = "out-of-date"
    # the command line
    BAD_SETTING = "bad-setting"


@final
@dataclass(frozen=True, order=True)
class Location:
    """A place in a source file: lines from 1, columns from 1 counted in characters; the end is exclusive, 0 when unknown."""

    path: str
    line: int
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@final
@dataclass(frozen=True)
class Diagnostic:
    code: Code
    location: Location
    message: str
    help: Optional[str] = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        text = f"{self.location}: {self.severity.value}[{self.code.value}]: {self.message}"
        return f"{text}\nhelp: {self.help}" if self.help else text


class Sink:
    """Collects the problems of every stage, so that one run reports them all."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []

    def error(
        self, code: Code, location: Location, message: str, help: Optional[str] = None
    ) -> None:
        self.add(Diagnostic(code, location, message, help))

    def warning(
        self, code: Code, location: Location, message: str, help: Optional[str] = None
    ) -> None:
        self.add(Diagnostic(code, location, message, help, Severity.WARNING))

    def add(self, diagnostic: Diagnostic) -> None:
        if diagnostic not in self._diagnostics:
            self._diagnostics.append(diagnostic)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything reported, ordered by place."""
        return tuple(
            sorted(
                self._diagnostics,
                key=lambda found: (found.location, found.code.value, found.message),
            )
        )

    @property
    def failed(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self._diagnostics)

    def raise_errors(self) -> None:
        """Raise `CompileError` if an error was reported."""
        if self.failed:
            raise CompileError(self.diagnostics)


class CompileError(Exception):
    """The user's modules cannot be compiled; `diagnostics` says why, ordered by place, warnings included."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(str(found) for found in self.diagnostics)
