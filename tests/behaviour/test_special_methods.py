"""Special methods: iteration, awaiting, containers, operators."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

import pytest
from golden.special_methods import _impl, api

from synchronicity import DualCallable

from .conftest import Face
from .inside import impl_of
from .leaks import clean


def numbers(items: Any) -> list[int]:
    found = clean(list(items), _impl)
    assert {type(item) for item in found} <= {api.Item}
    return [item.number for item in found]


async def collect(items: Any) -> list[Any]:
    return [item async for item in items]


# ---------------------------------------- iteration


def test_cursor_is_its_own_iterator_on_both_faces() -> None:
    assert numbers(api.Cursor(3)) == [2, 1, 0]
    assert numbers(asyncio.run(collect(api.Cursor(3)))) == [2, 1, 0]
    cursor = api.Cursor(1)
    assert iter(cursor) is cursor
    assert cursor.__aiter__() is cursor


def test_cursor_is_exhausted_once() -> None:
    cursor = api.Cursor(1)
    assert next(cursor).number == 0
    with pytest.raises(StopIteration):
        next(cursor)
    assert next(cursor, None) is None

    async def main() -> None:
        with pytest.raises(StopAsyncIteration):
            await cursor.__anext__()

    asyncio.run(main())


def test_both_faces_share_the_position() -> None:
    cursor = api.Cursor(3)
    assert next(cursor).number == 2

    async def main() -> int:
        item = await cursor.__anext__()
        return int(clean(item, _impl).number)

    assert asyncio.run(main()) == 1
    assert next(cursor).number == 0


@pytest.mark.parametrize("kind", ["Table", "View"])
def test_each_iteration_is_new(kind: str) -> None:
    made = getattr(api, kind)()
    assert numbers(made) == numbers(made) == [1, 2]
    for _ in range(2):
        assert numbers(asyncio.run(collect(made))) == [1, 2]
    first, second = iter(made), iter(made)
    assert next(first).number == next(second).number == 1


# ---------------------------------------- awaiting


def test_submit_blocks_for_the_value() -> None:
    item = clean(api.submit(3), _impl)
    assert (type(item), item.number) == (api.Item, 3)


def test_submit_aio_gives_the_awaitable_object() -> None:
    async def main() -> Any:
        job = clean(api.submit.aio(3), _impl)
        assert type(job) is api.Job
        assert job.number == 3
        return [await job, await job]

    found = clean(asyncio.run(main()), _impl)
    assert numbers(found) == [3, 3]


def test_job_that_is_constructed_can_be_awaited() -> None:
    async def main() -> Any:
        return await api.Job(5)

    assert numbers([asyncio.run(main())]) == [5]


def test_awaitable_objects_work_in_gather_and_wait_for() -> None:
    async def main() -> Any:
        return [
            *await asyncio.gather(api.Job(1), api.submit.aio(2)),
            await asyncio.wait_for(api.Job(3), 5),
        ]

    assert numbers(asyncio.run(main())) == [1, 2, 3]


def test_error_of_awaiting_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    error = ValueError("bad")

    def __await__(self: object) -> Any:
        yield from asyncio.sleep(0).__await__()
        raise error

    monkeypatch.setattr(_impl.Job, "__await__", __await__)
    with pytest.raises(ValueError) as caught:
        api.submit(1)
    assert caught.value is error

    async def main() -> None:
        await api.submit.aio(1)

    with pytest.raises(ValueError) as caught:
        asyncio.run(main())
    assert caught.value is error


# ---------------------------------------- opened by awaiting or entering


def opened(connection: Any) -> int:
    assert type(clean(connection, _impl)) is api.Connection
    return int(impl_of(connection).opened)


def test_connection_used_at_once_is_open() -> None:
    assert opened(api.connect()) == 1


def test_connection_entered_after_the_call_is_opened_once() -> None:
    connection = api.connect()
    with connection as inside:
        assert inside is connection
        assert opened(inside) == 1
    assert opened(connection) == 0


def test_constructed_connection_is_opened_by_entering() -> None:
    connection = api.Connection()
    assert opened(connection) == 0
    with connection as inside:
        assert inside is connection
        assert opened(inside) == 1
    assert opened(connection) == 0


def test_connection_can_be_entered_again() -> None:
    connection = api.connect()
    for _ in range(3):
        with connection:
            assert opened(connection) == 1
        assert opened(connection) == 0


@pytest.mark.parametrize(
    "how", ["async with f.aio()", "async with await f.aio()", "async with C()"]
)
def test_every_way_to_enter_opens_once(how: str) -> None:
    async def main() -> Any:
        if how == "async with f.aio()":
            made = api.connect.aio()
        elif how == "async with await f.aio()":
            made = await api.connect.aio()
            assert opened(made) == 1
        else:
            made = api.Connection()
        async with made as inside:
            assert inside is made
            assert opened(inside) == 1
        return made

    assert opened(asyncio.run(main())) == 0


def test_awaited_connection_is_open_and_the_same_object() -> None:
    async def main() -> None:
        made = api.connect.aio()
        assert opened(made) == 0
        assert await made is made
        assert opened(made) == 1

    asyncio.run(main())


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_connection_is_left_on_errors(error: type[BaseException]) -> None:
    connection = api.connect()
    with pytest.raises(error):
        with connection:
            raise error
    assert opened(connection) == 0


def test_opened_by_one_face_and_entered_by_the_other() -> None:
    connection = api.connect()

    async def main() -> None:
        async with connection:
            assert opened(connection) == 1

    asyncio.run(main())
    assert opened(connection) == 0


# ---------------------------------------- containers


def test_box_is_a_container() -> None:
    box, item = api.Box(), api.Item(1)
    assert len(box) == 0
    assert not box
    box["a"] = item
    assert box["a"] is item
    assert impl_of(box)._items["a"] is impl_of(item)
    assert "a" in box
    assert "b" not in box
    assert list(box) == ["a"]
    assert len(box) == 1
    del box["a"]
    assert "a" not in box


def test_error_of_a_container_is_the_native_one() -> None:
    box = api.Box()
    with pytest.raises(KeyError, match="missing"):
        box["missing"]
    with pytest.raises(KeyError):
        del box["missing"]
    with pytest.raises(AttributeError):
        box["a"] = "no item"  # type: ignore[assignment]  # is refused


# ---------------------------------------- operators


def test_equality_and_hash_are_the_implementations() -> None:
    assert api.Item(1) == api.Item(1)
    assert api.Item(1) != api.Item(2)
    assert api.Item(1) != 1
    assert hash(api.Item(7)) == hash(_impl.Item(7))
    assert len({api.Item(1), api.Item(1), api.Item(2)}) == 2
    assert {api.Item(1): "x"}[api.Item(1)] == "x"


def test_equal_wrappers_are_not_the_same_wrapper() -> None:
    one, other = api.Item(1), api.Item(1)
    assert one is not other
    box = api.Box()
    box["one"], box["other"] = one, other
    assert box["one"] is one
    assert box["other"] is other


def test_order_and_arithmetic_convert() -> None:
    assert api.Item(1) < api.Item(2)
    assert api.Item(2) > api.Item(1)
    assert sorted([api.Item(3), api.Item(1)])[0].number == 1
    total = clean(api.Item(1) + api.Item(2), _impl)
    assert (type(total), total.number) == (api.Item, 3)


def test_foreign_operands_give_the_native_error() -> None:
    with pytest.raises(TypeError, match="'<' not supported"):
        print(api.Item(1) < 1)  # type: ignore[operator]  # is refused
    with pytest.raises(TypeError, match="unsupported operand"):
        print(api.Item(1) + 1)  # type: ignore[operator]  # is refused


def test_foreign_operand_may_answer_itself() -> None:
    class Foreign:
        def __radd__(self, other: object) -> tuple[str, object]:
            return "radd", other

        def __gt__(self, other: object) -> bool:
            return True

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    item = api.Item(1)
    name, other = item + Foreign()
    assert name == "radd"
    assert other is item
    assert item < Foreign()


def test_implementation_object_compares_equal_to_its_wrapper() -> None:
    item = api.Item(1)
    assert item == impl_of(item)


def test_conversions_are_the_implementations() -> None:
    assert repr(api.Item(4)) == "Item(4)"
    assert str(api.Item(4)) == "Item(4)"
    assert int(api.Item(4)) == 4
    assert not api.Item(0)
    assert api.Item(1)


def test_falsy_item_is_no_missing_item() -> None:
    box = api.Box()
    box["zero"] = api.Item(0)
    assert type(box["zero"]) is api.Item
    assert numbers([api.submit(0)]) == [0]


def test_copies_are_equal_and_other_objects() -> None:
    item = api.Item(3)
    for made in (copy.copy(item), copy.deepcopy(item)):
        assert made == item
        assert made is not item
        assert impl_of(made) is not impl_of(item)


# ---------------------------------------- what is called, and what is found by name


def test_an_object_with_an_asynchronous_call_has_the_faces_of_a_function(face: Face) -> None:
    doubler = api.Doubler()
    assert clean(face(doubler, api.Item(2)), _impl).number == 4
    assert face(doubler, item=api.Item(2), times=5).number == 10
    assert face(api.Tripler(), api.Item(2)).number == 6
    assert isinstance(doubler, DualCallable)


def test_an_object_whose_call_is_a_generator() -> None:
    assert numbers(api.Counter()(3)) == [0, 1, 2]
    assert numbers(asyncio.run(collect(api.Counter().aio(3)))) == [0, 1, 2]


def test_attributes_found_by_name_are_converted_where_they_are_wrapped() -> None:
    item = api.Item(1)
    record = api.Record(item=item, size=3)
    assert record.item is item
    assert record.size == 3
    with pytest.raises(AttributeError, match="other"):
        record.other  # noqa: B018


def test_attributes_by_name_of_an_object_that_is_not_constructed_yet() -> None:
    class Mine(api.Record):
        def __init__(self) -> None:
            assert not hasattr(self, "item")
            super().__init__(item=api.Item(1))

    assert Mine().item.number == 1


def test_what_a_sequence_gives_its_children() -> None:
    items = api.Items(api.Item(1), api.Item(2))
    assert numbers(items) == [1, 2]
    assert numbers(reversed(items)) == [2, 1]
    assert api.Item(2) in items
    assert api.Item(3) not in items
    assert "x" not in items


def test_operators_that_wait(face: Face) -> None:
    store = api.Store(api.Item(1), api.Item(2))
    assert face(store.__getitem__, 0).number == 1
    assert numbers(face(store.__getitem__, slice(None))) == [1, 2]
    assert numbers(face(face(store.__add__, api.Item(3)).__getitem__, slice(3))) == [1, 2, 3]
    assert face(face(store.__radd__, 0).__getitem__, 0).number == 0
    assert face(store.__lt__, face(store.__add__, api.Item(3))) is True
    assert type(face(api.SubStore().__neg__)) is api.SubStore
    with pytest.raises(IndexError):
        face(store.__getitem__, 9)


def test_operators_that_wait_as_operators() -> None:
    store = api.Store(api.Item(1), api.Item(2))
    assert store[1].number == 2
    assert numbers(store[:1]) == [1]
    assert numbers((store + api.Item(3))[:]) == [1, 2, 3]
    assert numbers((0 + store)[:]) == [0, 1, 2]
    assert (store < store + api.Item(3), store > store) == (True, False)
    assert numbers((-store)[:]) == [2, 1]
    same = store
    same += api.Item(4)
    assert same is store
    assert numbers(store[:]) == [1, 2, 4]
