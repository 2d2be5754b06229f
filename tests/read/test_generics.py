"""Type variables in full, generic classes, and their bases in terms of their own variables."""

from __future__ import annotations

import re
import sys

import pytest

from synchronicity.codegen.model.types import TypeVariable, Variance, parts, variables_of
from synchronicity.codegen.read import read_program

from .reading import Reading, Workshop, forget, shown, shown_signature

needs_lists = pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")
needs_list_defaults = pytest.mark.skipif(sys.version_info < (3, 13), reason="PEP 696 syntax")


def described(variable: TypeVariable, module: str = "") -> str:
    """A variable with all that it says, `module` left out."""
    text = f"{variable.scope}.{variable.name}"
    if variable.kind.name != "TYPE":
        text += f" {variable.kind.value}"
    if variable.bound is not None:
        text += f" <= {shown(variable.bound)}"
    if variable.constraints:
        text += f" in ({', '.join(map(shown, variable.constraints))})"
    if variable.variance is not Variance.INVARIANT:
        text += f" {variable.variance.value}"
    if variable.default is not None:
        text += f" = {shown(variable.default)}"
    return text.replace(module, "M") if module else text


def parameter_variables(reading: Reading, name: str = "f") -> list[str]:
    """The variables of a function's parameters, one each."""
    module = reading.module.sources[0]
    found = [parameter.type for parameter in reading.function(name).signature.parameters]
    return [described(variable, module) for type_ in found for variable in variables_of(type_)]


def bases(reading: Reading, name: str) -> list[str]:
    module = reading.module.sources[0]
    return [shown(base).replace(module, "M") for base in reading.cls(name).bases]


def type_parameters(reading: Reading, name: str) -> list[str]:
    module = reading.module.sources[0]
    return [described(variable, module) for variable in reading.cls(name).type_parameters]


OLD = """
from typing import *
import typing as t
import typing_extensions as te
T = TypeVar('T')
B = t.TypeVar('B', bound='Page')
E = TypeVar('E', bound=Optional['Page'])
C = TypeVar('C', 'Page', bytes)
Out = TypeVar('Out', covariant=True)
In = TypeVar('In', contravariant=True, bound=Hashable)
D = te.TypeVar('D', default='List[Page]')
N = te.TypeVar('N', default=None)
I = te.TypeVar('I', infer_variance=True)
_hidden = TypeVar('Other', bound=int)
class Holder:
    K = TypeVar('K', bound='Page')
@api.wrap_class
class Page: ...
"""


def test_assigned_variables(workshop: Workshop) -> None:
    reading = workshop.read(
        OLD
        + "@api.wrap_function\n"
        + "def f(a: T, b: B, c: E, d: C, e: Out, f: In, g: D, h: N, i: I, j: _hidden, k: Holder.K) -> None: ...\n"
    ).clean()
    assert parameter_variables(reading) == [
        "M.T",
        "M.B <= M.Page",
        "M.E <= M.Page | None",
        "M.C in (M.Page, bytes)",
        "M.Out covariant",
        "M.In <= Hashable contravariant",
        "M.D = list[M.Page]",
        "M.N = None",
        "M.I inferred",
        "M._hidden <= int",
        "M.K <= M.Page",
    ]


def test_imported_variables_are_read_where_they_are_assigned(workshop: Workshop) -> None:
    workshop.load(OLD.replace("@api.wrap_class\n", ""), name="gv_source")
    workshop.write("gv_between", "from gv_source import B as Renamed, Holder\n")
    reading = workshop.read(
        """
        from typing import AnyStr
        import gv_source
        from gv_between import Renamed, Holder as H
        class Page: ...
        Same = Renamed
        @api.wrap_function
        def f(a: Renamed, b: gv_source.B, c: Same, d: H.K, e: AnyStr) -> None: ...
        """
    ).clean()
    bound = "gv_source.B <= gv_source.Page"
    assert parameter_variables(reading)[:4] == [
        *(bound, bound, bound),
        "gv_source.K <= gv_source.Page",
    ]
    assert parameter_variables(reading)[4] == "typing.AnyStr in (bytes, str)"
    forget("gv_source", "gv_between")


