"""Functions of a module: values handed on, defaults, parameters of every kind."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from golden.functions import _impl, api

from .conftest import Face, Fresh


@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("fetch", ("ab",), {}),
        ("fetch", (), {"url": "ab", "retries": 2}),
        ("wait", (), {}),
        ("wait", (1.0,), {}),
        ("wait", (), {"tags": []}),
        ("paint", (_impl.Color.RED, {"depth": 1}), {}),
        ("paint", (_impl.Color.RED, {}), {}),
        ("paint", (_impl.Color.RED, {"depth": 1}, _impl.Limits(0)), {}),
        ("paint", (_impl.Color.RED, {"depth": 1}), {"user": _impl.UserId(3)}),
        ("awkward", (1, "a", "b", "c"), {"d": 2, "to_impl": 3}),
        ("awkward", (), {"self": 1, "_impl": "a", "value": "b", "result": "c", "args": 1}),
        ("nothing", (), {}),
    ],
)
def test_result_is_that_of_the_implementation(
    face: Face, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    expected = asyncio.run(getattr(_impl, name)(*args, **kwargs))
    assert face(getattr(api, name), *args, **kwargs) == expected


@pytest.mark.parametrize(
    ("args", "kwargs", "expected"),
    [
        ((1,), {}, 3.0),
        ((1, 5), {}, 6.0),
        ((1, 5, 10, 20), {}, 36.0),
        ((1,), {"scale": 2.0}, 6.0),
        ((1,), {"first": 4, "second": 5, "self": 6}, 18.0),
        ((1, 2, 3), {"scale": 0.5, "more": 4}, 5.0),
    ],
)
def test_every_kind_of_parameter_arrives(
    face: Face, args: tuple[int, ...], kwargs: dict[str, Any], expected: float
) -> None:
    assert asyncio.run(_impl._sum_up(*args, **kwargs)) == expected
    assert face(api.total, *args, **kwargs) == expected


@pytest.mark.parametrize(
    "value",
    [[], {}, object(), [1, [2]], {"a": {1}}, lambda: None],
    ids="list dict object nested deep function".split(),
)
def test_what_does_not_cross_is_the_same_object(face: Face, value: object) -> None:
    assert face(api.anything, value) is value


def test_coroutine_handed_through_any_is_not_awaited(face: Face) -> None:
    coroutine = _impl.nothing()
    assert face(api.anything, coroutine) is coroutine
    coroutine.close()


def test_defaults_are_the_very_objects_of_the_implementation(face: Face) -> None:
    """`wait` compares its marker by identity."""
    assert face(api.wait) is True
    assert face(api.wait, marker=object()) is False
    assert face(api.wait, marker=_impl._MISSING) is True


def test_default_in_the_signature_is_the_implementations_object() -> None:
    import inspect

    for face in (api.paint, api.paint.aio):
        default = inspect.signature(face).parameters["limits"].default
        assert default is inspect.signature(_impl.paint).parameters["limits"].default
    marker = inspect.signature(api.wait).parameters["marker"].default
    assert marker is _impl._MISSING


def test_default_with_a_side_effect_is_evaluated_once(fresh: Fresh) -> None:
    fresh(
        """
        import importlib, golden.functions._impl as implementation
        assert implementation is _impl
        made = []
        original = _impl.Limits.__init__
        _impl.Limits.__init__ = lambda self, *args: (made.append(self), original(self, *args))[1]
        importlib.reload(api)
        for _ in range(3):
            api.paint(api.Color.RED, {})
        assert made == []
        api.Limits(1)
        assert len(made) == 1  # the trap works
        """
    )


def test_mutable_default_is_shared_with_the_implementation(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    (limits,) = [d for d in _impl.paint.__defaults__ or () if isinstance(d, _impl.Limits)]
    arguments = _impl.Color.RED, {"depth": 1}
    assert face(api.paint, *arguments) is _impl.Color.RED
    monkeypatch.setattr(limits, "rows", 0)
    assert face(api.paint, *arguments) is _impl.Color.BLUE


def test_plain_function_is_plain() -> None:
    assert api.title("a b") == "A B"
    assert not hasattr(api.title, "aio")


def test_values_and_exceptions_are_the_same_objects() -> None:
    assert api.Color is _impl.Color
    assert api.Limits is _impl.Limits
    assert api.Options is _impl.Options
    assert api.UserId is _impl.UserId
    assert api.FetchError is _impl.FetchError
    assert api.TIMEOUT is _impl.DEFAULT_TIMEOUT


def test_replaced_implementation_is_called(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is looked up at each call: mocks of the implementation work."""

    async def fake(url: str, *, retries: int = 3) -> str:
        return f"fake {url} {retries}"

    monkeypatch.setattr(_impl, "fetch", fake)
    assert face(api.fetch, "u", retries=1) == "fake u 1"


def test_coroutine_runs_on_the_librarys_loop_and_the_caller_elsewhere(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    async def where() -> str:
        return threading.current_thread().name

    monkeypatch.setattr(_impl, "nothing", where)
    assert face(api.nothing) == "synchronicity-functions"
    assert threading.current_thread().name != "synchronicity-functions"


def test_both_faces_share_one_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    async def loop() -> int:
        return id(asyncio.get_running_loop())

    monkeypatch.setattr(_impl, "nothing", loop)

    replaced: Any = api.nothing

    async def main() -> tuple[int, int]:
        return await replaced.aio(), id(asyncio.get_running_loop())

    there, here = asyncio.run(main())
    assert there == replaced()
    assert there != here
