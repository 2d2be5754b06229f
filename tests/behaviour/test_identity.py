"""One wrapper for one implementation object, for as long as anybody holds it."""

from __future__ import annotations

import copy
import gc
import pickle
import threading
import weakref
from typing import Any

import pytest
from golden.classes import _impl as classes_impl
from golden.classes import api as classes
from golden.containers import _impl, api
from golden.special_methods import api as special
from golden.unions import api as unions

from .conftest import Face
from .inside import impl_of, wrapper_of


def test_what_goes_in_comes_out(face: Face) -> None:
    node = api.Node("n")
    assert face(api.optional, node) is node
    assert face(api.lists, [node, node])[0][1] is node


def test_wrapper_that_is_false_keeps_its_identity(face: Face) -> None:
    page = unions.Page("u")
    assert not page
    assert face(unions.either, page) is page
    assert wrapper_of(unions.Page, impl_of(page)) is page


def test_equal_objects_keep_their_own_wrappers() -> None:
    one, other = special.Item(1), special.Item(1)
    assert one == other
    assert wrapper_of(special.Item, impl_of(one)) is one
    assert wrapper_of(special.Item, impl_of(other)) is other


def test_wrapper_is_freed_without_the_cycle_collector() -> None:
    gc.disable()
    try:
        node = api.Node("n")
        impl, dead = weakref.ref(impl_of(node)), weakref.ref(node)
        del node
        assert dead() is None
        assert impl() is None
    finally:
        gc.enable()


def test_wrapper_of_a_call_is_freed_too(face: Face) -> None:
    dead = weakref.ref(face(api.optional, api.Node("n")))
    gc.collect()
    assert dead() is None


def test_new_wrapper_after_the_old_one_was_dropped() -> None:
    impl = _impl.Node("n")
    first = weakref.ref(wrapper_of(api.Node, impl))
    assert first() is None
    again = wrapper_of(api.Node, impl)
    assert impl_of(again) is impl
    assert wrapper_of(api.Node, impl) is again


def test_second_init_never_yields_another_objects_wrapper() -> None:
    node = api.Node("a")
    first = impl_of(node)
    node.__init__("b")  # type: ignore[misc]
    assert node.name == "b"
    assert wrapper_of(api.Node, impl_of(node)) is node
    other = wrapper_of(api.Node, first)
    assert other is not node
    assert other.name == "a"


def test_raced_wrapping_gives_one_wrapper() -> None:
    for _ in range(20):
        impl = _impl.Node("n")
        barrier = threading.Barrier(8)
        found: list[api.Node] = []

        def wrap(barrier: Any = barrier, found: Any = found, impl: Any = impl) -> None:
            barrier.wait()
            found.append(wrapper_of(api.Node, impl))

        threads = [threading.Thread(target=wrap) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 8
        assert len({id(each) for each in found}) == 1


class Mine(classes.Client):
    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.extra = [1]


def test_users_attributes_stay_while_the_wrapper_lives(face: Face) -> None:
    row: Any = classes.Row(1)
    row.mark = "mine"
    client: Any = classes.Client("u")
    client.home = row
    assert client.home.mark == "mine"


def test_copy_wraps_a_copy() -> None:
    mine = Mine("u")
    shallow, deep = copy.copy(mine), copy.deepcopy(mine)
    for made in (shallow, deep):
        assert type(made) is Mine
        assert made is not mine
        assert impl_of(made) is not impl_of(mine)
        assert made.url == "u"
        made.url = "v"
        assert mine.url == "u"
    assert shallow.extra is mine.extra
    assert deep.extra == mine.extra
    assert deep.extra is not mine.extra
    assert shallow.home is mine.home
    assert deep.home is not mine.home


def test_deep_copy_of_a_list_keeps_what_is_shared() -> None:
    node = api.Node("n")
    one, other = copy.deepcopy([node, node])
    assert one is other
    assert one is not node


def test_deep_copy_shares_between_wrapper_and_implementation() -> None:
    """A row that is reached directly and through the client is one row in the copy."""
    client = classes.Client("u")
    copied: Any
    copied, home = copy.deepcopy([client, client.home])
    assert copied.home is home


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_wraps_what_was_pickled(protocol: int) -> None:
    mine = Mine("u")
    made = pickle.loads(pickle.dumps(mine, protocol))
    assert type(made) is Mine
    assert made is not mine
    assert (made.url, made.extra) == ("u", [1])
    assert type(impl_of(made)) is classes_impl.Client


def test_pickle_of_what_cannot_be_pickled_says_so() -> None:
    client = classes.Client("u")
    impl_of(client).lock = threading.Lock()
    with pytest.raises((TypeError, pickle.PicklingError), match="lock"):
        pickle.dumps(client)


def test_isinstance_and_weak_references() -> None:
    node = api.Node("n")
    assert isinstance(node, api.Node)
    assert not isinstance(node, _impl.Node)
    assert not issubclass(api.Node, _impl.Node)
    assert weakref.ref(node)() is node
    assert weakref.WeakKeyDictionary({node: 1})[node] == 1


def test_users_state_may_refer_to_itself() -> None:
    mine: Any = Mine("u")
    mine.me = mine
    for made in (copy.deepcopy(mine), pickle.loads(pickle.dumps(mine))):
        assert made.me is made
        assert made is not mine
        assert made.extra == [1]


class Reduced(classes.Row):
    def __reduce__(self) -> Any:
        return Reduced, (99,)


def test_users_reduce_is_used() -> None:
    assert pickle.loads(pickle.dumps(Reduced(1))).number == 99


class Slotted(classes.Row):
    __slots__ = ("mark",)
    mark: str


def test_users_slots_are_copied() -> None:
    slotted = Slotted(1)
    slotted.mark = "m"
    assert copy.copy(slotted).mark == copy.deepcopy(slotted).mark == "m"
    assert pickle.loads(pickle.dumps(slotted)).mark == "m"