def test_a_variable_under_type_checking_is_read_for_checkers(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from __future__ import annotations
        from typing import *
        if TYPE_CHECKING:
            T = TypeVar("T", bound="Page")
            Only = TypeVar("Only", covariant=True, bound="int")
        else:
            T = TypeVar("T")
        class Base(Generic[T]):
            def get(self) -> T: ...
        @api.wrap_class
        class Page(Base["Page"]): ...
        @api.wrap_function
        def f(a: T, b: Only) -> None: ...
        """
    ).clean()
    assert parameter_variables(reading) == ["M.T <= M.Page", "M.Only <= int covariant"]
    assert reading.members("Page")["get"].endswith(".Page")


def test_a_variable_that_a_function_makes_is_taken_from_the_live_object(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        def make(name: str, **rest: Any) -> Any:
            return TypeVar(name, **rest)
        class Page: ...
        T = make("T", bound=List["Page"], covariant=True)
        OPTIONS = {"bound": int}
        U = TypeVar("U", **OPTIONS)
        @api.wrap_function
        def f(a: T, b: U) -> None: ...
        """
    ).clean()
    assert parameter_variables(reading) == ["M.T <= list[M.Page] covariant", "M.U <= int"]


def test_of_several_assignments_the_one_that_ran(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        try:
            import no_such_module_at_all
            T = TypeVar("T", bound="int")
        except ImportError:
            T = TypeVar("T", "str", "bytes")
        @api.wrap_function
        def f(a: T) -> None: ...
        """
    ).clean()
    assert parameter_variables(reading) == ["M.T in (str, bytes)"]


def test_the_same_variable_is_equal_whoever_mentions_it(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        B = TypeVar("B", bound="Box[Any]")
        T = TypeVar("T", bound="Optional[Box[int]]")
        @api.wrap_class
        class Box(Generic[T]):
            item: T
            def __init__(self, item: T) -> None: ...
            def get(self: "Box[T]", other: "List[T]") -> "T": ...
            @property
            def prop(self) -> T: ...
        @api.wrap_class
        class Sub(Box[T]): ...
        @api.wrap_function
        def f(a: T, b: Box[T], c: B) -> "T": ...
        """
    ).clean()
    (variable,) = reading.cls("Box").type_parameters
    assert described(variable, reading.module.sources[0]) == "M.T <= M.Box[int] | None"
    assert reading.cls("Sub").type_parameters == (variable,)
    assert reading.cls("Sub").bases[0].arguments == (variable,)
    method = reading.method("get", "Box").signature
    constructor = reading.cls("Box").constructor
    assert constructor is not None
    function = reading.function("f").signature
    mentions = [
        method.returns,
        method.parameters[0].type,
        constructor.parameters[0].type,
        reading.member("item", "Box").type,  # type: ignore[union-attr]
        reading.member("prop", "Box").type,  # type: ignore[union-attr]
        function.returns,
        function.parameters[0].type,
        function.parameters[1].type,
    ]
    assert [variables_of(one) for one in mentions] == [(variable,)] * len(mentions)


def test_bounds_that_lead_back(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from collections.abc import Coroutine
        from typing import *
        import typing_extensions as te
        T = te.TypeVar("T", bound="Job", default="Job")
        @api.wrap_class
        class Box(Generic[T]):
            def get(self) -> "Box": ...
        class Job(Coroutine[Any, Any, T]): ...
        U = te.TypeVar("U", bound="Other", default="Job")
        class Other(Generic[U]): ...
        @api.wrap_function
        def f(a: T, b: Box, c: U) -> None: ...
        """
    ).clean()
    module = reading.module.sources[0]
    seen = [shown(one.type) for one in reading.function("f").signature.parameters]
    assert seen[0] == "~T"
    (variable,) = reading.cls("Box").type_parameters
    assert isinstance(variable, TypeVariable)
    assert shown(variable.bound).startswith(f"{module}.Job[")  # type: ignore[arg-type]
    assert variable == reading.function("f").signature.parameters[0].type


def test_a_bound_in_terms_of_variables_is_refused(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar("T")
        B = TypeVar("B", bound="List[T]")
        S = TypeVar("S", bound="List[S]")
        @api.wrap_function
        def f(a: B, b: B, c: S) -> B: ...
        """
    )
    assert reading.codes == ["bad-annotation", "bad-annotation"]
    assert [found.location.line for found in reading.diagnostics] == [5, 6]


