"""Each rule of the layout, by an example that is already laid out: it is printed as it stands."""

from __future__ import annotations

import pytest

from synchronicity.codegen.syntax import Comment, FunctionDef, SourceModule, print_module

from .reading import read_module

# Name → ("py" or "pyi", text). The formatter is asked about all of these in test_printer_ruff.py.
EXAMPLES: dict[str, tuple[str, str]] = {}


def _example(name: str, text: str, kind: str = "py") -> None:
    EXAMPLES[name] = (kind, text.lstrip("\n"))


_example(
    "parameters",
    """
def parameters_on_one_line(
    self, first_parameter: int, /, second: str = "", *, third: float = 1.0
) -> None:
    pass


def parameters_on_a_line_each(
    first_parameter: Callable[[Row], Awaitable[None]],
    *arguments: tuple[Page, ...],
    third: dict[str, list[tuple[Page, Row | None]]] | None = None,
    **keywords: int,
) -> None:
    pass


def an_annotation_which_is_too_long(
    parameter_with_union: SomeVeryLongClassName[int]
    | AnotherEvenLongerClassNameForThis
    | None = None,
    parameter_with_index: SomeVeryLongClassName[
        AnotherEvenLongerClassNameForThis, YetAnotherQuiteLongClassName
    ] = ...,
) -> None:
    pass
""",
)
_example(
    "stub_signatures",
    """
class Client:
    def only_the_ellipsis_is_too_much(
        self, parameter_number_one: int, number_two_s: str
    ) -> None: ...
    def a_parameter_alone_gets_a_comma(
        self,
    ) -> AbstractAsyncContextManager[SomeVeryLongClassName, AnotherClassName]: ...
    def a_return_union_too_long(
        self,
    ) -> (
        SomeVeryLongClassNameForTheFirstAlternative[int]
        | SomeVeryLongClassNameForTheSecondAlternative
    ): ...
    def a_return_index_too_long(
        self,
    ) -> Callable[
        [SomeVeryLongClassNameForTheFirstAlternative],
        SomeVeryLongClassNameForTheSecondAlternative,
    ]: ...
    def no_parameters_but_an_index() -> Callable[
        [SomeVeryLongClassName], AnotherVeryLongClassName
    ]: ...
    def no_parameters_and_a_name_which_is_rather_long_too() -> (
        SomeVeryLongClassNameForTheFirst
    ): ...
""",
    "pyi",
)
_example(
    "decorators",
    """
@_dual.function(
    _synchronizer,
    returns=lambda value: {
        key: [(Page._from_impl(item[0]), _dual.to_wrapper(item[1])) for item in items]
        for key, items in value.items()
    },
)
def contain() -> None:
    pass


@_dual.function(
    _synchronizer,
    returns=lambda value: Page._from_impl_with_a_long_name(
        value, some_other_argument, one_more
    ),
    yields=lambda value: (
        Page._from_impl_with_a_long_name(value) if value is not None else None_of_these
    ),
    enters=lambda value: (
        some_module.some_attribute.another_attribute.and_one_more_attribute_of_it
    ),
)
def wrap() -> None:
    pass
""",
)
_example(
    "returns",
    """
def f() -> int:
    return _impl.contain(
        {key._impl_instance: [i._impl_instance for i in items] for key, items in index},
        (pair[0]._impl_instance, pair[1]),
        tuple(item._impl_instance for item in many_items_with_a_rather_long_name_here),
        maybe._impl_instance if isinstance(maybe, Page) else maybe_another_one_then,
        *_dual.to_impl(arguments),
        **_dual.to_impl(keywords),
    )
    return (
        value._impl_instance.some_attribute
        if isinstance(value, SomeVeryLongClassName)
        else value
    )
    return tuple(
        Page._from_impl(item)
        for item in self._impl_instance.some_attribute.another_attribute
    )
    return [
        {
            Row._from_impl(row): [Page._from_impl(page_in_row) for page_in_row in pages]
            for row, pages in mapping.items()
        }
        for mapping in self._impl_instance.all_of_the_mappings()
    ]
    return (
        first_operand_with_a_long_name.attribute
        + second_operand_with_a_long_name.method(1)
        or third_operand is not None
    )
    return (
        queryset.filter(first_argument_of_filter)
        .order_by(second_argument_of_order_by)
        .values(third)
    )
    return "a string that is too long stays as it is, since it cannot be broken into pieces at all"
""",
)
_example(
    "assignments",
    """
self._impl_instance.some_attribute_with_a_long_name = (
    value._impl_instance if isinstance(value, Page) else value
)
some_variable_with_a_long_name.some_attribute_with_a_long_name = (
    other_module.some_attribute_with_name
)
some_variable.some_attribute = some_module.some_function_with_a_long_name(
    first_argument, second
)
annotated_variable: SomeVeryLongClassName[WithAnArgument, AndAnotherOneWhichIsLong] = (
    value
)
annotated_variable: (
    SomeVeryLongClassNameForTheFirstAlternative
    | SomeVeryLongClassNameForTheSecondAlternative
)
table[some_rather_long_key_for_this_table, another_rather_long_key_for_it] = (
    some_function(argument)
)
__match_args__: ClassVar[
    tuple[Literal["identifier"], Literal["tags"], Literal["page"], Literal["another"]]
]
""",
)
_example(
    "headers",
    """
from ._impl import short_enough
from .a_module_with_a_long_name import (
    SomeVeryLongClassName,
    another_very_long_name_of_a_function as _another,
)


class SomeVeryLongClassName(
    _dual.Wrapped, _t.Generic[_FirstParameter, _SecondParameter], impl=_impl.SomeClass
):
    pass


if some_module.some_condition_with_a_long_name and another_module.some_other_condition:
    raise some_module.SomeVeryLongExceptionName(
        "a message that is rather long"
    ) from another_error
elif (
    some_module.some_condition_with_a_long_name.attribute
    is not another_module.some_other
):
    del some_module.attribute
else:
    pass
""",
)
_example(
    "blank_lines",
    '''
"""The docstring of the module."""

import typing
from . import _impl

variable = 1

if typing.TYPE_CHECKING:
    import collections

    other = 2
elif variable:

    def f() -> None:
        pass


@overload
def g(a: int) -> int: ...
@overload
def g(a: str) -> str: ...
def g(a):
    """Documented."""
    return a


class Empty:
    pass


class Documented:
    """Of a class."""

    kind = 1

    @property
    def a(self) -> int:
        """Of a function, before another one."""

        def inner() -> None:
            pass

        return inner

    def b(self) -> int:
        """Of a function, before a statement."""
        return 1

    b_again = b


last = 3
''',
)
_example(
    "blank_lines_of_stubs",
    '''
from . import _impl

_T = TypeVar("_T")

class Client:
    """A client."""

    kind: ClassVar[str]
    def __init__(self) -> None: ...
    @property
    def url(self) -> str: ...
    @query
    def query(self) -> int:
        """Run a query."""
    def last(self) -> int: ...

class Documented:
    """Before a function."""
    def f(self) -> int: ...

class Empty: ...
class Another: ...

def f() -> int: ...
@decorated
def g() -> int:
    """Documented."""

def h() -> int: ...

alias: TypeAlias = int
''',
    "pyi",
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_layout(name: str) -> None:
    kind, text = EXAMPLES[name]
    assert print_module(read_module(text), stub=kind == "pyi") == text


def test_header_and_comments() -> None:
    functions = tuple(FunctionDef(name) for name in "fg")
    body = (functions[0], Comment("Of g."), functions[1], Comment("Last."))
    module = SourceModule(("@generated", "type: ignore"), None, body)
    lines = ["# @generated", "# type: ignore", "", "", "def f(): ...", "", "", "# Of g."]
    text = "\n".join([*lines, "def g(): ...", "# Last.", ""])
    assert print_module(module, stub=False) == text


def test_nothing_at_all() -> None:
    assert print_module(SourceModule(), stub=True) == ""
    assert print_module(SourceModule(("one",)), stub=False) == "# one\n"
