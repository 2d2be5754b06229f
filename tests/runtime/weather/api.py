# type: ignore
# ruff: noqa: F821
"""As the compiler writes it, shortened."""

from __future__ import annotations

from synchronicity.descriptor import (
    SELF,
    Wrapped,
    callback,
    class_attribute,
    classproperty,
    default,
    dual,
    to_impl,
    to_wrapper,
)

from . import _impl

_dual = dual("weather")
_other = dual("other")


class Page(Wrapped, impl=_impl.Page):
    kind = class_attribute("kind")

    def __init__(self, url: str = "start") -> None:
        self._attach(_impl.Page(url))

    @property
    def url(self) -> str:
        return self._impl_instance.url

    def __eq__(self, other: object) -> bool:
        return self._impl_instance == to_impl(other)

    def __hash__(self) -> int:
        return hash(self._impl_instance)


class Draft(Page, impl=_impl.Draft):
    pass


@_dual.function(returns=Page._from_impl)
def fetch(url: str, *, retries: int = 3) -> Page:
    """Fetch a page."""
    return _impl.fetch(url, retries=retries)


@_dual.function(returns=to_wrapper)
def echo(value: object, timeout: object = default(_impl.echo, "timeout")) -> object:
    return _impl.echo(to_impl(value), timeout)


@_dual.function()
def fail(error: BaseException) -> None:
    return _impl.fail(error)


@_dual.function()
def where() -> tuple[str, int]:
    return _impl.where()


@_dual.function()
def set_variable(value: str) -> None:
    return _impl.set_variable(value)


@_dual.function()
def nap(seconds: float, cleanup: float = 0.0, name: str = "nap") -> str:
    """Sleep, and log how it went."""
    return _impl.nap(seconds, cleanup, name)


@_dual.function()
def stubborn(seconds: float) -> str:
    return _impl.stubborn(seconds)


@_dual.function()
def run(func: object) -> object:
    return _impl.run(func)


@_other.function()
def run_other(func: object) -> object:
    return _impl.run(func)


@_other.function()
def await_other(func: object) -> object:
    return func()


@_dual.function()
def await_here(func: object) -> object:
    return func()


@_dual.function(returns=to_wrapper)
def each(values: list, func: object) -> list:
    return _impl.each(to_impl(values), callback(func, by_value=True, gives=to_impl))


@_dual.generator(yields=Page._from_impl, aio="AsyncGenerator[Page, int]")
def pages(first: str) -> Generator[Page, int, None]:
    return _impl.pages(first)


@_dual.iterator(aio="AsyncIterator[str]")
def lines(count: int) -> Iterator[str]:
    return _impl.lines(count)


@_dual.iterator(aio="AsyncIterator[tuple[str, str]]")
def tasks(count: int) -> Iterator[tuple[str, str]]:
    return _impl.tasks(count)


@_dual.iterator(aio="AsyncIterator[int]")
def deadline(seconds: float) -> Iterator[int]:
    return _impl.deadline(seconds)


@_dual.iterator(yields=Page._from_impl, aio="AsyncIterator[Page]")
def counter(count: int) -> Iterator[Page]:
    return _impl.counter(count)


@_dual.context_manager(enters=Page._from_impl)
def session(url: str) -> DualContextManager[Page]:
    return _impl.session(url)


@_dual.context_manager()
def slow_session(entering: float) -> DualContextManager[str]:
    return _impl.slow_session(entering)


class Connection(Wrapped, impl=_impl.Connection):
    def __init__(self, name: str) -> None:
        self._attach(_impl.Connection(name))

    @property
    def opened(self) -> int:
        return self._impl_instance.opened

    @_dual.awaits(returns=SELF)
    def __await__(self) -> Generator[object, None, Connection]:
        return self._impl_instance

    @_dual.opening(returns=SELF)
    def __enter__(self) -> Self:
        return self._impl_instance.__aenter__()

    __aenter__ = __enter__.aio

    @_dual.exit()
    def __exit__(self, exc_type, exc, tb) -> None:
        return self._impl_instance.__aexit__(exc_type, exc, tb)

    __aexit__ = __exit__.aio

    @_dual.method()
    def ping(self, host: str = default(_impl.Connection.ping, "host")) -> str:
        return self._impl_instance.ping(host)


@_dual.awaitable(returns=Connection._from_impl, gives=Connection._from_impl, aio="Connection")
def connect(name: str) -> Connection:
    """Connect."""
    return _impl.connect(name)


class Client(Wrapped, impl=_impl.Client):
    """A client."""

    def __init__(self, url: str) -> None:
        self._attach(_impl.Client(url))

    @property
    def url(self) -> str:
        return self._impl_instance.url

    @_dual.method(returns=lambda value: [Page._from_impl(item) for item in value])
    def query(self, sql: str, limit: int = 1) -> list[Page]:
        """Run a query."""
        return self._impl_instance.query(sql, limit)

    @_dual.method(returns=SELF)
    def renamed(self, url: str) -> Self:
        return self._impl_instance.renamed(url)

    @_dual.class_method(returns=SELF)
    def open(cls, url: str) -> Self:
        """Open a client."""
        return cls._impl_class.open(url)

    @staticmethod
    @_dual.function()
    def ping(url: str) -> int:
        """Ping a server."""
        return _impl.Client.ping(url)

    @_dual.method_iterator(yields=Page._from_impl, aio="AsyncIterator[Page]")
    def stream(self, count: int) -> Iterator[Page]:
        return self._impl_instance.stream(count)

    @property
    def log(self) -> DualIterator[Page]:
        return _dual.iterate(self._impl_instance.stream(3), Page._from_impl)

    @_dual.method_context_manager(enters=Page._from_impl)
    def lease(self, name: str) -> DualContextManager[Page]:
        return self._impl_instance.lease(name)

    @_dual.method_result(returns=Page._from_impl)
    def get(self, key: str) -> Page:
        return self._impl_instance.get(key)

    @classproperty
    def version(cls) -> str:
        return cls._impl_class.version

    @_dual.enter(returns=SELF)
    def __enter__(self) -> Self:
        return self._impl_instance.__aenter__()

    __aenter__ = __enter__.aio

    @_dual.exit()
    def __exit__(self, exc_type, exc, tb) -> bool:
        return self._impl_instance.__aexit__(exc_type, exc, tb)

    __aexit__ = __exit__.aio


class Sub(Client, impl=_impl.Sub):
    def __init__(self, url: str) -> None:
        self._attach(_impl.Sub(url))

    @_dual.method(returns=lambda value: [Page._from_impl(item) for item in value])
    def query(self, sql: str, limit: int = 2) -> list[Page]:
        """Run a query with a limit."""
        return self._impl_instance.query(sql, limit)


class Cursor(Wrapped, impl=_impl.Cursor):
    def __init__(self, count: int) -> None:
        self._attach(_impl.Cursor(count))

    def __iter__(self) -> Self:
        return self._from_impl(self._impl_instance.__aiter__())

    __aiter__ = __iter__

    @_dual.step(returns=Page._from_impl)
    def __next__(self) -> Page:
        return self._impl_instance.__anext__()

    __anext__ = __next__.aio


class Table(Wrapped, impl=_impl.Table):
    @_dual.generator(yields=Page._from_impl, aio="AsyncGenerator[Page, None]")
    def __iter__(self) -> Generator[Page, None, None]:
        return self._impl_instance.__aiter__()

    __aiter__ = __iter__.aio