def test_a_bound_that_is_not_found_is_told_once_at_its_place(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar("T", bound="Nowhere")
        @api.wrap_class
        class Box(Generic[T]):
            def get(self) -> T: ...
        @api.wrap_function
        def f(a: T) -> T: ...
        """
    )
    assert reading.codes == ["unresolved-name"]
    assert reading.diagnostics[0].location.line == 4


# generic classes


def test_type_parameters(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from collections.abc import Coroutine
        from typing import *
        A = TypeVar("A")
        B = TypeVar("B", bound="Plain")
        C = TypeVar("C", covariant=True)
        P = ParamSpec("P") if hasattr(__import__("typing"), "ParamSpec") else None
        @api.wrap_class
        class Plain: ...
        @api.wrap_class
        class Two(Generic[B, A]): ...
        @api.wrap_class
        class Proto(Protocol[C, A]): ...
        @api.wrap_class
        class First(Dict[A, B], Two[Plain, C]): ...
        @api.wrap_class
        class Ordered(Two[B, A], Generic[A, B]): ...
        @api.wrap_class
        class Lower(Coroutine[Any, Any, C]): ...
        @api.wrap_class(include=())
        class Builtin(list[A]): ...
        """
    )
    assert type_parameters(reading, "Plain") == []
    assert type_parameters(reading, "Two") == ["M.B <= M.Plain", "M.A"]
    assert type_parameters(reading, "Proto") == ["M.C covariant", "M.A"]
    assert type_parameters(reading, "First") == ["M.A", "M.B <= M.Plain", "M.C covariant"]
    assert type_parameters(reading, "Ordered") == ["M.A", "M.B <= M.Plain"]
    assert bases(reading, "Ordered") == ["M.Two[~B, ~A]"]
    assert type_parameters(reading, "Lower") == ["M.C covariant"]
    assert type_parameters(reading, "Builtin") == ["M.A"]


def test_bases_in_terms_of_the_own_variables(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        import typing_extensions as te
        T = TypeVar("T")
        U = TypeVar("U")
        D = te.TypeVar("D", default=str)
        @api.wrap_class
        class Box(Generic[T]):
            def get(self) -> T: ...
        @api.wrap_class
        class Pair(Generic[T, D]): ...
        @api.wrap_class
        class IntBox(Box[int]): ...
        @api.wrap_class
        class Sub(Box[U]): ...
        @api.wrap_class
        class Bare(Box): ...
        @api.wrap_class
        class BarePair(Pair): ...
        @api.wrap_class
        class OneOfTwo(Pair[bytes]): ...
        class Between(Box[List[U]], Generic[U, T]):
            other: T
            def __init__(self, other: T, us: List[U]) -> None: ...
        @api.wrap_class
        class Through(Between[int, T]): ...
        @api.wrap_class
        class Quoted(Box["Quoted"]): ...
        """
    ).clean()
    assert bases(reading, "IntBox") == ["M.Box[int]"]
    assert bases(reading, "Sub") == ["M.Box[~U]"]
    assert bases(reading, "Bare") == ["M.Box[Any]"]
    assert bases(reading, "BarePair") == ["M.Pair[Any, str]"]
    assert bases(reading, "OneOfTwo") == ["M.Pair[bytes, str]"]
    assert bases(reading, "Through") == ["M.Box[list[int]]"]
    assert bases(reading, "Quoted") == ["M.Box[M.Quoted]"]
    assert type_parameters(reading, "IntBox") == type_parameters(reading, "Bare") == []
    assert type_parameters(reading, "Through") == ["M.T"]
    assert reading.members("Through") == {"other": "attribute ~T"}
    constructor = reading.cls("Through").constructor
    assert constructor is not None
    assert shown_signature(constructor) == "(other: ~T, us: list[int]) -> None"


def test_defaults_in_terms_of_earlier_parameters(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        import typing_extensions as te
        K = te.TypeVar("K", default=str)
        V = te.TypeVar("V", default="List[K]")
        @api.wrap_class
        class Map(Generic[K, V]): ...
        class Unregistered(Map[int]): ...
        @api.wrap_class
        class Sub(Unregistered): ...
        Alias = Dict[K, V]
        @api.wrap_function
        def f(a: Map, b: Map[int], c: Map[int, None], d: Alias, e: "Alias[int]") -> None: ...
        """
    ).clean()
    module = reading.module.sources[0]
    types = [shown(one.type) for one in reading.function("f").signature.parameters]
    assert [one.replace(module, "M") for one in types] == [
        "M.Map[str, list[str]]",
        "M.Map[int, list[int]]",
        "M.Map[int, None]",
        "Alias=dict[str, list[str]]",
        "Alias=dict[int, list[int]]",
    ]
    assert bases(reading, "Sub") == ["M.Map[int, list[int]]"]
    assert type_parameters(reading, "Map") == ["M.K = str", "M.V = list[~K]"]


