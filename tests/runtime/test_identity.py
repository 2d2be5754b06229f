"""Wrapper objects: one for each implementation object, of the right class; conversion by value."""

from __future__ import annotations

import copy
import gc
import pickle
import sys
import threading
import weakref
from typing import Any

import pytest

from synchronicity.descriptor import (
    Wrapped,
    class_attribute,
    default,
    lazy_module,
    to_impl,
    to_wrapper,
)

from ..patience import until
from .weather import _impl, api


def test_the_same_object_has_the_same_wrapper() -> None:
    page = api.Page("u")
    assert api.echo(page) is page
    impl = _impl.Page("v")
    assert api.Page._from_impl(impl) is api.Page._from_impl(impl)


def test_the_most_derived_wrapper() -> None:
    class Mine(api.Page):  # type: ignore[misc]
        pass

    class Unregistered(_impl.Draft):
        pass

    assert type(api.Page._from_impl(_impl.Draft())) is api.Draft
    assert type(api.Page._from_impl(Unregistered())) is api.Draft
    assert type(api.Draft._from_impl(_impl.Page())) is api.Page
    assert type(Mine._from_impl(_impl.Page())) is Mine
    assert type(Mine._from_impl(_impl.Draft())) is api.Draft
    assert type(api.Client._from_impl(_impl.Page())) is api.Page
    mine = Mine("u")
    assert api.echo(mine) is mine and isinstance(mine, api.Page)
    with pytest.raises(TypeError, match="no wrapper class"):
        Wrapped._from_impl(object())


def test_a_second_init_never_gives_anothers_wrapper() -> None:
    page = api.Page("first")
    first = page._impl_instance
    page.__init__("second")
    again = api.Page._from_impl(first)
    assert again is not page and again.url == "first"
    assert api.Page._from_impl(page._impl_instance) is page


def test_a_recycled_id_never_gives_anothers_wrapper() -> None:
    for number in range(2000):
        page = api.Page._from_impl(_impl.Page(str(number)))
        assert page.url == str(number)
        page.__init__("other")  # its old implementation object is gone, and its address free


def test_raced_wrapping_gives_one_wrapper() -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(50):
            impl = _impl.Page("u")
            barrier = threading.Barrier(8)
            found: list[Any] = []

            def wrap(impl: Any = impl, barrier: Any = barrier, found: Any = found) -> None:
                barrier.wait()
                found.append(api.Page._from_impl(impl))

            threads = [threading.Thread(target=wrap) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len({id(page) for page in found}) == 1
    finally:
        sys.setswitchinterval(interval)


def test_dropped_wrappers_are_freed_at_once() -> None:
    gc.disable()
    try:
        page = api.fetch("u")
        client = api.Client("u")
        client.query("q")
        with client:
            pass
        refs = [weakref.ref(page), weakref.ref(page._impl_instance), weakref.ref(client)]
        del page, client
        # The loop's thread may not have let go of what it returned; without a GIL, it does so when it next runs.
        # Without the collector, a cycle would stay for ever.
        until(lambda: api.echo(True) and not any(ref() for ref in refs))
    finally:
        gc.enable()


def test_copies_and_pickles_wrap_again() -> None:
    class Mine(api.Page):  # type: ignore[misc]
        extra = 0

    Mine.__module__, Mine.__qualname__ = __name__, "Mine"
    globals()["Mine"] = Mine
    mine = Mine("u")
    mine.extra = 3
    for again in (copy.copy(mine), copy.deepcopy(mine), pickle.loads(pickle.dumps(mine))):
        assert type(again) is Mine and again is not mine
        assert again == mine and again.extra == 3
        assert again._impl_instance is not mine._impl_instance
    assert copy.deepcopy([mine, mine])[0].url == "u"
    broken = api.Page(lambda: None)
    with pytest.raises(Exception, match="pickle"):
        pickle.dumps(broken)


def test_conversion_by_value() -> None:
    page = api.Page("u")
    impl = page._impl_instance
    for public, inner in [
        ([page, 1], [impl, 1]),
        ((page,), (impl,)),
        ({page}, {impl}),
        (frozenset([page]), frozenset([impl])),
        ({page: [page]}, {impl: [impl]}),
        ([[({"k": page},)]], [[({"k": impl},)]]),
    ]:
        assert to_impl(public) == inner and to_wrapper(inner) == public
        assert type(to_impl(public)) is type(public)
    for same in ([1, [2]], (1,), {"a": [1]}, {1}, "text", None, [], api.Page, type):
        assert to_impl(same) is same and to_wrapper(same) is same

    class Other(list):  # type: ignore[type-arg]
        pass

    other = Other([page])
    assert to_impl(other) is other


def test_a_class_that_is_registered_later() -> None:
    class Impl:
        pass

    impl = Impl()
    assert to_wrapper(impl) is impl

    class Late(Wrapped, impl=Impl):
        pass

    wrapper = to_wrapper(impl)
    assert type(wrapper) is Late and to_impl(wrapper) is impl
    assert type(Late()._impl_instance) is Impl


# ---------------------------------------- attributes, defaults, modules


def test_class_properties_and_attributes_are_live() -> None:
    client = api.Client("u")
    assert api.Client.version == client.version == api.Sub.version == "1.0"
    assert api.Page.kind == api.Page("u").kind == "page"
    _impl.Page.kind = "changed"
    try:
        assert api.Page.kind == api.Draft.kind == "changed"
    finally:
        _impl.Page.kind = "page"
    assert class_attribute("kind").__get__(None, api.Page) == "page"


def test_defaults_are_the_objects_themselves() -> None:
    import dataclasses
    import functools

    marker, other = object(), object()

    def plain(a: Any, b: Any = marker, *, c: Any = other) -> None: ...

    @functools.wraps(plain)
    def wrapped(*args: Any, **kwargs: Any) -> None: ...

    class Class:
        def __init__(self, a: Any, b: Any = marker) -> None: ...
        @classmethod
        def make(cls, b: Any = marker) -> None: ...
        @staticmethod
        def static(b: Any = marker) -> None: ...
        def method(self, b: Any = marker) -> None: ...

    @dataclasses.dataclass
    class Data:
        a: int
        b: Any = marker
        c: list[int] = dataclasses.field(default_factory=list)

    sources: list[Any] = [plain, wrapped, Class, Class.make, Class.static, Class.method, Data]
    sources += [Class.__dict__["make"], Class.__dict__["static"], functools.partial(plain, 1)]
    for source in sources:
        assert default(source, "b") is marker
    assert default(wrapped, "c") is other
    assert default(plain, "b", lambda value: (value,)) == (marker,)
    assert Data(1, c=default(Data, "c")).c == []
    for missing in ("a", "x"):
        with pytest.raises(TypeError, match=f"plain has no default for '{missing}'"):
            default(plain, missing)


def test_a_lazy_module_is_imported_when_it_is_used() -> None:
    sys.modules.pop("colorsys", None)
    module = lazy_module("colorsys")
    assert not hasattr(module, "__path__") and "colorsys" not in sys.modules
    assert module.ONE_THIRD == sys.modules["colorsys"].ONE_THIRD
    with pytest.raises(AttributeError):
        _ = module.missing
