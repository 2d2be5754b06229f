"""Names that equal builtins, typing names and names of ours: read by the type checkers, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Optional

from golden.names import api
from golden.names.api import A, A_b, Wrapped
from typing_extensions import assert_type


def blocking(wrapped: Wrapped) -> None:
    assert_type(Wrapped(self_=1), Wrapped)
    assert_type(wrapped.value, int)
    assert_type(wrapped.list((1, 2)), list[int])
    assert_type(wrapped.list(tuple=()), list[int])
    assert_type(Wrapped.list(wrapped), list[int])
    assert_type(wrapped.property(), str)
    assert_type(wrapped.dict, dict[str, Optional[Wrapped]])
    assert_type(A_b().c(), int)
    assert_type(A().b_c(), int)
    assert_type(api.str(1, to_impl=wrapped), Wrapped)
    assert_type(api.str(object=1), Wrapped)
    assert_type(api.Any_(Optional=1, Iterator=2), Iterator[int])
    assert_type(api.isinstance(wrapped), bool)
    assert_type(api.isinstance(item=None), bool)
    assert_type(api.größe(länge=1), int)
    assert_type(api.Shelf().label("x").text, str)
    assert_type(api.Shelf().shown(api.Shelf().label("x")), str)
    assert_type(api.chosen(), str)


async def waiting(wrapped: Wrapped) -> None:
    assert_type(await wrapped.list.aio(tuple=()), list[int])
    assert_type(await Wrapped.list.aio(wrapped, (1,)), list[int])
    assert_type(await wrapped.property.aio(default="y"), str)
    assert_type(await A_b().c.aio(), int)
    assert_type(await A().b_c.aio(), int)
    assert_type(await api.str.aio(1, to_impl=wrapped), Wrapped)
    assert_type(api.Any_.aio(Optional=1, Iterator=2), AsyncIterator[int])
    assert_type(await api.isinstance.aio(1), bool)
    assert_type(await api.größe.aio(länge=1), int)