def test_a_base_that_cannot_be_read_is_reported(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar("T")
        @api.wrap_class
        class Box(Generic[T]): ...
        class Between(Box["Nowhere"]): ...
        @api.wrap_class
        class Sub(Between): ...
        """
    )
    assert reading.codes == ["unresolved-name"]
    assert reading.diagnostics[0].location.line == 7


def test_parameter_specifications(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from __future__ import annotations
        from typing import Callable, Generic, TypeVar
        from typing_extensions import Concatenate, ParamSpec, TypeVarTuple, Unpack
        P = ParamSpec("P")
        Ts = TypeVarTuple("Ts")
        R = TypeVar("R")
        Handler = Callable[P, R]
        class Box(Generic[P]): ...
        @api.wrap_function
        def f(function: Callable[P, R], *args: P.args, **kwargs: "P.kwargs") -> R: ...
        @api.wrap_function
        def g(function: Callable[[Unpack[Ts]], R], *args: Unpack[Ts]) -> "tuple[int, Unpack[Ts]]": ...
        @api.wrap_function
        def h(box: Box[[int, str]], other: Box, any: Box[...]) -> Handler[[int], str]: ...
        @api.wrap_function
        def i(function: Callable[Concatenate[int, P], R], *args: P.args, **kwargs: P.kwargs) -> Handler[P, int]: ...
        """
    ).clean()

    def signature(name: str) -> str:
        text = shown_signature(reading.function(name).signature)
        return re.sub(r"\bimpl\d+\.", "M.", text)

    assert signature("f") == "(function: (**P) -> ~R, *args: P.args, **kwargs: P.kwargs) -> ~R"
    assert signature("g") == "(function: (*~Ts) -> ~R, *args: *~Ts) -> tuple[int, *~Ts]"
    boxes = "box: M.Box[[int, str]], other: M.Box[[...]], any: M.Box[[...]]"
    assert signature("h") == f"({boxes}) -> (int) -> str"
    assert signature("i") == (
        "(function: (int, **P) -> ~R, *args: P.args, **kwargs: P.kwargs) -> (**P) -> int"
    )


