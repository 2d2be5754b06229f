"""The statements of the subset, and the module that holds them.

Knows which statements exist. Does not know how they are printed (printer.py).
"""

from __future__ import annotations

from enum import Enum
from typing import Optional, Union, final

from ..data import dataclass
from .expressions import Expression, Keyword


class ParameterKind(Enum):
    POSITIONAL_ONLY = "positional only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword only"
    VAR_KEYWORD = "variadic keyword"


@final
@dataclass(frozen=True)
class Parameter:
    name: str
    kind: ParameterKind = ParameterKind.POSITIONAL_OR_KEYWORD
    annotation: Optional[Expression] = None
    default: Optional[Expression] = None


@final
@dataclass(frozen=True)
class FunctionDef:
    """With neither body nor docstring it is a stub: `def f() -> int: ...`."""

    name: str
    parameters: tuple[Parameter, ...] = ()
    returns: Optional[Expression] = None
    body: tuple[Statement, ...] = ()
    decorators: tuple[Expression, ...] = ()
    is_async: bool = False
    docstring: Optional[str] = None


@final
@dataclass(frozen=True)
class ClassDef:
    name: str
    bases: tuple[Union[Expression, Keyword], ...] = ()
    body: tuple[Statement, ...] = ()
    decorators: tuple[Expression, ...] = ()
    docstring: Optional[str] = None


@final
@dataclass(frozen=True)
class Assign:
    """`target: annotation = value`, of which either the annotation or the value may be missing."""

    target: Expression
    value: Optional[Expression] = None
    annotation: Optional[Expression] = None

    def __post_init__(self) -> None:
        if self.value is None and self.annotation is None:
            raise ValueError("an assignment needs a value, an annotation, or both")


@final
@dataclass(frozen=True)
class Return:
    value: Optional[Expression] = None


@final
@dataclass(frozen=True)
class ExpressionStatement:
    value: Expression


@final
@dataclass(frozen=True)
class Import:
    module: str
    alias: Optional[str] = None


@final
@dataclass(frozen=True)
class ImportFrom:
    """Names as (name, alias or None), printed in the order given."""

    module: str
    names: tuple[tuple[str, Optional[str]], ...]


@final
@dataclass(frozen=True)
class If:
    """`elif` is an `If` as the only statement of `orelse`."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...] = ()


@final
@dataclass(frozen=True)
class Delete:
    target: Expression


@final
@dataclass(frozen=True)
class Pass:
    pass


@final
@dataclass(frozen=True)
class Raise:
    exception: Optional[Expression] = None
    cause: Optional[Expression] = None


@final
@dataclass(frozen=True)
class Blank:
    """An empty line before the next statement, where the formatter leaves the choice: between groups of imports."""


@final
@dataclass(frozen=True)
class Comment:
    """A line of its own, which belongs to the statement after it."""

    text: str


Statement = Union[
    FunctionDef,
    ClassDef,
    Assign,
    Return,
    ExpressionStatement,
    Import,
    ImportFrom,
    If,
    Delete,
    Pass,
    Raise,
    Blank,
    Comment,
]


@final
@dataclass(frozen=True)
class SourceModule:
    """`header` are comment lines without their `# `, printed before everything else."""

    header: tuple[str, ...] = ()
    docstring: Optional[str] = None
    body: tuple[Statement, ...] = ()
