"""What annotations mean: the grammar, the normal forms, the missing arguments."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .reading import Workshop, shown

TYPING = """
    import asyncio, collections, collections.abc, contextlib, enum, os, re, typing
    from typing import *
    class Color(enum.Enum):
        RED = 1
    class Box(Generic[TypeVar("T")]): ...
    Number = NewType("Number", int)
"""


@pytest.mark.parametrize(
    ("annotation", "meaning"),
    [
        ("int", "int"),
        ("None", "None"),
        ("Any", "Any"),
        ("object", "object"),
        ("List[int]", "list[int]"),
        ("list[int]", "list[int]"),
        ("typing.Dict[str, List[int]]", "dict[str, list[int]]"),
        ("Optional[int]", "int | None"),
        ("Optional[Union[int, None, str]]", "int | None | str"),
        ("Union[int]", "int"),
        ("'Optional[int]'", "int | None"),
        ("'''\n    int\n'''", "int"),
        ("List['int']", "list[int]"),
        ("Tuple[int, str]", "tuple[int, str]"),
        ("Tuple[()]", "tuple[()]"),
        ("tuple[int, ...]", "tuple[int, ...]"),
        ("Tuple", "tuple[Any, ...]"),
        ("tuple", "tuple[Any, ...]"),
        ("Callable", "(...) -> Any"),
        ("collections.abc.Callable", "(...) -> Any"),
        ("Callable[..., int]", "(...) -> int"),
        ("Callable[[], None]", "() -> None"),
        ("Callable[[int, 'str'], Awaitable[int]]", "(int, str) -> Awaitable[int]"),
        ("Literal['int', 1, True, None, b'x', -1]", "Literal['int', 1, True, None, b'x', -1]"),
        ("Literal[Literal[1], 2]", "Literal[1, 2]"),
        ("Type[int]", "type[int]"),
        ("Type", "type[Any]"),
        ("type", "type[Any]"),
        ("list", "list[Any]"),
        ("Dict", "dict[Any, Any]"),
        ("Iterable", "Iterable[Any]"),
        ("Mapping[str, int]", "Mapping[str, int]"),
        ("AbstractSet[int]", "Set[int]"),
        ("DefaultDict[str, int]", "collections.defaultdict[str, int]"),
        ("Deque[int]", "collections.deque[int]"),
        ("Text", "str"),
        ("Hashable", "Hashable"),
        ("AsyncGenerator[int, None]", "AsyncGenerator[int, None]"),
        ("AsyncContextManager[int]", "contextlib.AbstractAsyncContextManager[int]"),
        ("contextlib.AbstractAsyncContextManager", "contextlib.AbstractAsyncContextManager[Any]"),
        ("Pattern[str]", "re.Pattern[str]"),
        ("re.Match", "re.Match[Any]"),
        ("os.PathLike", "os.PathLike[Any]"),
        ("asyncio.Queue", "asyncio.queues.Queue@asyncio.Queue[Any]"),
        ("asyncio.Future[int]", "asyncio.Future[int]<Awaitable[int]>"),
        ("'asyncio.Task[int]'", "asyncio.Task[int]<Awaitable[int]>"),
        ("NoReturn", "typing.NoReturn"),
        ("IO[bytes]", "typing.IO[bytes]"),
    ],
)
def test_meaning(workshop: Workshop, annotation: str, meaning: str) -> None:
    assert workshop.returns(annotation, TYPING) == meaning


def test_own_classes(workshop: Workshop) -> None:
    text = """
        @api.wrap_function
        def f(a: Box, b: Box[int], c: Number, d: Literal[Color.RED]) -> None: ...
    """
    reading = workshop.read(_dedent(TYPING) + _dedent(text)).clean()
    types = [shown(one.type) for one in reading.function().signature.parameters]
    name = reading.module.sources[0]
    assert types == [
        f"{name}.Box[Any]",
        f"{name}.Box[int]",
        f"{name}.Number",
        f"Literal[{name}.Color.RED]",
    ]


@pytest.mark.parametrize(
    "annotation", ["int | None", "'int' | None", "None | int | str", "list[int | None]"]
)
def test_unions_by_bar_are_never_evaluated(workshop: Workshop, annotation: str) -> None:
    future = "from __future__ import annotations\n"
    assert "|" in workshop.returns(annotation, future)


def test_type_variables_are_kept_for_lowering(workshop: Workshop) -> None:
    before = "from typing import TypeVar\nT = TypeVar('T')\n"
    assert workshop.returns("list[T]", before) == "list[~T]"


@pytest.mark.parametrize(
    ("annotation", "code"),
    [
        ("3", "bad-annotation"),
        ("'not an expression'", "bad-annotation"),
        ("''", "bad-annotation"),
        ("[int]", "bad-annotation"),
        ("print", "bad-annotation"),
        ("os", "bad-annotation"),
        ("os.getcwd()", "bad-annotation"),
        ("Optional", "bad-annotation"),
        ("dict[str]", "bad-annotation"),
        ("Callable[int]", "bad-annotation"),
        ("ClassVar[int]", "bad-annotation"),
        ("Nowhere", "unresolved-name"),
        ("List[Nowhere]", "unresolved-name"),
        ("os.Nowhere", "unresolved-name"),
        ("Annotated[int]", "bad-annotation"),
    ],
)
def test_problems(workshop: Workshop, annotation: str, code: str) -> None:
    text = "from __future__ import annotations\nimport os\nfrom typing import *\n"
    reading = workshop.read(f"{text}@api.wrap_function\ndef f() -> {annotation}: ...\n")
    assert reading.codes == [code]
    found = reading.diagnostics[0]
    assert found.help
    lines = Path(found.location.path).read_text(encoding="utf-8").splitlines()
    caret = lines[found.location.line - 1][
        found.location.column - 1 : found.location.end_column - 1
    ]
    assert caret in annotation


def test_columns_count_characters(workshop: Workshop) -> None:
    reading = workshop.read(
        "@api.wrap_function\ndef f(é: int, ü: Nowhere) -> None: ...\n".replace("Nowhere", "'Nö'")
    )
    (found,) = reading.diagnostics
    assert (found.location.column, found.location.end_column) == (18, 22)


def test_one_name_does_not_take_the_others_with_it(workshop: Workshop) -> None:
    reading = workshop.read(
        "@api.wrap_function\ndef f(a: int, b: 'Nowhere', c: 'str') -> 'None': ...\n"
    )
    types = [shown(one.type) for one in reading.function().signature.parameters]
    assert types == ["int", "ERROR", "str"]
    assert reading.codes == ["unresolved-name"]


def test_aliases_keep_their_name(workshop: Workshop) -> None:
    before = "from typing import *\nX = Optional[int]\nY = Dict[str, X]\nZ = int\nW: 'TypeAlias' = 'List[Z]'\n"
    future = "from __future__ import annotations\n"
    assert workshop.returns("Y", before) == "Y=dict[str, X=int | None]"
    assert workshop.returns("Z", before) == "int"
    later = (
        future
        + "from typing import TYPE_CHECKING, List\nif TYPE_CHECKING: from typing import TypeAlias\nW: TypeAlias = 'List[int]'\n"
    )
    assert workshop.returns("W", later) == "W=list[int]"


def test_generic_aliases_keep_their_names(workshop: Workshop) -> None:
    before = "from typing import *\nT = TypeVar('T')\nPair = Tuple[T, T]\n"
    assert workshop.returns("Pair[int]", before) == "Pair=tuple[int, int]"
    assert workshop.returns("Pair", before) == "Pair=tuple[Any, Any]"


def test_variables_in_the_strings_of_an_alias_are_its_own(workshop: Workshop) -> None:
    before = (
        "from typing import *\nT = TypeVar('T')\nK = TypeVar('K')\n"
        "Either = Union['List[K]', 'Dict[T, K]']\nRows = List['Tuple[T, ...]']\nWord = Union[Literal['T'], 'K']\n"
    )
    assert workshop.returns("'Either[int, str]'", before) == "Either=list[int] | dict[str, int]"
    assert workshop.returns("'Rows[int]'", before) == "Rows=list[tuple[int, ...]]"
    assert workshop.returns("'Word[int]'", before) == "Word=Literal['T'] | int"


def test_aliases_that_are_made_by_a_call(workshop: Workshop) -> None:
    before = (
        "from typing import *\nfrom typing_extensions import TypeAlias, TypeAliasType\n"
        "K = TypeVar('K')\nV = TypeVar('V')\n"
        "Map = TypeAliasType('Map', Dict[K, List[V]], type_params=(V, K))\n"
        "Rows = TypeAliasType('Rows', List[int])\n"
        "Maybe: TypeAlias = 'Optional[V]'\n"
    )
    assert workshop.returns("Map[int, str]", before) == "Map=dict[str, list[int]]"
    assert workshop.returns("Rows", before) == "Rows=list[int]"
    assert workshop.returns("'Maybe[int]'", before) == "Maybe=int | None"


def test_recursive_alias(workshop: Workshop) -> None:
    before = "from typing import *\nJSON = Union[int, List['JSON']]\n"
    assert workshop.returns("'JSON'", before) == "JSON=int | list[JSON=Any]"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")
def test_type_statements(workshop: Workshop) -> None:
    before = "type Rows = list[int]\ntype Pair[T] = tuple[T, T]\n"
    assert workshop.returns("Rows", before) == "Rows=list[int]"
    assert workshop.returns("Pair[int]", before) == "Pair=tuple[int, int]"


def _dedent(text: str) -> str:
    import textwrap

    return textwrap.dedent(text)