@needs_lists
def test_parameter_specifications_of_lists(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from collections.abc import Callable
        from typing import Concatenate
        @api.wrap_function
        def f[**P, R, *Ts](
            function: Callable[Concatenate[int, P], R], values: tuple[*Ts], *args: P.args, **kwargs: P.kwargs
        ) -> tuple[R, *Ts]: ...
        @api.wrap_function
        def g[*Ts](*args: *Ts) -> tuple[*Ts]: ...
        @api.wrap_class
        class Task[**P, *Ts]:
            async def run(self, *args: P.args, **kwargs: P.kwargs) -> tuple[*Ts]: ...
        """
    ).clean()
    assert shown_signature(reading.function("f").signature) == (
        "(function: (int, **P) -> ~R, values: tuple[*~Ts], *args: P.args, **kwargs: P.kwargs) -> tuple[~R, *~Ts]"
    )
    assert shown_signature(reading.function("g").signature) == "(*args: *~Ts) -> tuple[*~Ts]"
    run = reading.method("run", "Task").signature
    assert shown_signature(run) == "(*args: P.args, **kwargs: P.kwargs) -> tuple[*~Ts]"


def test_parameter_specifications_in_the_wrong_place(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from __future__ import annotations
        from typing import Callable, Generic, Optional, TypeVar
        from typing_extensions import Concatenate, ParamSpec, TypeVarTuple, Unpack
        P = ParamSpec("P")
        Ts = TypeVarTuple("Ts")
        R = TypeVar("R")
        @api.wrap_function
        def f(value: P) -> None: ...
        @api.wrap_function
        def g(value: Ts) -> None: ...
        @api.wrap_function
        def h(value: P.args, *args: P.kwargs) -> None: ...
        @api.wrap_function
        def i(value: Unpack[Ts], *args: Unpack[R]) -> None: ...
        @api.wrap_function
        def j(value: Callable[Concatenate[int, R], int]) -> Concatenate[int, P]: ...
        @api.wrap_function
        def k(value: Callable[Concatenate[int, ...], int]) -> Optional[Unpack[Ts]]: ...
        """
    )
    lines = [found.location.line for found in reading.diagnostics]
    assert lines == [10, 12, 14, 14, 16, 16, 18, 18, 20, 20]
    assert set(reading.codes) == {"bad-annotation"}


def test_kinds(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import Generic, TypeVar
        from typing_extensions import ParamSpec, TypeVarTuple, Unpack
        P = ParamSpec("P")
        Ts = TypeVarTuple("Ts")
        R = TypeVar("R")
        @api.wrap_class
        class Box(Generic[P, R]): ...
        @api.wrap_class
        class Many(Generic[R, Unpack[Ts]]): ...
        """
    ).clean()
    assert type_parameters(reading, "Box") == ["M.P ParamSpec", "M.R"]
    assert type_parameters(reading, "Many") == ["M.R", "M.Ts TypeVarTuple"]


def test_generic_classes_without_source(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        text = '''
        from typing import Generic, List, TypeVar
        T = TypeVar("T", bound="Page")
        class Page: ...
        class Box(Generic[T]): ...
        class Sub(Box[T]): ...
        '''
        import textwrap
        exec(compile(textwrap.dedent(text), "<nowhere>", "exec"), globals())
        api.wrap_class(Box)
        api.wrap_class(Sub)
        """
    )
    assert not reading.sink.failed
    assert type_parameters(reading, "Box") == ["M.T <= M.Page"]
    assert bases(reading, "Sub") == ["M.Box[~T]"]


# type parameter lists


