"""A module with everything that may hold a type, for a batch of types; what of it is refused; the pair that is left."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Optional

from synchronicity import Module
from synchronicity.codegen.compile import compile_modules
from synchronicity.codegen.diagnostics import CompileError
from synchronicity.codegen.writer import write_modules

from .forms import Callback, Variable
from .grammar import Crossing
from .plans import Form, Writer

PRELUDE = '''\
from __future__ import annotations

import collections
import datetime
import decimal
import enum
import pathlib
import types
import typing
from collections.abc import Awaitable, AsyncGenerator, AsyncIterator, Callable, Collection
from collections.abc import Container, Generator, ItemsView, Iterable, Iterator, KeysView, Mapping
from collections.abc import MutableMapping, MutableSequence, MutableSet, Reversible, Sequence
from collections.abc import Set as AbstractSet, ValuesView
from dataclasses import dataclass
from typing import Annotated, Any, Dict, FrozenSet, Generic, Hashable, List, Literal, NamedTuple
from typing import NewType, Optional, Set, Tuple, TypedDict, TypeVar, Union

from synchronicity import Module

api = Module("{package}.api")
stock: Any = None  # what is given, and where it is taken to

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
N = TypeVar("N", bound="Node")
C = TypeVar("C", "Node", int)
S = TypeVar("S", str, bytes)
Q = TypeVar("Q", bound="Sequence[Node]")
W = TypeVar("W", bound="type[Node]")


@api.wrap_class
class Node:
    def __init__(self, key: int) -> None:
        self.key = key


@api.wrap_class
class Leaf(Node):
    pass


class _Hidden(Node):
    """Not registered."""


@api.wrap_class
class Empty:
    """False, and like a collection."""

    def __init__(self, key: int) -> None:
        self.key = key

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __contains__(self, item: object) -> bool:
        return False


@api.wrap_class
class Box(Generic[T]):
    def __init__(self, key: int) -> None:
        self.key = key


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


@dataclass
class Point:
    x: int
    tags: list[int]


@dataclass
class Spot(Generic[T]):
    value: T


@dataclass
class Held:
    value: Node


class HeldTuple(NamedTuple):
    value: "list[Node]"


class Options(TypedDict):
    name: str


class Pair(NamedTuple):
    a: int
    b: str


class Names(List[str]):
    pass


class Registry(Dict[str, int]):
    pass


UserId = NewType("UserId", int)
NodeId = NewType("NodeId", Node)
'''

# What may hold a type, by what is said about the refusal of it.
FUNCTIONS = {
    "give": """\
async def give_{i}() -> {type}:
    return stock.give({i})
""",
    "stream": """\
async def stream_{i}() -> AsyncIterator[{type}]:
    yield stock.give({i})
""",
}
BOTH_WAYS = {
    "take": """\
async def take_{i}(value: {type}) -> {type}:
    return stock.take({i}, value)
""",
    "take_now": """\
def take_now_{i}(value: {type}) -> {type}:
    return stock.take({i}, value)
""",
    "talk": """\
async def talk_{i}(value: {type}) -> AsyncGenerator[{type}, {type}]:
    yield stock.take({i}, (yield stock.take({i}, value)))
""",
}
USED = {
    "use": """\
async def use_{i}(value: {type}) -> None:
    stock.take({i}, value)
""",
    "use_now": """\
def use_now_{i}(value: {type}) -> None:
    stock.take({i}, value)
""",
}
HOLDER = """\
class Holder{i}:
    held: {type}

    def __init__(self, held: {type}) -> None:
        self.held = held

    async def swap(self, value: {type}) -> {type}:
        return stock.take({i}, value)
