"""Our dataclasses are like those of the standard library."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable
from typing import Any

import pytest

from synchronicity.codegen.data import dataclass


def both(make: Callable[[Callable[..., Any]], type[Any]]) -> list[type[Any]]:
    """The same class, by the standard library's decorator and by ours."""
    return [make(lambda **options: dataclasses.dataclass(frozen=True, **options)), make(ours)]


def ours(**options: bool) -> Callable[[type[Any]], type[Any]]:
    return dataclass(frozen=True, **options)


def plain(decorator: Callable[..., Any]) -> type[Any]:
    class Point:
        x: float
        y: object = None
        seen: str = dataclasses.field(default="", compare=False)
        notes: Any = dataclasses.field(default_factory=list, hash=False)

    return decorator()(Point)  # type: ignore[no-any-return]


def single(decorator: Callable[..., Any]) -> type[Any]:
    class Point:
        x: float

    return decorator()(Point)  # type: ignore[no-any-return]


def empty(decorator: Callable[..., Any]) -> type[Any]:
    class Point:
        pass

    return decorator()(Point)  # type: ignore[no-any-return]


def own(decorator: Callable[..., Any]) -> type[Any]:
    class Point:
        x: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    return decorator()(Point)  # type: ignore[no-any-return]


def by_identity(decorator: Callable[..., Any]) -> type[Any]:
    class Point:
        x: float

    return decorator(eq=False)(Point)  # type: ignore[no-any-return]


def ordered(decorator: Callable[..., Any]) -> type[Any]:
    class Point:
        x: float

    return decorator(order=True)(Point)  # type: ignore[no-any-return]


ARGUMENTS: dict[Callable[..., type[Any]], list[tuple[Any, ...]]] = {
    plain: [(1,), (1, None), (2,), (1, 2), (1, None, "a"), (1, None, "b"), (1, None, "", [1])],
    single: [(1,), (1.0,), (2,), (math.nan,)],
    empty: [()],
    own: [(1,), (2,)],
    by_identity: [(1,), (1,)],
    ordered: [(1,), (2,)],
}


@pytest.mark.parametrize("make", ARGUMENTS)
def test_same_as_the_standard_librarys(make: Callable[..., type[Any]]) -> None:
    standard, made_by_us = both(make)
    objects = [[cls(*given) for given in ARGUMENTS[make]] for cls in (standard, made_by_us)]
    answers: list[list[object]] = []
    for (cls, made), other in zip(zip((standard, made_by_us), objects), reversed(objects)):
        answers.append(
            [
                [repr(each) for each in made],
                [(a == b, a != b, a == "x") for a in made for b in made],
                [a == b for a in made for b in other] if make is not own else None,
                len({*made}),
                [a < b for a in made for b in made] if make is ordered else None,
                [
                    dataclasses.astuple(dataclasses.replace(each)) == dataclasses.astuple(each)
                    for each in made
                ],
                [field.name for field in dataclasses.fields(cls)],
            ]
        )
    assert answers[0] == answers[1]


@pytest.mark.skipif(sys.version_info < (3, 10), reason="no slots")
@pytest.mark.parametrize("make", [make for make in ARGUMENTS if make is not ordered])
def test_nothing_is_added_to_an_object(make: Callable[..., type[Any]]) -> None:
    _, made_by_us = both(make)
    with pytest.raises(AttributeError):
        made_by_us(*ARGUMENTS[make][0]).another = 1