@needs_lists
def test_type_parameter_lists(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import Any, Callable
        T = int
        @api.wrap_class
        class Box[T: Page, U: (int, "Page"), **P, *Ts]:
            def get(self, other: list[T]) -> T: ...
            def own[T: str](self, t: T) -> T: ...
        @api.wrap_class
        class Page: ...
        @api.wrap_class
        class Plain[T]:
            item: T
        @api.wrap_class
        class Sub[V](Plain[list[V]]): ...
        class Between[W](Plain[W]):
            def between(self) -> W: ...
        @api.wrap_class
        class Through[X](Between[tuple[X, X]]): ...
        class Outer:
            class Inner[T]:
                pass
        api.wrap_class(Outer.Inner, name="Inner")
        @api.wrap_function
        def f[T: "Plain[Any]"](t: T, u: Plain, v: Plain[T]) -> T: ...
        """
    ).clean()
    assert type_parameters(reading, "Box") == [
        "M:Box.T <= M.Page inferred",
        "M:Box.U in (int, M.Page) inferred",
        "M:Box.P ParamSpec inferred",
        "M:Box.Ts TypeVarTuple inferred",
    ]
    variable = reading.cls("Box").type_parameters[0]
    get = reading.method("get", "Box").signature
    assert get.returns == variable
    assert parts(get.parameters[0].type) == (variable,)
    own = reading.method("own", "Box").signature.returns
    assert isinstance(own, TypeVariable)
    module = reading.module.sources[0]
    assert described(own, module) == "M:Box.own.T <= str inferred"
    assert bases(reading, "Sub") == ["M.Plain[list[~V]]"]
    assert bases(reading, "Through") == ["M.Plain[tuple[~X, ~X]]"]
    assert reading.members("Through") == {"between": "instance plain () -> tuple[~X, ~X]"}
    assert type_parameters(reading, "Inner") == ["M:Outer.Inner.T inferred"]
    assert parameter_variables(reading) == ["M:f.T <= M.Plain[Any] inferred"] * 2
    assert shown(reading.function("f").signature.parameters[1].type) == f"{module}.Plain[Any]"


@needs_list_defaults
def test_defaults_in_type_parameter_lists(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        @api.wrap_class
        class Box[T: Page = "SubPage", U = list[T]]: ...
        @api.wrap_class
        class Page: ...
        @api.wrap_class
        class SubPage(Page): ...
        @api.wrap_class
        class Sub[T](Box): ...
        class Lower[T = Lower]:
            pass
        @api.wrap_function
        def f(a: Box, b: Box[Page], c: Lower) -> None: ...
        """
    ).clean()
    assert type_parameters(reading, "Box") == [
        "M:Box.T <= M.Page inferred = M.SubPage",
        "M:Box.U inferred = list[~T]",
    ]
    assert bases(reading, "Sub") == ["M.Box[M.SubPage, list[M.SubPage]]"]
    module = reading.module.sources[0]
    types = [shown(one.type) for one in reading.function("f").signature.parameters]
    assert [one.replace(module, "M") for one in types] == [
        "M.Box[M.SubPage, list[M.SubPage]]",
        "M.Box[M.Page, list[M.Page]]",
        "M.Lower[M.Lower[Any]]",
    ]


def test_decorators_keep_their_variables_to_themselves(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import Any, Awaitable, Callable, TypeVar
        from typing_extensions import ParamSpec
        P = ParamSpec("P")
        T = TypeVar("T")
        U = TypeVar("U", bound="Nowhere")
        F = TypeVar("F", bound="Callable[..., Nowhere]")
        def same(function: F) -> F: return function
        def aio(function: "Callable[P, U]") -> "Callable[P, Awaitable[U]]":
            def wrapper(*args, **kwargs): ...
            return wrapper
        @api.wrap_function
        @same
        @aio
        def f(t: T) -> T: ...
        """
    ).clean()
    assert shown_signature(reading.function("f").signature) == "(t: ~T) -> Awaitable[~T]"


def test_every_run_reads_the_same(workshop: Workshop) -> None:
    module = workshop.load(OLD + "@api.wrap_function\ndef f(b: B, c: C, d: D) -> None: ...\n")
    first, second = Reading([module.api]), Reading([module.api])
    assert first.program == second.program
    assert read_program([module.api], "loop", first.sink) == first.program


def test_bases_by_other_names(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar("T")
        U = TypeVar("U")
        @api.wrap_class
        class Box(Generic[T]): ...
        IntBox = Box[int]
        Boxes = Box[List[T]]
        Both = (Box,)
        @api.wrap_class
        class ByAlias(IntBox): ...
        @api.wrap_class
        class ByGenericAlias(Boxes[U]): ...
        @api.wrap_class
        class ByBareAlias(Boxes): ...
        @api.wrap_class
        class Computed([Box[str]][0]): ...
        """
    ).clean()
    assert bases(reading, "ByAlias") == ["M.Box[int]"]
    assert bases(reading, "ByGenericAlias") == ["M.Box[list[~U]]"]
    assert bases(reading, "ByBareAlias") == ["M.Box[list[Any]]"]
    assert bases(reading, "Computed") == ["M.Box[str]"]
    assert type_parameters(reading, "ByGenericAlias") == ["M.U"]