"""


def members_of(form: Form) -> dict[str, str]:
    """What holds a type: a result needs callables that can be handed out, and variables need an argument."""
    if form.has(Callback):
        return USED
    if form.has(Variable):
        return BOTH_WAYS
    return {**FUNCTIONS, **BOTH_WAYS, "use": USED["use"], "holder": HOLDER}


@dataclass(frozen=True)
class Refusal:
    """A member that is not translated: of which type, and what is said about it."""

    number: int
    member: str
    code: str
    message: str


@dataclass
class Batch:
    """Types that are compiled in one module.

    Args:
        name: of the package.
        crossings: the types.
        left: what is compiled: (number of the type, kind of member).
        refusals: the rest.
        only: the kinds of members that are written; all if empty.
    """

    name: str
    crossings: Sequence[Crossing]
    only: tuple[str, ...] = ()
    left: set[tuple[int, str]] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)
    _lines: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, crossing in enumerate(self.crossings):
            self.left |= {
                (number, member)
                for member in members_of(crossing.form)
                if not self.only or member in self.only
            }

    def text(self) -> str:
        """The implementation."""
        writer = Writer()
        texts: list[str] = []
        for writer.number, crossing in enumerate(self.crossings):
            texts.append(crossing.form.text(writer))
        head = PRELUDE.replace("{package}", self.name) + "\n"
        lines: list[tuple[int, str]] = [(-1, "")] * head.count("\n")
        lines += [(number, "alias") for number, _ in writer.declarations]
        body = "".join(f"{line}\n" for _, line in writer.declarations)
        for number, crossing in enumerate(self.crossings):
            for member, template in members_of(crossing.form).items():
                if (number, member) in self.left:
                    register = "@api.wrap_class" if member == "holder" else "@api.wrap_function"
                    text = template.format(i=number, type=texts[number])
                    made = f"\n\n{register}\n{text}"
                    body += made
                    lines += [(number, member)] * made.count("\n")
        self._lines = lines
        return head + body

    def build(
        self, directory: Path, spoil: Optional[tuple[str, str]] = None
    ) -> tuple[ModuleType, ModuleType]:
        """The implementation and the public module, with everything that is not refused.

        Args:
            directory: for the package; on `sys.path`.
            spoil: what to do wrong in the generated code: a regular expression, and what to put there instead.

        Raises:
            CompileError: something else is wrong.
        """
        try:
            implementation, module = self._read(directory)
            compiled = compile_modules([module], "proof")
        except CompileError as error:
            self._leave_out(error)
            implementation, module = self._read(directory)
            compiled = compile_modules([module], "proof")
        write_modules(directory, compiled, force=True)
        if spoil is not None:
            path = directory / self.name / "api.py"
            path.write_text(re.sub(*spoil, path.read_text("utf-8")), "utf-8")
        importlib.invalidate_caches()
        return implementation, importlib.import_module(f"{self.name}.api")

    def _read(self, directory: Path) -> tuple[ModuleType, Module]:
        package = directory / self.name
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        (package / "_impl.py").write_text(self.text(), "utf-8")
        self.forget()
        implementation = importlib.import_module(f"{self.name}._impl")
        module: Module = implementation.api
        return implementation, module

    def _leave_out(self, error: CompileError) -> None:
        for found in error.diagnostics:
            number, member = self._lines[found.location.line - 1]
            if number < 0:
                raise error
            self.refusals.append(Refusal(number, member, found.code.value, general(found.message)))
            self.left -= {
                left for left in self.left if left[0] == number and member in (left[1], "alias")
            }

    def forget(self) -> None:
        """As if the modules had never been imported."""
        import linecache

        linecache.clearcache()
        importlib.invalidate_caches()
        for name in [name for name in sys.modules if name.split(".")[0] == self.name]:
            del sys.modules[name]


def general(message: str) -> str:
    """A diagnostic's text without the names in it."""
    return re.sub(r"`[^`]*`", "`…`", message)


def in_batches(crossings: Sequence[Crossing], size: int) -> Iterator[Batch]:
    for number, start in enumerate(range(0, len(crossings), size)):
        yield Batch(f"proof_{number}", crossings[start : start + size])