def test_an_unregistered_base_that_cannot_be_read_is_reported(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar("T")
        class Mixin(Generic[T]):
            def get(self) -> T: ...
        @api.wrap_class
        class C(Mixin["Nowhere"]): ...
        """
    )
    assert reading.codes == ["unresolved-name"]
    assert reading.diagnostics[0].location.line == 8


def test_generic_dataclasses(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from dataclasses import dataclass, field
        from typing import *
        T = TypeVar("T")
        U = TypeVar("U")
        @dataclass
        class Base(Generic[T]):
            first: T
            rest: List[T] = field(default_factory=list)
        @api.wrap_class
        @dataclass
        class C(Base[Dict[str, U]]):
            last: Optional[U] = None
        """
    ).clean()
    constructor = reading.cls("C").constructor
    assert constructor is not None
    assert shown_signature(constructor) == (
        "(first: dict[str, ~U], rest: list[dict[str, ~U]] = <object>, last: ~U | None = None) -> None"
    )
    assert type_parameters(reading, "C") == ["M.U"]


def test_where_typevar_itself_comes_from(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        import sys
        import typing
        if sys.version_info >= (3, 20):
            from typing import TypeVar
        else:
            from typing_extensions import TypeVar
        try:
            from no_such_module_at_all import TypeVar as Var
        except ImportError:
            from typing import TypeVar as Var
        class Page: ...
        A = TypeVar("A", bound="typing.Optional[Page]")
        B = Var("B", bound="typing.Optional[Page]")
        C, D = Var("C", bound="Page"), Var("D")
        @api.wrap_function
        def f(a: A, b: B, c: C, d: D) -> None: ...
        """
    ).clean()
    assert parameter_variables(reading) == [
        "M.A <= M.Page | None",
        "M.B <= M.Page | None",
        "M.C <= M.Page",
        "M.D",
    ]


def test_one_name_in_two_modules(workshop: Workshop) -> None:
    workshop.write("gt_other", "from typing import *\nT = TypeVar('T')\ndef g(t: T) -> T: ...\n")
    reading = workshop.read(
        """
        from typing import TypeVar
        import gt_other
        T = TypeVar("T")
        @api.wrap_function
        def f(a: T, b: gt_other.T) -> None: ...
        """
    ).clean()
    assert parameter_variables(reading) == ["M.T", "gt_other.T"]
    forget("gt_other")


def test_names_that_are_bound_too_late_for_an_eager_bound(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import TypeVar, List
        class Page: ...
        First = Page
        T = TypeVar("T", bound=List[Page])
        class Page: ...
        @api.wrap_function
        def f(a: T) -> None: ...
        """
    ).clean()
    assert parameter_variables(reading) == ["M.T <= list[M.Page]"]


def test_variables_of_overloads_and_of_functions_inside_functions(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import *
        T = TypeVar("T", bound=int)
        U = TypeVar("U", bound=str)
        @api.wrap_class
        class C(Generic[T]):
            @overload
            def f(self, a: T) -> T: ...
            @overload
            def f(self, a: U) -> U: ...
            def f(self, a: Any) -> Any: ...
            @classmethod
            async def make(cls, a: T) -> "C[T]": ...
            @staticmethod
            def plain(a: U) -> "Callable[[U], Awaitable[T]]": ...
        """
    ).clean()
    (parameter,) = reading.cls("C").type_parameters
    first, second = reading.method("f", "C").overloads
    assert first.returns == parameter
    assert [described(one, reading.module.sources[0]) for one in variables_of(second.returns)] == [
        "M.U <= str"
    ]
    assert variables_of(reading.method("make", "C").signature.returns) == (parameter,)


@pytest.mark.skipif(sys.version_info < (3, 10), reason="3.9 does not evaluate lists of parameters")
def test_lists_of_parameters_matter_only_in_public_bases(workshop: Workshop) -> None:
    reading = workshop.read(
        """
        from typing import Generic, List, TypeVar
        from typing_extensions import ParamSpec
        P = ParamSpec("P")
        T = TypeVar("T")
        class Hidden(Generic[P, T]):
            def get(self) -> List[T]: ...
        @api.wrap_class
        class Public(Generic[P, T]): ...
        @api.wrap_class
        class B(Hidden[[int], str]): ...
        @api.wrap_class
        class C(Public[[int], str]): ...
        """
    ).clean()
    (base,) = reading.cls("C").bases
    assert shown(base).endswith(".Public[[int], str]")
    assert reading.members("B") == {"get": "instance plain () -> list[str]"}
